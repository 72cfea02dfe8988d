"""Where files and folders can be dropped, many at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text


class FilesDrop(QFrame):
    """Emits `dropped` with the paths; only what this machine can see under a drive is taken. Add buttons to `.ways`."""

    dropped = Signal(object)

    def __init__(self, theme: Theme, icon_name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setProperty("drop", "true")
        self.setAccessibleName(words)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        row = Reflow(theme.scaled(820), theme.space(5), theme.space(3))
        said = QWidget()
        line = QHBoxLayout(said)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(3))
        line.addWidget(IconLabel(theme, icon_name, "accent", 28))
        line.addWidget(Text(theme, words, "reading"), 1)
        row.add(said, 1)
        self.ways = Flow(12)
        self.ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.add(self.ways)
        outer.addWidget(row)

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
