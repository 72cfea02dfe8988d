"""A window in a process of its own, and when what was asked for is seen in it. Imports little: its memory is measured."""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import elearn.desktop.plain_import  # noqa: F401 - first, as in a start

# isort: split
from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QTimer

from elearn.desktop.app import make_application, open_window
from elearn.machine.clock import SystemClock
from elearn.services import Services

PATIENCE_MS = 10_000
AFTER_START_MS = 1_500  # nobody finds a lesson and clicks sooner


class Seen(QObject):
    """Carries out the window's updates itself, and notes when the first one ends with `is_there`."""

    def __init__(self, window: QObject, is_there: Callable[[], bool]) -> None:
        super().__init__()
        self._window, self._is_there = window, is_there
        self._loop = QEventLoop()
        self.at: float | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """An update paints what changed before it returns."""
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        self._window.event(event)
        if self.at is None and self._is_there():
            self.at = time.perf_counter()
            self._loop.quit()
        return True

    def wait(self) -> float:
        """When it was seen. Raises TimeoutError where it never was."""
        QTimer.singleShot(PATIENCE_MS, self._loop.quit)
        if self.at is None:
            self._loop.exec()
        if self.at is None:
            raise TimeoutError("it was never painted")
        return self.at


class BenchWindow:
    """The window as a start opens it, at home, once it has nothing more to do."""

    def __init__(self, folder: Path, library: Path, *, rest_ms: int = AFTER_START_MS) -> None:
        sys.excepthook = _end
        gc.disable()  # until the first paint, as a start does
        make_application()
        self.services = Services(folder, SystemClock(), library, None)
        self.shell = open_window(self.services)
        self.shell.resize(1366, 768)
        while not self.shell.was_painted:
            wait(1)
        self.settle(rest_ms)

    def settle(self, rest_ms: int = 20) -> None:
        """Until nothing is asked for any more, and some milliseconds longer."""
        wait(1)
        while self.shell.context.background.is_busy:
            wait(2)
        wait(rest_ms)

    def seconds_to_see(self, route: str, is_there: Callable[[], bool]) -> float:
        """From the click to the end of the first paint in which it is there."""
        seen = Seen(self.shell, is_there)
        self.shell.installEventFilter(seen)
        began = time.perf_counter()
        self.shell.go(route)
        took = seen.wait() - began
        self.shell.removeEventFilter(seen)
        return took

    def page_is_there(self) -> bool:
        """Whether the page that was gone to has what it shows; until then it leaves the one before in view."""
        page = self.shell.page
        return page is not None and page.updatesEnabled()

    def close(self) -> None:
        """The end, in order."""
        self.shell.close()
        self.settle()
        self.shell.context.background.close()
        self.services.close()


class Pauses(QObject):
    """Notes how long the window did not come to itself: the gaps between the beats of a timer without interval."""

    def __init__(self) -> None:
        super().__init__()
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self.longest_ms = 0.0

    def start(self) -> None:
        """From now on."""
        self.longest_ms = 0.0
        self._clock.start()
        self._timer.start(0)

    def stop(self) -> float:
        """The longest pause, in milliseconds."""
        self._timer.stop()
        return self.longest_ms

    def _beat(self) -> None:
        self.longest_ms = max(self.longest_ms, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def _end(*error: Any) -> None:
    """What goes wrong ends the measuring, instead of being measured."""
    traceback.print_exception(*error)
    sys.stderr.flush()
    os._exit(1)


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
