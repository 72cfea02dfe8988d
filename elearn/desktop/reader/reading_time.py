"""How long a lesson is read, kept with the place in it; and whether it counts as read by now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from elearn.desktop.context import Context
from elearn.desktop.presenters.coverage import Stopwatch
from elearn.desktop.presenters.reader import LessonView, ReaderPresenter
from elearn.desktop.reader.column import LessonColumn
from elearn.desktop.reader.ends import LessonEnd

if TYPE_CHECKING:
    from elearn.learning.reading import LessonReading

TICK_MS = 1_000
KEEP_EVERY_MS = 5_000


class ReadingTime(QObject):
    """Counts the seconds in which somebody can read; keeps them every few seconds and whenever it is told to.

    Emits `ticked` each second. `end` is the lesson's end, which says what is missing.
    """

    ticked = Signal()

    def __init__(self, context: Context, presenter: ReaderPresenter, column: LessonColumn) -> None:
        super().__init__(column)
        self._context, self._presenter, self._column = context, presenter, column
        self._view: LessonView | None = None
        self._reading: LessonReading | None = None
        self._kept: tuple[str, float] = ("", -1.0)
        self._since_kept = 0
        self.end: LessonEnd | None = None
        self._watch = Stopwatch(self._now_ms())
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def show_lesson(self, view: LessonView) -> None:
        """Another lesson begins, or the same one anew: that it was opened is kept at once."""
        self._view, self._reading = view, view.reading
        self.start()
        self._kept = ("", -1.0)
        self.keep()

    def start(self) -> None:
        """From now on."""
        self._watch = Stopwatch(self._now_ms())
        self._timer.start()

    def pause(self) -> None:
        """Nobody sees it for a while."""
        self._timer.stop()

    def stop(self) -> None:
        """The lesson is left: what was counted up to now is kept."""
        self._watch.tick(self._now_ms(), self._column.counts())
        self._timer.stop()
        self.keep()

    def _now_ms(self) -> int:
        return int(self._context.services.clock.monotonic_ms())

    def tick(self) -> None:
        """A second went by."""
        self._watch.tick(self._now_ms(), self._column.counts())
        self._column.look(TICK_MS / 1000)
        self.ticked.emit()
        self._since_kept += TICK_MS
        self._show_left()
        if self._since_kept >= KEEP_EVERY_MS:
            self.keep()

    def keep(self) -> None:
        """Keep place and time, off the GUI thread; nothing where nothing changed or no lesson is shown."""
        view = self._view
        self._since_kept = 0
        if view is None or self._column.isHidden() or not self._column.sections:
            return
        place, seconds = self._column.place(), self._watch.take()
        if place == self._kept and not seconds:
            return
        self._kept = place
        furthest = self._column.coverage.furthest
        run = self._context.background.run
        run(self._presenter.keep, view, *place, seconds, furthest, done=partial(self._now, view), owner=self)

    def _now(self, view: LessonView, reading: LessonReading) -> None:
        if view is not self._view:
            return
        newly = reading.is_read(view.revision) and self._reading and not self._reading.is_read(view.revision)
        self._reading = reading
        self._show_left()
        if newly:
            self._context.say("Bài này đã được tính là đã đọc.")

    def _show_left(self) -> None:
        if self.end is not None and self._reading is not None:
            self.end.show_reading(self._reading, self._watch.seconds, self._column.coverage.furthest)
