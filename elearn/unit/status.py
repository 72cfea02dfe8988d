"""How people stand with the courses that they were given: pure, from the roster, the results and a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from elearn.learning.assignment import CourseAssigned
from elearn.learning.intake import Taken, TakenAttempt
from elearn.learning.progress import CourseState
from elearn.learning.roster import RosterPerson

FIRST_DAY = date(2026, 1, 1)  # what was done before it was dated by a clock that had jumped


@dataclass(frozen=True, slots=True)
class Device:
    """What one device brought in of a person, and on what day it was taken in."""

    installation: str
    taken: Taken
    received_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands with a course.

    `best` is 0..1, None where no exam was sat; `late`: done after the deadline, or not done when it is past;
    `doubtful_day`: the machine's clock was wrong, and the day on which the file came stands for it.
    """

    person: int
    course: str
    state: CourseState
    late: bool = False
    best: float | None = None
    completed_on: date | None = None
    attempts: int = 0
    passed_by: TakenAttempt | None = field(default=None, repr=False)
    doubtful_day: bool = False

    @property
    def not_passed(self) -> bool:
        """Whether an exam was sat, and none was enough."""
        return self.attempts > 0 and self.state is not CourseState.DONE


@dataclass(frozen=True, slots=True)
class Count:
    """How many people stand how."""

    people: int = 0
    done: int = 0
    under_way: int = 0
    not_begun: int = 0
    late: int = 0

    def with_one(self, standing: Standing) -> Count:
        """The count with one more standing in it."""
        state = standing.state
        return Count(
            self.people + 1,
            self.done + (state is CourseState.DONE),
            self.under_way + (state is CourseState.UNDER_WAY),
            self.not_begun + (state is CourseState.NOT_BEGUN),
            self.late + standing.late,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of standings: in all, by course, and by sub-unit (its path; () is the unit itself)."""

    all: Count
    by_course: Mapping[str, Count]
    by_sub_unit: Mapping[tuple[str, ...], Count]


def attempts_of(devices: Iterable[Device]) -> list[tuple[TakenAttempt, Device]]:
    """A person's attempts on all devices, each once: a profile that moved brings its attempts along.

    Of two that bear one id the one that was ended stands, the earlier where both were.
    """
    best: dict[str, tuple[TakenAttempt, Device]] = {}
    for device in devices:
        for attempt in device.taken.attempts:
            other = best.get(attempt.id)
            if other is None or _rank(attempt, device) < _rank(*other):
                best[attempt.id] = (attempt, device)
    return sorted(best.values(), key=lambda pair: (pair[0].started_at, pair[0].id))


def _rank(attempt: TakenAttempt, device: Device) -> tuple[bool, str, str]:
    ended = attempt.ended_at.isoformat() if attempt.ended_at else ""
    return not attempt.is_closed, ended, device.installation


def standing(
    person: int,
    asked: CourseAssigned,
    devices: Sequence[Device],
    today: date,
    *,
    codes_used: Mapping[str, int] | None = None,
) -> Standing:
    """How a person stands with a course that was asked of them.

    `codes_used` tells how often each one-time code was used in all: one that was used twice supervises nothing.
    """
    mine = [pair for pair in attempts_of(devices) if pair[0].course == asked.course]
    exams = [pair for pair in mine if pair[0].is_exam]
    passes = sorted(
        ((*_completed_on(*pair), pair[0]) for pair in exams if counts_as_passed(pair[0], asked, codes_used)),
        key=lambda one: (one[0], one[2].id),
    )
    shares = [attempt.share_1000 for attempt, _ in exams if attempt.share_1000 is not None]
    begun = bool(mine) or any(
        lesson.startswith(f"{asked.course}/") for device in devices for lesson in device.taken.lessons
    )
    state = CourseState.DONE if passes else CourseState.UNDER_WAY if begun else CourseState.NOT_BEGUN
    completed_on, doubtful, passed_by = passes[0] if passes else (None, False, None)
    return Standing(
        person=person,
        course=asked.course,
        state=state,
        late=(completed_on or today) > asked.deadline,
        best=max(shares) / 1000 if shares else None,
        completed_on=completed_on,
        attempts=len(exams),
        passed_by=passed_by,
        doubtful_day=doubtful,
    )


def counts_as_passed(
    attempt: TakenAttempt, asked: CourseAssigned, codes_used: Mapping[str, int] | None = None
) -> bool:
    """Whether an exam is enough by the unit's rules."""
    rules = asked.rules
    if rules.supervised and not is_supervised(attempt, codes_used):
        return False
    if rules.pass_mark is None:
        return bool(attempt.passed)
    return attempt.share_1000 is not None and attempt.share_1000 >= round(rules.pass_mark * 1000)


def is_supervised(attempt: TakenAttempt, codes_used: Mapping[str, int] | None = None) -> bool:
    """Whether an exam was begun with a code that nobody else has used."""
    return attempt.supervised and (codes_used is None or codes_used.get(attempt.exam_code, 1) < 2)


def _completed_on(attempt: TakenAttempt, device: Device) -> tuple[date, bool]:
    """The day of an exam; where its clock cannot be right, the day on which the file came, as doubtful."""
    ended = (attempt.ended_at or attempt.started_at).date()
    if FIRST_DAY <= ended <= device.received_on:
        return ended, False
    return device.received_on, True


def totals(standings: Iterable[Standing], people: Mapping[int, RosterPerson]) -> Totals:
    """Counts of standings. A sub-unit of the first level counts those below it, too."""
    everybody = Count()
    by_course: dict[str, Count] = {}
    by_sub_unit: dict[tuple[str, ...], Count] = {}
    for one in standings:
        everybody = everybody.with_one(one)
        by_course[one.course] = by_course.get(one.course, Count()).with_one(one)
        path = people[one.person].sub_unit
        for place in {path[:depth] for depth in range(1, len(path) + 1)} or {()}:
            by_sub_unit[place] = by_sub_unit.get(place, Count()).with_one(one)
    return Totals(everybody, by_course, by_sub_unit)
