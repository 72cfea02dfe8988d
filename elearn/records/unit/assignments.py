"""Assignment files as they were written, and the one-time codes for supervised exams."""

from __future__ import annotations

import builtins
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from elearn.learning.assignment import Assignment, CourseAssigned, ExamCode
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


@dataclass(frozen=True, slots=True)
class AssignmentMade:
    """An assignment file that was written. `file` None: its roster held somebody who was erased since."""

    sequence: int
    made_at: datetime
    courses: tuple[CourseAssigned, ...]
    file_name: str
    file: str | None


@dataclass(frozen=True, slots=True)
class CodeMade:
    """A one-time code as it is printed. `used`: how many exams began with it, as far as files have come."""

    code: str
    hash: str
    course: str
    day: date
    used: int = 0


class UnitAssignments:
    """The assignments of one `unit.db`."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def next_sequence(self) -> int:
        """The number of the next assignment, from 1."""
        row = self._db.row("select coalesce(max(sequence), 0) + 1 as next from assignment")
        return int(row["next"]) if row else 1

    def keep(self, assignment: Assignment, file: str, file_name: str) -> AssignmentMade:
        """Keep an assignment with its file's text; everybody's standing is to be made anew.

        Raises ValueError for a number that was given already.
        """
        with writing(self._db):
            if assignment.sequence != self.next_sequence():
                raise ValueError(f"assignment {assignment.sequence} was made already")
            self._db.run(
                "insert into assignment (sequence, made_at, courses, file, file_name) values (?,?,?,?,?)",
                [
                    assignment.sequence,
                    kept(assignment.made_at),
                    msgspec.json.encode(assignment.courses).decode(),
                    file,
                    file_name,
                ],
            )
            self._db.run("update person set stale = 1")
        return self.list()[-1]

    def list(self) -> builtins.list[AssignmentMade]:
        """Every assignment, oldest first."""
        return [
            AssignmentMade(
                row["sequence"],
                moment(row["made_at"]),
                msgspec.json.decode(row["courses"], type=tuple[CourseAssigned, ...]),
                row["file_name"],
                row["file"],
            )
            for row in self._db.rows("select * from assignment order by sequence")
        ]

    def courses(self) -> tuple[CourseAssigned, ...]:
        """What is asked now: the courses of the last assignment; () before the first."""
        row = self._db.row("select courses from assignment order by sequence desc limit 1")
        return msgspec.json.decode(row["courses"], type=tuple[CourseAssigned, ...]) if row else ()

    def ever(self) -> tuple[CourseAssigned, ...]:
        """What is asked now, and what was asked before and is not any more, as it was asked last."""
        asked: dict[str, CourseAssigned] = {}
        for made in reversed(self.list()):
            for one in made.courses:
                asked.setdefault(one.course, one)
        return tuple(asked.values())

    # One-time codes

    def salt(self) -> str:
        """The unit's own salt for codes, 32 hexadecimal digits; made on first use."""
        with writing(self._db):
            self._db.run(
                "insert or ignore into meta (name, value) values ('salt', ?)", [secrets.token_hex(16)]
            )
        row = self._db.row("select value from meta where name = 'salt'")
        return str(row["value"]) if row else ""

    def add_codes(self, codes: Sequence[CodeMade]) -> None:
        """Keep codes that were made; the next assignment file makes them known to the machines."""
        now = kept(self._clock.now())
        with writing(self._db):
            for one in codes:
                self._db.run(
                    "insert into exam_code (hash, course, day, code, made_at) values (?,?,?,?,?)",
                    [one.hash, one.course, one.day.isoformat(), one.code, now],
                )

    def codes(self, since: date) -> builtins.list[CodeMade]:
        """The codes of a day and later, with how often each was used."""
        rows = self._db.rows(
            """select exam_code.*, (select count(distinct attempt) from code_use
                    join version on version.id = code_use.version
                    where code_use.code = exam_code.hash and version.gone_in is null) as used
                from exam_code where day >= ? order by day, course, made_at, hash""",
            [since.isoformat()],
        )
        return [
            CodeMade(row["code"], row["hash"], row["course"], date.fromisoformat(row["day"]), row["used"])
            for row in rows
        ]

    def exam_codes(self, since: date) -> tuple[ExamCode, ...]:
        """The codes of a day and later as an assignment file carries them, in an order that tells nothing."""
        rows = self._db.rows(
            "select day, hash from exam_code where day >= ? order by hash", [since.isoformat()]
        )
        return tuple(ExamCode(date.fromisoformat(row["day"]), row["hash"]) for row in rows)
