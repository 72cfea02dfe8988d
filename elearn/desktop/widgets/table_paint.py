"""How the cells and heads of a table are painted: text that is never cut without need, chips, the row's line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from elearn.desktop.presenters.table import Column
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import icon_pixmap
from elearn.desktop.widgets.rich_text import ended

CELL_PAD, HEAD_PAD = 12, 12
_BELOW = Qt.ItemDataRole.UserRole + 1
_ROW = Qt.ItemDataRole.UserRole
_RIGHT = ("number", "ordinal")


def paint_head(
    theme: Theme, painter: QPainter, rect: QRect, column: Column, order: int, focused: bool
) -> None:
    """A head: words, a sign where the table is sorted by it (1 upwards, -1 downwards), the focus."""
    painter.save()
    painter.fillRect(rect, theme.colour("paper"))
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    inner = rect.adjusted(HEAD_PAD, 0, -HEAD_PAD, 0)
    font = theme.font("caption", 700 if order else 600)
    painter.setFont(font)
    painter.setPen(theme.colour("ink" if order else "ink2"))
    right = column.kind in _RIGHT
    side = theme.scaled(14)
    words = QFontMetrics(font).horizontalAdvance(column.title)
    room = inner.adjusted(0, 0, -(side + 4) if column.sort and not right else 0, 0)
    align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    title = painter.fontMetrics().elidedText(column.title, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | align), title)
    if order:
        sign = icon_pixmap(theme, "arrow-up" if order > 0 else "arrow-down", "accent", 14)
        x = inner.right() - words - side - 4 if right else min(inner.left() + words + 5, inner.right() - side)
        painter.drawPixmap(x, rect.center().y() - side // 2 + 1, side, side, sign)
    if focused:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 3, -2, -4), theme.radius, theme.radius)
    painter.restore()


class CellPainter(QStyledItemDelegate):
    """Paints each cell by the kind of its column. `below`: columns have left, and their texts stand below."""

    def __init__(self, theme: Theme, columns: Sequence[Column]) -> None:
        super().__init__()
        self._theme, self._columns = theme, tuple(columns)
        self.below = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The table shares the width out itself."""
        return QSize(80, self._theme.target)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background and line of the row, then the cell."""
        painter.save()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        column = self._columns[index.column()]
        self._ground(painter, rect, option.state)  # type: ignore[attr-defined]
        inner = rect.adjusted(CELL_PAD, 0, -CELL_PAD, -1)
        text = index.data()
        if column.kind == "chip":
            self._chip(painter, inner, text, column.tone(index.data(_ROW)) if column.tone else "plain")
        elif column.kind == "strong" and self.below:
            self._two_lines(painter, inner, text, index.data(_BELOW))
        else:
            self._words(painter, inner, text, column)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: Any) -> None:
        theme = self._theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
            if theme.high_contrast:
                painter.setPen(QPen(theme.colour("accent"), 3))
                painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
                painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("sunken"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _words(self, painter: QPainter, box: QRect, text: str, column: Column) -> None:
        theme, kind = self._theme, column.kind
        painter.setPen(theme.colour("ink2" if kind in ("quiet", "ordinal") else "ink"))
        right = kind in _RIGHT
        font = theme.font("caption" if column.small else "body", 600 if kind == "strong" else 400)
        if right or QFontMetrics(font).horizontalAdvance(text) <= box.width():
            painter.setFont(font)
            align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | align), text)
        else:  # two lines in smaller letters before anything is cut
            self._wrapped(painter, box, text, theme.font("caption", 600 if kind == "strong" else 400))

    def _wrapped(self, painter: QPainter, box: QRect, text: str, font: QFont) -> None:
        line = self._theme.line_px("caption")
        lines = _by_level(text, font, box.width()) or _two_lines(text, font, box.width())
        painter.setFont(font)
        top = box.top() + (box.height() - line * len(lines)) // 2
        for number, words in enumerate(lines):
            place = QRect(box.left(), top + number * line, box.width(), line)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _two_lines(self, painter: QPainter, box: QRect, text: str, below: str) -> None:
        theme = self._theme
        body, caption = theme.line_px("body"), theme.line_px("caption")
        top = box.top() + (box.height() - body - (caption if below else 0)) // 2
        for words, font, ink, at, height in (
            (text, theme.font("body", 600), "ink", top, body),
            (below, theme.font("caption"), "ink2", top + body, caption),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            place = QRect(box.left(), at, box.width(), height)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _chip(self, painter: QPainter, box: QRect, text: str, tone: str) -> None:
        if not text:
            return
        theme = self._theme
        font = theme.font("caption")
        height = theme.line_px("caption") + 4
        width = min(QFontMetrics(font).horizontalAdvance(text) + 20, box.width())
        shape = QRectF(QPointF(box.left(), box.center().y() - height / 2 + 0.5), QSize(width, height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("sunken" if tone == "plain" else f"{tone}_soft"))
        edge = theme.colour("edge" if tone == "plain" else tone)
        painter.setPen(QPen(edge, 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(shape, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if tone == "plain" else tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width - 16)
        painter.drawText(shape, int(Qt.AlignmentFlag.AlignCenter), shown)


def _by_level(text: str, font: QFont, width: int) -> list[str]:
    """A sub-unit below the one it belongs to, () where one of them is too long for a line."""
    outer, level, inner = text.rpartition(" / ")
    lines = [f"{outer} /", inner] if level else []
    metrics = QFontMetrics(font)
    return lines if all(metrics.horizontalAdvance(one) <= width for one in lines) else []


def _two_lines(text: str, font: QFont, width: int) -> list[str]:
    """At most two lines, the second one cut where it must be."""
    shown = ended(text)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(shown, font)
    layout.setTextOption(option)
    layout.beginLayout()
    ends = []
    for _ in range(2):
        one = layout.createLine()
        if not one.isValid():
            break
        one.setLineWidth(width)
        ends.append((one.textStart(), one.textStart() + one.textLength()))
    layout.endLayout()
    lines = [shown[start:end].strip() for start, end in ends]
    if ends and ends[-1][1] < len(shown):
        rest = shown[ends[-1][0] :]
        lines[-1] = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return lines
