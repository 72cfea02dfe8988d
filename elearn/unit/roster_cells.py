"""Single cells of a roster: days however they were written, codes that lost their zeros, roles in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum, auto

from elearn.learning.roster import DEEPEST, EVERYONE
from elearn.unit.sheet import Cell
from elearn.vietnamese.text import fold, tidy

_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_OLDEST_YEAR = 1900
_DAY = re.compile(
    r"(?:ngay )?(\d{1,2})(?: thang | ?[-/.,] ?| )(\d{1,2})(?: nam | ?[-/.,] ?| )(\d{4}|\d{2})(?: 0?0:00(?::00)?)?"
)
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]0?0:00(?::00)?(?:\.0+)?)?")
_COMPACT_DAY = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEAR = re.compile(
    r"(?:(?:thang )?\d{1,2}(?: ?[-/.] ?| ))?(?:nam )?(?:19|20)\d\d|0?0[-/.]\d{1,2}[-/.](?:19|20)\d\d"
)
_PATH = re.compile(r"\s+[/\\>›»]\s+|\s*[>›»]\s*")
_ROLES = (
    ("nguoi-phat-ngon", r"phat ngon"),
    ("truyen-thong", r"truyen thong|tuyen truyen|thong tin|cong thong tin|bien tap"),
    ("lanh-dao", r"lanh dao|nguoi dung dau|thu truong|truong don vi|chu tich|giam doc"),
    (
        EVERYONE,
        (
            r"moi cong chuc|tat ca|cong chuc|vien chuc|can bo|nhan vien|lao dong|hop dong|bien che|chuyen trach"
            r"|hoc vien|nguoi hoc"
        ),
    ),
)


class DayFault(Enum):
    """Why a cell is no date of birth."""

    NOT_A_DAY = auto()
    NOT_A_BIRTHDAY = auto()  # a day, but none on which a person of today's staff was born


def read_day(cell: Cell, today: date, *, from_1904: bool = False) -> date | DayFault | None:
    """A date of birth; None for an empty cell, and where only the year is known, or the month and the year.

    Days in text are read day first. Numbers are Excel's serials, but for four digits that are a year.
    """
    day: date | None
    if cell is None:
        return None
    if isinstance(cell, date):
        day = cell
    elif isinstance(cell, float):
        if _YEAR.fullmatch(f"{cell:.0f}"):
            return None
        day = _from_serial(cell, from_1904=from_1904)
    else:
        text = fold(tidy(cell)).strip("' ")
        if not text or _YEAR.fullmatch(text):
            return None
        day = _from_text(text, today, from_1904=from_1904)
    if day is None:
        return DayFault.NOT_A_DAY
    return day if day.year >= _OLDEST_YEAR and day <= today else DayFault.NOT_A_BIRTHDAY


def _from_serial(serial: float, *, from_1904: bool) -> date | None:
    if not 1 <= serial < 100_000:
        return None
    return (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=int(serial))


def _from_text(text: str, today: date, *, from_1904: bool) -> date | None:
    found = _ISO_DAY.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if found:
        year = int(found[3])
        if len(found[3]) == 2:
            year += 2000 if year <= today.year % 100 - 15 else 1900
        return _day(year, int(found[2]), int(found[1]))
    if re.fullmatch(r"\d{4,5}(\.0+)?", text):
        return _from_serial(float(text), from_1904=from_1904)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def code_text(cell: Cell) -> str:
    """A staff code as text; a whole number without its decimal point."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell}"
    if isinstance(cell, date):
        return cell.isoformat()
    return tidy(cell).lstrip("'")


def usual_width(codes: Sequence[str]) -> int:
    """How many digits a unit's codes have, where some of them have lost their leading zeros; else 0.

    Either a code of that width still has its zero, or three in four have that width; codes that merely
    count from 1 have none.
    """
    digits = [code for code in codes if code.isascii() and code.isdigit()]
    widths = Counter(map(len, digits))
    if not widths or len(widths) == 1:
        return 0
    with_zero = Counter(len(code) for code in digits if code.startswith("0") and len(code) > 1)
    if with_zero:
        width = max(with_zero, key=lambda one: (with_zero[one], one))
        return width if all(len(code) <= width for code in digits) else 0
    width = max(widths, key=lambda one: (widths[one], one))
    counted_up = max(map(int, digits)) <= 2 * len(digits)
    usual = widths[width] * 4 >= 3 * len(digits) and max(widths) == width and width >= 3
    return width if usual and not counted_up else 0


def read_role(text: str) -> str | None:
    """The role that a text names; "" for none, None where it names none that is known."""
    plain = fold(tidy(text))
    if not plain:
        return ""
    slug = plain.replace(" ", "-")
    known = next((role for role, _ in _ROLES if role == slug), None)
    return known or next((role for role, words in _ROLES if re.search(words, plain)), None)


def read_path(*texts: str) -> tuple[str, ...] | None:
    """A sub-unit as a path from above; None where it has more levels than are kept."""
    levels = [level for text in texts for one in _PATH.split(text) if (level := tidy(one).strip(" -–"))]
    path = tuple(level for place, level in enumerate(levels) if place == 0 or level != levels[place - 1])
    return path if len(path) <= DEEPEST else None
