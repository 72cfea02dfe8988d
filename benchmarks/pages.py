"""Every page of a learner, opened again: from the click to the end of the first paint in which it is there.

Run as a program it prints the figures as JSON: `python -m benchmarks.pages FOLDER LIBRARY`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elearn.learning.attempt import CLOSED
from elearn.learning.sitting import AttemptUse
from elearn.machine.clock import SystemClock

if TYPE_CHECKING:
    from benchmarks.measure import Figure
    from benchmarks.stage import Stage
    from benchmarks.window import BenchWindow

RUNS = 9
PROCESSES = 3
LEARNERS = 8  # of whom some have passed
FROM = "about"  # each page is gone to from here, this one from home


def measure(stage: Stage, name: str = "") -> list[Figure]:
    """In processes of their own; the learner has read, practised, passed an exam and has a certificate."""
    from benchmarks.measure import Figure, json_of, median

    with tempfile.TemporaryDirectory() as scratch:
        folder = _learner(Path(scratch) / "trial", stage.library)
        seen = [json_of("-m", "benchmarks.pages", folder, stage.library) for _ in range(PROCESSES)]
    figures = []
    for route in seen[0]:
        again = median([one[route]["again"] for one in seen])
        first = median([one[route]["first"] for one in seen])
        figures.append(
            Figure(f"page {route}{name}", again, None, "ms", f"aim 50 ms; first time {first:.0f} ms")
        )
    return figures


def _learner(folder: Path, library: Path) -> Path:
    """The data folder of somebody who has got a certificate, made as `trial` makes learners."""
    from contextlib import closing

    from elearn.records.store import open_records
    from elearn.services.trial.make import Order, make

    make(Order(folder, 1, library, datetime.now().astimezone()), LEARNERS)
    for place in sorted((folder / "people").iterdir()):
        with closing(open_records(place, SystemClock())) as records:
            subject = records.people.list()[0].subject
            if records.certificates.list(subject):
                return place
    raise LookupError("nobody has got a certificate")


def _pages(window: BenchWindow) -> list[str]:
    course = window.services.library.courses()[0]
    history = window.services.records.attempts.history(window.shell.context.subject)
    attempt = next(one.id for one in reversed(history) if one.use is AttemptUse.EXAM and one.state in CLOSED)
    return [
        "home", "courses", f"course:{course.id}", f"lesson:{course.lessons[0].id}", f"practice:{course.id}",
        "quick", f"result:{attempt}", f"review:{attempt}", "search", "certificates", "verify", "submit", "settings",
        "help", "about", "profile-edit", "profiles",
    ]  # fmt: skip


def _is_there(window: BenchWindow) -> bool:
    """As the window says; pages of questions say it of themselves."""
    page: Any = window.shell.page
    return window.page_is_there() and getattr(page, "item", page) is not None


def _visits(window: BenchWindow) -> dict[str, dict[str, float]]:
    figures = {}
    for route in _pages(window):
        times = []
        for _ in range(RUNS + 1):
            window.shell.go(FROM if route != FROM else "home")
            window.settle()
            times.append(window.seconds_to_see(route, partial(_is_there, window)) * 1000)
            window.settle()
        name = route.partition(":")[0]
        figures[name] = {"first": times[0], "again": sorted(times[1:])[RUNS // 2]}
    return figures


def main(folder: Path, library: Path) -> int:
    """Print the figures of one process; 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks.window import BenchWindow

    window = BenchWindow(folder, library)
    print(json.dumps(_visits(window)))
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
