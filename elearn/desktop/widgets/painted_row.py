"""A row that leads somewhere and paints all it shows: pages with many of them open as fast as others."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button
from elearn.desktop.widgets.icons import icon_pixmap

TOP, GAP = 12, 12  # pixels above and below the words, and between signs and words


class PaintedRow(Button):
    """One widget where labels in a layout would be five. A subclass gives `lines_height` and paints its words.

    `left` is where the words begin, `side` the space outside of the chevron at the right.
    """

    def __init__(self, theme: Theme, name: str, left: int, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.theme, self.left, self._side = theme, left, side
        self._right = side + theme.scaled(18) + GAP
        self._heights: dict[int, int] = {}
        self.setProperty("variant", "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def lines_height(self, room: int) -> int:
        """What the words take where they have `room` pixels."""
        raise NotImplementedError

    def room(self, width: int) -> int:
        """For the words, at a width of the whole row."""
        return max(40, width - self.left - self._right)

    def hasHeightForWidth(self) -> bool:
        """Long words take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines and the spaces round them."""
        if width not in self._heights:
            self._heights[width] = self.lines_height(self.room(width)) + 2 * TOP + 1
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as it may be, as high as that asks for."""
        width = self.theme.column
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a column."""
        return QSize(self.left + self._right + self.theme.scaled(100), self.theme.target)

    def paint_frame(self, painter: QPainter, *, line: bool = True) -> None:
        """The hairline above, and the chevron."""
        if line:
            painter.fillRect(QRectF(0, 0, self.width(), 1), self.theme.colour("line"))
        self.paint_icon(
            painter, "chevron-right", "ink2", 18, self.width() - self._side - self.theme.scaled(18)
        )

    def paint_icon(self, painter: QPainter, name: str, colour: str, px: int, left: float) -> None:
        """A sign in the middle of the row's height."""
        pixmap = icon_pixmap(self.theme, name, colour, px, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - self.theme.scaled(px)) / 2), pixmap)


def in_lines(text: str, font: QFont, width: int, pitch: int) -> QTextLayout:
    """A text broken at a width, its lines `pitch` pixels apart."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.setCacheEnabled(True)
    at = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, at + (pitch - line.height()) / 2))
        at += pitch
    layout.endLayout()
    return layout
