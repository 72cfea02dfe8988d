"""How each person stands with each course, kept ready so that the overview opens at once.

What is kept here can be made again at any time: it is made anew for whom it is stale.
"""

from __future__ import annotations

import builtins
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from elearn.learning.assignment import CourseAssigned
from elearn.learning.intake import Taken
from elearn.learning.progress import CourseState
from elearn.learning.unit import StandingLine
from elearn.records.database import Database, writing
from elearn.records.unit import versions
from elearn.records.unit.devices import counted
from elearn.records.unit.person_rows import day, day_text

_USED_UP = 1_000_000
_MOST_VALUES = 500  # of one statement
_COUNTED = """from device join version on version.device = device.id
    where device.doubt is null and version.gone_in is null and device.settled is not 'set_aside'"""


@dataclass(frozen=True, slots=True)
class Brought:
    """What one device brought in of a person; `taken` without or with its answers, as was asked."""

    installation: str
    taken: Taken
    received_at: datetime


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How a person stands with a course; see `elearn.unit.status.Standing`. `passed_by` is an attempt's id."""

    person: int
    course: str
    state: CourseState
    best_1000: int | None = None
    completed_on: date | None = None
    attempts: int = 0
    supervised: bool = False
    doubtful_day: bool = False
    passed_by: str = ""


class Standings:
    """The standings in one `unit.db`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def stale(self) -> builtins.list[int]:
        """People whose standings are to be made anew."""
        return [
            row["id"]
            for row in self._db.rows("select id from person where stale and joined_to is null order by id")
        ]

    def all_are_stale(self) -> None:
        """After other courses, deadlines or rules: everybody's standings are to be made anew."""
        with writing(self._db):
            self._db.run("update person set stale = 1")

    def brought(
        self, people: Sequence[int] | None = None, *, answers: bool = False
    ) -> dict[int, builtins.list[Brought]]:
        """What counts for each of these people (None: for everybody), by device."""
        rows: builtins.list[versions.Row] = []
        columns = f"device.person, device.id, device.installation, device.fork_choice, version.trail,\
            version.received_at, version.brief{', version.answers' if answers else ''}"
        if people is None:
            rows = self._db.rows(f"select {columns} {_COUNTED} and device.person is not null")
        else:
            for start in range(0, len(people), _MOST_VALUES):
                some = people[start : start + _MOST_VALUES]
                marks = ",".join("?" * len(some))
                rows += self._db.rows(
                    f"select {columns} {_COUNTED} and device.person in ({marks})",
                    some,
                )
        return _by_person(rows, answers=answers)

    def codes_used(self) -> dict[str, int]:
        """How many attempts each one-time code began, over everything that is held.

        A code that the unit never made, or made for another course, counts as used up: it supervises nothing.
        """
        rows = self._db.rows(
            """select code_use.code, count(distinct attempt) as many,
                    count(*) = count(exam_code.hash) as ours
                from code_use join version on version.id = code_use.version
                left join exam_code on exam_code.hash = code_use.code and exam_code.course = code_use.course
                where gone_in is null group by code_use.code"""
        )
        return {row["code"]: row["many"] if row["ours"] else _USED_UP for row in rows}

    def put(self, people: Iterable[int], rows: Iterable[StandingRow]) -> None:
        """Keep how these people stand, in the place of what was kept of them."""
        with writing(self._db):
            for person in people:
                self._db.run("delete from standing where person = ?", [person])
                self._db.run("update person set stale = 0 where id = ?", [person])
            for row in rows:
                self._db.run(
                    "insert into standing (person, course, state, best_1000, completed_on, attempts,"
                    " supervised, doubtful_day, passed_by) values (?,?,?,?,?,?,?,?,?)",
                    [
                        row.person,
                        row.course,
                        row.state.value,
                        row.best_1000,
                        day_text(row.completed_on),
                        row.attempts,
                        int(row.supervised),
                        int(row.doubtful_day),
                        row.passed_by,
                    ],
                )

    def list(self, person: int | None = None) -> builtins.list[StandingRow]:
        """How everybody stands, or one person."""
        where = "" if person is None else " where person = ?"
        rows = self._db.rows(f"select * from standing{where}", [] if person is None else [person])  # noqa: S608
        return [
            StandingRow(
                row["person"],
                row["course"],
                _STATES[row["state"]],
                row["best_1000"],
                day(row["completed_on"]),
                row["attempts"],
                bool(row["supervised"]),
                bool(row["doubtful_day"]),
                row["passed_by"] or "",
            )
            for row in rows
        ]

    def overview(
        self, asked: Sequence[CourseAssigned], today: date, person: int | None = None
    ) -> builtins.list[StandingLine]:
        """Everybody who is there with each of their courses: people in the order of their names, courses as asked.

        `person`: this one alone, also where they left.
        """
        deadlines = {one.course: one.deadline for one in asked}
        place = {course: at for at, course in enumerate(deadlines)}
        with self._db.snapshot() as connection:
            connection.row_factory = None  # tuples: ten thousand people are thirty thousand lines
            try:
                whose = [] if person is None else [person]
                people = connection.execute(_ONE if whose else _PEOPLE, whose).fetchall()
                stands = connection.execute(_STANDS + " where person = ?" * len(whose), whose).fetchall()
                given = connection.execute(_NUMBERS + " and person = ?" * len(whose) + " order by id", whose)
                numbers = {(row[0], row[1]): row[2] for row in given}
            finally:
                connection.row_factory = sqlite3.Row
        by_person: dict[int, builtins.list[tuple[Any, ...]]] = {}
        for row in stands:
            if row[1] in place:
                by_person.setdefault(row[0], []).append(row)
        lines: builtins.list[StandingLine] = []
        for key, name, code, sub_unit, position, born, role in people:
            path, birth_date = _path(sub_unit), day(born)
            theirs = by_person.get(key)
            if theirs is None:
                lines.append(StandingLine(key, name, code, path, position, birth_date, role))
                continue
            if len(theirs) > 1:
                theirs.sort(key=lambda row: place[row[1]])
            for _, course, state, best, done, attempts, supervised, doubtful in theirs:
                completed_on = date.fromisoformat(done) if done else None
                deadline = deadlines[course]
                lines.append(
                    StandingLine(
                        key,
                        name,
                        code,
                        path,
                        position,
                        birth_date,
                        role,
                        course,
                        _STATES[state],
                        (completed_on or today) > deadline,
                        None if best is None else best / 1000,
                        completed_on,
                        attempts,
                        bool(supervised),
                        bool(doubtful),
                        deadline,
                        numbers.get((key, course), ""),
                    )
                )
        return lines

    def due(self) -> builtins.list[tuple[int, str, str]]:
        """Who is there, done with what, and has no number for it: (person, name, course), in the order of names."""
        rows = self._db.rows(
            f"select person.id, person.name, standing.course {_DUE} order by sort_key, person.id",
            [CourseState.DONE.value],
        )
        return [(row["id"], row["name"], row["course"]) for row in rows]

    def count_due(self) -> int:
        """How many these are."""
        row = self._db.row(f"select count(*) as many {_DUE}", [CourseState.DONE.value])
        return int(row["many"]) if row else 0

    def last_files(self) -> dict[int, datetime]:
        """When each person's newest file was made, as its machine's clock said."""
        rows = self._db.rows(
            """select device.person, max(julianday(version.made_at)), version.made_at
                from device join version on version.device = device.id
                where device.person is not null and version.gone_in is null group by device.person"""
        )
        return {row["person"]: datetime.fromisoformat(row["made_at"]) for row in rows}


