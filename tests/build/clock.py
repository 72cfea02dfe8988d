"""A clock that stands still until a test moves it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

HANOI = timezone(timedelta(hours=7))
A_TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=HANOI)
FLAT_BATTERY = datetime(2009, 1, 1, 0, 0, tzinfo=HANOI)  # where old PCs' clocks jump to


class FakeClock:
    """Wall time and monotonic time, both moved by hand."""

    def __init__(self, start: datetime = A_TUESDAY) -> None:
        self._now, self._mono_ms = start, 5_000

    def now(self) -> datetime:
        """The wall's time, aware."""
        return self._now

    def monotonic_ms(self) -> int:
        """Milliseconds that never run backwards until the next boot."""
        return self._mono_ms

    def advance(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        """Let time pass while the program runs: both clocks go on."""
        passed = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._now += passed
        self._mono_ms += round(passed / timedelta(milliseconds=1))

    def set_back(self, to: datetime = FLAT_BATTERY) -> None:
        """Set the wall's clock (back, or forward); durations do not notice."""
        self._now = to

    def restart(self, *, after: timedelta = timedelta(0)) -> None:
        """The PC was off for a while: the wall's clock went on, the monotonic one begins anew."""
        self._now += after
        self._mono_ms = 1_000


class RealClock:
    """The machine's own clocks, for tests that kill real processes."""

    def now(self) -> datetime:
        """The wall's time, in the local zone."""
        return datetime.now().astimezone()

    def monotonic_ms(self) -> int:
        """Milliseconds since the machine was started."""
        return time.monotonic_ns() // 1_000_000
