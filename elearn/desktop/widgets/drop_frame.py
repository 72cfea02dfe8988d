"""A frame on which files can be dropped; its edge tells while they are held over it."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from elearn.desktop.widgets.polish import repolish


class DropFrame(QFrame):
    """Emits `dropped` with what `taken` makes of it. A subclass says what is welcome."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setProperty("drop", "true")

    def taken(self, urls: list[QUrl]) -> object:
        """What is taken of them; something empty where nothing is."""
        raise NotImplementedError

    def _over(self, over: bool) -> None:
        self.setProperty("drop", "over" if over else "true")
        repolish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What is welcome may be let go here."""
        if self.taken(event.mimeData().urls()):
            event.acceptProposedAction()
            self._over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        self._over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self._over(False)
        taken = self.taken(event.mimeData().urls())
        if taken:
            event.acceptProposedAction()
            self.dropped.emit(taken)
