"""What stands before the lines of lists on paper: a dot, a number, a box to tick. Qt's own stand too close."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextDocument, QTextListFormat

INDENT = 22  # pixels that a list's lines are set in
_INK, _EDGE = QColor("#1C252C"), QColor("#4E5B66")
_DOT, _BOX = 2.2, 10.0
_GAP = 8.0  # between a mark and the words


@dataclass(frozen=True, slots=True)
class Mark:
    """Before the block at `position`: "" for a dot, a number in `words`, or a box to tick."""

    position: int
    words: str = ""
    to_tick: bool = False


def take_marks(document: QTextDocument) -> list[Mark]:
    """The marks of a document's lists, which keep none of their own."""
    marks, lists = [], {}
    block = document.begin()
    while block.isValid():
        own = block.textList()
        if own is not None:
            form = own.format()
            style = form.style()
            numbered = style == QTextListFormat.Style.ListDecimal
            words = f"{own.itemNumber(block) + form.start()}." if numbered else ""
            marks.append(Mark(block.position(), words, style == QTextListFormat.Style.ListCircle))
            lists[own.objectIndex()] = own
        block = block.next()
    for own in lists.values():
        form = own.format()
        form.setStyle(QTextListFormat.Style.ListStyleUndefined)
        own.setFormat(form)
    return marks


def paint_marks(document: QTextDocument, marks: list[Mark], painter: QPainter, view: QRectF) -> None:
    """Draw those that stand within a page."""
    painter.setFont(document.defaultFont())
    metrics = QFontMetricsF(document.defaultFont())
    for mark in marks:
        block = document.findBlock(mark.position)
        layout = block.layout()
        if layout is None or not layout.lineCount():
            continue
        line = layout.lineAt(0)
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        left, base = corner.x() + line.x(), corner.y() + line.y() + line.ascent()
        if not view.top() <= base <= view.bottom():
            continue
        middle = base - metrics.xHeight() / 2
        painter.setPen(QPen(_EDGE, 0.8))
        if mark.words:
            painter.setPen(_INK)
            width = metrics.horizontalAdvance(mark.words)
            painter.drawText(QPointF(left - _GAP + 2 - width, base), mark.words)
        elif mark.to_tick:
            painter.setBrush(QColor("white"))
            painter.drawRect(QRectF(left - _GAP - _BOX, middle - _BOX / 2 - 0.5, _BOX, _BOX))
        else:
            painter.setBrush(_INK)
            painter.setPen(_INK)
            painter.drawEllipse(QPointF(left - _GAP - _DOT, middle), _DOT, _DOT)
