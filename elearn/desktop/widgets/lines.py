"""Plain text in lines of one height, measured and painted without a document that stays in memory."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

_UNBROKEN = 1 << 22  # pixels: no line is as wide
_WRAPPING = QTextOption()
_WRAPPING.setWrapMode(QTextOption.WrapMode.WordWrap)
BASE = 0.8  # where in a line the letters stand, as in Qt's own documents with fixed lines


def lift(font: QFont, line: int) -> int:
    """By how many pixels a text is moved up, for its letters to stand in the middle of their lines.

    Qt sets them at four fifths, below what stands beside; the highest sign of a first line needs its room.
    """
    metrics = QFontMetricsF(font)
    above = BASE * line - metrics.ascent()
    return min(round(above), round(above - (line - metrics.height()) / 2))


class Lines:
    """`text` in a font, in lines of `line` pixels; a newline ends one. The same breaks as a document of Qt's."""

    def __init__(self, text: str, font: QFont, line: int) -> None:
        self._text, self._font, self._line = text.replace("\n", "\u2028"), font, line

    def height(self, width: int) -> int:
        """What it takes at a width; without words what one line of the font does."""
        if not self._text:
            return math.ceil(QFontMetricsF(self._font).height())
        return self._line * max(1, len(self._set(width, QTextLayout(self._text, self._font), _WRAPPING)))

    def least_width(self) -> int:
        """Of the longest word."""
        layout = QTextLayout(self._text, self._font)
        self._set(_UNBROKEN, layout, _WRAPPING)
        return math.ceil(layout.minimumWidth())

    def paint(self, painter: QPainter, box: QRect, align: Qt.AlignmentFlag) -> None:
        """Draw it in a box, with the painter's pen."""
        layout = QTextLayout(self._text, self._font)
        option = QTextOption(align & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        lines = self._set(box.width(), layout, option)
        for at, line in enumerate(lines):
            line.setPosition(QPointF(0, at * self._line + BASE * self._line - line.ascent()))
        height = len(lines) * self._line
        top = box.top()
        if align & Qt.AlignmentFlag.AlignVCenter:
            top += (box.height() - height) // 2
        elif align & Qt.AlignmentFlag.AlignBottom:
            top += box.height() - height
        layout.draw(painter, QPointF(box.left(), top))

    @staticmethod
    def _set(width: int, layout: QTextLayout, option: QTextOption) -> list[QTextLine]:
        lines = []
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(line)
        layout.endLayout()
        return lines
