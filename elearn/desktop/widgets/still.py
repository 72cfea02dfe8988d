"""Keeps what was painted in view until what follows it is there: no empty page flashes by."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QWidget

LONGEST_MS = 400  # come what may


class Still:
    """The window of `part` between `begin` and `end`. The whole window: below a page alone it paints its ground.

    Before its first paint there is nothing to keep.
    """

    def __init__(self, part: QWidget) -> None:
        self._part = part
        self._held: QWidget | None = None
        self._limit: QTimer | None = None

    def begin(self) -> None:
        """Paint no more."""
        window = self._part.window()
        if self._held is None and getattr(window, "was_painted", False):
            self._held = window
            window.setUpdatesEnabled(False)
            self._limit = QTimer(window)  # the window's own: it outlives a part that is taken apart meanwhile
            self._limit.setSingleShot(True)
            self._limit.timeout.connect(partial(_let_paint, window))
            self._limit.start(LONGEST_MS)

    def end(self) -> None:
        """Paint what is there now, its layouts first: it would be seen once as narrow and low as it was made."""
        held, self._held = self._held, None
        if self._limit is not None:
            self._limit.stop()
            self._limit.deleteLater()
            self._limit = None
        if held is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            _let_paint(held)


def _let_paint(window: QWidget) -> None:
    """Qt takes its request for sent as long as something waits to be painted, so it is sent here."""
    if not window.updatesEnabled():
        window.setUpdatesEnabled(True)
        QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))
