"""Reading `content/` and `quizzes/`: every file, every fault, in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from elearn.errors import Reason, Refusal
from elearn.learning.course import Document, ExamRules, Term
from elearn.library.lesson_text import BOXES, LessonText, begins_box, read_lesson_text
from elearn.library.problems import Problems
from elearn.library.quiz_files import read_quizzes
from elearn.library.source_file import read_bytes, read_text
from elearn.library.sources import (
    CourseFile,
    CourseSource,
    LessonFront,
    LessonSource,
    PageFront,
    PageSource,
    Sources,
)
from elearn.library.toml_files import line_within, read_toml, refuse_others, table_line, tables, typed
from elearn.library.typed import faults_in, made
from elearn.library.yaml_files import Located, read_yaml

COURSE_FILE = "course.toml"
PAGES = "dieu"
_NOT_KNOWN = CourseFile("", "", "", "", "", (), 0, date.min, ExamRules(0, 0, 0, 0, ()))
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_MOST_BRACKETS, _DEEPEST = 200, 40  # of a line; letters of what it begins with
_BEGINS = re.compile(r"(?:[ \t>]|[-*+] |\d{1,3}\. )*")
_PICTURES = frozenset({".svg", ".png", ".jpg"})


def read_sources(root: Path, problems: Problems) -> Sources:
    """Everything below `root`, as far as it can be read. Raises Refusal(NO_SOURCES)."""
    content = root / "content"
    if not content.is_dir():
        raise Refusal(Reason.NO_SOURCES, path=str(content))
    sources = Sources(root)
    _read_library(sources, problems)
    _read_documents(sources, problems)
    _read_terms(sources, problems)
    for folder in sorted(one for one in content.iterdir() if one.is_dir()):
        if (folder / COURSE_FILE).is_file():
            _read_course(folder, sources, problems)
    place = {course: number for number, course in enumerate(sources.order)}
    sources.courses.sort(key=lambda one: (place.get(one.folder, len(place)), one.folder))
    return sources


def folders_without_course(root: Path) -> list[str]:
    """Folders of `content/` and `quizzes/` that belong to no course yet."""
    content = root / "content"
    found = [
        f"{kind}/{one.name}"
        for kind in ("content", "quizzes")
        if (root / kind).is_dir()
        for one in (root / kind).iterdir()
        if one.is_dir() and any(one.iterdir()) and not (content / one.name / COURSE_FILE).is_file()
    ]
    return sorted(found)


def _read_library(sources: Sources, problems: Problems) -> None:
    file = "content/library.toml"
    table, text = read_toml(sources.root / file, file, problems)
    refuse_others(table, {"version", "courses"}, text, file, problems)
    version = table.get("version")
    if not isinstance(version, str) or not re.fullmatch(r"\d{4}\.(?:0?[1-9]|1[0-2])(?:\.\d{1,3})?", version):
        problems.add(
            file, _line_of(text, "version"), "library", '“version” phải có dạng "2026.11" hoặc "2026.11.2"'
        )
        version = "0000.0"
    sources.version = version
    order = table.get("courses", [])
    if not isinstance(order, list) or not all(isinstance(one, str) for one in order):
        problems.add(file, _line_of(text, "courses"), "library", "“courses” phải là danh sách mã khóa học")
        order = []
    sources.order = tuple(order)
    file = "content/publishers.toml"
    table, text = read_toml(sources.root / file, file, problems)
    refuse_others(table, {"publisher"}, text, file, problems)
    keys = []
    for number, entry in enumerate(tables(table, "publisher", file, problems)):
        line = table_line(text, "[[publisher]]", number)
        fields = entry if isinstance(entry, dict) else {}
        key = fields.get("key")
        if not isinstance(fields.get("name"), str):
            problems.add(file, line, "publisher", "thiếu “name”: tên nơi phát hành")
        for other in fields.keys() - {"name", "key"}:
            at = line_within(text, line, (other,), {})
            problems.add(file, at, "field", f"không có trường nào tên “{other}”")
        if not isinstance(key, str) or not re.fullmatch(r"[A-Za-z0-9_-]{43}", key):
            problems.add(file, line, "publisher", "“key” phải là khóa công khai Ed25519, 43 ký tự base64url")
        else:
            keys.append(key)
    sources.publishers = tuple(sorted(keys))


def _line_of(text: str, name: str) -> int:
    for line, words in enumerate(text.splitlines(), 1):
        if words.split("=")[0].strip() == name:
            return line
    return 1


def _read_documents(sources: Sources, problems: Problems) -> None:
    file = "content/documents.toml"
    table, text = read_toml(sources.root / file, file, problems)
    refuse_others(table, {"document"}, text, file, problems)
    for number, entry in enumerate(tables(table, "document", file, problems)):
        line = table_line(text, "[[document]]", number)
        fields = dict(entry) if isinstance(entry, dict) else {}
        if "article" in fields:
            fields["articles"] = fields.pop("article")
        where = partial(line_within, text, line, tables={"articles": "[[document.article]]"})
        document = typed(fields, Document, file, problems, where)
        if document is None:
            sources.unread.add(str(fields.get("id")))
            continue
        if document.id in sources.documents:
            problems.add(file, line, "unique", f"văn bản “{document.id}” đã có ở trên")
        sources.documents[document.id] = document
        sources.document_lines[document.id] = line
    for document in sources.documents.values():
        for later in document.replaced_by:
            if later not in sources.documents.keys() | sources.unread:
                line = sources.document_lines[document.id]
                problems.add(file, line, "citation", f"văn bản thay thế “{later}” không có trong tệp này")


def _read_terms(sources: Sources, problems: Problems) -> None:
    file = "content/glossary.toml"
    table, text = read_toml(sources.root / file, file, problems)
    refuse_others(table, {"term"}, text, file, problems)
    for number, entry in enumerate(tables(table, "term", file, problems)):
        line = table_line(text, "[[term]]", number)
        where = partial(line_within, text, line, tables={})
        term = typed(entry, Term, file, problems, where)
        if term is None:
            continue
        if term.id in sources.terms:
            problems.add(file, line, "unique", f"thuật ngữ “{term.id}” đã có ở trên")
        sources.terms[term.id] = term
        sources.term_lines[term.id] = line


def _read_course(folder: Path, sources: Sources, problems: Problems) -> None:
    file = f"content/{folder.name}/{COURSE_FILE}"
    about = _about(folder, file, problems)
    course = CourseSource(folder.name, file, about or _NOT_KNOWN)
    if about is not None:
        sources.courses.append(course)
        _read_pictures(folder, sources, problems)
    for position, path in enumerate(sorted(folder.glob("*.md")), 1):
        _read_lesson(path, position, course, sources, problems)
    for path in sorted((folder / PAGES).glob("*.md")):
        _read_page(path, course, sources, problems)
    course.items += read_quizzes(sources.root, folder.name, problems)


def _about(folder: Path, file: str, problems: Problems) -> CourseFile | None:
    """What a course is; without it the rest of its folder is read all the same, for the faults in it."""
    faults = len(problems)
    table, text = read_toml(folder / COURSE_FILE, file, problems)
    if len(problems) > faults:
        return None
    headers = {"exam": "[exam]", "blueprint": "[[exam.blueprint]]"}
    about = typed(table, CourseFile, file, problems, partial(line_within, text, 0, tables=headers))
    if about is not None and about.id != folder.name:
        problems.add(file, _line_of(text, "id"), "id", f"“id” phải trùng tên thư mục: {folder.name}")
    return about


def _read_pictures(folder: Path, sources: Sources, problems: Problems) -> None:
    pictures = folder / "images"
    for path in sorted(pictures.iterdir()) if pictures.is_dir() else ():
        file = f"content/{folder.name}/images/{path.name}"
        if path.suffix not in _PICTURES or not re.fullmatch(r"[a-z0-9-]+", path.stem):
            problems.add(
                file, 1, "image", "tên hình chỉ gồm chữ thường không dấu, số, gạch nối; đuôi .svg, .png, .jpg"
            )
            continue
        content = read_bytes(path, file, problems)
        if content is not None:
            sources.assets[f"{folder.name}/{path.name}"] = content


def _read_lesson(
    path: Path, position: int, course: CourseSource, sources: Sources, problems: Problems
) -> None:
    file = f"content/{course.folder}/{path.name}"
    found = _read_text(path, file, LessonFront, course, sources, problems)
    if found is None:
        return
    front, lines, body, body_line, text = found
    if not front.id.startswith(f"{course.folder}/"):
        problems.add(file, lines.line("id"), "id", f"“id” phải bắt đầu bằng {course.folder}/")
    course.lessons.append(LessonSource(file, front, lines, body, body_line, text, position))


def _read_page(path: Path, course: CourseSource, sources: Sources, problems: Problems) -> None:
    file = f"content/{course.folder}/{PAGES}/{path.name}"
    found = _read_text(path, file, PageFront, course, sources, problems)
    if found is None:
        return
    front, lines, body, body_line, text = found
    if front.id != f"{course.folder}/dieu-{front.article}":
        problems.add(file, lines.line("id"), "id", f"“id” phải là {course.folder}/dieu-{front.article}")
    document = sources.documents.get(front.document)
    if document is None and (not sources.documents or front.document in sources.unread):
        return  # told where the document stands
    if document is None or all(one.number != front.article for one in document.articles):
        words = f"không có điều {front.article} của văn bản “{front.document}” trong documents.toml"
        problems.add(file, lines.line("article"), "citation", words)
        return
    course.pages.append(PageSource(file, front, lines, body, body_line, text))


def _read_text(
    path: Path, file: str, kind: Any, course: CourseSource, sources: Sources, problems: Problems
) -> tuple[Any, Located, str, int, LessonText] | None:
    """Front matter of a kind, its lines, the body, the line on which that begins, and the body as it was read."""
    found = _split(path, file, problems)
    if found is None:
        return None
    lines, body, body_line = found
    front = _front(lines, kind, file, problems)
    if front is None:
        return None
    text = read_lesson_text(body, sources.label, course.folder)
    _text_faults(text, file, body, body_line, problems)
    return front, lines, body, body_line, text


def _split(path: Path, file: str, problems: Problems) -> tuple[Located, str, int] | None:
    """Front matter, text, and the line on which the text begins."""
    text = read_text(path, file, problems)
    if text is None:
        return None
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(whole)
    if front is None:
        problems.add(file, 1, "front-matter", "tệp phải mở đầu bằng phần thông tin giữa hai dòng ---")
        return None
    body_line = whole.count("\n", 0, front.end()) + 1
    for number, line in enumerate(whole[front.end() :].split("\n"), body_line):
        why = _why_no_line(line)
        if why:
            problems.add(file, number, "shape", why)
            return None
    lines = read_yaml(front.group(1), file, problems, first_line=2)
    return lines, whole[front.end() :], body_line


def _why_no_line(line: str) -> str:
    """Why a line is not given to Markdown's reader, which takes more than the square of such a line's length."""
    if line.count("[") > _MOST_BRACKETS:
        return f"dòng có hơn {_MOST_BRACKETS} dấu ngoặc vuông; hãy chia đoạn"
    begins = _BEGINS.match(line)
    deep = begins and len(begins.group()) > _DEEPEST
    return "danh sách hay đoạn trích lồng quá nhiều lớp" if deep else ""


def _front(lines: Located, kind: Any, file: str, problems: Problems) -> Any:
    if not lines.sound:
        return None
    faults = faults_in(lines.value, kind, known_fields_only=True)
    for fault in faults:
        problems.add(file, lines.line(*fault.steps), "front-matter", fault.words)
    return None if faults else made(lines.value, kind)


_FAULTS = {
    "heading": "bài dùng tiêu đề cấp hai (##), không dùng cấp một: “{0}”",
    "before": "có chữ đứng trước tiêu đề đầu tiên: “{0}”",
    "anchor": "tiêu đề “{0}” cần một mã riêng ở cuối dòng: {{#ma-rieng}}",
    "anchor-twice": "mã {{#{0}}} đã dùng cho một tiêu đề ở trên",
    "image": "hình phải nằm trong images/, tên không dấu: “{0}”",
    "image-inside": "hình phải đứng riêng một đoạn: “{0}”",
    "box-inside": "ô “{0}” phải đứng riêng, không nằm trong danh sách hay ô khác",
    "check-inside": "câu kiểm tra phải đứng riêng một đoạn: {0}",
    "link": "liên kết “{0}” không dùng được; chỉ có term:, lesson: và [@…]",
}


def _text_faults(text: LessonText, file: str, body: str, body_line: int, problems: Problems) -> None:
    for what, words in text.faults:
        line = line_of(body, _pieces(words), body_line)
        if what == "anchor-twice":  # the later one is at fault
            line = body_line + body.count("\n", 0, body.rfind(f"{{#{words}}}"))
        problems.add(file, line, what.partition("-")[0], _FAULTS[what].format(words[:60]))
    for number, words in enumerate(body.split("\n"), body_line):
        if words.startswith("!!!") and not begins_box(words):
            kinds = ", ".join(BOXES)
            problems.add(file, number, "box", f"không có loại ô này: “{words[:40]}”; các loại: {kinds}")


def _pieces(words: str) -> Iterable[str]:
    """What to look for in the source: the words, and their beginning, where marks stand between."""
    return (words, words[:24], words.split(" ", maxsplit=1)[0] if words else "")


def line_of(body: str, wanted: Iterable[str], body_line: int) -> int:
    """The line of the first of the wanted pieces that stands in the text, as written or as Markdown reads it."""
    for piece in wanted:
        if not piece:
            continue
        for text in (body, _ESCAPED.sub(r"\1", body)):  # "\\\\server" is read as "\\server"
            at = text.find(piece)
            if at >= 0:
                return text.count("\n", 0, at) + body_line
    return body_line
