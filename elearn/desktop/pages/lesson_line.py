"""A lesson in an outline: one button, painted as a whole, since a course has many of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.presenters.courses import LessonRow
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button
from elearn.desktop.widgets.icons import icon_pixmap

_SIGNS = {
    "unread": ("circle", "edge"),
    "begun": ("circle-dot", "accent"),
    "read": ("circle-check", "good"),
    "changed": ("refresh-cw", "desk"),
}
_SIDE, _TOP, _GAP = 8, 12, 12  # pixels


class LessonLine(Button):
    """Its sign, number, title over as many lines as it takes, minutes and state, below a hairline."""

    def __init__(self, theme: Theme, row: LessonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._theme, self._row = theme, row
        self._about = " · ".join(part for part in (row.about, row.state_text) if part)
        self.setProperty("variant", "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        parts = [f"Bài {row.number}", row.title, row.about, row.state_text]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self._left = _SIDE + theme.scaled(20) + _GAP + theme.scaled(24) + _GAP
        self._right = _SIDE + theme.scaled(18) + _GAP
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _title(self, width: int) -> QTextLayout:
        """The title's lines at a width of the whole row."""
        layout = QTextLayout(self._row.title, self._theme.font("body", 600))
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.setCacheEnabled(True)
        pitch, at = self._theme.line_px("body"), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width - self._left - self._right))
            line.setPosition(QPointF(0, at + (pitch - line.height()) / 2))
            at += pitch
        layout.endLayout()
        return layout

    def hasHeightForWidth(self) -> bool:
        """A long title takes a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title, minutes and the spaces round them."""
        if width not in self._heights:
            lines = self._title(width).lineCount() * self._theme.line_px("body")
            self._heights[width] = lines + self._theme.line_px("caption") + 2 * _TOP + 1
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as it may be, as high as that asks for."""
        width = self._theme.column
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a column."""
        return QSize(self._left + self._right + self._theme.scaled(100), self._theme.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's own background and focus, then what it says."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme, middle = self._theme, self.height() / 2
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.colour("line"))
        sign, colour = _SIGNS[self._row.state]
        self._icon(painter, sign, colour, 20, _SIDE, middle)
        self._icon(painter, "chevron-right", "ink2", 18, self.width() - _SIDE - theme.scaled(18), middle)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink2"))
        number = QRectF(_SIDE + theme.scaled(20) + _GAP, 0, theme.scaled(24), self.height())
        painter.drawText(
            number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(self._row.number)
        )
        title = self._title(self.width())
        painter.setPen(theme.colour("ink"))
        title.draw(painter, QPointF(self._left, _TOP + 1))
        below = _TOP + 1 + title.lineCount() * theme.line_px("body")
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("ink2"))
        about = QRectF(self._left, below, self.width() - self._left, theme.line_px("caption"))
        painter.drawText(about, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._about)

    def _icon(self, painter: QPainter, name: str, colour: str, px: int, left: float, middle: float) -> None:
        pixmap = icon_pixmap(self._theme, name, colour, px, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, middle - self._theme.scaled(px) / 2), pixmap)
