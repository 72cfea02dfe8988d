"""What a learner does: goes on reading, practises, sits the exam, is told what is next."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from elearn.errors import Reason, Refusal
from elearn.learning import pool
from elearn.learning.attempt import may_begin
from elearn.learning.paper import draw, practice_paper
from elearn.learning.progress import CourseProgress, course_progress
from elearn.learning.sitting import AttemptSummary, AttemptUse, Sitting

if TYPE_CHECKING:
    from datetime import date

    from elearn.learning.certificate import StoredCertificate
    from elearn.learning.course import Course, ExamRules, LessonCard
    from elearn.learning.item import Item
    from elearn.learning.reading import LessonReading
    from elearn.library.store import Library
    from elearn.machine.clock import Clock
    from elearn.records.store import Records
    from elearn.services.assignment import AssignmentService, CourseDue
    from elearn.services.certify import CertifyService

QUICK_REVIEW = 3
PRACTICE_LIMIT = 10
_SEED_BYTES = 6  # fits SQLite's integers, and what other programs read as a number


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next.

    "lesson": `lesson` is to be read, from `anchor` where it was begun (else ""), with about `minutes_left`.
    "exam": the exam of `course` may begin, or goes on. "certificate": the paper of `course` is there and
    nothing else is to be done. "done": nothing can be done now; `course` is None.
    """

    kind: Literal["lesson", "exam", "certificate", "done"]
    course: Course | None = None
    lesson: LessonCard | None = None
    anchor: str = ""
    minutes_left: int = 0


@dataclass(frozen=True, slots=True)
class ExamVerdict:
    """Whether a learner may sit a course's exam now; where not, `reason` says why.

    `open_attempt` is this course's exam where it was begun and not handed in: then it may go on. `best`
    is 0..1; `attempts_allowed` 0 means without limit; `lessons_unread` are the required ones, in order.
    """

    may_begin: bool
    reason: Refusal | None
    attempts_used: int
    attempts_allowed: int
    open_attempt: Sitting | None
    best: float | None
    passed: bool
    lessons_unread: tuple[str, ...] = ()
    needs_code: bool = False  # the unit has it supervised: it begins with a one-time code alone


