"""Measuring: many runs in turns, medians and percentiles, one line a figure."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, its floor of the same run (in the same unit), and what is aimed at."""

    name: str
    value: float
    floor: float | None
    unit: str
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor it is."""
        return self.value / self.floor if self.floor else None

    def line(self) -> str:
        """As it is printed."""
        floor = f"{self.floor:10.2f} {self.unit}" if self.floor is not None else " " * (11 + len(self.unit))
        ratio = f"{self.ratio:6.2f} x" if self.ratio is not None else " " * 8
        return f"{self.name:58} {self.value:10.2f} {self.unit}  floor {floor}  {ratio}  {self.aim}"


def seconds(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long one call takes; by `time.process_time` what it takes of the processor, whatever else is running."""
    began = clock()
    act()
    return clock() - began


def in_turns(
    acts: Sequence[Callable[[], object]], runs: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """The median seconds of each act, all acts taken in turns, a first round thrown away."""
    times: list[list[float]] = [[] for _ in acts]
    for run in range(runs + 1):
        for at, act in enumerate(acts):
            took = seconds(act, clock)
            if run:
                times[at].append(took)
    return [statistics.median(one) for one in times]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def json_of(*command: str | Path, **environment: str) -> dict[str, Any]:
    """What a program of ours prints as JSON; its byte code is kept, as it is in an installed program."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=inherited | environment,
        timeout=300,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