_DUE = """from standing join person on person.id = standing.person
    where standing.state = ? and left_on is null and joined_to is null
        and (standing.person, standing.course) not in (
            select person, course from certificate where person is not null)"""
_COLUMNS = "select id, name, code, sub_unit, position, birth_date, role from person"
_PEOPLE = f"{_COLUMNS} where left_on is null and joined_to is null order by sort_key, id"
_ONE = f"{_COLUMNS} where id = ?"
_STANDS = """select person, course, state, best_1000, completed_on, attempts, supervised, doubtful_day
    from standing"""
# In the order in which they were given: where two rows were joined that both had one, the later is shown.
_NUMBERS = "select person, course, number from certificate where state = 'valid' and person is not null"
_STATES = {state.value: state for state in CourseState}


@lru_cache(maxsize=4096)
def _path(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _by_person(rows: Iterable[versions.Row], *, answers: bool) -> dict[int, list[Brought]]:
    """The versions that count of each device, by person; in an order that is always the same."""
    devices: dict[tuple[int, str, int], list[versions.Row]] = defaultdict(list)
    for row in rows:
        devices[row["person"], row["installation"], row["id"]].append(row)
    found: dict[int, list[Brought]] = defaultdict(list)
    for (person, installation, _), group in sorted(devices.items()):
        of_device = sorted(group, key=lambda row: bytes(row["trail"])) if len(group) > 1 else group
        trails = [row["trail"] for row in of_device]
        for place in counted(trails, of_device[0]["fork_choice"]):
            row = of_device[place]
            taken = versions.whole_of(row) if answers else versions.brief_of(row)
            found[person].append(Brought(installation, taken, versions.received_of(row)))
    return dict(found)
