"""What stands beside a long column and stays in view while the page scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

AIR = 24  # pixels below the upper edge of the page


class Staying(QWidget):
    """Holds one widget, which moves within the room there is beside the column. `follow` the page's scroll area."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        self._area: QScrollArea | None = None
        inner.setParent(self)
        inner.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def follow(self, area: QScrollArea) -> None:
        """Stay in view of this area."""
        self._area = area
        area.verticalScrollBar().valueChanged.connect(self._place)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is held may grow."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as the room."""
        super().resizeEvent(event)
        self._place()

    def _place(self, *_: object) -> None:
        height = self.heightForWidth(self.width())
        top = 0
        if self._area is not None:
            top = self.mapFrom(self._area.viewport(), QPoint(0, AIR)).y()
        self._inner.setGeometry(0, max(0, min(top, self.height() - height)), self.width(), height)

    def hasHeightForWidth(self) -> bool:
        """As what is held."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of what is held."""
        if self._inner.hasHeightForWidth():
            return self._inner.heightForWidth(width)
        return self._inner.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Of what is held."""
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as what is held; the height for the width is asked apart."""
        return QSize(self._inner.minimumSizeHint().width(), 0)
