"""The overview of a unit: from the click to its first paint, and how long the window is away at each step of scrolling.

Run as a program it prints the figures of one process as JSON: `python -m benchmarks.overview FOLDER LIBRARY`.
The floor is a bare table view with the same texts in as many columns, of the same size.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from benchmarks.corpus import Corpus
    from benchmarks.measure import Figure
    from benchmarks.window import BenchWindow

PROCESSES = 3
VISITS = 5
NOTCHES = 200  # of the wheel
PAGES = 60  # Page Down, then as often Page Up


def measure(corpus: Corpus) -> list[Figure]:
    """Units of each size, in processes of their own."""
    from benchmarks.corpus import SIZES
    from benchmarks.measure import Figure, json_of, median

    figures = []
    for many in SIZES:
        with tempfile.TemporaryDirectory() as scratch:
            folder = corpus.taken(many, Path(scratch) / "unit")
            seen = [json_of("-m", "benchmarks.overview", folder, corpus.library) for _ in range(PROCESSES)]
        said = {name: median([one[name] for one in seen]) for name in seen[0]}
        of = f"overview of {many:,} people"
        figures += [
            Figure(f"{of}, first in the process", said["first"], said["bare_opens"], "ms", "aim 200 ms"),
            Figure(f"{of}, again", said["again"], said["bare_opens"], "ms", "aim 200 ms"),
        ]
        for how in ("wheel", "page", "busy wheel"):
            words = {"busy wheel": "a notch of the wheel while second looks are looked for"}.get(
                how, f"a notch of the {how}" if how == "wheel" else "a page step"
            )
            bare = "page" if how == "page" else "wheel"
            figures += [
                Figure(f"  {words}, middle", said[f"{how}_middle"], said[f"bare_{bare}_middle"], "ms"),
                Figure(
                    f"  {words}, longest",
                    said[f"{how}_longest"],
                    said[f"bare_{bare}_longest"],
                    "ms",
                    "aim 16 ms",
                ),
            ]
    return figures


def _steps(table: QTableView, step: Callable[[int], Any], many: int) -> list[float]:
    """Milliseconds of each step, from the event to the end of the paint that shows it."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    class Paints(QObject):
        """Counts how often the rows were painted."""

        seen = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.seen += event.type() == QEvent.Type.Paint
            return False

    paints, times = Paints(), []
    table.viewport().installEventFilter(paints)
    for number in range(many):
        before = paints.seen
        began = time.perf_counter()
        step(number)
        QApplication.processEvents()
        if paints.seen > before:  # at the end of the rows there is nothing to paint
            times.append((time.perf_counter() - began) * 1000)
    table.viewport().removeEventFilter(paints)
    return times


def _wheel(table: QTableView) -> Callable[[int], None]:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    place = QPointF(table.viewport().rect().center())
    where = QPointF(table.viewport().mapToGlobal(place.toPoint()))

    def step(_number: int) -> None:
        event = QWheelEvent(
            place, where, QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(table.viewport(), event)

    return step


def _page(table: QTableView) -> Callable[[int], None]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    def step(number: int) -> None:
        QTest.keyClick(table, Qt.Key.Key_PageDown if number < PAGES else Qt.Key.Key_PageUp)

    return step


def _scrolled(table: QTableView) -> dict[str, float]:
    figures: dict[str, float] = {}
    for how, act, many in (("wheel", _wheel(table), NOTCHES), ("page", _page(table), 2 * PAGES)):
        times = _steps(table, act, many)
        figures |= {f"{how}_middle": sorted(times)[len(times) // 2], f"{how}_longest": max(times)}
        table.scrollToTop()
    return figures


def _bare(table: Any) -> dict[str, float]:
    """A table view that does nothing but show these texts."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QApplication, QTableView

    columns = table.rows_model.arranged.columns
    texts = [[column.text(row) for column in columns] for row in table.rows_model.arranged.rows]

    class Rows(QAbstractTableModel):
        def rowCount(self, _parent: Any = None) -> int:
            return len(texts)

        def columnCount(self, _parent: Any = None) -> int:
            return len(columns)

        def data(self, index: Any, role: int = 0) -> str | None:
            return texts[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    times = []
    for _ in range(VISITS):
        view = QTableView()
        view.setFont(table.font())
        view.resize(table.size())
        view.setVerticalScrollMode(table.verticalScrollMode())
        view.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        view.verticalHeader().hide()
        began = time.perf_counter()
        rows = Rows()
        view.setModel(rows)
        view.show()
        QApplication.processEvents()
        times.append((time.perf_counter() - began) * 1000)
        if len(times) < VISITS:
            view.close()
    for at in range(len(columns)):
        view.setColumnWidth(at, table.columnWidth(at))
    figures = {f"bare_{name}": value for name, value in _scrolled(view).items()}
    view.close()
    return figures | {"bare_opens": _middle(times)}


def _visits(window: BenchWindow) -> dict[str, float]:
    """The first visit, then others; rows are scrolled as soon as they are there, and once all is read."""
    from shiboken6 import isValid

    def is_there() -> bool:
        """Not the sentence that it is being opened, which is in its place after a while."""
        table = getattr(window.shell.page, "table", None)
        return window.page_is_there() and table is not None and isValid(table) and table.isVisible()

    first = window.seconds_to_see("unit", is_there) * 1000
    busy = _steps(window.shell.page.table, _wheel(window.shell.page.table), NOTCHES)  # type: ignore[union-attr]
    window.settle()
    again = []
    for _ in range(VISITS):
        window.shell.go("home")
        window.settle()
        again.append(window.seconds_to_see("unit", is_there) * 1000)
        window.settle()
    table: Any = window.shell.page.table  # type: ignore[union-attr]
    table.scrollToTop()
    figures = {"first": first, "again": _middle(again)}
    figures |= {"busy wheel_middle": _middle(busy), "busy wheel_longest": max(busy)}
    return figures | _scrolled(table) | _bare(table)


def _middle(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


def main(folder: Path, library: Path) -> int:
    """Print the figures of one process; 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks.stage import Stage
    from benchmarks.window import BenchWindow

    stage = Stage(folder, library)
    _ = stage.subject  # somebody has to be there
    stage.services.close()
    window = BenchWindow(folder, library)
    print(json.dumps(_visits(window)))
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
