"""What an author wrote that the program does not read as it was meant: it would stand in the lesson as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from elearn.library.citing import CITED
from elearn.library.lesson_text import CHECK
from elearn.library.problems import Problems
from elearn.library.sources import LessonSource, PageSource

HTML = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>?|<!--|&#?\w+;")
HTML_WORDS = "không dùng thẻ HTML: “{0}”; chữ đậm viết **chữ**, xuống dòng bằng một dòng trống"
_CODE = re.compile(r"`[^`]*`")
_DOUBLE_BRACE = re.compile(r"\{\{|\}\}|\{ ?(?:check|chek|câu)\b", re.IGNORECASE)
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:")
_BY_NAME = re.compile(r"\]\[")
_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
_DOCUMENT_ALONE = re.compile(r"(?<!\])\[[a-z0-9-]+:[\d.a-zđ]+\](?!\()")
_LONGEST_SHOWN = 40


def check_markup(source: LessonSource | PageSource, problems: Problems) -> None:
    """Every line of a text."""
    lines = [_CODE.sub("", line) for line in source.body.split("\n")]
    for number, line in enumerate(lines, source.body_line):
        for rule, words in _wrong(line):
            problems.add(source.file, number, rule, words)
    _notes(source, lines, problems)
    _tables(source, lines, problems)
    for section in source.text.sections:
        if not section.blocks:
            at = _line_of(lines, section.anchor) + source.body_line
            problems.add(source.file, at, "shape", "mục này chưa có chữ nào")


def _wrong(line: str) -> Iterator[tuple[str, str]]:
    read = {found.start() for found in CITED.finditer(line)}
    for begun in re.finditer(r"\[@", line):
        if begun.start() not in read:
            shown = line[begun.start() :][:_LONGEST_SHOWN]
            yield "citation", f"căn cứ “{shown}” viết không đúng dạng; ví dụ [@luat-116-2025:7.2.c]"
    if _DOCUMENT_ALONE.search(line):
        yield "citation", "thiếu dấu @ trước căn cứ trong ngoặc vuông"
    if _DOUBLE_BRACE.search(line) and not CHECK.match(line.strip()):
        yield "check", "câu kiểm tra viết riêng một dòng: {{check: mã-câu}}"
    if _DEFINED.match(line) or _BY_NAME.search(line):
        yield "link", "không dùng liên kết hay hình viết tách chỗ ([chữ][tên] và [tên]: địa chỉ)"


def _notes(source: LessonSource | PageSource, lines: list[str], problems: Problems) -> None:
    """Each footnote is named and said, once said."""
    named: dict[str, int] = {}
    said: dict[str, int] = {}
    for number, line in enumerate(lines, source.body_line):
        for found in _NOTE.finditer(line):
            name = found.group(1)
            if not (found.group(2) and not line[: found.start()].strip()):
                named.setdefault(name, number)
            elif name in said:
                problems.add(source.file, number, "footnote", f"chú thích [^{name}] đã có ở trên")
            else:
                said[name] = number
    for name in named.keys() - said.keys():
        problems.add(source.file, named[name], "footnote", f"chưa có lời cho chú thích [^{name}]: …")
    for name in said.keys() - named.keys():
        problems.add(source.file, said[name], "footnote", f"không chỗ nào trong bài gọi chú thích [^{name}]")


def _tables(source: LessonSource | PageSource, lines: list[str], problems: Problems) -> None:
    """Every row of a table has as many cells as its head: Markdown fills up or cuts off without a word."""
    head = 0
    for number, line in enumerate(lines, source.body_line):
        row = CITED.sub("", line).strip().replace("\\|", "")
        if not row.startswith("|"):
            head = 0
            continue
        cells = row.strip("|").count("|") + 1
        head = head or cells
        if cells != head:
            problems.add(
                source.file, number, "table", f"dòng này của bảng có {cells} ô, dòng đầu có {head} ô"
            )


def _line_of(lines: list[str], anchor: str) -> int:
    return next((at for at, line in enumerate(lines) if f"{{#{anchor}}}" in line), 0)
