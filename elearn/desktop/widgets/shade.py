"""What lies over a window while a dialog of it is open: it is seen, and seen to wait."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

DIM = QColor(0, 0, 0, 90)


class Shade(QWidget):
    """Covers `window` as long as it lives, whatever size the window takes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window may change its size below a dialog."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darker, alike in every theme."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), DIM)
        painter.end()
