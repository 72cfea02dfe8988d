"""The unit head's side, one service for each thing that a head does; each is built when it is first used."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.credentials.key_box import UnitKeys
    from elearn.library.store import Library
    from elearn.machine.clock import Clock
    from elearn.records.unit.store import UnitRecords
    from elearn.services.unit.assigning import UnitAssigning
    from elearn.services.unit.data_page import UnitData
    from elearn.services.unit.documents import UnitDocuments
    from elearn.services.unit.intake import UnitIntake
    from elearn.services.unit.joining import UnitJoining
    from elearn.services.unit.lists import UnitLists
    from elearn.services.unit.overview import UnitOverview
    from elearn.services.unit.register import UnitRegister
    from elearn.services.unit.roster import UnitRoster
    from elearn.services.unit.setup import UnitSetup

T = TypeVar("T")


class UnitService:
    """The unit of one data folder; may be asked from any thread.

    `library` gives the courses, and is asked when they are needed. What signs or opens needs `unlock` first.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        library: Callable[[], Library],
        *,
        removable: bool = False,
        durable: bool = True,
    ) -> None:
        self.folder, self.clock, self._library = folder, clock, library
        self._removable, self._durable = removable, durable
        self._lock = threading.RLock()
        self._built: dict[str, object] = {}
        self._keys: UnitKeys | None = None

    def _once(self, name: str, build: Callable[[], T]) -> T:
        if name not in self._built:
            with self._lock:
                if name not in self._built:
                    self._built[name] = build()
        return cast("T", self._built[name])

    @property
    def is_set_up(self) -> bool:
        """Whether this folder holds a unit; opens nothing."""
        from elearn.records.unit.presence import has_unit

        return has_unit(self.folder)

    @property
    def records(self) -> UnitRecords:
        """What the unit keeps. Raises Refusal NO_UNIT, and what `open_unit` does."""
        return self._once("records", self._open)

    def _open(self, *, make: bool = False) -> UnitRecords:
        from elearn.records.unit.store import open_unit

        return open_unit(self.folder, self.clock, make=make, removable=self._removable, durable=self._durable)

    def make_records(self) -> UnitRecords:
        """The records, made where there are none."""
        return self._once("records", lambda: self._open(make=True))

    @property
    def library(self) -> Library:
        """Courses and items. Raises Refusal as the library's opening does."""
        return self._library()

    def back_up(self) -> None:
        """Today's backup, before something large is changed; a disk that is full is told by the change itself."""
        with suppress(Refusal):
            self.records.backup.make()

    # The keys

    @property
    def keys(self) -> UnitKeys:
        """The unit's keys. Raises Refusal(UNIT_PASSWORD_MISSING) where they were not unlocked."""
        if self._keys is None:
            self.records.settings.needed()
            raise Refusal(Reason.UNIT_PASSWORD_MISSING)
        return self._keys

    @property
    def is_unlocked(self) -> bool:
        """Whether the password was given since the start, or since `lock`."""
        return self._keys is not None

    def unlock(self, password: str) -> None:
        """Open the keys; takes about a fifth of a second. Raises Refusal NO_UNIT, UNIT_PASSWORD_WRONG."""
        self._keys = self.setup.open_keys(password)

    def keep_keys(self, keys: UnitKeys) -> None:
        """Go on with keys that were just made or opened otherwise."""
        self._keys = keys

    def lock(self) -> None:
        """Forget the keys."""
        self._keys = None

    # The services

    @property
    def setup(self) -> UnitSetup:
        """The unit's settings and keys."""
        from elearn.services.unit.setup import UnitSetup

        return self._once("setup", lambda: UnitSetup(self))

    @property
    def roster(self) -> UnitRoster:
        """The people."""
        from elearn.services.unit.roster import UnitRoster

        return self._once("roster", lambda: UnitRoster(self))

    @property
    def joining(self) -> UnitJoining:
        """Rows of the roster that are one person."""
        from elearn.services.unit.joining import UnitJoining

        return self._once("joining", lambda: UnitJoining(self))

    @property
    def assigning(self) -> UnitAssigning:
        """Assignment files and one-time codes."""
        from elearn.services.unit.assigning import UnitAssigning

        return self._once("assigning", lambda: UnitAssigning(self))

    @property
    def intake(self) -> UnitIntake:
        """Result files."""
        from elearn.services.unit.intake import UnitIntake

        return self._once("intake", lambda: UnitIntake(self))

    @property
    def overview(self) -> UnitOverview:
        """How the unit stands."""
        from elearn.services.unit.overview import UnitOverview

        return self._once("overview", lambda: UnitOverview(self))

    @property
    def lists(self) -> UnitLists:
        """Lists, reports and registers as files."""
        from elearn.services.unit.lists import UnitLists

        return self._once("lists", lambda: UnitLists(self))

    @property
    def documents(self) -> UnitDocuments:
        """What stands around lists and reports."""
        from elearn.services.unit.documents import UnitDocuments

        return self._once("documents", lambda: UnitDocuments(self))

    @property
    def register(self) -> UnitRegister:
        """Certificates."""
        from elearn.services.unit.register import UnitRegister

        return self._once("register", lambda: UnitRegister(self))

    @property
    def data(self) -> UnitData:
        """What is kept about people."""
        from elearn.services.unit.data_page import UnitData

        return self._once("data", lambda: UnitData(self))

    def close(self) -> None:
        """Forget the keys and close the file; asked for again, it is opened anew."""
        with self._lock:
            self.lock()
            records = cast("UnitRecords | None", self._built.pop("records", None))
            if records is not None:
                records.close()
