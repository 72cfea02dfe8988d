"""What is next, when an exam may be sat, what is practised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from elearn.errors import Reason, Refusal
from elearn.learning.course import Course
from elearn.learning.item import Item
from elearn.learning.sitting import AttemptState, AttemptSummary, AttemptUse, Sitting
from elearn.records.store import Records, open_records
from elearn.services.certify import CertifyService
from elearn.services.learner import LearnerService
from tests.build.clock import FLAT_BATTERY, FakeClock
from tests.build.courses import card, course
from tests.build.items import COURSE, bank, right_response, single_choice, wrong_response
from tests.build.lessons import LessonLibrary, documents
from tests.build.people import details

OTHER = "tin-gia"
TOPICS = {"bi-mat": 4, "tin-gia": 4}


@dataclass
class TwoCourses(LessonLibrary):
    """A library with a second course; `now_cited` replaces the documents, as an update would."""

    all_courses: tuple[Course, ...] = ()
    all_items: dict[str, list[Item]] = field(default_factory=dict)

    def courses(self) -> tuple[Course, ...]:
        return self.all_courses

    def course(self, course_id: str) -> Course:
        found = [one for one in self.all_courses if one.id == course_id]
        if not found:
            raise Refusal(Reason.NO_SUCH_COURSE, course=course_id)
        return found[0]

    def items(self, course_id: str, use: str | None = None) -> list[Item]:
        return self.all_items[course_id]

    def document(self, document_id: str) -> Any:
        return next(one for one in self.cited if one.id == document_id)

    cited: tuple[Any, ...] = field(default_factory=documents)


class Desk:
    """A PC with one learner."""

    def __init__(self, folder: Path, **odd: Any) -> None:
        self.folder, self.clock = folder, FakeClock()
        first = course(**odd)
        other = course(
            id=OTHER, title="Phòng, chống tin giả",
            lessons=(card(1, "nhan-dien", id=f"{OTHER}/nhan-dien", course=OTHER),),
        )  # fmt: skip
        items = [*bank(TOPICS, "exam"), *practice_bank(first)]
        self.library = TwoCourses(all_courses=(first, other), all_items={COURSE: items, OTHER: bank(TOPICS)})
        self.records: Records = open_records(folder, self.clock)
        self.subject = self.records.people.create(details()).subject

    @property
    def learner(self) -> LearnerService:
        library = cast("Any", self.library)
        return LearnerService(
            self.records, library, self.clock, lambda: CertifyService(self.records, library, self.clock)
        )

    def reopened(self) -> Desk:
        """The program, started again on the same folder."""
        self.records.close()
        self.records = open_records(self.folder, self.clock)
        return self

    def read(self, *slugs: str, course_id: str = COURSE) -> None:
        for one in self.library.course(course_id).lessons:
            if not slugs or one.id.partition("/")[2] in slugs:
                self.records.reading.add_time(self.subject, one.id, one.revision, 600, 1.0, one.minutes)

    def sit(self, course_id: str = COURSE, *, right: int = 4) -> AttemptSummary:
        sitting = self.learner.begin_exam(self.subject, course_id)
        self.answer(sitting, right)
        return self.learner.hand_in(sitting.id)

    def answer(self, sitting: Sitting, right: int) -> None:
        for slot in sitting.slots:
            given = right_response(slot.item) if slot.position < right else wrong_response(slot.item)
            self.records.attempts.answer(sitting.id, slot.position, given)


def practice_bank(of: Course) -> list[Item]:
    """Three practice items per lesson."""
    return [
        single_choice(
            id=f"p-{one.position}-{number}",
            use="practice",
            lesson=one.id,
            objective="nhan-ra" if number == 1 else f"khac-{number}",
        )
        for one in of.lessons
        for number in (1, 2, 3)
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "pc")
    yield made
    made.records.close()


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Desk]:
    """Every lesson of the course must be read before its exam."""
    made = Desk(tmp_path / "pc", required_lessons=tuple(one.id for one in course().lessons))
    yield made
    made.records.close()


# What is next


def test_a_new_learner_begins_with_the_first_lesson(desk: Desk) -> None:
    step = desk.learner.next_step(desk.subject)
    assert (step.kind, step.lesson and step.lesson.id, step.anchor) == (
        "lesson",
        f"{COURSE}/bi-mat-cong-tac",
        "",
    )
    assert step.minutes_left == 6


def test_reading_goes_on_where_it_was_left(desk: Desk) -> None:
    lesson = desk.library.course(COURSE).lessons[1]
    desk.records.reading.add_time(desk.subject, lesson.id, 1, 60, 0.5, lesson.minutes)
    desk.records.reading.save_position(desk.subject, lesson.id, "o-ban", 0.2)
    step = desk.reopened().learner.next_step(desk.subject)
    assert (step.lesson and step.lesson.id, step.anchor, step.minutes_left) == (lesson.id, "o-ban", 3)


def test_the_way_through_a_library(desk: Desk) -> None:
    desk.read()
    assert (desk.learner.next_step(desk.subject).kind, desk.sit().passed) == ("exam", True)
    step = desk.learner.next_step(desk.subject)
    assert (step.kind, step.course and step.course.id) == ("lesson", OTHER)
    desk.read(course_id=OTHER)
    failed = desk.sit(OTHER, right=0)
    assert not failed.passed
    step = desk.learner.next_step(desk.subject)  # the exam of the other course has to wait
    assert (step.kind, step.course and step.course.id) == ("certificate", COURSE)
    desk.clock.advance(hours=24)
    step = desk.learner.next_step(desk.subject)
    assert (step.kind, step.course and step.course.id) == ("exam", OTHER)
    assert [one.state.value for one in desk.learner.progress(desk.subject)] == ["done", "under_way"]


def test_an_exam_that_was_left_comes_first(desk: Desk) -> None:
    desk.learner.begin_exam(desk.subject, OTHER)
    step = desk.learner.next_step(desk.subject)
    assert (step.kind, step.course and step.course.id) == ("exam", OTHER)


def test_a_lesson_whose_meaning_changed_comes_again_after_the_course_was_passed(desk: Desk) -> None:
    desk.read()
    desk.sit()
    desk.library.all_courses = (
        course(lessons=(card(1, "bi-mat-cong-tac"), card(2, "tin-gia", revision=2), card(3, "su-co"))),
    )
    step = desk.learner.next_step(desk.subject)
    assert (step.kind, step.lesson and step.lesson.id) == ("lesson", f"{COURSE}/tin-gia")


def test_nothing_is_next_while_everything_has_to_wait(desk: Desk) -> None:
    desk.library.all_courses = desk.library.all_courses[:1]
    desk.read()
    desk.sit(right=0)
    assert desk.learner.next_step(desk.subject).kind == "done"


# When an exam may be sat


def reason_of(desk: Desk, course_id: str = COURSE) -> Reason | None:
    verdict = desk.learner.exam_verdict(desk.subject, course_id)
    assert verdict.may_begin == (verdict.reason is None)
    if verdict.reason is not None:
        with pytest.raises(Refusal) as refused:
            desk.learner.begin_exam(desk.subject, course_id)
        assert refused.value.reason is verdict.reason.reason
    return verdict.reason.reason if verdict.reason else None


def test_required_lessons_come_before_the_exam(strict: Desk) -> None:
    strict.read("tin-gia")
    verdict = strict.learner.exam_verdict(strict.subject, COURSE)
    assert reason_of(strict) is Reason.EXAM_LESSONS_UNREAD
    assert verdict.reason is not None
    assert verdict.reason.facts == {"count": 2}
    assert verdict.lessons_unread == (f"{COURSE}/bi-mat-cong-tac", f"{COURSE}/su-co")
    strict.read()
    assert reason_of(strict) is None


def test_attempts_and_waiting_time_are_the_courses(desk: Desk) -> None:
    desk.sit(right=0)
    assert reason_of(desk) is Reason.EXAM_WAIT
    desk.clock.advance(hours=24)
    desk.sit(right=1)
    desk.clock.advance(hours=24)
    desk.sit(right=2)
    desk.clock.advance(days=9)
    assert reason_of(desk) is Reason.EXAM_NO_ATTEMPTS_LEFT
    verdict = desk.learner.exam_verdict(desk.subject, COURSE)
    assert (verdict.attempts_used, verdict.attempts_allowed, verdict.passed) == (3, 3, False)
    assert verdict.best == 0.5


def test_a_clock_set_back_or_forth_shortens_no_wait_by_more_than_it_shows(desk: Desk) -> None:
    desk.sit(right=0)
    desk.clock.set_back(FLAT_BATTERY)
    assert reason_of(desk) is Reason.EXAM_WAIT
    desk.reopened()
    assert reason_of(desk) is Reason.EXAM_WAIT
    desk.clock.advance(hours=23)
    assert reason_of(desk) is Reason.EXAM_WAIT
    desk.clock.advance(hours=1)  # a day has passed while the program ran, whatever the calendar says
    assert reason_of(desk) is None
    desk.records.seen_day.note_clock()
    assert desk.records.seen_day.jumps()


def test_an_open_exam_goes_on_with_its_paper_and_its_time(desk: Desk) -> None:
    first = desk.learner.begin_exam(desk.subject, COURSE)
    desk.records.attempts.tick(first.id, 60_000)
    verdict = desk.reopened().learner.exam_verdict(desk.subject, COURSE)
    assert verdict.may_begin
    assert verdict.open_attempt is not None
    again = desk.learner.begin_exam(desk.subject, COURSE)
    assert (again.id, again.remaining_ms, again.interruptions) == (first.id, 39 * 60_000, 1)
    assert [(one.item.id, one.order) for one in again.slots] == [
        (one.item.id, one.order) for one in first.slots
    ]


def test_one_exam_at_a_time(desk: Desk) -> None:
    desk.learner.begin_exam(desk.subject, OTHER)
    assert reason_of(desk) is Reason.EXAM_OPEN_ELSEWHERE
    verdict = desk.learner.exam_verdict(desk.subject, COURSE)
    assert verdict.reason is not None
    assert verdict.reason.facts == {"course": "Phòng, chống tin giả"}
    assert verdict.open_attempt is None


def lapse(desk: Desk, *, from_day: date) -> None:
    law, *others = documents()
    desk.library.cited = (msgspec.structs.replace(law, until=from_day), *others)


def test_lapsed_sources_leave_the_pool_and_close_the_exam(desk: Desk) -> None:
    lapse(desk, from_day=date(2026, 11, 25))
    assert reason_of(desk) is None
    desk.clock.advance(days=1)
    assert reason_of(desk) is Reason.EXAM_POOL_TOO_SMALL
    with pytest.raises(Refusal) as refused:
        desk.learner.begin_practice(desk.subject, COURSE)
    assert refused.value.reason is Reason.NOTHING_TO_PRACTISE


def test_an_exam_under_way_is_not_closed_by_a_source_that_lapses(desk: Desk) -> None:
    lapse(desk, from_day=date(2026, 11, 25))
    exam = desk.learner.begin_exam(desk.subject, COURSE)
    desk.clock.advance(days=1)
    assert desk.learner.begin_exam(desk.subject, COURSE).id == exam.id


def test_what_had_lapsed_when_the_course_was_written_is_history_and_stays(desk: Desk) -> None:
    desk.library.all_items[COURSE] = [
        single_choice(id=f"{topic}-{number}", topic=topic, sources=("luat-24-2018:8",))
        for topic in TOPICS
        for number in (1, 2)
    ]
    assert reason_of(desk) is None


def test_a_paper_is_drawn_by_blueprint_from_exam_items_alone(desk: Desk) -> None:
    papers = {tuple(one.item.id for one in _fresh_exam(desk)) for _ in range(3)}
    assert len(papers) > 1  # another seed each time
    for ids in papers:
        assert sorted(id.rsplit("-", 1)[0] for id in ids) == ["bi-mat", "bi-mat", "tin-gia", "tin-gia"]


def _fresh_exam(desk: Desk) -> tuple[Any, ...]:
    desk.subject = desk.records.people.create(details()).subject
    return desk.learner.begin_exam(desk.subject, COURSE).slots


# The end of an exam


def test_a_passed_exam_has_its_certificate(desk: Desk) -> None:
    done = desk.sit()
    assert (done.passed, done.state, done.share) == (True, AttemptState.HANDED_IN, 1.0)
    paper = desk.records.certificates.for_course(desk.subject, COURSE)
    assert paper is not None
    assert desk.learner.certificate(done.id) == paper
    assert desk.learner.hand_in(done.id) == done
    assert len(desk.records.certificates.list(desk.subject)) == 1


def test_a_failed_exam_and_a_practice_have_none(desk: Desk) -> None:
    failed = desk.sit(right=3)
    practice = desk.learner.begin_practice(desk.subject, COURSE)
    desk.answer(practice, 10)
    done = desk.learner.hand_in(practice.id)
    assert (failed.passed, done.passed) == (False, None)
    assert desk.learner.certificate(failed.id) is None
    assert desk.learner.certificate(done.id) is None
    assert desk.records.certificates.list(desk.subject) == []


def test_the_result_stands_where_the_certificate_cannot_be_made(desk: Desk) -> None:
    person = desk.records.people.get(desk.subject)
    desk.records.people.update(desk.subject, details(name="Nguyễn Thị " + "Thuỷ " * 40))
    done = desk.sit()
    assert done.passed
    with pytest.raises(Refusal) as refused:
        desk.learner.certificate(done.id)
    assert refused.value.reason is Reason.NAME_TOO_LONG
    desk.records.people.update(desk.subject, person.details)
    assert desk.learner.certificate(done.id) is not None


def test_time_is_up(desk: Desk) -> None:
    exam = desk.learner.begin_exam(desk.subject, COURSE)
    done = desk.learner.hand_in(exam.id, timed_out=True, spent_ms=40 * 60_000)
    assert (done.state, done.share) == (AttemptState.TIMED_OUT, 0.0)


# Practice


def test_practice_never_shows_what_belongs_to_the_exam(desk: Desk) -> None:
    for _ in range(5):
        sitting = desk.learner.begin_practice(desk.subject, COURSE)
        assert {slot.item.use for slot in sitting.slots} == {"practice"}
        assert (len(sitting.slots), sitting.remaining_ms, sitting.use) == (9, None, AttemptUse.PRACTICE)


def test_practice_of_one_lesson_and_of_few_items(desk: Desk) -> None:
    lesson = f"{COURSE}/tin-gia"
    sitting = desk.learner.begin_practice(desk.subject, COURSE, lesson, limit=2)
    assert len(sitting.slots) == 2
    assert {slot.item.lesson for slot in sitting.slots} == {lesson}


def test_only_the_wrong_ones(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        desk.learner.begin_practice(desk.subject, COURSE, wrong_only=True)
    assert refused.value.reason is Reason.NOTHING_TO_PRACTISE
    practice = desk.learner.begin_practice(desk.subject, COURSE, f"{COURSE}/su-co", limit=3)
    wrong = practice.slots[2].item.id
    desk.answer(practice, 2)
    again = desk.learner.begin_practice(desk.subject, COURSE, wrong_only=True)
    assert [slot.item.id for slot in again.slots] == [wrong]


def test_after_a_failed_exam_what_trains_the_wrong_answers_is_practised(desk: Desk) -> None:
    desk.sit(right=0)  # all exam items of the bank stand in bi-mat-cong-tac and ask for nhan-ra
    again = desk.learner.begin_practice(desk.subject, COURSE, wrong_only=True)
    assert [slot.item.id for slot in again.slots] == ["p-1-1"]


def test_quick_review_asks_what_was_read_the_weakest_first(desk: Desk) -> None:
    assert desk.learner.quick_review(desk.subject) is None
    desk.read("tin-gia", "su-co")
    practice = desk.learner.begin_practice(desk.subject, COURSE, f"{COURSE}/su-co")
    desk.answer(practice, 0)
    review = desk.learner.quick_review(desk.subject)
    assert review is not None
    assert {slot.item.id for slot in review.slots} == {"p-3-1", "p-3-2", "p-3-3"}
    desk.answer(review, 3)
    review = desk.learner.quick_review(desk.subject)
    assert review is not None
    assert {slot.item.id for slot in review.slots} == {"p-2-1", "p-2-2", "p-2-3"}  # never answered
    assert {slot.item.course for slot in review.slots} == {COURSE}


def test_yesterday_is_not_asked_about_tomorrow(desk: Desk) -> None:
    """A day is that of the known time: after the clock fell to 2009, sources that lapsed stay lapsed."""
    lapse(desk, from_day=date(2026, 11, 25))
    desk.clock.advance(days=1)
    desk.records.seen_day.note_clock()
    desk.clock.set_back(FLAT_BATTERY + timedelta(days=1))
    assert reason_of(desk.reopened()) is Reason.EXAM_POOL_TOO_SMALL
