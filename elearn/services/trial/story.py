"""One learner's weeks: reads, practises, sits exams, hands in; on a clock that moves as they pass."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from elearn.errors import Refusal
from elearn.services.assignment import AssignmentService
from elearn.services.certify import CertifyService
from elearn.services.learner import LearnerService
from elearn.services.submit import SubmitService
from elearn.services.trial.answers import knows, respond
from elearn.services.trial.people import Sketch

if TYPE_CHECKING:
    from elearn.learning.course import Course, LessonCard
    from elearn.learning.sitting import Sitting
    from elearn.library.store import Library
    from elearn.records.store import Records

WEEKS = 8  # how far back the first lessons lie
STOPS_READING = 0.22  # of the courses are left before their last lesson
SITS_NO_EXAM = 0.08
LEAVES_AN_EXAM = 0.12  # and goes on later
LEAVES_FOR_GOOD = 0.02
PRACTISES = 0.6
TRIES_AGAIN = 0.75
HANDS_IN_EARLY = 0.15  # a first result file before everything is done
NEXT_COURSE = 0.45


class TrialClock:
    """A clock that stands until it is moved, and never backwards."""

    def __init__(self, start: datetime) -> None:
        self._now, self._mono_ms = start, 10_000

    def now(self) -> datetime:
        """The wall's time, aware."""
        return self._now

    def monotonic_ms(self) -> int:
        """Milliseconds, moved together with the wall's time."""
        return self._mono_ms

    def advance(self, passed: timedelta) -> None:
        """Let time pass."""
        self._now += passed
        self._mono_ms += passed // timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Lived:
    """What a learner's weeks left behind: how many files."""

    results: int
    certificates: int


@dataclass(frozen=True, slots=True)
class Supervised:
    """A one-time code for the exam of a course on a day."""

    code: str
    course: str
    day: date


def live(
    who: Sketch,
    records: Records,
    library: Library,
    clock: TrialClock,
    random: Random,
    results: Path,
    certificates: Path,
    today: datetime,
    *,
    supervised: Supervised | None = None,
) -> Lived:
    """Live a learner's weeks on records of their own; result files and certificates go into two folders.

    Nothing is done after `today`. What the unit asks holds where the records hold an assignment. Raises Refusal
    where the world is in the way.
    """
    return _Life(who, records, library, clock, random, today, supervised).live(results, certificates)


