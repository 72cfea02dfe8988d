"""Plain text in lines of one height, measured and painted without a document that stays in memory."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

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
        return self._line * max(1, sum(1 for _ in self._set(width, QTextLayout(self._text, self._font))))

    def least_width(self) -> int:
        """Of the longest word."""
        layout = QTextLayout(self._text, self._font)
        return math.ceil(max((one.naturalTextWidth() for one in self._set(0, layout)), default=0.0))

    def paint(self, painter: QPainter, box: QRect, align: Qt.AlignmentFlag) -> None:
        """Draw it in a box, with the painter's pen."""
        layout = QTextLayout(self._text, self._font)
        option = QTextOption(align & Qt.AlignmentFlag.AlignHorizontal_Mask)
        count = 0
        for at, line in enumerate(self._set(box.width(), layout, option)):
            line.setPosition(QPointF(0, at * self._line + BASE * self._line - line.ascent()))
            count += 1
        height = count * self._line
        top = box.top()
        if align & Qt.AlignmentFlag.AlignVCenter:
            top += (box.height() - height) // 2
        elif align & Qt.AlignmentFlag.AlignBottom:
            top += box.height() - height
        layout.draw(painter, QPointF(box.left(), top))

    def _set(self, width: int, layout: QTextLayout, option: QTextOption | None = None) -> Iterator[QTextLine]:
        option = option or QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            yield line
        layout.endLayout()
