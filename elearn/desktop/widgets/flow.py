"""A row of small things that breaks into more rows where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Buttons and chips, left to right, then below. Add with `add`; what is hidden takes no room."""

    def __init__(self, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add at the end."""
        widget.setParent(self)
        self._parts.append(widget)
        self.updateGeometry()

    def _places(self, width: int) -> tuple[list[tuple[QWidget, QRect]], int]:
        """Where each part stands, in the middle of its row; the height of all rows."""
        rows: list[list[tuple[QWidget, QRect]]] = [[]]
        left, top = 0, 0
        for part in self._parts:
            if _is_put_away(part):
                continue
            part.ensurePolished()
            size = part.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + _height(rows[-1]) + self._spacing
                rows.append([])
            rows[-1].append((part, QRect(QPoint(left, top), QSize(min(size.width(), width), size.height()))))
            left += size.width() + self._spacing
        places = [
            (part, rect.translated(0, (_height(row) - rect.height()) // 2))
            for row in rows
            for part, rect in row
        ]
        return places, top + _height(rows[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        for part, rect in self._places(event.size().width())[0]:
            part.setGeometry(rect)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        """All in one row."""
        places, height = self._places(100_000)
        return QSize(max((rect.right() + 1 for _, rect in places), default=0), height)

    def minimumSizeHint(self) -> QSize:
        """One under another."""
        widths = [part.sizeHint().width() for part in self._parts if not _is_put_away(part)]
        return QSize(min(max(widths, default=0), 320), 0)


def _height(row: list[tuple[QWidget, QRect]]) -> int:
    return max((rect.height() for _, rect in row), default=0)


def _is_put_away(part: QWidget) -> bool:
    """Hidden on purpose; what only waits for its parent to be shown takes room already."""
    return part.isHidden() and part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