class _Life:
    def __init__(
        self,
        who: Sketch,
        records: Records,
        library: Library,
        clock: TrialClock,
        random: Random,
        today: datetime,
        supervised: Supervised | None = None,
    ) -> None:
        self._who, self._records, self._library = who, records, library
        self._clock, self._random, self._today = clock, random, today
        self._supervised = supervised
        self._certify = CertifyService(records, library, clock)
        assigned = AssignmentService(records, library)
        self._learner = LearnerService(
            records,
            library,
            clock,
            lambda: self._certify,
            new_seed=lambda: random.getrandbits(48),
            assigned=assigned,
        )
        self._submit = SubmitService(records, library, clock, assigned)
        self._subject = records.people.create(who.details).subject

    def live(self, results: Path, certificates: Path) -> Lived:
        files = 0
        for course in self._library.courses():
            self._study(course)
            if self._random.random() < HANDS_IN_EARLY:
                files += self._hand_in(results)
            if self._is_over or self._random.random() >= NEXT_COURSE:
                break
        files += self._hand_in(results)
        papers = self._records.certificates.list(self._subject)
        for paper in papers:
            self._certify.export(paper.number, certificates)
        return Lived(files, len(papers))

    def _hand_in(self, folder: Path) -> int:
        self._pass(minutes=2)
        self._submit.export(self._subject, folder)
        return 1

    def _study(self, course: Course) -> None:
        lessons = list(course.lessons)
        stops = self._random.random() < STOPS_READING
        if stops:
            lessons = lessons[: self._random.randint(1, max(1, len(lessons) - 1))]
        for card in lessons:
            self._read(card)
        if self._random.random() < PRACTISES:
            with suppress(Refusal):  # a course may have nothing to practise
                self._practise(course)
        if not stops and self._random.random() >= SITS_NO_EXAM:
            self._sit(course)

    def _read(self, card: LessonCard) -> None:
        """A lesson in one or two goes, as the reader keeps it: place, time in front, how far."""
        needed_s = card.minutes * 60 * self._random.uniform(0.4, 1.1)
        anchors = [section.anchor for section in self._library.lesson(card.id).sections] or [""]
        half = self._random.randrange(len(anchors))
        goes = [(half / len(anchors), anchors[half]), (1.0, anchors[-1])]
        if self._random.random() < 0.7:
            goes = goes[1:]
        for furthest, anchor in goes:
            self._to_work()
            seconds = needed_s / len(goes)
            self._pass(seconds=seconds)
            self._records.reading.save_position(self._subject, card.id, anchor, 0.3)
            self._records.reading.add_time(
                self._subject, card.id, card.revision, seconds, furthest, card.minutes
            )

    def _practise(self, course: Course) -> None:
        self._to_work()
        sitting = self._learner.begin_practice(self._subject, course.id, limit=self._random.choice((5, 10)))
        self._answer_all(sitting)
        self._learner.hand_in(sitting.id)

    def _sit(self, course: Course) -> None:
        while True:
            self._to_work()
            verdict = self._learner.exam_verdict(self._subject, course.id)
            if not verdict.may_begin or self._is_over:
                return
            if not self._exam(course):
                return
            done = self._learner.exam_verdict(self._subject, course.id)
            if done.passed or self._random.random() >= TRIES_AGAIN:
                return
            self._pass(hours=course.exam.wait_hours + self._random.randrange(48))

    def _exam(self, course: Course) -> bool:
        """Sit an exam to its end; False where it was left for good."""
        sitting = self._learner.begin_exam(self._subject, course.id, self._code_for(course))
        leaves_at = None
        if self._random.random() < LEAVES_AN_EXAM:
            leaves_at = self._random.randrange(1, max(2, len(sitting.slots)))
        if leaves_at is not None:
            self._answer(sitting, range(leaves_at))
            if self._random.random() < 0.5:  # else the power was cut
                self._records.attempts.pause(sitting.id)
            if self._random.random() < LEAVES_FOR_GOOD / LEAVES_AN_EXAM:
                return False
            self._pass(minutes=self._random.randrange(5, 600))
            self._to_work()
            sitting = self._learner.begin_exam(self._subject, course.id)
        self._answer(sitting, range(leaves_at or 0, len(sitting.slots)))
        self._learner.hand_in(sitting.id)
        return True

    def _code_for(self, course: Course) -> str:
        """The code of an exam that is supervised: it is sat on its day, or without one where that is past."""
        told, self._supervised = self._supervised, None
        if told is None or told.course != course.id or self._clock.now().date() > told.day:
            return ""
        morning = datetime.combine(told.day, time(8, 30), self._clock.now().tzinfo)
        self._clock.advance(max(timedelta(0), morning - self._clock.now()))
        return told.code

    def _answer_all(self, sitting: Sitting) -> None:
        self._answer(sitting, range(len(sitting.slots)))

    def _answer(self, sitting: Sitting, positions: Sequence[int]) -> None:
        for position in positions:
            item = sitting.slots[position].item
            ms = self._random.randrange(8_000, 60_000)
            if sitting.allowed_ms is not None:  # nobody here runs out of time
                ms = min(ms, sitting.allowed_ms // (len(sitting.slots) + 1))
            self._pass(seconds=ms / 1000)
            given = respond(item, self._random, known=knows(item, self._who.ability, self._random))
            if not given.is_empty:
                self._records.attempts.answer(sitting.id, position, given, spent_ms=ms)

    @property
    def _is_over(self) -> bool:
        return self._clock.now() >= self._today - timedelta(hours=2)

    def _pass(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0) -> None:
        """Let time pass; near today it passes slower, so that nothing lies in the future."""
        passed = timedelta(seconds=seconds, minutes=minutes, hours=hours)
        left = self._today - self._clock.now()
        self._clock.advance(min(passed, max(timedelta(milliseconds=5), left / 50)))

    def _to_work(self) -> None:
        """Go on in this office hour or in a later one, as zeal has it."""
        if self._random.random() < self._who.zeal:
            return
        self._pass(hours=self._random.choice((1, 3, 20, 24, 26, 72)))
        now = self._clock.now()
        if not 7 <= now.hour < 18 or now.weekday() > 4:
            days = {4: 3, 5: 2}.get(now.weekday(), 1) if now.hour >= 18 or now.weekday() > 4 else 0
            morning = datetime.combine(now.date() + timedelta(days=days), time(7, 40), now.tzinfo)
            if morning < self._today:
                self._clock.advance(max(timedelta(0), morning - now))


def first_moment(random: Random, today: datetime) -> datetime:
    """When a learner begins: in an office hour of one of the weeks before today."""
    day: date = today.date() - timedelta(days=random.randrange(10, WEEKS * 7))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return datetime.combine(day, time(random.randrange(7, 16), random.randrange(60)), today.tzinfo)
