"""The composition root: builds each service when it is first used, and hands in what it needs.

Importing this costs next to nothing: the first painted window needs none of it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    from elearn.credentials.key_file import TrustedKey
    from elearn.errors import Refusal
    from elearn.library.store import Library
    from elearn.machine.clock import Clock
    from elearn.records.store import Records
    from elearn.services.assignment import AssignmentService
    from elearn.services.certify import CertifyService
    from elearn.services.learner import LearnerService
    from elearn.services.submit import SubmitService
    from elearn.services.unit import UnitService
    from elearn.services.visit import Visit

T = TypeVar("T")


class Services:
    """The services over one data folder and one library; may be asked from any thread.

    `library_path` is the library that came with the program, `source_root` the source tree where there is
    one: there a library older than its sources is rebuilt on first use. `removable`: whether the folder lies
    on removable or network media; None to ask the machine. `portable`: the program was carried here, and its
    records lie beside it: they are kept as on a stick, wherever it lies now.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        library_path: Path,
        source_root: Path | None = None,
        *,
        removable: bool | None = None,
        portable: bool = False,
    ) -> None:
        self.folder, self.clock = folder, clock
        self.library_path, self.source_root = library_path, source_root
        self._removable, self._portable = (True if portable else removable), portable
        self._visit: Visit | None = None
        self._lock = threading.RLock()
        self._built: dict[str, object] = {}

    def _once(self, name: str, build: Callable[[], T]) -> T:
        if name not in self._built:
            with self._lock:
                if name not in self._built:
                    self._built[name] = build()
        return cast("T", self._built[name])

    @property
    def records(self) -> Records:
        """What is remembered. Raises Refusal as `open_records` does."""
        return self._once("records", self._open_records)

    def _open_records(self) -> Records:
        from elearn.records.store import open_records

        if self._visit is not None:
            raise RuntimeError("records of a visit are opened once")
        return open_records(self.folder, self.clock, removable=self._is_removable())

    def _is_removable(self) -> bool:
        if self._removable is None:
            from elearn.machine.drives import is_removable

            self._removable = is_removable(self.folder)
        return self._removable

    @property
    def visit(self) -> Visit | None:
        """The visit that is under way, in which nothing is kept; None where records are kept as always."""
        return self._visit

    def may_visit(self, refusal: Refusal) -> bool:
        """Whether a visit begins by itself after this refusal; else it may be offered (`visit.is_offered`)."""
        from elearn.services.visit import begins_at_once

        return begins_at_once(refusal, self.folder, portable=self._portable)

    def begin_visit(self, refusal: Refusal) -> Visit:
        """Read on without records, which the refusal keeps from being opened. No exam, no paper, no result file."""
        from elearn.learning.people import PersonDetails
        from elearn.records.store import open_visit
        from elearn.services.visit import VISITOR, Visit, cause_of

        self.end_visit()
        records = open_visit(self.folder, self.clock)
        subject = records.people.create(PersonDetails(VISITOR)).subject
        with self._lock:
            self._built["records"] = records
            self._visit = Visit(cause_of(refusal, self.folder), subject)
        return self._visit

    def end_visit(self) -> None:
        """Let go of the records, of a visit or not: asked for again, they are opened as always."""
        self.close_records()
        self._visit = None

    def _refuse_in_visit(self) -> None:
        if self._visit is not None:
            from elearn.errors import Reason, Refusal

            raise Refusal(Reason.READING_ONLY, cause=self._visit.cause.value)

    @property
    def library(self) -> Library:
        """Courses, items, documents. Raises Refusal NO_LIBRARY, LIBRARY_DAMAGED, LIBRARY_NEWER, SOURCES_FAULTY."""
        return self._once("library", self._open_library)

    def _open_library(self) -> Library:
        from elearn.library.install import current
        from elearn.library.store import open_library

        if self.source_root is not None:
            self._rebuild(self.source_root)
        return open_library(current(self.library_path, self.folder), self.source_root, self.library_path)

    def _rebuild(self, source_root: Path) -> None:
        """Compile the library anew where it is older than its sources.

        Where it cannot be written (another account's tree, a full disk) the older one is good enough to read.
        """
        from elearn.library.stale import is_stale

        if not is_stale(source_root, self.library_path):
            return
        from elearn.errors import Reason, Refusal
        from elearn.library.compile import build  # seldom, and slow to import

        try:
            build(source_root, self.library_path, leave_out_faulty=True)
        except Refusal as refusal:
            in_the_way = (Reason.NOT_WRITABLE, Reason.DISK_FULL, Reason.LOCKED_BY_OTHER)
            if refusal.reason not in in_the_way or not self.library_path.is_file():
                raise

    @property
    def learner(self) -> LearnerService:
        """Reading on, practice, exams."""
        return self._once("learner", self._make_learner)

    def _make_learner(self) -> LearnerService:
        from elearn.services.learner import LearnerService

        return LearnerService(
            self.records,
            self.library,
            self.clock,
            lambda: self.certify,
            assigned=self.assignment,
            keeps=self._refuse_in_visit,
        )

    @property
    def assignment(self) -> AssignmentService:
        """What the unit asks of the learners here."""
        return self._once("assignment", self._make_assignment)

    def _make_assignment(self) -> AssignmentService:
        from elearn.machine.paths import assignment_folders
        from elearn.services.assignment import AssignmentService

        laid_out = (
            assignment_folders(self.folder) if self._visit is None else ()
        )  # nobody is asked for anything
        return AssignmentService(self.records, self.library, laid_out)

    @property
    def certify(self) -> CertifyService:
        """Certificates: issued, handed out, checked."""
        return self._once("certify", self._make_certify)

    def _make_certify(self) -> CertifyService:
        from elearn.services.certify import CertifyService

        return CertifyService(self.records, self.library, self.clock, self._unit_keys)

    def _unit_keys(self) -> list[TrustedKey]:
        """The key of the unit whose assignment is in use, and of the unit of this very folder."""
        from elearn.credentials.key_file import TrustedKey
        from elearn.errors import Refusal

        held = self.assignment.held()
        found = []
        if held is not None:
            unit = held.assignment.unit
            found.append(TrustedKey(held.public, "unit", unit.name, held.assignment.made_at.date()))
        if self.unit.is_set_up:
            with suppress(Refusal):  # a damaged unit is no reason to check no paper
                found.append(self.unit.setup.trusted_key())
        return found

    @property
    def submit(self) -> SubmitService:
        """Result files. Raises Refusal(READING_ONLY) in a visit."""
        self._refuse_in_visit()
        return self._once("submit", self._make_submit)

    def _make_submit(self) -> SubmitService:
        from elearn.services.submit import SubmitService

        return SubmitService(self.records, self.library, self.clock, self.assignment)

    @property
    def unit(self) -> UnitService:
        """The unit head's side; whether there is a unit here is asked of it."""
        return self._once("unit", self._make_unit)

    def _make_unit(self) -> UnitService:
        from elearn.services.unit import UnitService

        return UnitService(self.folder, self.clock, lambda: self.library, removable=self._is_removable())

    @property
    def worker(self) -> ThreadPoolExecutor:
        """The one thread for everything that writes records."""
        return self._once("worker", _make_worker)

    def close_records(self) -> None:
        """Close the records, and let go of what rests on them: asked for again, they are opened anew."""
        with self._lock:
            for name in ("learner", "certify", "submit", "assignment"):
                self._built.pop(name, None)
            records = cast("Records | None", self._built.pop("records", None))
            if records is not None:
                records.close()

    def sweep_updates(self) -> None:
        """Take away what a content update that was killed has left; seldom anything."""
        from elearn.library.install import sweep

        sweep(self.library_path, self.folder)

    def close_library(self) -> None:
        """Let go of the library, so that it can be replaced: asked for again, it is opened anew."""
        with self._lock:
            for name in ("learner", "certify", "submit", "assignment"):
                self._built.pop(name, None)
            library = cast("Library | None", self._built.pop("library", None))
            if library is not None:
                library.close()

    def close(self) -> None:
        """Wait for what is being written, then close everything."""
        worker = cast("ThreadPoolExecutor | None", self._built.pop("worker", None))
        if worker is not None:
            worker.shutdown()
        self.close_records()
        unit = cast("UnitService | None", self._built.pop("unit", None))
        if unit is not None:
            unit.close()
        self.close_library()


def _make_worker() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
