"""Time to the first painted window: a built program beside the source tree, in turns and in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Callable

RUNS = 7
AIM = 1.3

Start = Callable[[], float]  # opens the window until it is painted; the seconds that it took


def in_turns(built: Start, source: Start, runs: int = RUNS) -> tuple[list[float], list[float]]:
    """The seconds of each start but the first of both, which warms the disk."""
    times: tuple[list[float], list[float]] = ([], [])
    for at in range(runs + 1):
        for start, kept in zip((built, source), times, strict=True):
            seconds = start()
            if at:
                kept.append(seconds)
    return times


def told(built: list[float], source: list[float], where: str = "") -> str:
    """The medians, how far the runs lie apart, and the ratio, in one line."""
    middle, beside = statistics.median(built), statistics.median(source)
    ranges = f"{len(built)} runs each: {min(built):.2f} to {max(built):.2f}, {min(source):.2f} to {max(source):.2f}"
    return (
        f"first window{where}: {middle:.3f} s built, {beside:.3f} s from source, "
        f"ratio {middle / beside:.2f} (aim {AIM}; {ranges})"
    )
