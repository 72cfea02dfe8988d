"""Work off the GUI thread: one worker that writes, one that reads; answers come back on the GUI thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from elearn.errors import Refusal

Done = Callable[[Any], None]
Failed = Callable[[Refusal], None]


@dataclass(frozen=True, slots=True)
class _Answer:
    done: Done | None
    failed: Failed | None
    owner: QObject | None

    @property
    def is_wanted(self) -> bool:
        owners = (self.owner, getattr(self.done, "__self__", None), getattr(self.failed, "__self__", None))
        return all(shiboken6.isValid(one) for one in owners if isinstance(one, QObject))


class Background(QObject):
    """Runs plain functions on worker threads.

    A refusal goes to `failed`, or to `refused` (the shell shows its sentence) where there is none. Any
    other exception is ours and is raised on the GUI thread, where the last handler sees it. An answer
    to a widget that has gone meanwhile (`owner`, or the object whose method is called) is dropped.
    """

    refused = Signal(object)  # Refusal
    _arrived = Signal(object, object)  # Future, _Answer

    def __init__(self, writer: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._may_read = Event()
        self._open: set[Future[Any]] = set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Future[Any]:
        """Do something that may write, after everything that was asked for before it."""
        return self._submit(self._writer, work, args, _Answer(done, failed, owner))

    def read(
        self,
        work: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Future[Any]:
        """Only look something up; it does not wait for what is being written."""
        return self._submit(self._reader, work, args, _Answer(done, failed, owner))

    def hold(self) -> None:
        """Let nothing be read until `release`: the services are not open yet."""
        self._reader.submit(self._may_read.wait)

    def release(self) -> None:
        """Let what waited be read."""
        self._may_read.set()

    def _submit(
        self, executor: Executor, work: Callable[..., Any], args: tuple[object, ...], answer: _Answer
    ) -> Future[Any]:
        future = executor.submit(work, *args)
        self._open.add(future)
        future.add_done_callback(lambda ended: self._post(ended, answer))
        return future

    def _post(self, ended: Future[Any], answer: _Answer) -> None:
        with suppress(RuntimeError):  # the window was closed while the work was ending
            self._arrived.emit(ended, answer)

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
        return bool(self._open)

    def close(self) -> None:
        """Wait for what is being read, drop what was not begun; nothing is delivered any more."""
        self._arrived.disconnect(self._deliver)
        self.release()
        self._reader.shutdown(wait=True, cancel_futures=True)
