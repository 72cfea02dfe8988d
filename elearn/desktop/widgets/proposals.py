"""What a field proposes while one types: a short list below it, walked by the arrow keys, chosen by Enter or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from elearn.desktop.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_EDGE, _PAD, _FEWEST = 2, 12, 2
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 3, Qt.Key.Key_PageUp: -3}


class Line(Protocol):
    """What a line shows: a name, what is said of it below."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def about(self) -> str: ...  # noqa: D102


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Line, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        return _spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def show(self, rows: Sequence[Line]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


def _spoken(row: Line) -> str:
    return f"{row.name}, {row.about.replace(' · ', ', ')}" if row.about else row.name


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(100, self._theme.line_px("body") + self._theme.line_px("caption") + _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, row = self._theme, index.data(_ROW)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: Any = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("accent_soft" if chosen else "sunken"))
            edge = QPen(theme.colour("accent"), 2) if chosen and theme.high_contrast else Qt.PenStyle.NoPen
            painter.setPen(edge)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), theme.radius, theme.radius)
        inner = rect.adjusted(_PAD, _PAD // 2, -_PAD, -_PAD // 2)
        top = QRect(inner.topLeft(), QSize(inner.width(), theme.line_px("body")))
        below = inner.adjusted(0, theme.line_px("body"), 0, 0)
        for box, text, role, weight, tone in (
            (top, row.name, "body", 600, "ink"),
            (below, row.about, "caption", None, "ink2"),
        ):
            painter.setFont(theme.font(role, weight))
            painter.setPen(theme.colour(tone))
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()


class ProposalList(QListView):
    """Lies over `holder` below `field` as long as there is something to propose; the field keeps the focus.

    `chosen` gives the line. Enter takes the line that the arrows have reached, or the only one; where there are
    several it first goes to the first of them, so that nobody is taken for somebody else by a stray Enter.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, field: QLineEdit, holder: QWidget, name: str) -> None:
        super().__init__(holder)
        self._theme, self._field, self._holder = theme, field, holder
        self._rows = _Rows()
        self.setModel(self._rows)
        self._painter = _Painter(theme)
        self.setItemDelegate(self._painter)
        self.setProperty("proposals", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # else a click would give the focus to what lies below
        self.setFocusProxy(field)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._take)
        self.hide()
        field.installEventFilter(self)
        holder.installEventFilter(self)

    @property
    def rows(self) -> tuple[Line, ...]:
        """What is proposed now."""
        return self._rows.rows if not self.isHidden() else ()

    def propose(self, rows: Sequence[Line], words: str) -> None:
        """Propose something else; nothing closes the list. `words` are said to who does not see it."""
        self._rows.show(rows)
        self.setVisible(bool(rows))
        if rows:
            self._lie()
            self.raise_()
            self.scrollToTop()
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, words))

    def _lie(self) -> None:
        """Below the field as far as the window reaches, above it where there is more room."""
        row = self._painter.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        height = row * len(self._rows.rows) + 2 * _EDGE
        top = self._field.mapTo(self._holder, QPoint(0, 0)).y()
        bottom = top + self._field.height() + _EDGE
        window = self.window()
        seen = window.height() - self._field.mapTo(window, QPoint(0, self._field.height())).y()
        below = max(min(seen, self._holder.height() - bottom), 0)
        above = min(self._field.mapTo(window, QPoint(0, 0)).y(), top)
        room = max(below, row * _FEWEST + 2 * _EDGE)
        if below < height and above > room:
            y = top - _EDGE - min(height, above)
            height = min(height, above)
        else:
            y, height = bottom, min(height, room)
        x = self._field.mapTo(self._holder, QPoint(0, 0)).x()
        width = min(max(self._field.width(), self._theme.scaled(360)), self._holder.width() - x)
        self.setGeometry(x, y, width, height)

    def _step(self, lines: int) -> None:
        last = len(self._rows.rows) - 1
        here = self.currentIndex().row() if self.currentIndex().isValid() else (-1 if lines > 0 else last + 1)
        target = self._rows.index(min(last, max(0, here + lines)))
        self.setCurrentIndex(target)
        self.scrollTo(target)
        said = _spoken(self._rows.rows[target.row()])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, said))

    def _take(self, index: _Index) -> None:
        row = self._rows.rows[index.row()]
        self.propose((), "")
        self.chosen.emit(row)

    def _enter(self) -> None:
        if self.currentIndex().isValid():
            self._take(self.currentIndex())
        elif len(self._rows.rows) == 1:
            self._take(self._rows.index(0))
        else:
            self._step(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the field, as long as something is proposed; leaving the field closes the list."""
        if self.isHidden():
            return False
        if watched is self._holder:
            if event.type() == QEvent.Type.Resize:
                self._lie()
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return False

    def _key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True
