"""What is not in view yet is made after the first paint, a few pieces at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

SLICE_S = 0.008  # of work at a time: less than a frame of the screen


class Later(QObject):
    """Takes one step after another while nothing else is to be done; `finish` takes all that are left at once."""

    def __init__(self, steps: Iterable[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = list(reversed(list(steps)))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._slice)
        if self._steps:
            self._timer.start(0)

    @property
    def is_over(self) -> bool:
        """Whether everything was made."""
        return not self._steps

    def _slice(self) -> None:
        until = time.perf_counter() + SLICE_S
        while self._steps and time.perf_counter() < until:
            self._steps.pop()()
        if not self._steps:
            self._timer.stop()

    def drop(self) -> None:
        """Nothing more is wanted."""
        self._steps = []
        self._timer.stop()
        self.deleteLater()

    def finish(self) -> None:
        """Make what is left now."""
        while self._steps:
            self._steps.pop()()
        self._timer.stop()
