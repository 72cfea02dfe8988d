"""Where files and folders can be dropped, many at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text


class FilesDrop(QFrame):
    """Emits `dropped` with the paths; only what this machine can see under a drive is taken. Add buttons to `.body`."""

    dropped = Signal(object)

    def __init__(self, theme: Theme, icon_name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setProperty("drop", "true")
        self.setAccessibleName(words)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(theme.space(2))
        self.body.addWidget(IconLabel(theme, icon_name, "accent", 28))
        self.body.addWidget(Text(theme, words, "reading"))

    def _over(self, over: bool) -> None:
        self.setProperty("drop", "over" if over else "true")
        self.style().unpolish(self)
        self.style().polish(self)

    @staticmethod
    def _paths(event: QDragEnterEvent | QDropEvent) -> list[Path]:
        return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome."""
        if self._paths(event):
            event.acceptProposedAction()
            self._over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        self._over(False)
        paths = self._paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
