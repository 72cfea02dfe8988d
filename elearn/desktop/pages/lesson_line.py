"""A lesson in an outline: its sign, number, title, minutes and state."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from elearn.desktop.presenters.courses import LessonRow
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.painted_row import GAP, TOP, PaintedRow, in_lines

_SIGNS = {
    "unread": ("circle", "edge"),
    "begun": ("circle-dot", "accent"),
    "read": ("circle-check", "good"),
    "changed": ("refresh-cw", "desk"),
}
_SIDE = 8  # pixels


class LessonLine(PaintedRow):
    """The title over as many lines as it takes, what is said of it below, under a hairline."""

    def __init__(self, theme: Theme, row: LessonRow, parent: QWidget | None = None) -> None:
        parts = [f"Bài {row.number}", row.title, row.about, row.state_text]
        name = ", ".join(part for part in parts if part)
        left = _SIDE + theme.scaled(20) + GAP + theme.scaled(24) + GAP
        super().__init__(theme, name, left, _SIDE, parent)
        self._row = row
        self._about = " · ".join(part for part in (row.about, row.state_text) if part)

    def _title(self, room: int) -> QTextLayout:
        return in_lines(self._row.title, self.theme.font("body", 600), room, self.theme.line_px("body"))

    def lines_height(self, room: int) -> int:
        """Title and minutes."""
        theme = self.theme
        return self._title(room).lineCount() * theme.line_px("body") + theme.line_px("caption")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's own background and focus, then what it says."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.theme
        self.paint_frame(painter)
        self.paint_icon(painter, *_SIGNS[self._row.state], 20, _SIDE)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink2"))
        number = QRectF(_SIDE + theme.scaled(20) + GAP, 0, theme.scaled(24), self.height())
        painter.drawText(number, left, str(self._row.number))
        title = self._title(self.room(self.width()))
        painter.setPen(theme.colour("ink"))
        title.draw(painter, QPointF(self.left, TOP + 1))
        below = TOP + 1 + title.lineCount() * theme.line_px("body")
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("ink2"))
        about = QRectF(self.left, below, self.width() - self.left, theme.line_px("caption"))
        painter.drawText(about, left, self._about)
