"""Item analysis: Moodle's figures, by hand and by their properties."""

from __future__ import annotations

from statistics import correlation, fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.learning.intake import TakenAttempt
from elearn.unit.item_statistics import ItemStatistics, item_statistics
from tests.build.taken import answer, exam

PAPERS = st.lists(
    st.lists(st.sampled_from([0, 250, 500, 1000]), min_size=4, max_size=4), min_size=20, max_size=40
)


def papers(rows: list[list[int]]) -> list[TakenAttempt]:
    return [
        exam(minutes=at, answers=[answer(f"i{place}", points, "a" if points else "b") for place, points in enumerate(row)])
        for at, row in enumerate(rows)
    ]  # fmt: skip


@given(PAPERS)
def test_the_figures_are_what_statistics_say(rows: list[list[int]]) -> None:
    for place, found in enumerate(item_statistics(papers(rows))):
        own = [row[place] / 1000 for row in rows]
        rest = [sum(row) / 1000 - row[place] / 1000 for row in rows]
        assert found.answers == len(rows)
        assert found.facility == pytest.approx(fmean(own))
        assert found.deviation == pytest.approx(stdev(own), abs=1e-9)
        if found.discrimination is not None:
            assert found.discrimination == pytest.approx(correlation(own, rest), abs=1e-6)
            assert found.efficiency is not None
            assert abs(found.efficiency) >= abs(found.discrimination) - 1e-9 or found.efficiency < 0
        for figure in (found.discrimination, found.efficiency):
            assert figure is None or -1 <= figure <= 1


def test_an_item_that_tells_the_good_from_the_weak() -> None:
    rows = [[1000, 1000, 1000, 1000]] * 10 + [[0, 0, 0, 0]] * 10
    first = item_statistics(papers(rows))[0]
    assert (first.facility, first.discrimination, first.efficiency) == (0.5, 1.0, 1.0)
    assert first.deviation == pytest.approx(0.513, abs=1e-3)
    assert first.chosen == (("a", 10), ("b", 10))


def test_an_item_that_misleads_the_good() -> None:
    rows = [[0, 1000, 1000, 1000]] * 10 + [[1000, 0, 0, 0]] * 10
    assert item_statistics(papers(rows))[0].discrimination == -1.0


def test_an_item_that_all_know_tells_nothing() -> None:
    first = item_statistics(papers([[1000, at % 2 * 1000, 0, 0] for at in range(30)]))[0]
    assert (first.facility, first.deviation, first.discrimination, first.efficiency) == (1.0, 0.0, None, None)


def test_no_figure_under_twenty_answers() -> None:
    assert item_statistics(papers([[1000, 0, 0, 0]] * 19))[0] == ItemStatistics("i0", "single_choice", 19)
    assert item_statistics(papers([[1000, 0, 0, 0]] * 20))[0].facility == 1.0


def test_practice_and_open_exams_do_not_count() -> None:
    odd = [exam(use="practice", answers=[answer("i0")]), exam(state="paused", answers=[answer("i0")])]
    assert item_statistics(odd) == []


def test_what_was_left_open_is_told() -> None:
    rows = [exam(minutes=at, answers=[answer("i0", 0, response=None, at_s=-1)]) for at in range(20)]
    assert item_statistics(rows)[0].chosen == (("", 20),)
