"""What counts as seen, and how time is counted: properties."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elearn.desktop.presenters.coverage import Coverage, Stopwatch

SHARES = st.floats(0, 1)
VIEWS = st.lists(st.tuples(st.integers(0, 3), SHARES, SHARES), max_size=30)
WEIGHTS = [100, 50, 200, 10]


@given(VIEWS, SHARES)
def test_what_was_seen_never_becomes_less(views, begun):
    coverage = Coverage(WEIGHTS, begun)
    before = coverage.furthest
    assert before >= begun - 0.021  # a section counts from 98 %
    for section, start, end in views:
        coverage.see(section, start, end)
        assert before <= coverage.furthest <= 1.0
        before = coverage.furthest


@given(VIEWS)
def test_without_the_beginning_nothing_is_scrolled_through(views):
    coverage = Coverage(WEIGHTS)
    for section, start, end in views:
        coverage.see(section, max(0.1, start) if section == 0 else start, end)
    assert coverage.furthest == 0.0


@given(st.permutations(range(40)))
def test_the_order_of_looking_does_not_matter(order):
    coverage = Coverage(WEIGHTS)
    for step in order:
        section, part = divmod(step, 10)
        coverage.see(section, part / 10, (part + 1) / 10)
    assert coverage.furthest == 1.0
    assert all(coverage.is_seen(section) for section in range(4))


@given(st.lists(st.tuples(st.integers(-10_000, 100_000), st.booleans()), max_size=50))
def test_no_more_time_is_counted_than_ticks_allow(ticks):
    watch, now = Stopwatch(0), 0
    for step, front in ticks:
        now += step
        watch.tick(now, front)
    most = 2.0 * sum(front for _, front in ticks)
    assert 0 <= watch.seconds <= most
    assert watch.take() >= 0
    assert watch.seconds == 0
