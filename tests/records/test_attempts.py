"""Practice and exams: what is shown as saved is on the disk."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.learning.attempt import may_begin
from elearn.learning.item import Response, decode_response
from elearn.learning.paper import practice_paper
from elearn.learning.sitting import AttemptState, AttemptUse
from elearn.records.store import Records, open_records
from tests.build import items as make
from tests.build.clock import A_TUESDAY, FakeClock
from tests.build.courses import rules
from tests.build.items import COURSE, right_response, wrong_response
from tests.build.people import details
from tests.build.sittings import BANK, answer_all, begin_exam, begin_practice, whole_exam

Outside = Callable[..., list[tuple[object, ...]]]


def test_every_type_of_item_and_answer_comes_back_as_it_was(records: Records, thuy: str) -> None:
    bank = make.of_every_type()
    paper = practice_paper(bank, 3, 99)
    begun = records.attempts.begin(thuy, COURSE, AttemptUse.PRACTICE, paper, bank, None, "2026.11")
    by_id = {item.id: item for item in bank}
    assert [(slot.item, slot.order) for slot in begun.slots] == [
        (by_id[slot.item_id], slot.order) for slot in paper.slots
    ]
    for slot in begun.slots:
        records.attempts.answer(begun.id, slot.position, right_response(slot.item))
    again = records.attempts.sitting(begun.id)
    assert [slot.response for slot in again.slots] == [right_response(slot.item) for slot in begun.slots]
    assert [slot.points for slot in again.slots] == [1.0] * 9  # practice is graded at once


def test_an_answer_is_there_for_a_second_connection_when_the_call_returns(
    records: Records, thuy: str, seen_from_outside: Outside
) -> None:
    exam = begin_exam(records, thuy)
    answer = right_response(exam.slots[2].item)
    saved_at = records.attempts.answer(exam.id, 2, answer, spent_ms=1500)
    [(response, answered_at, points)] = seen_from_outside(
        "select response, answered_at, points from attempt_slot where attempt = ? and position = 2", exam.id
    )
    assert decode_response(str(response)) == answer
    assert str(answered_at).startswith(f"{saved_at:%Y-%m-%dT%H:%M:%S}")
    assert points is None  # an exam is graded at its end
    assert seen_from_outside("select position, remaining_ms from attempt") == [(2, 40 * 60_000 - 1500)]
    assert seen_from_outside("select kind from event order by seq desc limit 1") == [("answered",)]


def test_answering_again_replaces_and_taking_back_leaves_it_open(records: Records, thuy: str) -> None:
    exam = begin_exam(records, thuy)
    item = exam.slots[0].item
    records.attempts.answer(exam.id, 0, wrong_response(item))
    records.attempts.answer(exam.id, 0, right_response(item))
    assert records.attempts.sitting(exam.id).slots[0].response == right_response(item)
    records.attempts.answer(exam.id, 0, Response())
    slot = records.attempts.sitting(exam.id).slots[0]
    assert slot.response.is_empty and slot.answered_at is None
    assert [event.kind for event in records.events.chain(thuy)].count("answered") == 3


def test_power_cut_keeps_question_and_time(
    records: Records, thuy: str, folder: Path, clock: FakeClock
) -> None:
    exam = begin_exam(records, thuy, minutes=30)
    records.attempts.answer(exam.id, 1, right_response(exam.slots[1].item), spent_ms=60_000)
    records.attempts.go_to(exam.id, 3)
    records.attempts.flag(exam.id, 1, True)
    for _ in range(10):
        records.attempts.tick(exam.id, 1000)
    clock.restart(after=timedelta(minutes=12))
    again = open_records(folder, clock)  # a new process on the same folder; the old one never closed
    found = again.attempts.open_exam(thuy)
    assert found is not None and found.state is AttemptState.RUNNING
    resumed = again.attempts.resume(found.id)
    assert (resumed.position, resumed.remaining_ms, resumed.interruptions) == (3, 30 * 60_000 - 70_000, 1)
    assert [slot.item.id for slot in resumed.slots] == [slot.item.id for slot in exam.slots]
    assert [slot.order for slot in resumed.slots] == [slot.order for slot in exam.slots]
    assert resumed.slots[1].flagged
    assert resumed.slots[3].spent_ms == 10_000
    last = again.events.chain(thuy)[-1]
    assert (last.kind, last.body["after"]) == ("attempt_resumed", "crash")
    again.close()


def test_leaving_stops_the_clock_and_is_recorded(records: Records, thuy: str) -> None:
    exam = begin_exam(records, thuy)
    records.attempts.pause(exam.id, spent_ms=500)
    records.attempts.pause(exam.id, spent_ms=500)  # the window's two ways to close
    assert records.attempts.tick(exam.id, 1000) == 40 * 60_000 - 500  # a late tick takes nothing
    with pytest.raises(ValueError):
        records.attempts.answer(exam.id, 0, right_response(exam.slots[0].item))
    resumed = records.attempts.resume(exam.id)
    assert (resumed.state, resumed.remaining_ms) == (AttemptState.RUNNING, 40 * 60_000 - 500)
    kinds = [event.kind for event in records.events.chain(thuy)]
    assert kinds[-2:] == ["attempt_paused", "attempt_resumed"]
    assert records.events.chain(thuy)[-1].body["after"] == "pause"


def test_what_is_not_on_the_paper_is_refused_and_changes_nothing(records: Records, thuy: str) -> None:
    exam = begin_exam(records, thuy)
    for position, response in ((0, Response(chosen=("zz",))), (99, Response(text="24"))):
        with pytest.raises(Refusal) as refused:
            records.attempts.answer(exam.id, position, response, spent_ms=1000)
        assert refused.value.reason is Reason.NOT_ON_PAPER
    with pytest.raises(Refusal):
        records.attempts.go_to(exam.id, 4)
    assert records.attempts.sitting(exam.id) == exam
    with pytest.raises(KeyError):
        records.attempts.sitting("none")


def test_when_time_is_up_no_answer_is_taken_and_the_exam_hands_itself_in(records: Records, thuy: str) -> None:
    exam = begin_exam(records, thuy, minutes=1)
    records.attempts.answer(exam.id, 0, right_response(exam.slots[0].item), spent_ms=59_500)
    records.attempts.answer(
        exam.id, 1, right_response(exam.slots[1].item), spent_ms=900
    )  # in the last second
    assert records.attempts.tick(exam.id, 0) == 0
    with pytest.raises(Refusal) as refused:
        records.attempts.answer(exam.id, 2, right_response(exam.slots[2].item))
    assert refused.value.reason is Reason.TIME_IS_UP
    summary = records.attempts.hand_in(exam.id, 0.8, timed_out=True)
    assert (summary.state, summary.share, summary.passed) == (AttemptState.TIMED_OUT, 0.5, False)


def test_handing_in_grades_closes_and_happens_once(records: Records, thuy: str, clock: FakeClock) -> None:
    exam = begin_exam(records, thuy)
    answer_all(records, exam, right=4)
    clock.advance(minutes=9)
    summary = records.attempts.hand_in(exam.id, 0.8, spent_ms=250)
    assert (summary.share, summary.points, summary.passed) == (1.0, 4.0, True)
    assert summary.ended_at == A_TUESDAY + timedelta(minutes=9)
    events = len(records.events.chain(thuy))
    assert records.attempts.hand_in(exam.id, 0.8, timed_out=True) == summary
    assert len(records.events.chain(thuy)) == events
    assert records.attempts.open_exam(thuy) is None
    with pytest.raises(Refusal) as closed:
        records.attempts.answer(exam.id, 0, Response())
    assert closed.value.reason is Reason.ATTEMPT_CLOSED
    for act in (records.attempts.resume, lambda id: records.attempts.tick(id, 1)):
        with pytest.raises(Refusal):
            act(exam.id)
    records.attempts.pause(exam.id)  # a window that closes late changes nothing
    assert records.attempts.summary(exam.id) == summary


def test_one_exam_at_a_time_but_practice_beside_it(records: Records, thuy: str) -> None:
    begin_exam(records, thuy)
    begin_practice(records, thuy)
    with pytest.raises(ValueError):
        begin_exam(records, thuy)


def test_an_item_that_was_not_handed_in_is_our_fault(records: Records, thuy: str) -> None:
    paper = practice_paper(BANK, 1, 3)
    with pytest.raises(ValueError):
        records.attempts.begin(thuy, COURSE, AttemptUse.PRACTICE, paper, BANK[:1], None, "1")
    assert records.attempts.history(thuy) == []


def test_history_tells_attempts_apart(records: Records, thuy: str) -> None:
    first, second = whole_exam(records, thuy, right=1), whole_exam(records, thuy, right=4, seed=8)
    practice = begin_practice(records, thuy)
    assert [one.id for one in records.attempts.history(thuy)] == [first.id, second.id, practice.id]
    exams = records.attempts.history(thuy, COURSE, AttemptUse.EXAM)
    assert [(one.number, one.passed) for one in exams] == [(1, False), (2, True)]
    assert records.attempts.history(thuy, "khac") == []


def test_items_last_answered_wrong_are_practised_until_they_are_right(records: Records, thuy: str) -> None:
    exam = begin_exam(records, thuy)
    records.attempts.answer(exam.id, 0, right_response(exam.slots[0].item))
    records.attempts.answer(exam.id, 1, wrong_response(exam.slots[1].item))
    assert records.attempts.wrong_items(thuy, COURSE) == []  # nothing is told before the end
    records.attempts.hand_in(exam.id, 0.8)
    wrong = records.attempts.wrong_items(thuy, COURSE)
    assert wrong == [exam.slots[n].item.id for n in (1, 2, 3)]  # what was left open, too
    again = begin_practice(records, thuy, items=[exam.slots[1].item])
    assert records.attempts.wrong_items(thuy, COURSE) == wrong  # opened, not yet answered
    records.attempts.answer(again.id, 0, right_response(again.slots[0].item))
    assert records.attempts.wrong_items(thuy, COURSE) == wrong[1:]


def test_a_clock_set_back_shortens_no_wait_and_is_recorded(
    records: Records, thuy: str, clock: FakeClock, folder: Path
) -> None:
    clock.advance(minutes=1)
    clock.set_back()  # to 2009, then the exam is failed
    failed = whole_exam(records, thuy, right=0)
    assert failed.ended_at is not None and failed.ended_at.year == 2009
    clock.set_back(A_TUESDAY + timedelta(hours=2))  # and set right again

    def may(opened: Records) -> bool:
        history = opened.attempts.history(thuy, COURSE, AttemptUse.EXAM)
        return may_begin(history, rules(), opened.seen_day.now()).may_begin

    assert not may(records)
    clock.advance(hours=21)
    assert not may(records)
    records.close()
    clock.set_back(A_TUESDAY + timedelta(hours=24, minutes=2))
    again = open_records(folder, clock)
    assert may(again)  # a day by the calendar
    assert "clock_went_back" in [event.kind for event in again.events.chain(thuy)]
    assert again.seen_day.jumps()[0].noticed_at.year == 2009
    again.close()


def test_a_wait_also_ends_by_the_time_that_the_program_has_seen_pass(
    records: Records, thuy: str, clock: FakeClock, folder: Path
) -> None:
    whole_exam(records, thuy, right=0)
    records.close()
    for _ in range(4):  # a PC whose clock falls back to 2009 at every start, six hours a day
        clock.set_back()
        clock.restart()
        opened = open_records(folder, clock)
        clock.advance(hours=6, minutes=1)
        opened.close()
    opened = open_records(folder, clock)
    history = opened.attempts.history(thuy)
    assert not may_begin(history, rules(), clock.now()).may_begin
    assert may_begin(history, rules(), opened.seen_day.now()).may_begin
    opened.close()


def test_two_people_never_see_each_others_attempts(records: Records, thuy: str) -> None:
    other = records.people.create(details("Lê Văn An")).subject
    whole_exam(records, thuy, right=0)
    assert records.attempts.history(other) == []
    assert records.attempts.wrong_items(other, COURSE) == []
    assert records.attempts.open_exam(other) is None
    begin_exam(records, other)
