"""Backups of records that are open."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.records import backup
from elearn.records.backup import BackupFile, Counts
from elearn.records.database import Database
from elearn.records.integrity import set_aside_and_restore
from elearn.records.today import SeenDay

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


class Backups:
    """The backups of one data folder. `restored` is called after the file was replaced."""

    def __init__(
        self, folder: Path, db: Database, clock: Clock, seen: SeenDay, restored: Callable[[], None]
    ) -> None:
        self._folder, self._db, self._clock = folder, db, clock
        self._seen, self._restored = seen, restored

    def make(self, now: datetime | None = None) -> Path | None:
        """Today's backup, where there is none yet, and thin the older ones; None where nothing was to do.

        The day is that of the known time or of `now`, whichever is later. Raises Refusal; RECORDS_DAMAGED
        where the records could not be copied whole, and then no older backup is removed.
        """
        known = self._seen.now()
        target = backup.daily(self._folder, max(now, known).date() if now else known.date())
        if target.exists() or self._db.row("select 1 from person") is None:
            return None
        backup.write_copy(self._db.path, target)
        backup.thin(self._folder)
        return target

    def list(self) -> builtins.list[BackupFile]:
        """The daily backups, newest first; unchecked."""
        return backup.list_backups(self._folder)

    def create(self, file: Path) -> Counts:
        """Write all records into one file, checked, counted and sealed. Raises Refusal."""
        return backup.write_copy(self._db.path, file, sealed=True)

    def restore(self, file: Path) -> Counts:
        """Go back to a backup; the present file is set aside as `records-replaced-<time>.db`.

        Each learner's chain says that it was done. Raises Refusal, and then everything is as it was.
        """
        with self._db.closed():
            counts = set_aside_and_restore(self._folder, file, self._clock.now(), kind="replaced")
        self._restored()
        return counts
