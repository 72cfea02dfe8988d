"""A table that breathes: sorted by its heads, thousands of rows at once, columns that leave where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from elearn.desktop.presenters.table import Arranged, Column
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.focus_ring import FocusRing
from elearn.desktop.widgets.table_paint import CELL_PAD, HEAD_PAD, CellPainter, paint_head

ROW = Qt.ItemDataRole.UserRole
BELOW = Qt.ItemDataRole.UserRole + 1  # what columns that have left would have said
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class RowsModel(QAbstractTableModel):
    """Rows as a view asks for them; texts are made when they are seen."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.arranged = Arranged(columns)
        self.left: tuple[int, ...] = ()  # columns that there is no room for

    def rowCount(self, parent: _Index = _NONE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.arranged.shown)

    def columnCount(self, parent: _Index = _NONE) -> int:
        """All columns, hidden ones too."""
        return 0 if parent.isValid() else len(self.arranged.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, what a screen reader says, or the row itself."""
        if not index.isValid() or index.row() >= len(self.arranged.shown):
            return None
        column, row = self.arranged.columns[index.column()], self.arranged.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1) if column.kind == "ordinal" else column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(row) if column.kind in ("plain", "strong", "quiet") else None
        if role == ROW:
            return row
        if role == BELOW:
            return self._below(row)
        return None

    def _spoken(self, index: _Index) -> str:
        column, row = self.arranged.columns[index.column()], self.arranged.row(index.row())
        if column.kind == "ordinal":
            return f"Dòng {index.row() + 1}"
        text = column.text(row) or f"{column.title}: {column.empty}"
        below = self._below(row) if column.kind == "strong" else ""
        return f"{text}, {below}" if below else text

    def _below(self, row: Any) -> str:
        columns = self.arranged.columns
        return " · ".join(text for at in self.left if (text := columns[at].text(row)))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Heads of columns; rows have none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.arranged.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.arranged.columns[section].title
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows are chosen, never changed here."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a head; -1 is the order in which rows came."""
        down = order == Qt.SortOrder.DescendingOrder
        self._anew(lambda: self.arranged.sort(column, descending=down))

    def put(self, rows: Sequence[Any]) -> None:
        """Other rows."""
        self._anew(lambda: self.arranged.put(rows))

    def choose(self, chosen: Callable[[Any], bool] | None) -> None:
        """Show the rows for which `chosen` holds."""
        self._anew(lambda: self.arranged.choose(chosen))

    def _anew(self, change: Callable[[], None]) -> None:
        self.beginResetModel()
        change()
        self.endResetModel()


class Heads(QHeaderView):
    """The heads of columns: pressed by mouse, or by Tab, arrows and Enter, they sort."""

    def __init__(self, theme: Theme, arranged: Arranged, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._arranged = theme, arranged
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Tiêu đề cột")
        self.setAccessibleDescription("Mũi tên để chọn cột, Enter để xếp theo cột đó")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSortIndicatorClearable(True)
        self.setFont(theme.font("caption", 600))

    def sizeHint(self) -> QSize:
        """As high as anything that is pressed."""
        return QSize(super().sizeHint().width(), self._theme.target)

    def _usable(self) -> list[int]:
        columns = self._arranged.columns
        return [at for at in range(len(columns)) if columns[at].sort and not self.isSectionHidden(at)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from head to head, Enter or Space sorts."""
        usable, key = self._usable(), event.key()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(key), 0)
        if step and usable:
            here = usable.index(self._at) if self._at in usable else (-1 if step > 0 else len(usable))
            self._at = usable[min(len(usable) - 1, max(0, here + step))]
            self._say()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and usable:
            self._at = self._at if self._at in usable else usable[0]
            self.press(self._at)
        else:
            super().keyPressEvent(event)

    def press(self, section: int) -> None:
        """Sort by a column: upwards, then downwards, then as rows came."""
        if self.sortIndicatorSection() != section:
            self.setSortIndicator(section, Qt.SortOrder.AscendingOrder)
        elif self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder:
            self.setSortIndicator(section, Qt.SortOrder.DescendingOrder)
        else:
            self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._say()

    def _say(self) -> None:
        if self._at >= 0:
            title = self._arranged.columns[self._at].title
            how = ""
            if self._arranged.sorted_by == self._at:
                how = ", đang xếp giảm dần" if self._arranged.descending else ", đang xếp tăng dần"
            self.setAccessibleName(f"Tiêu đề cột: {title}{how}")
        self.viewport().update()

    def mousePressEvent(self, event: Any) -> None:
        """Only heads that sort take a press; the focus stays where it is."""
        at = self.logicalIndexAt(event.position().toPoint())
        if at in self._usable():
            self._at = at
            super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One head: its words, the sign of the order, the focus."""
        arranged = self._arranged
        order = 0 if arranged.sorted_by != section else (-1 if arranged.descending else 1)
        focused = self.hasFocus() and (
            section == self._at or (self._at < 0 and section == next(iter(self._usable()), -1))
        )
        paint_head(self._theme, painter, rect, arranged.columns[section], order, focused)


class Table(QTableView):
    """Emits `opened` with the row that was pressed, or on which Enter was pressed; `chosen` with the current one.

    `name` is heard; `nothing` stands in it where no row is shown. With `several`, rows are picked (also with
    Ctrl, Shift, Ctrl+A) and opened by Enter or a double click; `picked` tells how many are.
    """

    opened = Signal(object)
    chosen = Signal(object)
    picked = Signal(int)

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[Column],
        name: str,
        nothing: str = "",
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._nothing = theme, nothing
        self.rows_model = RowsModel(columns)
        self.setModel(self.rows_model)
        self.heads = Heads(theme, self.rows_model.arranged, self)
        self.setHorizontalHeader(self.heads)
        self.setSortingEnabled(True)
        self.heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._painter = CellPainter(theme, columns)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setProperty("table", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFont(theme.font("body"))
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(16)
        (self.doubleClicked if several else self.clicked).connect(self._press)
        self.selectionModel().currentRowChanged.connect(self._move)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit(len(self.picks)))
        self.rows_model.modelReset.connect(lambda: self.picked.emit(0))
        self._ring = FocusRing(theme, self)
        self._fit(800)

    # Rows

    def put(self, rows: Sequence[Any]) -> None:
        """Other rows, in the order and with the choice that there was."""
        self.rows_model.put(rows)
        self._fit(self.viewport().width())  # the last number may need more room

    def choose(self, chosen: Callable[[Any], bool] | None) -> None:
        """Show the rows for which `chosen` holds; None shows all."""
        self.rows_model.choose(chosen)

    @property
    def shown(self) -> int:
        """How many rows are shown."""
        return self.rows_model.rowCount()

    @property
    def current(self) -> Any:
        """The row that is current, None where none is."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    @property
    def picks(self) -> list[Any]:
        """The rows that are picked, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows(self._first_column()))
        return [self.rows_model.arranged.row(place) for place in places]

    def go_to(self, wanted: Callable[[Any], bool]) -> bool:
        """Make a row the current one; whether it is shown."""
        place = self.rows_model.arranged.place_of(wanted)
        if place < 0:
            return False
        index = self.rows_model.index(place, self._first_column())
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def _first_column(self) -> int:
        columns = self.rows_model.arranged.columns
        return next((at for at, one in enumerate(columns) if one.kind == "strong"), 0)

    def _press(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ROW))

    def _move(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; Home and End go to the first and the last one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.shown:
            last = self.shown - 1 if event.key() == Qt.Key.Key_End else 0
            self.setCurrentIndex(self.rows_model.index(last, self._first_column()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        """Somebody who comes by Tab stands on a row at once."""
        super().focusInEvent(event)
        self._ring.show()
        if self.shown and not self.currentIndex().isValid():
            top = self.indexAt(QPoint(8, 8))
            self.setCurrentIndex(self.rows_model.index(max(0, top.row()), self._first_column()))

    def focusOutEvent(self, event: Any) -> None:
        """Somebody went on."""
        super().focusOutEvent(event)
        self._ring.hide()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())
        self._fit(self.viewport().width())

    def _fit(self, width: int) -> None:
        """Which columns there is room for, and how wide each is."""
        theme, columns = self._theme, self.rows_model.arranged.columns
        wide = [max(theme.scaled(one.width), self._head_width(one), self._last_width(one)) for one in columns]
        stay = set(range(len(columns)))
        leaving = sorted((at for at in stay if columns[at].drop), key=lambda at: columns[at].drop)
        while leaving and sum(wide[at] for at in stay) > width:
            stay.discard(leaving.pop(0))
        room = max(0, width - sum(wide[at] for at in stay))
        shares = sum(columns[at].stretch for at in stay) or 1
        left = tuple(
            at for at in range(len(columns)) if at not in stay and columns[at].kind not in ("ordinal", "chip")
        )
        for at, one in enumerate(columns):
            self.setColumnHidden(at, at not in stay)
            if at in stay:
                self.setColumnWidth(at, wide[at] + room * one.stretch // shares)
        self.rows_model.left = left
        two = theme.line_px("body") + theme.line_px("caption") + 16
        self.verticalHeader().setDefaultSectionSize(two if left else max(theme.target, two - 16) + 4)
        self._painter.below = bool(left)

    def _head_width(self, column: Column) -> int:
        words = QFontMetrics(self._theme.font("caption", 600)).horizontalAdvance(column.title)
        return words + 2 * HEAD_PAD + (self._theme.scaled(18) if column.sort else 0)

    def _last_width(self, column: Column) -> int:
        """Of the last row's number: ten thousand is wider than a hundred."""
        if column.kind != "ordinal":
            return 0
        last = str(len(self.rows_model.arranged.rows))
        return QFontMetrics(self._theme.font("body")).horizontalAdvance(last) + 2 * CELL_PAD

    def sizeHint(self) -> QSize:
        """As wide as it gets, as high as a handful of rows."""
        return QSize(600, self._theme.target + 5 * self.verticalHeader().defaultSectionSize())

    def minimumSizeHint(self) -> QSize:
        """Narrow, and at least a few rows high."""
        return QSize(200, self._theme.target + 4 * self.verticalHeader().defaultSectionSize())

    def whole_height(self, most: int = 12) -> int:
        """The height at which up to `most` rows are seen without scrolling."""
        rows = max(1, min(self.shown, most))
        return self.heads.sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 6

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or what to do where there is none."""
        super().paintEvent(event)
        if self.shown or not self._nothing:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.font("body"))
        painter.setPen(QPen(self._theme.colour("ink2")))
        box = self.viewport().rect().adjusted(12, 16, -12, -8)
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), self._nothing)
        painter.end()
