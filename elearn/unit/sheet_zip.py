"""An Excel file's zip, measured before anything is unpacked or a table is laid out from it.

A few kilobytes can claim to be gigabytes, and two cells at the ends of a sheet a table of seventeen billion.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

LARGEST_UNPACKED = 640 * 1024 * 1024
MOST_PARTS = 2_000
MOST_ROWS = 250_000
MOST_COLUMNS = 1_024
MOST_CELLS = 12_000_000  # 200,000 rows of 50 columns, and some
_PIECE = 1 << 20
_TAIL = 64  # a cell's address may lie across two pieces
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,3})([0-9]{1,10})""")
_DATES_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)""")


# `zipfile` says ValueError of places outside the file and of names that are no text.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, struct.error,
)  # fmt: skip


class Unreadable(ValueError):
    """The file is no workbook, or a damaged one."""


class TooLarge(ValueError):
    """The file claims more than any roster holds."""


def measure(content: bytes) -> bool:
    """Let a workbook's zip pass; whether its dates are counted from 1904.

    Every part is unpacked once in small pieces and dropped, so that what the directory claims is what is
    there. Raises Unreadable, TooLarge.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = file.infolist()
            if any(part.filename.endswith("workbook.bin") for part in parts):
                raise Unreadable("a binary workbook, whose tables nobody has measured")
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise TooLarge
            from_1904 = False
            for part in parts:
                from_1904 = _measure_part(file, part) or from_1904
            return from_1904
    except (Unreadable, TooLarge):
        raise
    except _BROKEN as error:
        raise Unreadable(str(error)) from error


def _measure_part(file: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Read a part to its end; whether it says that dates are counted from 1904."""
    is_sheet = "sheet" in part.filename.lower() and part.filename.endswith(".xml")
    rows = columns = 0
    tail, from_1904 = b"", False
    with file.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = tail + piece
            if is_sheet:
                rows, columns = _furthest(text, rows, columns)
                if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
                    raise TooLarge
            elif part.filename.endswith("workbook.xml"):
                from_1904 = from_1904 or _DATES_1904.search(text) is not None
            tail = text[-_TAIL:]
    return from_1904


def _furthest(text: bytes, rows: int, columns: int) -> tuple[int, int]:
    for letters, digits in set(_ADDRESS.findall(text)):
        rows = max(rows, int(digits))
        columns = max(columns, _column(letters))
    return rows, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
