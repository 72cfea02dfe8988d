"""All questions as small buttons: which are answered, which are marked, where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.theme.style_sheet import cell_side
from elearn.desktop.widgets.buttons import Button
from elearn.desktop.widgets.polish import repolish


@dataclass(frozen=True, slots=True)
class CellLook:
    """A cell: `state` is open, partly, whole (exam), good, half or bad (review); `said` is its name."""

    state: str
    flagged: bool
    current: bool
    said: str


_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class _CellButton(Button):
    """Leaves the arrow keys to the overview."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All but the arrows."""
        if Qt.Key(event.key()) in _STEPS:
            event.ignore()
            return
        super().keyPressEvent(event)


def columns_in(theme: Theme, width: int) -> int:
    """How many questions stand beside each other in that many pixels."""
    return max(3, (width + theme.space(2)) // (cell_side(theme) + theme.space(2)))


class Overview(QWidget):
    """One Tab stop: the arrow keys go about in it, Enter goes to a question. `wanted` carries its place."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, count: int, columns: int = 5) -> None:
        super().__init__()
        self._theme, self._columns = theme, columns
        self._looks: list[CellLook | None] = [None] * count
        self.setAccessibleName("Các câu")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space(2))
        self.cells: list[Button] = []
        side = cell_side(theme)
        for number in range(count):
            cell = _CellButton(str(number + 1))
            cell.setProperty("variant", "cell")
            cell.setFont(theme.font("body"))
            cell.setFixedSize(side, side)
            cell.setCursor(Qt.CursorShape.PointingHandCursor)
            cell.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            cell.setAccessibleName(f"Câu {number + 1}")
            cell.clicked.connect(lambda _checked=False, number=number: self.wanted.emit(number))
            grid.addWidget(cell, number // columns, number % columns)
            self.cells.append(cell)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.wide = min(count, columns) * (side + theme.space(2)) - theme.space(
            2
        )  # known before it is dressed

    def show_looks(self, looks: Sequence[CellLook]) -> None:
        """Show how each question stands; only what changed is painted anew."""
        for number, (cell, look) in enumerate(zip(self.cells, looks, strict=True)):
            if look == self._looks[number]:
                continue
            self._looks[number] = look
            cell.setProperty("state", look.state)
            cell.setProperty("flagged", "true" if look.flagged else "false")
            cell.setProperty("current", "true" if look.current else "false")
            cell.setAccessibleName(look.said)
            cell.setToolTip(look.said)
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if look.current else Qt.FocusPolicy.ClickFocus)
            repolish(cell)
            if self.isVisible():
                self._write(cell, look)

    def _write(self, cell: Button, look: CellLook) -> None:
        """What is more than open is bold."""
        plain = look.state == "open" and not look.current
        cell.setFont(self._theme.font("body", 400 if plain else 700))

    def showEvent(self, event: QShowEvent) -> None:
        """The style sheet comes with the first showing, and takes fonts back that were set before."""
        super().showEvent(event)
        for cell, look in zip(self.cells, self._looks, strict=True):
            cell.ensurePolished()
            if look is not None:
                self._write(cell, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell."""
        step = _STEPS.get(Qt.Key(event.key()))
        here = next((at for at, cell in enumerate(self.cells) if cell.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = here + step[0] + step[1] * self._columns
        if 0 <= there < len(self.cells):
            self.cells[there].setFocus(Qt.FocusReason.TabFocusReason)
