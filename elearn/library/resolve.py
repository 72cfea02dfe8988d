"""Whatever one source names must exist in another: citations, terms, links, pictures, questions, objectives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from elearn.learning.citation import Citation, parse_citation
from elearn.learning.course import Check, Document, Figure
from elearn.library.citing import citations_in
from elearn.library.clean_html import LINK
from elearn.library.pictures import fault_in
from elearn.library.problems import Problems
from elearn.library.read import line_of
from elearn.library.sources import CourseSource, ItemSource, LessonSource, PageSource, Sources

_LINKED = re.compile(r"\]\(((?:term|lesson):[^)\s]*)")
_LAW = re.compile(r'^!!! ?law +"([^"]*)"')


def resolve(sources: Sources, problems: Problems) -> None:
    """Note everything that is named and is not there."""
    places = {one.front.id: one for course in sources.courses for one in course.texts()}
    items = {one.item.id: one for course in sources.courses for one in course.items}
    _unique(sources, problems)
    for name, content in sources.assets.items():
        wrong = fault_in(name, content)
        if wrong:
            folder, _, file = name.partition("/")
            problems.add(f"content/{folder}/images/{file}", wrong.line, "image", wrong.words)
    for term in sources.terms.values():
        line = sources.term_lines[term.id]
        _cited(term.sources, "content/glossary.toml", lambda _, line=line: line, sources, problems)
    for course in sources.courses:
        for lesson in course.lessons:
            _cited(lesson.front.sources, lesson.file, _front_line(lesson), sources, problems)
            _lesson_topic(lesson, course, problems)
            _check_text(lesson, course, sources, places, items, problems)
        for page in course.pages:
            _check_text(page, course, sources, places, items, problems)
        for item in course.items:
            _check_item(item, course, sources, problems)


def _front_line(lesson: LessonSource) -> Any:
    return lambda number: lesson.lines.line("sources", number)


def _unique(sources: Sources, problems: Problems) -> None:
    seen: dict[str, str] = {}
    for course in sources.courses:
        for one in course.texts():
            if one.front.id in seen:
                words = f"mã “{one.front.id}” đã dùng ở {seen[one.front.id]}"
                problems.add(one.file, one.lines.line("id"), "unique", words)
            seen.setdefault(one.front.id, one.file)
    used: dict[str, ItemSource] = {}
    for course in sources.courses:
        for item in course.items:
            first = used.setdefault(item.item.id, item)
            if first is item:
                continue
            for mine, other in ((item, first), (first, item)):  # nobody knows which was there before
                words = f"mã câu “{mine.item.id}” cũng dùng ở {other.file}:{other.line('id')}"
                problems.add(mine.file, mine.line("id"), "unique", words)


def why_unresolved(citation: str, sources: Sources) -> str:
    """What is wrong with a citation, "" where it names a place that is known.

    Nothing is said of a document that cannot be read: that was told where it stands.
    """
    try:
        place = parse_citation(citation)
    except ValueError:
        return "không đúng dạng mã-văn-bản:điều.khoản.điểm"
    if not sources.documents or place.document in sources.unread:
        return ""
    document = sources.documents.get(place.document)
    if document is None:
        return f"không có văn bản “{place.document}” trong documents.toml"
    if str(place) != citation:
        return f"phải viết là “{place}”"
    if not place.article:
        return ""
    return _why_no_place(place, document) if document.articles else _why_not_read(place, document)


def _why_no_place(place: Citation, document: Document) -> str:
    article = next((one for one in document.articles if one.number == place.article), None)
    if article is None:
        return f"{document.short} không có điều {place.article}"
    if place.clause > article.clauses:
        return f"điều {place.article} chỉ có {article.clauses} khoản"
    points = article.points.get(str(place.clause), "")
    if place.point and place.point not in points.split():
        return f"{_at(place)} không có điểm {place.point} (có: {points or 'không điểm nào'})"
    return ""


def _at(place: Citation) -> str:
    return f"khoản {place.clause} điều {place.article}" if place.clause else f"điều {place.article}"


def _why_not_read(place: Citation, document: Document) -> str:
    """Of this document only some places were read: what stands nowhere else cannot be told from a slip."""
    wanted = str(place).partition(":")[2]
    if any(one == wanted or one.startswith(f"{wanted}.") for one in document.places):
        return ""
    return f"{document.short}: chưa có nơi này trong “places” của documents.toml"


def _cited(given: Iterable[str], file: str, line: Any, sources: Sources, problems: Problems) -> None:
    for number, citation in enumerate(given):
        why = why_unresolved(citation, sources)
        if why:
            problems.add(file, line(number), "citation", f"căn cứ “{citation}”: {why}")


def _lesson_topic(lesson: LessonSource, course: CourseSource, problems: Problems) -> None:
    if lesson.front.topic not in {line.topic for line in course.about.exam.blueprint}:
        words = f"chủ đề “{lesson.front.topic}” không có trong khung đề của course.toml"
        problems.add(lesson.file, lesson.lines.line("topic"), "topic", words)


def body_citations(source: LessonSource | PageSource) -> Iterator[tuple[str, int]]:
    """The citations of a text, each with its line: `[@…]` and those of law cards."""
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        for citation in citations_in(line):
            yield citation, number
        card = _LAW.match(line)
        if card:
            for citation in card.group(1).split():
                yield citation, number


def _check_text(
    source: LessonSource | PageSource,
    course: CourseSource,
    sources: Sources,
    places: dict[str, LessonSource | PageSource],
    items: dict[str, ItemSource],
    problems: Problems,
) -> None:
    for citation, line in body_citations(source):
        why = why_unresolved(citation, sources)
        if why:
            problems.add(source.file, line, "citation", f"căn cứ “{citation}”: {why}")
    for number, words in enumerate(source.body.split("\n"), source.body_line):
        if words.startswith("!!!") and (card := re.match(r'!!! ?law *("")?\s*$', words)):
            del card
            problems.add(source.file, number, "citation", "ô law cần căn cứ trong ngoặc kép")
        for target in _LINKED.findall(words):
            why = _why_no_target(target, sources, places)
            if why:
                problems.add(source.file, number, "link", f"liên kết “{target}”: {why}")
    for section in source.text.sections:
        for block in section.blocks:
            if isinstance(block, Check):
                why = _why_no_check(block.item, course, items)
                if why:
                    line = line_of(
                        source.body, (f"{{{{check: {block.item}", f"{{{{check:{block.item}"), source.body_line
                    )
                    problems.add(source.file, line, "check", f"câu kiểm tra “{block.item}”: {why}")
            elif isinstance(block, Figure) and block.asset and block.asset not in sources.assets:
                name = block.asset.partition("/")[2]
                line = line_of(source.body, (f"images/{name}",), source.body_line)
                problems.add(source.file, line, "image", f"không có tệp images/{name}")


def _why_no_target(target: str, sources: Sources, places: dict[str, LessonSource | PageSource]) -> str:
    kind, _, name = target.partition(":")
    if not LINK.fullmatch(target):
        return "viết không đúng dạng"
    if kind == "term":
        return "" if name in sources.terms else "không có thuật ngữ này trong glossary.toml"
    lesson, _, anchor = name.partition("#")
    if lesson not in places:
        return "không có bài này"
    if anchor and all(one.anchor != anchor for one in places[lesson].text.sections):
        return "bài ấy không có mục này"
    return ""


def _why_no_check(name: str, course: CourseSource, items: dict[str, ItemSource]) -> str:
    if name not in items:
        return "không có câu này"
    item = items[name].item
    if item.course != course.folder:
        return "câu này thuộc khóa khác"
    return "" if item.use in ("practice", "both") else "câu này dành cho thi; cần use: practice hoặc both"


def _check_item(source: ItemSource, course: CourseSource, sources: Sources, problems: Problems) -> None:
    item = source.item

    def fault(field: str, rule: str, words: str) -> None:
        problems.add(source.file, source.line(field), rule, f"câu {item.id}: {words}")

    if item.course != course.folder:
        fault("course", "id", f"“course” phải trùng tên thư mục: {course.folder}")
    if not item.sources:
        fault("sources", "citation", "thiếu căn cứ (sources)")
    for number, citation in enumerate(item.sources):
        why = why_unresolved(citation, sources)
        if why:
            problems.add(
                source.file,
                source.line("sources", number),
                "citation",
                f"câu {item.id}: căn cứ “{citation}”: {why}",
            )
    if item.topic not in {line.topic for line in course.about.exam.blueprint}:
        fault("topic", "topic", f"chủ đề “{item.topic}” không có trong khung đề của course.toml")
    lesson = next((one for one in course.lessons if one.front.id == item.lesson), None)
    if lesson is None:
        fault("lesson", "lesson", f"không có bài “{item.lesson}”")
        return
    if all(one.id != item.objective for one in lesson.front.objectives):
        fault("objective", "objective", f"bài không có mục tiêu “{item.objective}”")
    if item.section and all(one.anchor != item.section for one in lesson.text.sections):
        fault("section", "section", f"bài không có mục “{item.section}”")
