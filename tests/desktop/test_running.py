"""An exam while it runs, without a window: what counts as kept, and whose time it is."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.desktop.presenters.exam import clock_words
from elearn.desktop.presenters.running import Cell, Kept, Running, summary, unfinished
from elearn.learning.answered import Answered
from elearn.learning.item import Response
from elearn.learning.sitting import SlotState
from tests.build.clock import A_TUESDAY
from tests.build.items import multiple_choice, ordering, single_choice

BLANK = "Câu để trống không có điểm."
A, B = Response(chosen=("a",)), Response(chosen=("b",))


def running(minutes: float = 1.0) -> Running:
    """Three questions, the clock at 1000."""
    items = [single_choice("one"), multiple_choice("two"), ordering("three")]
    slots = tuple(SlotState(at, item, (), Response()) for at, item in enumerate(items))
    sitting = SimpleNamespace(id="x", position=0, slots=slots, remaining_ms=round(minutes * 60_000))
    return Running(sitting, 1_000)


def test_nothing_is_called_kept_before_it_is():
    exam = running()
    assert exam.state is Kept.NOTHING
    ticket = exam.answer(0, A)
    assert exam.state is Kept.KEEPING
    exam.kept_one(ticket, A_TUESDAY)
    assert (exam.state, exam.kept_at) == (Kept.KEPT, A_TUESDAY)


def test_a_later_answer_to_the_same_question_is_still_on_its_way():
    exam = running()
    first, second = exam.answer(0, A), exam.answer(0, B)
    exam.kept_one(first, A_TUESDAY)
    assert exam.state is Kept.KEEPING
    assert exam.not_kept() == [second]
    exam.kept_one(second, A_TUESDAY + timedelta(seconds=1))
    assert exam.state is Kept.KEPT


def test_an_old_answer_that_failed_does_not_matter_any_more():
    exam = running()
    first, second = exam.answer(0, A), exam.answer(0, B)
    exam.failed_one(first)
    exam.kept_one(second, A_TUESDAY)
    assert exam.state is Kept.KEPT


def test_what_failed_is_told_again_and_nothing_else():
    exam = running()
    kept, failed = exam.answer(0, A), exam.answer(1, B)
    exam.kept_one(kept, A_TUESDAY)
    exam.failed_one(failed)
    assert exam.state is Kept.FAILED
    assert exam.not_kept() == [failed]
    exam.kept_one(failed, A_TUESDAY)
    assert exam.state is Kept.KEPT


def test_an_answer_that_came_too_late_is_waited_for_no_more():
    exam = running()
    exam.refused_one(exam.answer(0, A))
    assert exam.not_kept() == []


@given(st.lists(st.tuples(st.integers(0, 5_000), st.sampled_from(["tell", "fail", "look"])), max_size=30))
def test_no_time_is_given_back_and_none_is_taken(steps):
    """What was told to the disk, what is to be told and what is left are the whole, whatever failed."""
    exam, now, told = running(2), 1_000, 0
    for passed, what in steps:
        now += passed
        if what == "tell":
            told += exam.spend(now)
        elif what == "fail":
            exam.take_back(exam.spend(now))
        left = exam.left_ms(now)
        assert left == max(0, 120_000 - (now - 1_000))
        assert told + exam.unreported_ms(now) == now - 1_000


def test_sleep_takes_no_time():
    exam, night = running(), 8 * 3_600_000
    assert not exam.slept(1_000 + 29_000)
    assert exam.slept(1_000 + 29_000 + night)
    assert exam.left_ms(1_000 + 29_000 + night) == 31_000


def test_a_disk_that_takes_its_time_is_no_sleep():
    exam = running(5)
    for second in range(1, 100):  # nothing could be told meanwhile
        assert not exam.slept(1_000 + second * 1_000)
    assert exam.unreported_ms(100_000) == 99_000


def test_the_overview_tells_each_question():
    exam = running()
    exam.answer(0, A)
    exam.flag(1, True)
    assert [cell.said for cell in exam.cells()] == [
        "Câu 1, đã trả lời, đang ở đây",
        "Câu 2, chưa trả lời, đánh dấu xem lại",
        "Câu 3, chưa trả lời",
    ]
    assert summary(exam.cells()) == "1 câu đã trả lời\n2 câu chưa trả lời\n1 câu đánh dấu xem lại"


@pytest.mark.parametrize(
    "states, flagged, told, place",
    [
        pytest.param("wow", 1, "1 câu chưa trả lời: 2.\n1 câu đánh dấu xem lại: 2.\n" + BLANK, 1, id="open"),
        pytest.param("wpw", None, "1 câu mới trả lời một phần: 2.", 1, id="in part, nothing blank"),
        pytest.param("www", 2, "Đã trả lời tất cả các câu.\n1 câu đánh dấu xem lại: 3.", 2, id="marked only"),
        pytest.param("www", None, "Đã trả lời tất cả các câu.", None, id="all is done"),
    ],
)
def test_what_is_left_is_told_before_handing_in_and_where_it_is(states, flagged, told, place):
    kinds = {"w": Answered.WHOLE, "p": Answered.PARTLY, "o": Answered.OPEN}
    cells = [Cell(at, kinds[one], at == flagged, current=False) for at, one in enumerate(states)]
    left = unfinished(cells)
    assert (left.text, left.place, left.is_open) == (told, place, states != "www")


def test_a_long_list_of_open_questions_is_cut():
    cells = [Cell(at, Answered.OPEN, flagged=False, current=False) for at in range(30)]
    assert unfinished(cells).text.startswith("30 câu chưa trả lời: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12…\n")


@pytest.mark.parametrize(
    "ms, words",
    [(1_104_000, "18 phút 24 giây"), (60_000, "1 phút"), (59_000, "59 giây"), (0, "0 giây"), (-5, "0 giây")],
)
def test_a_length_is_said_in_words(ms, words):
    assert clock_words(ms) == words
