"""What a lesson and an article's page must be like: its shape, its length, what it cites, its pictures."""

from __future__ import annotations

import re
from datetime import date

from elearn.learning.citation import parse_citation
from elearn.learning.course import Box, Check, Figure, Section
from elearn.library.lesson_text import begins_box
from elearn.library.plain_text import count_words
from elearn.library.problems import Problems
from elearn.library.read import line_of
from elearn.library.resolve import body_citations
from elearn.library.rules_markup import check_markup
from elearn.library.sources import CourseSource, LessonSource, PageSource, Sources

WORDS_PER_MINUTE = (110, 220)
MINUTES = (4, 10)
_LEAST_ALT = 5  # words
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LESSON_ID = re.compile(rf"{_ID.pattern}/{_ID.pattern}")
_HISTORY = re.compile(r"^!!! ?history\b")


def check_lessons(course: CourseSource, sources: Sources, problems: Problems) -> None:
    """Every text of a course."""
    for lesson in course.lessons:
        _front(lesson, problems)
        _shape(lesson, problems)
        _pace(lesson, problems)
        _lapsed_sources(lesson, course, sources, problems)
    for page in course.pages:
        if count_words(page.front.one_line) < 4:
            problems.add(page.file, page.lines.line("one_line"), "front-matter", "“one_line” quá ngắn")
        if not page.front.who:
            problems.add(
                page.file, page.lines.line("who"), "front-matter", "“who” cần ít nhất một nhóm người"
            )
    for text in course.texts():
        _lapsed_in_text(text, course, sources, problems)
        _pictures(text, problems)
        check_markup(text, problems)
        _empty_boxes(text, problems)
        if not text.text.sections:
            problems.add(text.file, text.body_line, "shape", "bài chưa có mục nào (## …)")


def _front(lesson: LessonSource, problems: Problems) -> None:
    front, lines = lesson.front, lesson.lines
    if not _LESSON_ID.fullmatch(front.id):
        words = "“id” có dạng khóa/bài, chỉ gồm chữ thường không dấu, số, gạch nối"
        problems.add(lesson.file, lines.line("id"), "id", words)
    if not front.title.strip():
        problems.add(lesson.file, lines.line("title"), "front-matter", "“title” chưa có chữ nào")
    if front.revision < 1:
        problems.add(lesson.file, lines.line("revision"), "front-matter", "“revision” là số từ 1")
    if not MINUTES[0] <= front.minutes <= MINUTES[1]:
        words = f"bài dài {front.minutes} phút; cần từ {MINUTES[0]} đến {MINUTES[1]}"
        problems.add(lesson.file, lines.line("minutes"), "minutes", words)
    if not front.objectives:
        problems.add(lesson.file, lines.line("objectives"), "front-matter", "bài cần ít nhất một mục tiêu")
    if not front.sources:
        problems.add(lesson.file, lines.line("sources"), "front-matter", "bài cần ít nhất một căn cứ")
    seen: set[str] = set()
    for number, objective in enumerate(front.objectives):
        if objective.id in seen:
            words = f"mục tiêu “{objective.id}” đã có ở trên"
            problems.add(lesson.file, lines.line("objectives", number), "unique", words)
        seen.add(objective.id)
        if not _ID.fullmatch(objective.id):
            words = f"mã mục tiêu “{objective.id}” chỉ gồm chữ thường không dấu, số, gạch nối"
            problems.add(lesson.file, lines.line("objectives", number, "id"), "id", words)
        if count_words(objective.text) < 3:
            words = f"mục tiêu “{objective.id}” trống hoặc quá ngắn"
            problems.add(lesson.file, lines.line("objectives", number, "text"), "front-matter", words)


def _shape(lesson: LessonSource, problems: Problems) -> None:
    """A situation first, the rule in a law card, what to do at the desk, a check at the end."""
    sections = lesson.text.sections
    if not sections:
        return
    boxes = {block.box for section in sections for block in section.blocks if isinstance(block, Box)}
    if not boxes & {"law"}:
        problems.add(lesson.file, lesson.body_line, "shape", "bài chưa có ô luật (!!! law)")
    if not boxes & {"desk"}:
        problems.add(lesson.file, lesson.body_line, "shape", "bài chưa có ô “Ở bàn làm việc” (!!! desk)")
    first = sections[0].blocks
    if first and isinstance(first[0], Box | Check):
        words = "bài phải mở đầu bằng một tình huống, không mở bằng ô hay câu hỏi"
        problems.add(lesson.file, lesson.body_line, "shape", words)
    last = sections[-1].blocks
    if not last or not isinstance(last[-1], Check):
        line = _line_of_section(lesson, sections[-1])
        problems.add(lesson.file, line, "shape", "bài phải kết thúc bằng một câu kiểm tra {{check: …}}")
    named = [block.item for section in sections for block in section.blocks if isinstance(block, Check)]
    for item in {one for one in named if named.count(one) > 1}:
        line = line_of(lesson.body, (f"{{{{check: {item}",), lesson.body_line)
        problems.add(lesson.file, line, "check", f"câu “{item}” được hỏi hai lần trong bài")


