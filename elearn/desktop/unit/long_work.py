"""Work that takes long enough to be watched and stopped: it reports from its thread, and is heard on the GUI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from elearn.desktop.background import Background
from elearn.errors import Refusal

REPORT_EVERY_S = 0.05

Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class LongWork(QObject):
    """One piece of work at a time. `progressed` tells how many of how many are done."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._stop = threading.Event()
        self._said_at = 0.0
        self.is_running = False

    def begin(
        self,
        work: Callable[[Report, Cancelled], Any],
        done: Callable[[Any], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        """Begin; `work` is handed how to report and how to ask whether it was stopped."""
        self._stop.clear()
        self._said_at = 0.0
        self.is_running = True

        def arrived(result: Any) -> None:
            self.is_running = False
            done(result)
            self.ended.emit()

        def refused(refusal: Refusal) -> None:
            self.is_running = False
            failed(refusal)
            self.ended.emit()

        self._background.run(work, self._report, self._stop.is_set, done=arrived, failed=refused, owner=self)

    def stop(self) -> None:
        """Ask it to stop after what it is at."""
        self._stop.set()

    def _report(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._said_at >= REPORT_EVERY_S or done == of:
            self._said_at = now
            try:
                self.progressed.emit(done, of)
            except RuntimeError:  # the page has gone, the work goes on to its end
                self._stop.set()
