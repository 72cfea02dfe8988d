"""Real records with a course that needs no library file, for pages that only list and count."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from elearn.errors import Refusal
from elearn.learning.attempt import may_begin
from elearn.learning.course import Course
from elearn.learning.item import Item
from elearn.learning.progress import CourseProgress, course_progress
from elearn.records.store import Records, open_records
from elearn.services import Services as RealServices
from elearn.services.assignment import AssignmentService
from elearn.services.certify import CertifyService
from elearn.services.unit import UnitService
from tests.build.clock import FakeClock
from tests.build.courses import course, rules
from tests.build.items import single_choice
from tests.build.lessons import LessonLibrary
from tests.build.sittings import BANK


class Services:
    """As pages use services."""

    def __init__(self, folder: Path, clock: Any = None, courses: tuple[Course, ...] | None = None) -> None:
        self.folder, self.clock = folder, clock or FakeClock()
        self.worker = ThreadPoolExecutor(max_workers=1)
        self._courses = (course(),) if courses is None else courses
        self.learner = self
        self.visit = None

    @cached_property
    def records(self) -> Records:
        """The folder's own."""
        return open_records(self.folder, self.clock)

    def sweep_updates(self) -> None:
        """There is no library file."""

    def may_visit(self, _refusal: Refusal) -> bool:
        """A start on a disk."""
        return False

    @cached_property
    def library(self) -> Any:
        """Courses as they were handed in."""
        return SimpleNamespace(
            courses=lambda: self._courses,
            course=lambda course_id: next(one for one in self._courses if one.id == course_id),
            version="2026.11",
            valid_as_of=date(2026, 11, 23),
            signature=None,
            article_pages=lambda _course: (),
            items=lambda _course: [one for one in BANK if one.course == _course],
        )

    def progress(self, subject: str) -> list[CourseProgress]:
        """By the real rule."""
        states, history = self.records.reading.states(subject), self.records.attempts.history(subject)
        return [course_progress(one, states, history) for one in self._courses]

    def next_step(self, subject: str) -> Any:
        """The first unread lesson."""
        for one, how in zip(self._courses, self.progress(subject), strict=True):
            if how.next_lesson:
                card = next(card for card in one.lessons if card.id == how.next_lesson)
                last = self.records.reading.last(subject)
                anchor = last[1] if last and last[0] == card.id else ""
                return SimpleNamespace(kind="lesson", course=one, lesson=card, anchor=anchor, minutes_left=4)
        return SimpleNamespace(kind="done") if self._courses else None

    def due_in(self, subject: str, course_id: str) -> Any:
        """What the unit asks, by the real rule."""
        return self.assignment.due_in(subject, self.library.course(course_id))

    def rules(self, subject: str, one: Course) -> Any:
        """By the real rule."""
        return self.assignment.rules(subject, one)

    @cached_property
    def assignment(self) -> AssignmentService:
        """The real one."""
        return AssignmentService(self.records, self.library)

    @cached_property
    def certify(self) -> CertifyService:
        """The real one."""
        return CertifyService(self.records, self.library, self.clock)

    @cached_property
    def unit(self) -> UnitService:
        """The real one."""
        return UnitService(self.folder, self.clock, lambda: self.library, removable=False)

    def exam_verdict(self, subject: str, course_id: str) -> Any:
        """By the real rule."""
        rules = self.library.course(course_id).exam
        verdict = may_begin(self.records.attempts.history(subject, course_id), rules, self.clock.now())
        return SimpleNamespace(
            may_begin=verdict.may_begin,
            reason=verdict.refusal,
            attempts_used=verdict.used,
            attempts_allowed=verdict.allowed,
            open_attempt=self.records.attempts.open_exam(subject),
            best=verdict.best,
            passed=verdict.passed,
        )

    def close_records(self) -> None:
        """So that they can be replaced."""
        for name in ("assignment", "certify"):
            self.__dict__.pop(name, None)
        if "records" in self.__dict__:
            self.__dict__.pop("records").close()

    def close(self) -> None:
        """End of a test."""
        self.worker.shutdown()
        self.close_records()
        if "unit" in self.__dict__:
            self.unit.close()


class LessonsAndItems(LessonLibrary):
    """A library of two lessons and a bank of items, as the real services take it."""

    def close(self) -> None:
        """Nothing is open."""


class ExamServices(RealServices):
    """The real services over a library that needs no file: four items an exam, nothing to be read before."""

    def __init__(self, folder: Path, clock: Any = None, items: Sequence[Item] = BANK, **rule: Any) -> None:
        super().__init__(folder, clock or FakeClock(), folder / "no-library.db", removable=False)
        asked_nowhere = single_choice("sc-01", topic="", use="exam")  # the lesson's check names it
        library = LessonsAndItems(held_items={item.id: item for item in (*items, asked_nowhere)})
        cards = tuple(one.card for one in library.lessons.values())
        library.held = course(lessons=cards, version=library.version, exam=rules(**rule))
        self._built["library"] = library
