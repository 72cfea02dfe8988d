"""A row that leads somewhere: a title over as many lines as it takes, what is said of it below."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.painted_row import GAP, TOP, PaintedRow, in_lines
from elearn.desktop.widgets.rich_text import ended

_LEAD = 62  # pixels at 100 % text


class TwoLineRow(PaintedRow):
    """A title, and what is below it.

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
        super().__init__(theme, name, side + (theme.scaled(_LEAD) + GAP if lead else 0), side, parent)
        self._title, self._below, self._lead, self._line = ended(title), below, lead, line
        self._lead_at = side
        self._fonts = (theme.font("body", weight), theme.font("caption"))
        self._natural = [
            math.ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1
            for text, font in zip((title, below), self._fonts, strict=True)
            if text
        ]

    def _layouts(self, room: int) -> list[tuple[QTextLayout, int]]:
        """Title and what is below it, each with the height of its lines."""
        pairs = [(self._title, self._fonts[0], "body")]
        pairs += [(self._below, self._fonts[1], "caption")] if self._below else []
        return [
            (in_lines(text, font, room, self.theme.line_px(role)), self.theme.line_px(role))
            for text, font, role in pairs
        ]

    def lines_height(self, room: int) -> int:
        """Both."""
        if max(self._natural) <= room:  # most rows: nothing needs to be broken to know it
            return sum(
                self.theme.line_px(role) for _, role in zip(self._natural, ("body", "caption"), strict=False)
            )
        return sum(layout.lineCount() * pitch for layout, pitch in self._layouts(room))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's own background and focus, then what it says."""
        super().paintEvent(event)
        theme, painter = self.theme, QPainter(self)
        self.paint_frame(painter, line=self._line)
        top = TOP + 1
        painter.setPen(theme.colour("ink"))
        if self._lead:
            painter.setFont(theme.font("body", 700))
            box = QRectF(self._lead_at, top, theme.scaled(_LEAD), theme.line_px("body"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._lead)
        for (layout, pitch), tone in zip(
            self._layouts(self.room(self.width())), ("ink", "ink2"), strict=False
        ):
            painter.setPen(theme.colour(tone))
            layout.draw(painter, QPointF(self.left, top))
            top += layout.lineCount() * pitch
