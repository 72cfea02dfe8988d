"""The clock that is handed in: the wall's time, and a time that never runs backwards."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is; tests hand in one that they move."""

    def now(self) -> datetime:
        """The wall's time in the local zone, aware. It may jump, back to 2009 too."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds since some moment before the program's start; never runs backwards."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """The wall's time in the local zone, aware."""
        return datetime.now().astimezone()

    def monotonic_ms(self) -> int:
        """Milliseconds of the machine's monotonic clock."""
        return time.monotonic_ns() // 1_000_000
