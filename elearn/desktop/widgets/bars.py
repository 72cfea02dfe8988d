"""Bars of people: how many are done, under way, not begun, late; told apart by colour, and by hatching in high contrast."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.theme import Theme

GAP = 2  # between parts
_HATCH = {
    "good": Qt.BrushStyle.SolidPattern,
    "accent": Qt.BrushStyle.BDiagPattern,
    "plain": Qt.BrushStyle.NoBrush,
    "bad": Qt.BrushStyle.DiagCrossPattern,
    "desk": Qt.BrushStyle.Dense5Pattern,
}


def fill_part(theme: Theme, painter: QPainter, shape: QRectF, tone: str) -> None:
    """One part of a bar in its colour, or hatched and framed in high contrast."""
    if not theme.high_contrast:
        colour = theme.colour("sunken" if tone == "plain" else tone)
        painter.fillRect(shape, colour)
        if tone == "plain":  # on a white card a pale part needs its edge
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(shape.adjusted(0.5, 0.5, -0.5, -0.5))
        return
    ink = QColor(theme.hex("ink" if tone == "plain" else tone))
    painter.setPen(QPen(ink, 1))
    painter.setBrush(QBrush(ink, _HATCH.get(tone, Qt.BrushStyle.SolidPattern)))
    painter.drawRect(shape.adjusted(0.5, 0.5, -0.5, -0.5))


class PartsBar(QWidget):
    """One bar of (number, tone) parts; `whole` is what its full width stands for, 0 for the sum. `name` is heard."""

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[tuple[int, str]],
        name: str,
        whole: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.parts = theme, tuple(parts)
        self._whole = max(whole, sum(number for number, _ in parts), 1)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Twelve pixels high at 100 % text."""
        return QSize(self._theme.scaled(160), self._theme.scaled(14))

    def minimumSizeHint(self) -> QSize:
        """It may become short."""
        return QSize(60, self._theme.scaled(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Parts from left to right, at least three pixels each, within round ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not self._theme.high_contrast)
        height = self._theme.scaled(12)
        top = (self.height() - height) / 2
        shown = [(number, tone) for number, tone in self.parts if number]
        room = self.width() - GAP * max(0, len(shown) - 1)
        if not self._theme.high_contrast:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(0, top, self.width(), height), 4, 4)
            painter.setClipPath(shape)
        x = 0.0
        for number, tone in shown:
            width = max(3.0, room * number / self._whole)
            fill_part(self._theme, painter, QRectF(x, top, min(width, self.width() - x), height), tone)
            x += width + GAP
        painter.end()


class Swatch(QWidget):
    """The sign of a part in a legend."""

    def __init__(self, theme: Theme, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tone = theme, tone
        self.setFixedSize(theme.scaled(12), theme.scaled(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A square of the part's colour or hatching."""
        painter = QPainter(self)
        fill_part(self._theme, painter, QRectF(self.rect()), self._tone)
        painter.end()
