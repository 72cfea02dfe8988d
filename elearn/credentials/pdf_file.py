"""A PDF file of one revision, read strictly: header, objects side by side, one table, one trailer.

Every byte of the file belongs to one of these, and every object is reached from the trailer. So there is
no place in which a second page, an earlier revision or a hidden object could lie.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from elearn.credentials.pdf_syntax import NotPlainPdf, Reader, Reference, Stream, Value

LARGEST_FILE = 2 * 1024 * 1024
MOST_OBJECTS = 2_000
_HEADER = re.compile(rb"%PDF-(?:1\.[3-7]|2\.0)\r?\n%[\x80-\xff]{4}\r?\n")
_TAIL = re.compile(rb"startxref\r?\n(\d{1,8})\r?\n%%EOF\r?\n?\Z")
_TABLE = re.compile(rb"xref\r?\n0 (\d{1,5})\r?\n0000000000 65535 f[ \r]\n")
_ENTRY = re.compile(rb"(\d{10}) 00000 n[ \r]\n")
_TRAILER_KEYS = {b"Size", b"Root", b"Info", b"ID"}


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The objects of a file by number, and its trailer."""

    objects: dict[int, Value]
    trailer: dict[bytes, Value]

    def resolve(self, value: Value) -> Value:
        """What a value stands for: the object, where it is a reference. Raises NotPlainPdf."""
        if not isinstance(value, Reference):
            return value
        if value.number not in self.objects:
            raise NotPlainPdf("a reference to nothing")
        found = self.objects[value.number]
        if isinstance(found, Reference):
            raise NotPlainPdf("a reference to a reference")
        return found

    def dictionary(self, value: Value) -> dict[bytes, Value]:
        """What a value stands for, which must be a dictionary. Raises NotPlainPdf."""
        found = self.resolve(value)
        if not isinstance(found, dict):
            raise NotPlainPdf("no dictionary")
        return found


def read_pdf(content: bytes) -> PdfFile:
    """Read a file. Raises NotPlainPdf where anything is not exactly as it must be."""
    if len(content) > LARGEST_FILE:
        raise NotPlainPdf("too large")
    header, tail = _HEADER.match(content), _TAIL.search(content, max(0, len(content) - 64))
    if not header or not tail:
        raise NotPlainPdf("no header, or no end")
    table_at = int(tail.group(1))
    offsets, after_table = _offsets(content, table_at)
    trailer = _trailer(content, after_table, tail.start(), len(offsets) + 1)
    objects: dict[int, Value] = {}
    at = header.end()
    for offset, number in sorted((offset, number) for number, offset in offsets.items()):
        if offset != at:
            raise NotPlainPdf("bytes between the objects")
        objects[number], at = _object(content, offset, number, table_at)
    if at != table_at:
        raise NotPlainPdf("bytes before the table")
    file = PdfFile(objects, trailer)
    if _reached(file) != objects.keys():
        raise NotPlainPdf("objects that nothing uses")
    return file


def _offsets(content: bytes, at: int) -> tuple[dict[int, int], int]:
    head = _TABLE.match(content, at)
    if not head or not 1 < int(head.group(1)) <= MOST_OBJECTS:
        raise NotPlainPdf("no table of objects")
    offsets: dict[int, int] = {}
    at = head.end()
    for number in range(1, int(head.group(1))):
        entry = _ENTRY.match(content, at)
        if not entry:
            raise NotPlainPdf("a broken table of objects")
        offsets[number] = int(entry.group(1))
        at = entry.end()
    return offsets, at


def _trailer(content: bytes, at: int, end: int, size: int) -> dict[bytes, Value]:
    reader = Reader(content, at, end)
    reader.expect(b"trailer")
    trailer = reader.value()
    reader.skip_space()
    if reader.at != end or not isinstance(trailer, dict):
        raise NotPlainPdf("no trailer")
    if trailer.keys() - _TRAILER_KEYS or trailer.get(b"Size") != size:
        raise NotPlainPdf("a trailer of another kind")  # Prev: an earlier revision; Encrypt
    return trailer


def _object(content: bytes, at: int, number: int, end: int) -> tuple[Value, int]:
    """An object and where the next one begins."""
    reader = Reader(content, at, end)
    reader.expect(b"%d 0 obj" % number)
    value = reader.value()
    reader.skip_space()
    if isinstance(value, dict):
        stream = reader.stream_after(value)
        if stream:
            value = stream
            reader.skip_space()
    reader.expect(b"endobj")
    reader.skip_space()
    return value, reader.at


def _reached(file: PdfFile) -> set[int]:
    seen: set[int] = set()
    waiting: list[Value] = [file.trailer]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Reference):
            if value.number not in seen:
                seen.add(value.number)
                waiting.append(file.resolve(value))
        elif isinstance(value, Stream):
            waiting.extend(value.entries.values())
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return seen
