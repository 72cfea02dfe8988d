"""How the unit stands: per person and course, totals, questions, who is missing, what deserves a second look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.learning.assignment import CourseAssigned
from elearn.learning.intake import DeviceHeld, TakenAttempt
from elearn.learning.progress import CourseState
from elearn.learning.unit import Happened, Member, RegisterEntry, StandingLine, Training, TrainingState
from elearn.records.unit.standing import Brought, StandingRow
from elearn.services.unit.owners import owners
from elearn.unit.item_statistics import ItemStatistics, item_statistics
from elearn.unit.second_looks import Look, second_looks
from elearn.unit.status import Count, Device, attempts_of, is_supervised, standing

if TYPE_CHECKING:
    from elearn.services.unit import UnitService

PRESS_ROLES = (
    "lanh-dao",
    "nguoi-phat-ngon",
    "truyen-thong",
)  # whom the order sends to courses held by others


@dataclass(frozen=True, slots=True)
class Overview:
    """Everybody with each of their courses, and the counts. A sub-unit's count holds those below it, too."""

    lines: tuple[StandingLine, ...]
    courses: tuple[CourseAssigned, ...]
    all: Count
    by_course: Mapping[str, Count]
    by_sub_unit: Mapping[tuple[str, ...], Count]
    people: int
    finished: int  # people with every course of theirs done
    without_course: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is not done with a course. `file_made_at`: of their newest file, None where none has come."""

    line: StandingLine
    file_made_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttemptSeen:
    """An attempt as the person's page shows it. `supervised`: it began with a code that nobody else has used."""

    attempt: TakenAttempt
    installation: str
    supervised: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything that the unit knows of a person."""

    member: Member
    lines: tuple[StandingLine, ...]
    attempts: tuple[AttemptSeen, ...]
    devices: tuple[DeviceHeld, ...]
    history: tuple[Happened, ...]
    trainings: tuple[Training, ...]
    certificates: tuple[RegisterEntry, ...]


class UnitOverview:
    """The overview of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def refresh(self) -> int:
        """Make anew what is stale: whose results are, and how these people stand; how many they were.

        Everything that changes something calls it, so that the overview opens at once.
        """
        records = self._unit.records
        if records.devices.owners_are_stale():
            records.devices.resolve_all(owners(records.people.list(with_left=True)))
        stale = records.standings.stale()
        if not stale:
            return 0
        # Also what is not asked any more: who passed it then is due a certificate still.
        asked, used = records.assignments.ever(), records.standings.codes_used()
        today = records.seen_day.today()
        many = len(stale) > 1000
        brought = records.standings.brought(None if many else stale)
        roles = {one.key: one.person.role for one in records.people.list(with_left=True)}
        rows = []
        for person in stale:
            devices = _devices(brought.get(person, ()))
            for one in asked:
                if one.is_for(roles.get(person, "")):
                    found = standing(person, one, devices, today, codes_used=used)
                    passed = found.passed_by
                    rows.append(
                        StandingRow(
                            person,
                            one.course,
                            found.state,
                            None if found.best is None else round(found.best * 1000),
                            found.completed_on,
                            found.attempts,
                            passed is not None and is_supervised(passed, used),
                            found.doubtful_day,
                            passed.id if passed else "",
                        )
                    )
        records.standings.put(stale, rows)
        return len(stale)

    def lines(self, course: str | None = None) -> list[StandingLine]:
        """Everybody with each of their courses, in the order of names; of one course alone, who has it.

        Nobody has a course that was not assigned. Raises Refusal(NO_SUCH_COURSE) for one that the library does not
        know either.
        """
        self.refresh()
        records = self._unit.records
        asked = records.assignments.courses()
        if course is not None:
            asked = tuple(one for one in asked if one.course == course)
            if not asked and all(one.id != course for one in self._unit.library.courses()):
                raise Refusal(Reason.NO_SUCH_COURSE, course=course)
        lines = records.standings.overview(asked, records.seen_day.today())
        return lines if course is None else [line for line in lines if line.course]

    def whole(self, course: str | None = None) -> Overview:
        """Everybody and the counts. Raises Refusal(NO_SUCH_COURSE)."""
        lines = self.lines(course)
        asked = self._unit.records.assignments.courses()
        return overview_of(lines, [one for one in asked if course in (None, one.course)])

    def missing(self, course: str | None = None) -> list[Missing]:
        """Who is not done, with when their newest file was made. Raises Refusal(NO_SUCH_COURSE)."""
        files = self._unit.records.standings.last_files()
        return [
            Missing(line, files.get(line.person))
            for line in self.lines(course)
            if line.course and line.state is not CourseState.DONE
        ]

    def last_files(self) -> dict[int, datetime]:
        """When each person's newest file was made, as its machine's clock said."""
        return self._unit.records.standings.last_files()

    def items(self, course: str | None = None) -> list[ItemStatistics]:
        """The figures of every item that stood in a closed exam, of a course or of all. Slow with many people."""
        attempts = (
            attempt
            for brought in self._unit.records.standings.brought(answers=True).values()
            for attempt, _ in attempts_of(_devices(brought))
        )
        return item_statistics(one for one in attempts if course in (None, one.course))

    def second_looks(self) -> list[Look]:
        """What deserves a second look, never as a penalty. Slow with many people."""
        brought = self._unit.records.standings.brought(answers=True)
        return second_looks({person: _devices(theirs) for person, theirs in brought.items()})

    def person(self, key: int) -> PersonPage:
        """A person's page; the key of a row that was joined leads to the one that is kept. Raises Refusal(NO_SUCH_PERSON)."""
        self.refresh()
        records = self._unit.records
        key = records.people.whole(key)
        member = records.people.get(key)
        used = records.standings.codes_used()
        devices = _devices(records.standings.brought([key], answers=True).get(key, ()))
        asked, today = records.assignments.courses(), records.seen_day.today()
        return PersonPage(
            member=member,
            lines=tuple(records.standings.overview(asked, today, key)),
            attempts=tuple(
                AttemptSeen(attempt, device.installation, is_supervised(attempt, used))
                for attempt, device in attempts_of(devices)
            ),
            devices=tuple(records.devices.of_person(key)),
            history=tuple(records.people.history(key)),
            trainings=tuple(records.trainings.list(key)),
            certificates=tuple(records.register.list(person=key)),
        )

    # Courses held by others

    def trainings(self) -> list[Training]:
        """Every course held by others that somebody registered for or attended."""
        return self._unit.records.trainings.list()

    def put_training(self, training: Training) -> Training:
        """Keep a training: a new one where its id is 0. Raises Refusal(NO_SUCH_PERSON)."""
        self._unit.records.people.get(training.person)
        return self._unit.records.trainings.put(training)

    def remove_training(self, training: int) -> None:
        """Take a training off."""
        self._unit.records.trainings.remove(training)

    def without_training(self) -> list[Member]:
        """Heads, spokespersons and communication staff who have attended no course held by others yet."""
        attended = {one.person for one in self.trainings() if one.state is TrainingState.ATTENDED}
        return [
            one
            for one in self._unit.records.people.list()
            if one.person.role in PRESS_ROLES and one.key not in attended
        ]


