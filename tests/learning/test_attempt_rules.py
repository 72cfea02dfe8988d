"""When an exam may begin, and what may be answered."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.errors import Reason
from elearn.learning.attempt import fits, left_after, may_begin
from elearn.learning.item import Item, Response
from elearn.learning.sitting import AttemptState, AttemptUse
from tests.build import items as make
from tests.build.clock import A_TUESDAY
from tests.build.courses import rules
from tests.build.sittings import summary
from tests.learning.strategies import items, responses_to

NOW = A_TUESDAY


def test_the_first_attempt_may_begin() -> None:
    verdict = may_begin([], rules(), NOW)
    assert (verdict.may_begin, verdict.used, verdict.best, verdict.refusal) == (True, 0, None, None)


@given(st.integers(0, 72), st.integers(0, 200))
def test_after_a_failed_attempt_a_wait_must_pass(wait_hours: int, hours_since: int) -> None:
    history = [summary(NOW)]
    verdict = may_begin(history, rules(wait_hours=wait_hours), NOW + timedelta(hours=hours_since))
    assert verdict.may_begin == (hours_since >= wait_hours)
    if not verdict.may_begin:
        assert verdict.refusal is not None
        assert verdict.refusal.facts == {"until": NOW + timedelta(hours=wait_hours)}


def test_the_wait_counts_from_the_time_that_was_known_not_from_a_clock_set_back() -> None:
    sat_in_2009 = summary(NOW, ended_at=NOW - timedelta(days=6000), waits_from=NOW)
    verdict = may_begin([sat_in_2009], rules(), NOW + timedelta(hours=1))
    assert verdict.reason is Reason.EXAM_WAIT


def test_attempts_run_out_but_practice_and_open_exams_do_not_count() -> None:
    old = NOW - timedelta(days=9)
    three = [summary(old, number=n, id=f"a{n}") for n in (1, 2, 3)]
    assert may_begin(three, rules(), NOW).reason is Reason.EXAM_NO_ATTEMPTS_LEFT
    assert may_begin(three, rules(attempts=0), NOW).may_begin
    mixed = [
        *three[:2],
        summary(old, use=AttemptUse.PRACTICE, state=AttemptState.HANDED_IN, passed=None),
        summary(old, state=AttemptState.PAUSED, share=None, passed=None),
    ]
    assert may_begin(mixed, rules(), NOW).used == 2


def test_who_has_passed_may_sit_again_without_a_wait() -> None:
    verdict = may_begin([summary(NOW, share=0.9, passed=True)], rules(), NOW)
    assert (verdict.may_begin, verdict.passed, verdict.best) == (True, True, 0.9)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_time_runs_down_to_nothing_and_no_further(remaining: int, spent: int) -> None:
    left = left_after(remaining, spent)
    assert left == max(0, remaining - spent)
    assert left_after(None, spent) is None


def test_time_that_runs_backwards_is_our_fault() -> None:
    with pytest.raises(ValueError):
        left_after(1000, -1)


@given(items())
def test_right_wrong_and_empty_answers_are_on_the_paper(item: Item) -> None:
    for response in (make.right_response(item), make.wrong_response(item), Response()):
        assert fits(item, response)


@given(st.data())
def test_nothing_that_names_a_foreign_part_is_on_the_paper(data: st.DataObject) -> None:
    item = data.draw(items())
    response = data.draw(responses_to(item))
    if any(
        "zz" in (*response.chosen, *response.order, *response.pairs, *response.pairs.values()) for _ in "1"
    ):
        assert not fits(item, response)
