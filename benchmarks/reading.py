"""Opening the longest lesson, reading on, and the memory of a reading session, in windows of their own processes.

Run as a program it prints its figures as JSON: `python benchmarks/reading.py first|at-once|session|memory FOLDER LIBRARY`
(not by `-m`, which would bring a megabyte of its own).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if TYPE_CHECKING:
    from benchmarks.measure import Figure
    from benchmarks.stage import Stage
    from benchmarks.window import BenchWindow

PROCESSES = 7
RUNS = 9
LESSONS = 14  # of a session, one after another
READ_MS = 300  # in each, until everything of it is built


def measure(stage: Stage, name: str = "") -> list[Figure]:
    """Each in processes of their own, in turns: the first time is the first, and the memory is nobody else's."""
    from benchmarks.measure import Figure, json_of, median

    rows: dict[str, list[float]] = {}
    for _ in range(PROCESSES):
        one = json_of(Path(__file__).with_name("bare_window.py"))
        rows.setdefault("bare_mb", []).append(one["peak_mb"])
        for kind in ("first", "at-once", "session", "memory"):
            for key, value in json_of(Path(__file__), kind, stage.folder, stage.library).items():
                rows.setdefault(key, []).append(value)
    seen = {key: median(values) for key, values in rows.items()}
    floor = seen["floor_ms"]
    return [
        Figure(f"longest lesson, first in the process{name}", seen["first"], floor, "ms", "aim 50 ms"),
        Figure(f"  the same, clicked while the start ends{name}", seen["at-once"], floor, "ms"),
        Figure(f"longest lesson, again{name}", seen["again_ms"], floor, "ms", "aim 50 ms"),
        Figure(f"from lesson to lesson{name}", seen["next_ms"], floor, "ms", "aim 50 ms"),
        Figure(f"  longest pause while the rest is built{name}", seen["pause_ms"], None, "ms", "aim 16 ms"),
        Figure(
            f"peak memory of a reading session{name}", seen["peak_mb"], seen["bare_mb"], "MB", "aim 1.6 x"
        ),
    ]


def _first(kind: str, folder: Path, library: Path) -> dict[str, float]:
    """The longest lesson from home, once the window has come to rest, or as soon as it can be clicked."""
    from benchmarks.window import AFTER_START_MS, BenchWindow

    window = BenchWindow(folder, library, rest_ms=AFTER_START_MS if kind == "first" else 0)
    took = _open(window, max(_cards(window), key=lambda card: card.words).id)
    window.close()
    return {kind: took}


def _session(folder: Path, library: Path) -> dict[str, float]:
    """Lesson after lesson, then the longest again and again."""
    from benchmarks.window import BenchWindow, Pauses

    window = BenchWindow(folder, library)
    pauses = Pauses()
    following, longest = [], []
    for card in _cards(window)[:LESSONS]:
        following.append(_open(window, card.id))
        pauses.start()
        window.settle(READ_MS)
        longest.append(pauses.stop())
    figures = {"next_ms": _median(following[1:]), "pause_ms": _median(longest)}
    card = max(_cards(window), key=lambda one: one.words)
    again = []
    for _ in range(RUNS):
        window.shell.go("home")
        window.settle(READ_MS)
        again.append(_open(window, card.id))
        window.settle(READ_MS)
    figures |= {"again_ms": _median(again), "floor_ms": _floor(window, card.id)}
    window.close()
    return figures


def _memory(folder: Path, library: Path) -> dict[str, float]:
    """The same lessons; looking at every event of the window, as the times need it, takes memory of its own."""
    from benchmarks.window import BenchWindow
    from elearn.machine.process import peak_mb

    window = BenchWindow(folder, library)
    for card in _cards(window)[:LESSONS]:
        window.shell.go(f"lesson:{card.id}")
        window.settle(READ_MS)
    figures = {"peak_mb": peak_mb()}
    window.close()
    return figures


def _cards(window: BenchWindow) -> list[Any]:
    return [card for course in window.services.library.courses() for card in course.lessons]


def _open(window: BenchWindow, lesson_id: str) -> float:
    """Milliseconds from the click to the end of the paint in which the first screen of the lesson is there."""
    page = window.shell.page
    before = getattr(page, "view", None)

    def is_there() -> bool:
        page = window.shell.page
        view = getattr(page, "view", None)
        return view is not None and view is not before and view.id == lesson_id and page.column.is_seen

    return window.seconds_to_see(f"lesson:{lesson_id}", is_there) * 1000


def _floor(window: BenchWindow, lesson_id: str) -> float:
    """A bare QTextBrowser with the same text, made and painted; milliseconds."""
    from PySide6.QtWidgets import QTextBrowser

    lesson = window.services.library.lesson(lesson_id)
    html = "".join(getattr(block, "html", "") for part in lesson.sections for block in part.blocks)
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        browser = QTextBrowser()
        browser.resize(700, 700)
        browser.setHtml(html)
        browser.show()
        browser.repaint()
        times.append((time.perf_counter() - began) * 1000)
        browser.close()
    return _median(times)


def _median(values: list[float]) -> float:
    """Of an odd number, the middle one; `statistics` would bring a megabyte into the process that is measured."""
    return sorted(values)[len(values) // 2]


def main(kind: str, folder: Path, library: Path) -> int:
    """Print the figures of one process; 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    kinds: dict[str, Callable[[Path, Path], dict[str, float]]] = {"session": _session, "memory": _memory}
    figures = kinds[kind](folder, library) if kind in kinds else _first(kind, folder, library)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))