def overview_of(lines: Sequence[StandingLine], courses: Iterable[CourseAssigned]) -> Overview:
    """Count lines: in all, by course, by sub-unit."""
    asked = tuple(courses)
    counts: dict[tuple[str, tuple[str, ...], int, bool], int] = defaultdict(int)
    behind: set[int] = set()
    everybody: set[int] = set()
    without = 0
    done, under_way = CourseState.DONE, CourseState.UNDER_WAY
    for line in lines:
        everybody.add(line.person)
        if not line.course:
            without += 1
            continue
        state = line.state
        if state is not done:
            behind.add(line.person)
        at = 0 if state is done else 1 if state is under_way else 2
        counts[line.course, line.sub_unit, at, line.late] += 1
    whole = _Tally()
    by_course: dict[str, _Tally] = {one.course: _Tally() for one in asked}
    by_sub_unit: dict[tuple[str, ...], _Tally] = defaultdict(_Tally)
    for (course, path, at, late), many in counts.items():
        for tally in (whole, by_course[course], *(by_sub_unit[place] for place in _places(path))):
            tally.add(at, many, late=late)
    return Overview(
        lines=tuple(lines),
        courses=asked,
        all=whole.count(),
        by_course={course: tally.count() for course, tally in by_course.items()},
        by_sub_unit={place: tally.count() for place, tally in by_sub_unit.items()},
        people=len(everybody),
        finished=len(everybody - behind) - without,
        without_course=without,
    )


def _places(path: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A sub-unit and the one above it; () stands for the unit itself."""
    return tuple(path[:depth] for depth in range(1, len(path) + 1)) or ((),)


class _Tally:
    """A count that grows."""

    __slots__ = ("_late", "_states")

    def __init__(self) -> None:
        self._states, self._late = [0, 0, 0], 0  # done, under way, not begun

    def add(self, state: int, many: int, *, late: bool) -> None:
        self._states[state] += many
        self._late += many if late else 0

    def count(self) -> Count:
        done, under_way, not_begun = self._states
        return Count(sum(self._states), done, under_way, not_begun, self._late)


def _devices(brought: Iterable[Brought]) -> list[Device]:
    return [Device(one.installation, one.taken, one.received_at.date()) for one in brought]
