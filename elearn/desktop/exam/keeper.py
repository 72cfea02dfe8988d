"""Brings a running exam to the disk: answers, flags, place and time, off the GUI thread and in their order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from elearn.desktop.context import Context
from elearn.desktop.presenters.exam import ExamPresenter
from elearn.desktop.presenters.running import Kept, Running, Ticket
from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from elearn.learning.item import Response

KEEP_EVERY_MS = 1_000  # how often time is told to the disk


class ExamKeeper(QObject):
    """Belongs to one showing of a running exam and goes with it; what is on its way then is told again by the next.

    `changed`: how the answers stand has changed. `refused`: something could not be written. `written`: time
    was. `flag_refused`: a place could not be marked. `too_late`: the exam was over before an answer came.
    `closed` carries the summary of the exam once it is handed in, `not_closed` why that failed.
    """

    changed = Signal()
    written = Signal()
    refused = Signal(object)
    flag_refused = Signal(int, bool, object)
    too_late = Signal()
    closed = Signal(object)
    not_closed = Signal(object)

    def __init__(self, context: Context, presenter: ExamPresenter, running: Running, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._presenter, self.running = context, presenter, running
        self._telling = False  # time is on its way to the disk
        self.ending = self.timed_out = False  # handed in, or on its way

    def now(self) -> int:
        """The clock that never runs backwards, milliseconds."""
        return int(self._context.services.clock.monotonic_ms())

    # Answers

    def answer(self, position: int, response: Response) -> None:
        """Keep an answer."""
        self._keep(self.running.answer(position, response))
        self.changed.emit()

    def _keep(self, ticket: Ticket, *, tell_time: bool = True) -> None:
        spent = self.running.spend(self.now()) if tell_time else 0
        self._context.background.run(
            self._presenter.answer, self.running.attempt, ticket.position, ticket.response, spent,
            done=partial(self._kept, ticket), failed=partial(self._not_kept, ticket, spent), owner=self,
        )  # fmt: skip

    def _kept(self, ticket: Ticket, at: datetime) -> None:
        self.running.kept_one(ticket, at)
        self.changed.emit()
        if self.ending and not self.running.not_kept():
            self._close()

    def _not_kept(self, ticket: Ticket, spent: int, refusal: Refusal) -> None:
        if refusal.reason in (Reason.TIME_IS_UP, Reason.ATTEMPT_CLOSED):
            self.running.refused_one(ticket)
            self.too_late.emit()
            return
        self.running.take_back(spent)
        self.running.failed_one(ticket)
        self.changed.emit()
        (self.not_closed if self.ending else self.refused).emit(refusal)

    def keep_all(self) -> None:
        """Tell the disk everything that is not known to be on it; time where there is nothing else."""
        tickets = self.running.not_kept()
        for ticket in tickets:  # time with the last: else it could be over before all are told
            self._keep(ticket, tell_time=ticket is tickets[-1])

    # Place, flags, time

    def go_to(self, position: int) -> None:
        """Keep which question is on the screen."""
        self.running.position = position
        spent = self.running.spend(self.now())
        self._context.background.run(
            self._presenter.go_to, self.running.attempt, position, spent,
            failed=partial(self._time_not_kept, spent), owner=self,
        )  # fmt: skip

    def flag(self, position: int, on: bool) -> None:
        """Mark a question to be looked at again, or not; what could not be written is taken back."""
        self.running.flag(position, on)
        self._context.background.run(
            self._presenter.flag, self.running.attempt, position, on,
            failed=partial(self._not_flagged, position, on), owner=self,
        )  # fmt: skip

    def _not_flagged(self, position: int, on: bool, refusal: Refusal) -> None:
        self.running.flag(position, not on)
        self.flag_refused.emit(position, on, refusal)

    def tick(self) -> None:
        """A moment went by: tell the time once a second."""
        if self.running.unreported_ms(self.now()) >= KEEP_EVERY_MS and not self._telling:
            self.tell_time()

    def tell_time(self) -> None:
        """Tell the disk the time that went by."""
        spent = self.running.spend(self.now())
        self._telling = True
        self._context.background.run(
            self._presenter.tick, self.running.attempt, spent,
            done=self._time_kept, failed=partial(self._time_not_kept, spent), owner=self,
        )  # fmt: skip

    def _time_kept(self, _: object) -> None:
        self._telling = False
        if self.running.state is not Kept.FAILED:
            self.written.emit()

    def _time_not_kept(self, spent: int, refusal: Refusal) -> None:
        self._telling = False
        self.running.take_back(spent)
        if not self.ending:
            self.refused.emit(refusal)

    def slept(self) -> bool:
        """Whether the machine slept; that is kept as leaving and coming back."""
        if not self.running.slept(self.now()):
            return False
        self._context.background.run(
            self._presenter.slept, self.running.attempt, 0, failed=self.refused.emit, owner=self
        )
        return True

    # The end

    def leave(self) -> None:
        """The clock stands; this is told even when the page is gone."""
        spent = self.running.spend(self.now())
        self._context.background.run(self._presenter.pause, self.running.attempt, spent)

    def hand_in(self, *, timed_out: bool) -> None:
        """Close the exam once every answer is on the disk."""
        self.ending, self.timed_out = True, timed_out
        if self.running.state is Kept.FAILED:
            self.keep_all()
        if not self.running.not_kept():
            self._close()

    def _close(self) -> None:
        spent = self.running.spend(self.now())
        self._context.background.run(
            self._presenter.hand_in, self.running.attempt, self.timed_out, spent,
            done=self.closed.emit, failed=partial(self._not_closed, spent), owner=self,
        )  # fmt: skip

    def _not_closed(self, spent: int, refusal: Refusal) -> None:
        self.running.take_back(spent)
        self.not_closed.emit(refusal)
