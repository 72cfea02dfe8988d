"""The trial's unit: its roster as an office has it, its assignment, files that are to be refused."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import msgspec

from elearn.learning.assignment import Assignment, PersonListed
from elearn.learning.unit import UnitSettings
from elearn.services.handing_out import write_out
from elearn.services.trial.people import Sketch
from elearn.services.trial.story import WEEKS, TrialClock
from elearn.services.unit import UnitService
from elearn.unit.assignment import SignedAssignment, read_assignment

if TYPE_CHECKING:
    from elearn.library.store import Library

PASSWORD = "trial"  # noqa: S105 - it is meant to be known
SETTINGS = UnitSettings(
    name="Ủy ban nhân dân thành phố Bình An",
    above="",
    place="Bình An",
    signer="Nguyễn Thị Minh Hà",
    position="Phó Chủ tịch",
    signing_form="KT.",
    collective="Ủy ban nhân dân",
    head_position="Chủ tịch",
    short_name="UBND TP Bình An",
)
EXAM_DAY = 12  # days ago, on which exams were supervised
MOST_SUPERVISED = 120  # each code takes a twentieth of a second, twice
_LEADING = (
    "Chánh Văn phòng",
    "Trưởng phòng",
    "Phó Trưởng phòng",
    "Giám đốc",
    "Chỉ huy trưởng",
    "Trạm trưởng",
    "Hiệu trưởng",
)


@dataclass(frozen=True, slots=True)
class TrialUnit:
    """What the learners' machines are given: the assignment file, and codes by the learner's number."""

    giao: Path
    codes: dict[int, str] = field(default_factory=dict)
    course: str = ""  # the course whose exam is supervised
    exam_day: date | None = None


def make_unit(
    folder: Path, people: Sequence[Sketch], learners: int, library: Library, today: datetime
) -> TrialUnit:
    """Set the unit up eight weeks ago, import its roster, assign every course. Raises Refusal.

    `people` are everybody on the roster; the first `learners` of them learn.
    """
    unit = UnitService(
        folder / "unit", TrialClock(today - timedelta(weeks=WEEKS)), lambda: library, durable=False
    )
    try:
        unit.setup.set_up(SETTINGS, PASSWORD)
        roster = folder / "roster.xlsx"
        write_out(roster, roster_xlsx(people))
        unit.roster.take(unit.roster.read(roster))
        courses = [one.id for one in library.courses()]
        exam_day = today.date() - timedelta(days=EXAM_DAY)
        watched = [one.number for one in people[:learners] if is_supervised(one.number)][:MOST_SUPERVISED]
        codes = unit.assigning.make_codes(courses[0], exam_day, len(watched)) if watched else []
        asked = unit.assigning.by_rules(courses, today.date() + timedelta(days=20))
        first = msgspec.structs.replace(asked[0], deadline=today.date() - timedelta(days=8))
        unit.assigning.assign((first, *asked[1:]), folder / "unit.giao")
    finally:
        unit.close()
    return TrialUnit(
        folder / "unit.giao",
        {number: one.code for number, one in zip(watched, codes, strict=True)},
        courses[0],
        exam_day,
    )


def is_supervised(number: int) -> bool:
    """Whether a learner sits the first exam with a one-time code."""
    return number % 12 == 5


def role_of(who: Sketch) -> str:
    """The role that the roster writes beside a person, "" for most."""
    told = who.details
    if told.position in _LEADING:
        return "Lãnh đạo"
    if "Đài Truyền thanh" in told.unit:
        return "Truyền thông"
    return "Người phát ngôn" if who.number % 20 == 9 else ""


def roster_xlsx(people: Sequence[Sketch]) -> bytes:
    """The roster as an office keeps it: titles above the table, an ordinal, two levels of sub-units."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, SETTINGS.name.upper(), bold)
    sheet.write_string(2, 2, "DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC", bold)
    headings = ("STT", "Mã CBCC", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Bộ phận", "Vai trò")
    for column, heading in enumerate(headings):
        sheet.write_string(4, column, heading, bold)
    for row, who in enumerate(people, 5):
        told = who.details
        part, _, commune = told.unit.partition(", ")
        sheet.write_number(row, 0, row - 4)
        for column, text in (
            (1, told.staff_code),
            (2, told.name),
            (4, told.position),
            (5, commune),
            (6, part),
        ):
            sheet.write_string(row, column, text)
        if told.birth_date:
            sheet.write_datetime(row, 3, datetime.combine(told.birth_date, datetime.min.time()), day)
        if role := role_of(who):
            sheet.write_string(row, 7, role)
    for column, width in enumerate((6, 12, 30, 12, 30, 28, 32, 16)):
        sheet.set_column(column, column, width)
    book.close()
    return content.getvalue()


def take_in(giao: Path, who: Sketch) -> tuple[Assignment, str, bytes]:
    """The assignment as a learner's machine keeps it in the trial: of the roster that learner alone.

    A real machine keeps the whole roster; ten thousand copies of ten thousand rows would fill the disk.
    """
    signed, by_code = _read(giao)
    own = tuple(filter(None, [by_code.get(who.code)]))
    return msgspec.structs.replace(signed.assignment, roster=own), signed.key_id, signed.public


@lru_cache(maxsize=1)
def _read(giao: Path) -> tuple[SignedAssignment, dict[str, PersonListed]]:
    """The assignment, read once in a process, and its roster by code."""
    signed = read_assignment(giao.read_text(encoding="ascii"), giao)
    return signed, {one.code: one for one in signed.assignment.roster}


def spoil(results: Path, random: Random) -> list[Path]:
    """Two files that are to be refused, named so: one in which a letter was changed, one that was cut off."""
    files = sorted(results.glob("*.kqht"))
    one, other = files[0], files[-1]
    text = one.read_text(encoding="ascii")
    place = random.randrange(len(text) // 3, 2 * len(text) // 3)
    changed = "A" if text[place] != "A" else "B"
    tampered = results / f"tampered-bi-sua_{one.name}"
    tampered.write_text(text[:place] + changed + text[place + 1 :], encoding="ascii")
    truncated = results / f"truncated-bi-cut_{other.name}"
    truncated.write_bytes(other.read_bytes()[: other.stat().st_size * 2 // 3])
    return [tampered, truncated]
