"""A short passing message at the bottom of the window."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.rich_text import Text

SHOWN_MS = 6000


class Toast(QFrame):
    """Says one thing, stays six seconds (longer for long ones), and is announced to a screen reader."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("toast", "true")
        self._text = Text(theme, "")
        self._over = parent
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.addWidget(self._text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._theme = theme
        self.hide()

    @property
    def text(self) -> str:
        """What was said last."""
        return self._text.accessibleName()

    def say(self, text: str) -> None:
        """Show a message in place of the one before."""
        self._text.set_text(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start(max(SHOWN_MS, 60 * len(text)))
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 2 ms, not at the start

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def place(self) -> None:
        """Stand at the bottom, in the middle."""
        width = min(self._over.width() - 48, self._theme.scaled(560))
        height = self._row.heightForWidth(width)
        self.setGeometry((self._over.width() - width) // 2, self._over.height() - height - 32, width, height)
