"""A unit's office, and the PCs whose people hand their results in to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

from elearn.credentials.key_box import UnitKeys
from elearn.errors import Reason, Refusal
from elearn.learning.assignment import CourseAssigned, RuleChanges
from elearn.learning.course import Course
from elearn.learning.roster import RosterPerson
from elearn.learning.sitting import AttemptSummary
from elearn.learning.unit import Member, UnitSettings
from elearn.records.store import Records, open_records
from elearn.services.assignment import AssignmentService
from elearn.services.submit import SubmitService
from elearn.services.unit import UnitService
from tests.build.clock import A_TUESDAY, FakeClock
from tests.build.courses import card, course
from tests.build.items import COURSE
from tests.build.people import details
from tests.build.rosters import write_xlsx
from tests.build.sittings import answer_all, begin_exam

PASSWORD = "ba con mèo"
OTHER = "tin-gia"
DEADLINE = (A_TUESDAY + timedelta(days=6)).date()
SETTINGS = UnitSettings(
    name="Ủy ban nhân dân xã An Bình Đông",
    above="Thành phố Hà Nội",
    place="An Bình Đông",
    signer="Trần Quang Khải",
    position="Phó Chủ tịch",
    signing_form="KT.",
    collective="Ủy ban nhân dân",
    head_position="Chủ tịch",
)
PEOPLE = (
    RosterPerson("Nguyễn Thị Thuỷ", "CB001", ("Văn phòng",), "Công chức", date(1988, 2, 29)),
    RosterPerson("Lê Văn An", "CB002", ("Văn phòng", "Tổ một cửa"), "Chánh Văn phòng", role="lanh-dao"),
    RosterPerson("Lê Văn Ân", "CB003", ("Kinh tế",), "Công chức"),
    RosterPerson("Trần Văn Được", "", ("Kinh tế",), "Công chức", date(1990, 5, 1)),
)


@dataclass
class TwoCourses:
    """A library of two courses."""

    held: tuple[Course, ...]
    version: str = "2026.11"
    valid_as_of: date = date(2026, 11, 23)

    def courses(self) -> tuple[Course, ...]:
        """Both."""
        return self.held

    def course(self, course_id: str) -> Course:
        """One of them. Raises Refusal(NO_SUCH_COURSE)."""
        found = [one for one in self.held if one.id == course_id]
        if not found:
            raise Refusal(Reason.NO_SUCH_COURSE, course=course_id)
        return found[0]


def library() -> Any:
    """A course for everybody, and one for heads."""
    other = course(
        id=OTHER,
        title="Phòng, chống tin giả",
        roles=("lanh-dao",),
        lessons=(card(1, "nhan-dien", id=f"{OTHER}/nhan-dien", course=OTHER),),
    )
    return TwoCourses((course(version="2026.11", roles=("moi-cong-chuc",)), other))


@cache
def keys_of(pattern: Path) -> UnitKeys:
    """The keys of the unit in a folder, set up on first use."""
    unit = UnitService(pattern, FakeClock(), library)
    unit.setup.set_up(SETTINGS, PASSWORD)
    keys = unit.keys
    unit.close()
    return keys


class Office:
    """A unit's data folder; the keys are open. `pattern`: a folder that is set up once and copied."""

    def __init__(self, folder: Path, pattern: Path, clock: FakeClock | None = None) -> None:
        keys = keys_of(pattern)
        self.folder, self.clock = folder, clock or FakeClock()
        shutil.copytree(pattern, folder / "unit")
        self.unit = self._opened(keys)
        self._pcs: list[Pc] = []

    def _opened(self, keys: UnitKeys) -> UnitService:
        unit = UnitService(self.folder / "unit", self.clock, library)
        unit.keep_keys(keys)
        return unit

    def reopened(self) -> UnitService:
        """The program, started again."""
        keys = self.unit.keys
        self.unit.close()
        self.unit = self._opened(keys)
        return self.unit

    def people(self, *people: RosterPerson) -> dict[str, Member]:
        """Put people (usually four) on the roster by hand; by name."""
        for one in people or PEOPLE:
            self.unit.records.people.add(one)
        return {one.person.name: one for one in self.unit.roster.people()}

    def assign(self, *courses: CourseAssigned, **rules: Any) -> Path:
        """Assign the first course to everybody, or what is asked."""
        asked = courses or (CourseAssigned(COURSE, DEADLINE, rules=RuleChanges(**rules)),)
        return self.unit.assigning.assign(asked, self.folder / "out").file

    def roster_file(self, rows: Any, name: str = "danh-sach.xlsx", **odd: Any) -> Path:
        """An Excel file with these rows."""
        return write_xlsx(self.folder / name, rows, **odd)

    def pc(self, name: str = "pc", giao: Path | None = None) -> Pc:
        """A PC in the office."""
        self._pcs.append(Pc(self.folder / name, self.clock, giao))
        return self._pcs[-1]

    def close(self) -> None:
        """Close the unit's files and the PCs'."""
        self.unit.close()
        for pc in self._pcs:
            pc.records.close()

    def stands(self) -> dict[tuple[str, str], tuple[str, float | None]]:
        """How everybody stands: state and best share by name and course."""
        return {(one.name, one.course): (one.state.value, one.best) for one in self.unit.overview.lines()}


class Pc:
    """A PC with learners, who hand in to a folder."""

    def __init__(self, folder: Path, clock: FakeClock, giao: Path | None = None) -> None:
        self.folder, self.clock = folder, clock
        self.records: Records = open_records(folder, clock)
        self.assigned = AssignmentService(self.records, library())
        if giao:
            self.assigned.take(giao)

    def person(self, name: str = "Nguyễn Thị Thuỷ", staff_code: str = "CB001", **odd: Any) -> str:
        """A learner's subject."""
        return self.records.people.create(details(name, staff_code, **odd)).subject

    def sit(self, subject: str, *, right: int = 4, seed: int = 7, exam_code: str = "") -> AttemptSummary:
        """An exam of the first course: four right answers pass."""
        sitting = begin_exam(self.records, subject, seed=seed, exam_code=exam_code)
        answer_all(self.records, sitting, right=right)
        return self.records.attempts.hand_in(sitting.id, 0.8)

    def hand_in(self, subject: str, to: Path | None = None) -> Path:
        """A result file, sealed where there is an assignment."""
        submit = SubmitService(self.records, cast("Any", library()), self.clock, self.assigned)
        return submit.export(subject, to or self.folder.parent / "results").file


def offices(tmp_path: Path, pattern: Path) -> Iterator[Office]:
    """An office whose files are closed again."""
    office = Office(tmp_path, pattern)
    yield office
    office.close()