class LearnerService:
    """The learner's side of one installation. Every method may be called from any thread.

    `certify` gives the service that issues certificates; it is asked for when one is due, because what
    makes a certificate takes long to import. `new_seed` gives the seed of each paper. `assigned`: what the unit
    asks, where there is one; its rules go before a course's own. `keeps` raises Refusal(READING_ONLY) where
    nothing is kept: then no exam begins.
    """

    def __init__(
        self,
        records: Records,
        library: Library,
        clock: Clock,
        certify: Callable[[], CertifyService],
        new_seed: Callable[[], int] = lambda: int.from_bytes(os.urandom(_SEED_BYTES)),
        assigned: AssignmentService | None = None,
        keeps: Callable[[], None] = lambda: None,
    ) -> None:
        self._records, self._library, self._clock, self._certify = records, library, clock, certify
        self._new_seed, self._assigned, self._keeps = new_seed, assigned, keeps
        self._items: dict[tuple[str, date], list[Item]] = {}

    def progress(self, subject: str) -> list[CourseProgress]:
        """How far a learner has come in each course, in the library's order."""
        states = self._records.reading.states(subject)
        history = self._records.attempts.history(subject)
        return [course_progress(course, states, history) for course in self._library.courses()]

    def due(self, subject: str) -> list[CourseDue]:
        """The courses that the unit asks of a learner and that are not done, the earliest deadline first."""
        if self._assigned is None:
            return []
        done = {one.course for one in self.progress(subject) if one.passed}
        return [one for one in self._assigned.due(subject) if one.course not in done]

    def due_in(self, subject: str, course_id: str) -> CourseDue | None:
        """What the unit asks of a learner in a course, done or not. Raises Refusal(NO_SUCH_COURSE)."""
        course = self._library.course(course_id)
        return self._assigned.due_in(subject, course) if self._assigned else None

    def rules(self, subject: str, course: Course) -> ExamRules:
        """The rules of a course's exam for a learner: the unit's, where it rules otherwise than the course."""
        return self._assigned.rules(subject, course) if self._assigned else course.exam

    # What is next

    def next_step(self, subject: str) -> NextStep:
        """An open exam, else the course last read, else the next one that is due, else the next of the library.

        Where nothing is left to do: the papers.
        """
        courses = {course.id: course for course in self._library.courses()}
        progress = {one.course: one for one in self.progress(subject)}
        for one in progress.values():
            if one.open_exam:
                return NextStep("exam", courses[one.course])
        last = self._records.reading.last(subject)
        asked = [one.course for one in self.due(subject)]
        in_order = [*asked, *(one for one in courses if one not in asked)]
        for course_id in _most_recent_first(in_order, last):
            step = self._step_in(subject, courses[course_id], progress[course_id], last)
            if step:
                return step
        held = {one.course: one for one in self._records.certificates.list(subject)}
        for course_id in reversed(held):
            if course_id in courses:
                return NextStep("certificate", courses[course_id])
        return NextStep("done")

    def _step_in(
        self, subject: str, course: Course, progress: CourseProgress, last: tuple[str, str] | None
    ) -> NextStep | None:
        """What is to be done in a course; None where it is done or nothing can be done now."""
        if progress.read_again or (progress.next_lesson and not progress.passed):
            return self._lesson_step(subject, course, progress, last)
        if not progress.passed and self.exam_verdict(subject, course.id).may_begin:
            return NextStep("exam", course)
        return None

    def _lesson_step(
        self, subject: str, course: Course, progress: CourseProgress, last: tuple[str, str] | None
    ) -> NextStep:
        states = self._records.reading.states(subject)
        cards = {card.id: card for card in course.lessons}
        wanted = progress.read_again[0] if progress.passed else progress.next_lesson
        if last and last[0] in cards and not progress.passed and _is_unread(cards[last[0]], states):
            wanted = last[0]
        card = cards[str(wanted)]
        state = states.get(card.id)
        share = state.furthest if state else 0.0
        return NextStep(
            "lesson",
            course,
            card,
            anchor=state.anchor if state else "",
            minutes_left=max(1, round(card.minutes * (1 - share))),
        )

    # The exam

    def exam_verdict(self, subject: str, course_id: str) -> ExamVerdict:
        """Whether a learner may sit a course's exam now. Raises Refusal(NO_SUCH_COURSE)."""
        course = self._library.course(course_id)
        history = self._records.attempts.history(subject, course_id, AttemptUse.EXAM)
        due = self.due_in(subject, course_id)
        verdict = may_begin(history, self.rules(subject, course), self._records.seen_day.now())
        open_exam = self._records.attempts.open_exam(subject)
        unread = self._unread(subject, course)
        reason = verdict.refusal
        if open_exam is not None and open_exam.course == course_id:
            reason = None
        elif reason is None:
            reason = self._closed(course, unread, open_exam)
        return ExamVerdict(
            may_begin=reason is None,
            reason=reason,
            attempts_used=verdict.used,
            attempts_allowed=verdict.allowed,
            open_attempt=open_exam if open_exam and open_exam.course == course_id else None,
            best=verdict.best,
            passed=verdict.passed,
            lessons_unread=unread,
            needs_code=due is not None and due.supervised,
        )

    def _closed(self, course: Course, unread: Sequence[str], open_exam: Sitting | None) -> Refusal | None:
        """What keeps the exam shut beside attempts and waiting time."""
        try:
            self._keeps()
        except Refusal as reading_only:
            return reading_only
        if unread:
            return Refusal(Reason.EXAM_LESSONS_UNREAD, count=len(unread))
        if pool.short_of(self._open_items(course), course.exam.blueprint):
            return Refusal(Reason.EXAM_POOL_TOO_SMALL, course=course.title)
        if open_exam is not None:
            return Refusal(Reason.EXAM_OPEN_ELSEWHERE, course=self._title(open_exam.course))
        return None

    def begin_exam(self, subject: str, course_id: str, code: str = "") -> Sitting:
        """Begin the exam of a course on a paper drawn now, or go on with the one that is open.

        `code`: a one-time code, which marks the attempt as supervised and is used up by it. Raises Refusal
        NO_SUCH_COURSE, EXAM_CODE_WRONG, EXAM_CODE_NEEDED, and what `exam_verdict` gives as its reason.
        """
        verdict = self.exam_verdict(subject, course_id)
        if verdict.open_attempt is not None:
            return self._records.attempts.resume(verdict.open_attempt.id)
        if verdict.reason is not None:
            raise verdict.reason
        course = self._library.course(course_id)
        exam_code = self._redeemed(course, code, needed=verdict.needs_code)
        items = self._open_items(course)
        paper = draw(items, course.exam.blueprint, self._new_seed())
        allowed_ms = self.rules(subject, course).minutes * 60_000
        return self._records.attempts.begin(
            subject, course_id, AttemptUse.EXAM, paper, items, allowed_ms, self._library.version, exam_code
        )

    def _redeemed(self, course: Course, code: str, *, needed: bool) -> str:
        """The hash of a code that opens the exam, "" where none was given and none is needed."""
        if not code.strip():
            if needed:
                raise Refusal(Reason.EXAM_CODE_NEEDED, course=course.title)
            return ""
        if self._assigned is None:
            raise Refusal(Reason.EXAM_CODE_WRONG)
        return self._assigned.redeem(course.id, code)

    def hand_in(self, attempt_id: str, timed_out: bool = False, spent_ms: int = 0) -> AttemptSummary:
        """Grade an attempt by its course's rules and close it; a passed exam has its certificate then.

        `spent_ms` is the time since the last call that reported one. Where the certificate cannot be made,
        the result stands all the same, and `certificate` tells why. Handing in again changes nothing.
        """
        course = self._library.course(self._records.attempts.summary(attempt_id).course)
        pass_mark = self.rules(self._records.attempts.sitting(attempt_id).subject, course).pass_mark
        done = self._records.attempts.hand_in(attempt_id, pass_mark, timed_out, spent_ms)
        with suppress(Refusal):  # nobody must lose sight of a result because the disk is full
            self.certificate(attempt_id)
        return done

    def certificate(self, attempt_id: str) -> StoredCertificate | None:
        """The certificate that an exam has earned, issued now where that was not done yet; None for others.

        Raises Refusal NAME_TOO_LONG, and what writing raises.
        """
        attempt = self._records.attempts.summary(attempt_id)
        if not attempt.passed:
            return None
        subject = self._records.attempts.sitting(attempt_id).subject
        return self._certify().issue(subject, attempt.course, attempt)

    # Practice

    def begin_practice(
        self,
        subject: str,
        course_id: str,
        lesson_id: str | None = None,
        wrong_only: bool = False,
        limit: int = PRACTICE_LIMIT,
    ) -> Sitting:
        """Begin practice of at most `limit` items of a course, or of one of its lessons.

        `wrong_only`: what trains the items that were last answered wrong, in practice or in an exam.
        Raises Refusal NO_SUCH_COURSE, NOTHING_TO_PRACTISE.
        """
        course = self._library.course(course_id)
        items = self._open_items(course)
        if wrong_only:
            chosen = pool.against_mistakes(items, self._records.attempts.wrong_items(subject, course_id))
        else:
            chosen = pool.for_practice(items)
        if lesson_id is not None:
            chosen = [item for item in chosen if item.lesson == lesson_id]
        return self._practise(subject, course, chosen, limit)

    def quick_review(self, subject: str) -> Sitting | None:
        """Practice of three items of one course, from lessons that were read, the weakest first.

        The course is the one with most mistakes, and among equals the one last read. None where nothing
        was read yet, or no item may be practised.
        """
        states = self._records.reading.states(subject)
        courses = {course.id: course for course in self._library.courses()}
        found: list[tuple[int, Course, list[Item]]] = []
        for course_id in _most_recent_first(list(courses), self._records.reading.last(subject)):
            course = courses[course_id]
            read = {card.id for card in course.lessons if not _is_unread(card, states)}
            if not read:
                continue
            items = [item for item in pool.for_practice(self._open_items(course)) if item.lesson in read]
            wrong = set(self._records.attempts.wrong_items(subject, course_id))
            found.append((sum(item.id in wrong for item in items), course, items))
        found = [one for one in found if one[2]]
        if not found:
            return None
        _, course, items = max(found, key=lambda one: one[0])
        weakest = pool.weakest_first(items, self._records.attempts.last_points(subject, course.id))
        return self._practise(subject, course, weakest[:QUICK_REVIEW], QUICK_REVIEW)

    def _practise(self, subject: str, course: Course, chosen: Sequence[Item], limit: int) -> Sitting:
        if not chosen:
            raise Refusal(Reason.NOTHING_TO_PRACTISE, course=course.title)
        paper = practice_paper(chosen, self._new_seed(), limit)
        return self._records.attempts.begin(
            subject, course.id, AttemptUse.PRACTICE, paper, chosen, None, self._library.version
        )

    # What both rest on

    def _open_items(self, course: Course) -> list[Item]:
        """The items of a course whose sources hold today."""
        today = self._records.seen_day.today(self._library.valid_as_of)
        if (course.id, today) not in self._items:
            items = self._library.items(course.id)
            documents = [self._library.document(one) for one in sorted(pool.documents_of(items))]
            gone = pool.lapsed(documents, course.valid_as_of, today)
            self._items[course.id, today] = pool.in_force(items, gone)
        return self._items[course.id, today]

    def _unread(self, subject: str, course: Course) -> tuple[str, ...]:
        if not course.required_lessons:
            return ()
        states = self._records.reading.states(subject)
        return tuple(
            card.id
            for card in course.lessons
            if card.id in course.required_lessons and _is_unread(card, states)
        )

    def _title(self, course_id: str) -> str:
        titles = {course.id: course.title for course in self._library.courses()}
        return titles.get(course_id, course_id)


def _is_unread(card: LessonCard, states: Mapping[str, LessonReading]) -> bool:
    state = states.get(card.id)
    return state is None or not state.is_read(card.revision)


def _most_recent_first(course_ids: Sequence[str], last: tuple[str, str] | None) -> list[str]:
    """The course of the lesson that was last read, then the others in their order."""
    if last is None:
        return list(course_ids)
    recent = last[0].partition("/")[0]
    return sorted(course_ids, key=lambda one: one != recent)
