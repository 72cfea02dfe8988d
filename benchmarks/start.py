"""Start to the first painted window, and its memory, against a bare PySide6 window."""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks.measure import ROOT, Figure, json_of
from benchmarks.stage import Stage

RUNS = 15


def measure(stage: Stage, name: str = "") -> list[Figure]:
    """Both in turns: a learner without a PIN comes home at once."""
    ours: list[dict[str, float]] = []
    bare: list[dict[str, float]] = []
    for run in range(RUNS + 1):
        one = json_of(ROOT / "main.py", "window", "--until-painted", "--json", "--data", stage.folder)
        other = json_of(Path(__file__).with_name("bare_window.py"))
        if run:
            ours.append(one)
            bare.append(other)

    def middle(rows: list[dict[str, float]], key: str) -> float:
        return statistics.median(row[key] for row in rows)

    return [
        Figure(
            f"start to first painted window{name}", middle(ours, "first_paint_s") * 1000,
            middle(bare, "first_paint_s") * 1000, "ms", "aim 1.5 x",
        ),
        Figure(f"memory at the first paint{name}", middle(ours, "peak_mb"), middle(bare, "peak_mb"), "MB"),
    ]  # fmt: skip
