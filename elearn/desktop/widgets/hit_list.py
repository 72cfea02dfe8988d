"""A list of search results: lessons as titles, places below them, found words bold. One widget for any number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from elearn.desktop.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from elearn.desktop.presenters.search import HitRow

ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
SNIPPET_LINES = 2


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[HitRow, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.text if row.is_title else f"{row.text}: {row.snippet}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.rows[index.row()].is_title:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, rows: tuple[HitRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        theme, row = self._theme, index.data(ROW)
        if row.is_title:
            return QSize(100, theme.line_px("h3") + (24 if index.row() else 4) + 6)
        return QSize(100, theme.line_px("body") * (1 + SNIPPET_LINES) + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, row = self._theme, index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if row.is_title:
            painter.setFont(theme.font("h3"))
            painter.setPen(theme.colour("ink"))
            box = rect.adjusted(0, 0, -12, -6)
            words = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)
        else:
            self._place(painter, option, rect.adjusted(0, 2, -8, -2), row)
        painter.restore()

    def _place(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: HitRow) -> None:
        theme = self._theme
        state: Any = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.colour("accent_soft"))
            edge = QPen(theme.colour("accent"), 2) if theme.high_contrast else Qt.PenStyle.NoPen
            painter.setPen(edge)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.radius, theme.radius)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("sunken"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, theme.radius, theme.radius)
        inner = rect.adjusted(12, 6, -12, -6)
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.colour("accent"))
        head = QRect(inner.topLeft(), QSize(inner.width(), theme.line_px("body")))
        words = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        self._snippet(painter, inner.adjusted(0, theme.line_px("body"), 0, 0), row)

    def _snippet(self, painter: QPainter, box: QRect, row: HitRow) -> None:
        theme = self._theme
        layout = QTextLayout(row.snippet, theme.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        found = QTextCharFormat()
        found.setFontWeight(QFont.Weight.Bold)
        found.setForeground(theme.colour("ink"))
        ranges = []
        for start, length in row.found:
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, length, found  # type: ignore[attr-defined]
            ranges.append(span)
        layout.setFormats(ranges)
        layout.beginLayout()
        for number in range(SNIPPET_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, number * theme.line_px("body")))
        layout.endLayout()
        painter.setPen(theme.colour("ink2"))
        layout.draw(painter, QPointF(box.topLeft()))


class HitList(QListView):
    """Emits `opened` with the route of the place that was chosen."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows()
        self.setModel(self._rows)
        self._painter = _Painter(theme)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("hits", "true")
        self.setAccessibleName("Kết quả tra cứu")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFont(theme.font("body"))
        self.verticalScrollBar().setSingleStep(32)
        self.clicked.connect(self.open_index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def rows(self) -> tuple[HitRow, ...]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: tuple[HitRow, ...], text: str) -> None:
        """Show the results of another search, from their beginning."""
        self._rows.show(rows)
        self.setAccessibleDescription(f"Kết quả của: {text}")
        self.scrollToTop()

    def first(self) -> QModelIndex:
        """The first place, invalid without any."""
        at = next((number for number, row in enumerate(self._rows.rows) if not row.is_title), -1)
        return self._rows.index(at) if at >= 0 else QModelIndex()

    def step(self, places: int) -> None:
        """Go some places down, or up."""
        places_at = [number for number, row in enumerate(self._rows.rows) if not row.is_title]
        if not places_at:
            return
        here = self.currentIndex().row()
        at = places_at.index(here) if here in places_at else (-1 if places > 0 else len(places_at))
        target = self._rows.index(places_at[min(len(places_at) - 1, max(0, at + places))])
        self.setCurrentIndex(target)
        self.scrollTo(target)

    def open_index(self, index: QModelIndex) -> None:
        """Go to a place."""
        if index.isValid() and not self._rows.rows[index.row()].is_title:
            self.opened.emit(self._rows.rows[index.row()].route)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the arrows pass over the titles."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_index(self.currentIndex())
        elif event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
