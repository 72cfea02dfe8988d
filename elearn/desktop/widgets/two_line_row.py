"""A row that leads somewhere: a title over as many lines as it takes, what is said of it below; painted as one."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button
from elearn.desktop.widgets.icons import icon_pixmap
from elearn.desktop.widgets.rich_text import ended

_TOP, _GAP = 12, 12  # pixels


class TwoLineRow(Button):
    """One widget where labels in a layout would be five: pages with many rows open as fast as others.

    `lead` stands before the title ("Điều 7"); `line` is a hairline above; `weight` is that of the title;
    `side` the space left and right, 0 where a card has its own.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        below: str,
        name: str,
        *,
        lead: str = "",
        line: bool = True,
        weight: int = 600,
        side: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._theme, self._title, self._below, self._lead, self._line = theme, ended(title), below, lead, line
        self._fonts = (theme.font("body", weight), theme.font("caption"))
        self.setProperty("variant", "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self._side = side
        self._left = side + (theme.scaled(62) + _GAP if lead else 0)
        self._right = side + theme.scaled(18) + _GAP
        self._heights: dict[int, int] = {}
        self._natural = [
            math.ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1
            for text, font in zip((title, below), self._fonts, strict=True)
            if text
        ]
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _layouts(self, width: int) -> list[tuple[QTextLayout, int]]:
        """Title and what is below it, each with the height of its lines, at a width of the whole row."""
        room = self._room(width)
        pairs = [(self._title, self._fonts[0], "body")]
        pairs += [(self._below, self._fonts[1], "caption")] if self._below else []
        return [
            (_lines(text, font, room, self._theme.line_px(role)), self._theme.line_px(role))
            for text, font, role in pairs
        ]

    def hasHeightForWidth(self) -> bool:
        """Long words take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines and the spaces round them."""
        if width not in self._heights:
            self._heights[width] = self._lines_height(width) + 2 * _TOP + 1
        return self._heights[width]

    def _lines_height(self, width: int) -> int:
        if max(self._natural) <= self._room(width):  # most rows: nothing needs to be broken to know it
            return sum(
                self._theme.line_px(role) for _, role in zip(self._natural, ("body", "caption"), strict=False)
            )
        return sum(layout.lineCount() * pitch for layout, pitch in self._layouts(width))

    def _room(self, width: int) -> int:
        return max(40, width - self._left - self._right)

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
        theme, painter = self._theme, QPainter(self)
        if self._line:
            painter.fillRect(QRectF(0, 0, self.width(), 1), theme.colour("line"))
        wide = theme.scaled(18)
        chevron = icon_pixmap(theme, "chevron-right", "ink2", 18, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - self._side - wide, (self.height() - wide) / 2), chevron)
        top = _TOP + 1
        painter.setPen(theme.colour("ink"))
        if self._lead:
            painter.setFont(theme.font("body", 700))
            box = QRectF(self._side, top, theme.scaled(62), theme.line_px("body"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._lead)
        for (layout, pitch), tone in zip(self._layouts(self.width()), ("ink", "ink2"), strict=False):
            painter.setPen(theme.colour(tone))
            layout.draw(painter, QPointF(self._left, top))
            top += layout.lineCount() * pitch


def _lines(text: str, font: QFont, width: int, pitch: int) -> QTextLayout:
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
