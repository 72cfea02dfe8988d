"""An Excel 97 file (.xls), measured before a table is laid out from it.

It is a small file system whose chains may run in circles, around records that may claim any row and column:
some bytes can ask for a hundred gigabytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from elearn.unit.sheet_zip import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TooLarge, Unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode(
    "utf-16-le"
)  # the stream in which a new workbook with a password is kept
_WORKBOOKS = ("workbook", "book")
_SMALL = 4096  # bytes below which a stream lies in the small sectors
_END, _LARGEST_SECTOR = 0xFFFFFFFE, 0xFFFFFFFA
_ENTRY = 128  # bytes of a directory's entry
_STREAM, _ROOT = 2, 5

# Records with a row and a first column; those of several cells end with their last column.
_CELLS = {0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E, 0x0406, 0x0206}
_ROWS_OF_CELLS = {0x00BD, 0x00BE}
_DIMENSIONS, _STRINGS, _BEGIN, _PASSWORD = 0x0200, 0x00FC, 0x0809, 0x002F
_MOST_FORMATTED = 65_536 * 256  # a sheet whose every cell has a format claims them all


class PasswordNeeded(ValueError):
    """The file is closed by a password."""


def measure_compound(content: bytes) -> None:
    """Let an Excel 97 file pass. Raises Unreadable, TooLarge, PasswordNeeded."""
    if _ENCRYPTED in content:
        raise PasswordNeeded
    try:
        found = False
        for name, stream in _streams(content):
            if name in _WORKBOOKS:
                found = True
                _measure_workbook(stream)
    except struct.error as error:
        raise Unreadable(str(error)) from error
    if not found:
        raise Unreadable("no workbook in it")


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Sectors of one size, and which follows which."""

    content: bytes
    size: int
    first: int  # where sector 0 begins
    next: list[int]

    def chain(self, start: int) -> bytes:
        """What stands in a chain of sectors. Raises Unreadable for one that breaks off or comes back to itself."""
        pieces, seen = [], set()
        while start != _END:
            at = self.first + start * self.size
            if start in seen or start >= len(self.next) or at >= len(self.content):
                raise Unreadable("a broken chain of sectors")
            seen.add(start)
            pieces.append(self.content[at : at + self.size])
            start = self.next[start]
        return b"".join(pieces)


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every stream with its name in small letters; all chains are followed, whatever they are good for."""
    (shift, small_shift) = struct.unpack_from("<HH", content, 30)
    (fats, directory, _, small_limit, small_table) = struct.unpack_from("<5I", content, 44)
    if shift not in (9, 12) or small_shift != 6 or small_limit != _SMALL:
        raise Unreadable("sectors of another size")
    size = 1 << shift
    sectors = _Sectors(content, size, size, _table(content, size, fats))
    entries = sectors.chain(directory)
    small_next = _numbers(sectors.chain(small_table)) if small_table != _END else []
    small = _Sectors(b"", 64, 0, small_next)
    for place in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        entry = entries[place : place + _ENTRY]
        (length, kind) = struct.unpack_from("<HB", entry, 64)
        (start, amount) = struct.unpack_from("<II", entry, 116)
        if kind == _ROOT:
            small = _Sectors(sectors.chain(start) if amount else b"", 64, 0, small_next)
        elif kind == _STREAM:
            held = (small if amount < _SMALL else sectors).chain(start) if amount else b""
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
            yield name, held[:amount]


def _table(content: bytes, size: int, count: int) -> list[int]:
    """Which sector follows which, from the sectors that the header and its continuations name."""
    places = [one for one in struct.unpack_from("<109I", content, 76) if one < _LARGEST_SECTOR]
    (more, parts) = struct.unpack_from("<II", content, 68)
    seen: set[int] = set()
    while more < _LARGEST_SECTOR and len(seen) < parts:
        if more in seen:
            raise Unreadable("a broken chain of sectors")
        seen.add(more)
        named = struct.unpack_from(f"<{size // 4}I", content, size + more * size)
        places += [one for one in named[:-1] if one < _LARGEST_SECTOR]
        more = named[-1]
    if len(places) > len(content) // size + 1 or count > len(content) // size + 1:
        raise Unreadable("more tables than there is room for")
    return [one for place in places for one in _numbers(content[size + place * size :][:size])]


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _measure_workbook(stream: bytes) -> None:
    """Walk through the records of a workbook."""
    at = rows = columns = 0
    while at + 4 <= len(stream):
        (kind, length) = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _PASSWORD:
            raise PasswordNeeded
        if kind == _BEGIN:
            rows = columns = 0
        elif kind == _STRINGS and length >= 8:
            (unique,) = struct.unpack_from("<I", stream, at + 4)
            if unique > len(stream) // 3:
                raise Unreadable("more texts than there is room for")
        elif kind == _DIMENSIONS and length >= 8:
            (top, bottom, left, right) = struct.unpack_from("<IIHH" if length >= 14 else "<HHHH", stream, at)
            if top > bottom or left > right or bottom * right > _MOST_FORMATTED:
                raise TooLarge
        elif kind in _CELLS | _ROWS_OF_CELLS and length >= 4:
            (row, column) = struct.unpack_from("<HH", stream, at)
            (last,) = (
                struct.unpack_from("<H", stream, at + length - 2) if kind in _ROWS_OF_CELLS else (column,)
            )
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
            if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
                raise TooLarge
        at += length
