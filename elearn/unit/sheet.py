"""A table as an office has it: the sheets of an Excel file, or one of a text file, as plain cells."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from elearn.errors import Reason, Refusal
from elearn.machine.files import read_whole
from elearn.unit.sheet_compound import SIGNATURE, PasswordNeeded, measure_compound
from elearn.unit.sheet_text import read_text_table
from elearn.unit.sheet_zip import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TooLarge, Unreadable, measure

LARGEST_FILE = 64 * 1024 * 1024
MOST_SHEETS = 30
_ZIP = b"PK\x03\x04"

Cell = str | float | date | None  # text as it stands, numbers, days; None where nothing stands


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of cells shown as one: 0-based, both ends within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `rows[0]` is the sheet's first row, empty or not; `from_1904`: how days are counted."""

    name: str
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    from_1904: bool = False
    encoding: str = ""  # of a text file
    texts_only: bool = field(default=False)  # a text file: numbers are texts, too


def open_sheets(path: Path) -> Iterator[Sheet]:
    """The sheets of a file that may hold a table, in their order, each read when it is asked for.

    Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, FILE_LOCKED_BY_PASSWORD.
    """
    content = _bytes_of(path)
    try:
        if content.startswith(_ZIP):
            yield from _excel_sheets(content, from_1904=measure(content))
        elif content.startswith(SIGNATURE):
            measure_compound(content)
            yield from _excel_sheets(content, from_1904=False)
        else:
            rows, encoding = read_text_table(content)
            plain: list[list[Cell]] = [[cell or None for cell in row] for row in rows]
            yield Sheet(path.stem, plain, encoding=encoding, texts_only=True)
    except Unreadable as error:
        raise Refusal(Reason.FILE_UNREADABLE, path=str(path)) from error
    except TooLarge as error:
        raise Refusal(Reason.ROSTER_TOO_LARGE, path=str(path), rows=MOST_ROWS) from error
    except PasswordNeeded as error:
        raise Refusal(Reason.FILE_NEEDS_PASSWORD, path=str(path)) from error


def _bytes_of(path: Path) -> bytes:
    return read_whole(path, LARGEST_FILE)


def _excel_sheets(content: bytes, *, from_1904: bool) -> Iterator[Sheet]:
    import python_calamine as calamine

    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            for number, about in enumerate(book.sheets_metadata[:MOST_SHEETS]):
                visible = about.visible is calamine.SheetVisibleEnum.Visible
                if visible and about.typ is calamine.SheetTypeEnum.WorkSheet:
                    yield _excel_sheet(book.get_sheet_by_index(number), from_1904=from_1904)
    except calamine.PasswordError as error:
        raise PasswordNeeded from error
    except calamine.CalamineError as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise PasswordNeeded from error
        raise Unreadable(str(error)) from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # Rust's, which is no Exception and has no name to import
            raise
        raise Unreadable(str(error)) from error


def _excel_sheet(sheet: object, *, from_1904: bool) -> Sheet:
    from python_calamine import CalamineSheet

    if not isinstance(sheet, CalamineSheet):
        raise Unreadable("no sheet")
    height, width = sheet.total_height, sheet.total_width
    if height > MOST_ROWS or width > MOST_COLUMNS or height * width > MOST_CELLS:
        raise TooLarge
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(sheet.name, rows, _merged(sheet.merged_cell_ranges or (), height, width), from_1904)


def _merged(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], height: int, width: int
) -> tuple[Merged, ...]:
    """The merged cells as far as something stands in the sheet; none where they lie over each other.

    What lies over each other comes from no office's program, and could be a sheet's size a million times.
    """
    blocks = [
        Merged(top, left, min(bottom, height - 1), min(right, width - 1))
        for (top, left), (bottom, right) in ranges
        if top < height and left < width
    ]
    covered = sum((one.bottom - one.top + 1) * (one.right - one.left + 1) for one in blocks)
    return tuple(blocks) if covered <= height * width else ()


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    return None
