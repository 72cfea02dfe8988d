"""Work off the GUI thread: one worker that writes, one that reads; answers come back on the GUI thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from elearn.errors import Refusal

if TYPE_CHECKING:  # concurrent.futures brings logging with it: 15 ms that the first paint does not need
    from concurrent.futures import Executor, Future

Done = Callable[[Any], None]
Failed = Callable[[Refusal], None]


class _Answer:
    """Who waits for an answer."""

    __slots__ = ("done", "failed", "owner")

    def __init__(self, done: Done | None, failed: Failed | None, owner: QObject | None) -> None:
        self.done, self.failed, self.owner = done, failed, owner

    @property
    def is_wanted(self) -> bool:
        owners = (self.owner, getattr(self.done, "__self__", None), getattr(self.failed, "__self__", None))
        return all(shiboken6.isValid(one) for one in owners if isinstance(one, QObject))


class Background(QObject):
    """Runs plain functions on worker threads.

    `writer` gives the one executor that writes. Nothing is begun before `release`: until the first paint
    no thread takes time from it. A refusal goes to `failed`, or to `refused` (the shell shows its sentence)
    where there is none. Any other exception is ours and is raised on the GUI thread, where the last
    handler sees it. An answer to a widget that has gone meanwhile (`owner`, or the object whose method is
    called) is dropped.
    """

    refused = Signal(object)  # Refusal
    _arrived = Signal(object, object)  # Future, _Answer

    def __init__(self, writer: Callable[[], Executor], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._readers: dict[str, Executor] = {}  # each one thread, begun when it is first needed
        self._held: list[Callable[[], None]] = []  # what was asked for before `release`
        self._released = self._closed = False
        self._open: set[Future[Any]] = set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do something that may write, after everything that was asked for before it."""
        answer = _Answer(done, failed, owner)
        self._when_released(lambda: self._submit(self._writer(), work, args, answer))

    def read(
        self,
        work: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Only look something up; it does not wait for what is being written."""
        answer = _Answer(done, failed, owner)
        self._when_released(lambda: self._submit(self._reader("reader"), work, args, answer))

    def look_long(
        self,
        work: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Look something up that may take seconds: no page waits for it."""
        answer = _Answer(done, failed, owner)
        self._when_released(lambda: self._submit(self._reader("looking"), work, args, answer))

    def run_first(self, work: Callable[..., Any], *args: object, done: Done, failed: Failed) -> None:
        """Begin at once what everything else waits for: the opening of the services."""
        self._submit(self._writer(), work, args, _Answer(done, failed, None))

    def release(self) -> None:
        """The services are open (or refused): begin what waited, in its order."""
        self._released = True
        held, self._held = self._held, []
        for begin in held:
            begin()

    def _when_released(self, begin: Callable[[], None]) -> None:
        if self._closed:
            return
        if self._released:
            begin()
        else:
            self._held.append(begin)

    def _reader(self, name: str) -> Executor:
        if name not in self._readers:
            from concurrent.futures import ThreadPoolExecutor

            self._readers[name] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        return self._readers[name]

    def _submit(
        self, executor: Executor, work: Callable[..., Any], args: tuple[object, ...], answer: _Answer
    ) -> None:
        future = executor.submit(work, *args)
        self._open.add(future)
        future.add_done_callback(lambda ended: self._post(ended, answer))

    def _post(self, ended: Future[Any], answer: _Answer) -> None:
        try:
            self._arrived.emit(ended, answer)
        except RuntimeError:  # the window was closed while the work was ending
            return

    @Slot(object, object)
    def _deliver(self, ended: Future[Any], answer: _Answer) -> None:
        self._open.discard(ended)
        if ended.cancelled() or not answer.is_wanted:
            return
        error = ended.exception()
        if error is None:
            if answer.done:
                answer.done(ended.result())
        elif isinstance(error, Refusal):
            if answer.failed:
                answer.failed(error)
            else:
                self.refused.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    @property
    def is_busy(self) -> bool:
        """Whether something was asked for whose answer has not been delivered."""
        return bool(self._open or self._held)

    def close(self) -> None:
        """Wait for what is being read, drop what was not begun; nothing is delivered any more."""
        if self._closed:
            return
        self._closed = True
        self._held.clear()
        self._arrived.disconnect(self._deliver)
        for executor in self._readers.values():
            executor.shutdown(wait=True, cancel_futures=True)