def _line_of_section(source: LessonSource | PageSource, section: Section) -> int:
    return line_of(source.body, (f"{{#{section.anchor}}}",), source.body_line)


def _pace(lesson: LessonSource, problems: Problems) -> None:
    words = sum(section.words for section in lesson.text.sections)
    if lesson.front.minutes < 1:
        return
    pace = words / lesson.front.minutes
    if not WORDS_PER_MINUTE[0] <= pace <= WORDS_PER_MINUTE[1]:
        said = (
            f"{words} chữ trong {lesson.front.minutes} phút là {pace:.0f} chữ một phút; "
            f"cần từ {WORDS_PER_MINUTE[0]} đến {WORDS_PER_MINUTE[1]}"
        )
        problems.add(lesson.file, lesson.lines.line("minutes"), "pace", said)


# The law as it holds


def lapse_words(citation: str, sources: Sources, on: date) -> str:
    """Why a citation may not be told as the law that holds on a day; "" where it may."""
    try:
        document = sources.documents[parse_citation(citation).document]
    except (KeyError, ValueError):
        return ""  # said elsewhere
    if document.in_force(on):
        return ""
    if document.in_force_from and document.in_force_from > on:
        return f"{document.short} chưa có hiệu lực ngày {on:%d/%m/%Y}"
    return f"{document.short} đã hết hiệu lực ngày {on:%d/%m/%Y}"


def _lapsed_sources(lesson: LessonSource, course: CourseSource, sources: Sources, problems: Problems) -> None:
    on = course.about.valid_as_of
    for number, citation in enumerate(lesson.front.sources):
        why = lapse_words(citation, sources, on)
        if why:
            problems.add(
                lesson.file, lesson.lines.line("sources", number), "lapsed", f"căn cứ “{citation}”: {why}"
            )
    for item in course.items:
        if item.item.lesson != lesson.front.id:
            continue
        for number, citation in enumerate(item.item.sources):
            why = lapse_words(citation, sources, on)
            if why:
                words = f"câu {item.item.id}: căn cứ “{citation}”: {why}"
                problems.add(item.file, item.line("sources", number), "lapsed", words)


def _lapsed_in_text(
    source: LessonSource | PageSource, course: CourseSource, sources: Sources, problems: Problems
) -> None:
    told_as_history = history_lines(source)
    for citation, line in body_citations(source):
        why = lapse_words(citation, sources, course.about.valid_as_of)
        if why and line not in told_as_history:
            words = f"“{citation}”: {why}; chỉ được dẫn trong ô lịch sử (!!! history)"
            problems.add(source.file, line, "lapsed", words)


def history_lines(source: LessonSource | PageSource) -> set[int]:
    """The lines of a text that are told as history."""
    found: set[int] = set()
    inside = False
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        if _HISTORY.match(line):
            inside = True
        elif line.strip() and not line.startswith("    "):
            inside = False
        if inside:
            found.add(number)
    return found


def _empty_boxes(source: LessonSource | PageSource, problems: Problems) -> None:
    """A box without words is most often one whose words are not indented."""
    lines = source.body.split("\n")
    for at, line in enumerate(lines):
        within = next((one for one in lines[at + 1 :] if one.strip()), "")
        if begins_box(line) and not within.startswith(("    ", "\t")):
            words = "ô này chưa có chữ nào; chữ trong ô lùi vào bốn dấu cách"
            problems.add(source.file, source.body_line + at, "box", words)


def _pictures(source: LessonSource | PageSource, problems: Problems) -> None:
    for section in source.text.sections:
        for block in section.blocks:
            if isinstance(block, Figure) and count_words(block.alt) < _LEAST_ALT:
                line = line_of(source.body, (f"images/{block.asset.partition('/')[2]}",), source.body_line)
                words = "hình cần lời thay thế nói đủ những gì hình nói (chữ trong ngoặc vuông)"
                problems.add(source.file, line, "alt", words)
