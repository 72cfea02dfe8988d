"""What day it is, on a PC whose clock jumps."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from elearn.records.store import Records, open_records
from tests.build.clock import A_TUESDAY, FakeClock


def test_today_is_the_latest_of_three(records: Records, clock: FakeClock, folder: Path) -> None:
    assert records.seen_day.today() == date(2026, 11, 24)
    assert records.seen_day.today(date(2026, 12, 1)) == date(2026, 12, 1)
    records.seen_day.note_clock()
    records.close()
    clock.set_back()
    clock.restart()
    again = open_records(folder, clock)
    assert again.seen_day.today(date(2026, 7, 1)) == date(2026, 11, 24)
    assert again.seen_day.note_clock()
    assert not again.seen_day.note_clock()  # noticed once
    jump = again.seen_day.jumps()
    assert [(one.noticed_at.year, one.known_at.date()) for one in jump] == [(2009, date(2026, 11, 24))]
    again.close()


def test_a_clock_set_right_by_seconds_is_no_jump(records: Records, clock: FakeClock) -> None:
    clock.set_back(A_TUESDAY - timedelta(seconds=20))
    assert not records.seen_day.note_clock()
    assert records.seen_day.jumps() == []


def test_noting_the_clock_each_minute_is_cheap_within_half_a_minute(
    records: Records, clock: FakeClock
) -> None:
    records.seen_day.note_clock()
    before = records._db.row("select value from meta where name = 'known_at'")
    clock.advance(seconds=10)
    records.seen_day.note_clock()
    assert tuple(records._db.row("select value from meta where name = 'known_at'") or ()) == tuple(
        before or ()
    )


STEPS = st.lists(
    st.tuples(st.sampled_from(["pass", "back", "ahead", "restart", "note"]), st.integers(1, 200_000)),
    max_size=12,
)


@given(STEPS)
def test_the_known_time_never_runs_backwards(tmp_path_factory, steps) -> None:  # type: ignore[no-untyped-def]
    clock = FakeClock()
    folder = tmp_path_factory.mktemp("today")
    records = open_records(folder, clock)
    known = records.seen_day.now()
    for step, seconds in steps:
        passed = timedelta(0)
        if step == "pass":
            clock.advance(seconds=seconds)
            passed = timedelta(seconds=seconds)
        elif step in ("back", "ahead"):
            clock.set_back(clock.now() + timedelta(seconds=seconds if step == "ahead" else -seconds))
        elif step == "note":
            records.seen_day.note_clock()
        else:
            records.seen_day.note_clock()
            records.close()
            clock.restart(after=timedelta(seconds=seconds))
            records = open_records(folder, clock)
        now = records.seen_day.now()
        slack = timedelta(seconds=31) if step == "restart" else timedelta(0)  # kept every half minute
        assert now >= known + passed - slack
        assert now >= clock.now()
        known = now
    records.close()
