"""Opening the longest lesson, and the memory of a reading session, in a window of their own process.

Run as a program it prints the figures as JSON: `python -m benchmarks.reading FOLDER [LIBRARY]`.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

from benchmarks.measure import Figure, json_of
from benchmarks.stage import Stage

RUNS = 9


def measure(stage: Stage, name: str = "") -> list[Figure]:
    """In a process of its own, so that its memory is its own."""
    own = [] if stage.source_root else [str(stage.library)]
    seen = json_of("-m", "benchmarks.reading", stage.folder, *own)
    bare = json_of(Path(__file__).with_name("bare_window.py"))
    return [
        Figure(
            f"opening the longest lesson to first paint{name}",
            seen["open_ms"],
            seen["floor_ms"],
            "ms",
            "aim 50 ms",
        ),
        Figure(
            f"peak memory of a reading session{name}", seen["peak_mb"], bare["peak_mb"], "MB", "aim 1.6 x"
        ),
    ]


def session(folder: Path, library: Path | None) -> dict[str, float]:
    """Open every lesson of the first course once, the longest again and again; what it took."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextBrowser

    from benchmarks.stage import make_stage
    from elearn.desktop.app import make_application, open_window
    from elearn.machine.process import peak_mb

    make_application()
    stage = make_stage(folder, library)
    shell = open_window(stage.services)
    shell.resize(1366, 768)

    def settle() -> None:
        QTest.qWait(10)
        while shell.context.background.is_busy or not shell.was_painted:
            QTest.qWait(5)
        QApplication.processEvents()

    settle()
    cards = [card for course in stage.services.library.courses() for card in course.lessons]
    for card in cards[:14]:
        shell.go(f"lesson:{card.id}")
        settle()
    peak = peak_mb()
    longest = max(cards, key=lambda card: card.words)
    times = []
    for _ in range(RUNS):
        shell.go("home")
        settle()
        began = time.perf_counter()
        shell.go(f"lesson:{longest.id}")
        while shell.context.background.is_busy:
            QApplication.processEvents()
        shell.page.repaint()
        times.append(time.perf_counter() - began)
        settle()
    html = "".join(
        getattr(block, "html", "")
        for part in stage.services.library.lesson(longest.id).sections
        for block in part.blocks
    )
    floors = []
    for _ in range(RUNS):
        began = time.perf_counter()
        browser = QTextBrowser()
        browser.resize(700, 700)
        browser.setHtml(html)
        browser.show()
        browser.repaint()
        floors.append(time.perf_counter() - began)
        browser.close()
    shell.close()
    settle()
    shell.context.background.close()
    stage.services.close()
    return {
        "open_ms": statistics.median(times) * 1000,
        "floor_ms": statistics.median(floors) * 1000,
        "peak_mb": peak,
    }


if __name__ == "__main__":
    arguments = [Path(one) for one in sys.argv[1:]]
    print(json.dumps(session(arguments[0], arguments[1] if len(arguments) > 1 else None)))
