"""Backups of `unit.db`: one a day beside those of the learners' records, and files that were asked for."""

from __future__ import annotations

import builtins
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.machine.sharing import make_data_folder
from elearn.records import backup, schema
from elearn.records.backup import BackupFile
from elearn.records.database import APPLICATION_ID, Database, discard, look_into, put_in_place
from elearn.records.today import SeenDay
from elearn.records.unit.schema import ROAD

if TYPE_CHECKING:
    from elearn.machine.clock import Clock

KIND = "unit"
_COUNTS = (
    "select (select count(*) from person where left_on is null and joined_to is null),"
    " (select count(*) from device), (select count(*) from certificate)"
)
_COUNTS_OF = {
    1: _COUNTS.replace(" and joined_to is null", "")
}  # of the first shape, which knew no joined rows


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """What a `unit.db` holds."""

    people: int
    devices: int
    certificates: int


def count(path: Path) -> UnitCounts:
    """Open a `unit.db` read-only, check it and count what it holds.

    Raises Refusal: BACKUP_UNREADABLE where it is no sound one, RECORDS_NEWER.
    """
    unreadable = Refusal(Reason.BACKUP_UNREADABLE, path=str(path))
    try:
        with closing(look_into(path, at_rest=True)) as connection:
            if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
                raise unreadable
            schema.refuse_newer(connection, path, ROAD)
            if connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
                raise unreadable
            row = connection.execute(_COUNTS_OF.get(schema.schema_number(connection), _COUNTS)).fetchone()
    except sqlite3.Error as error:
        raise unreadable from error
    return UnitCounts(row[0], row[1], row[2])


def is_units(file: Path, folder: Path) -> bool:
    """Whether a backup from outside is one of a unit alone; it is copied into the data folder to be looked at."""
    part = folder / "unit-look.part"
    discard(part)
    try:
        make_data_folder(folder)
        shutil.copyfile(file, part)
        with closing(look_into(part)) as connection:
            return "table device" in schema.outline(connection)
    except (OSError, sqlite3.Error):  # what it is instead, who reads it as records will say
        return False
    finally:
        discard(part)


def checked(file: Path, folder: Path) -> UnitCounts:
    """Check a backup of a unit alone as a restore does, and leave everything as it is. Raises Refusal."""
    part = backup.take_in(file, folder, ROAD, count)
    try:
        return count(part)
    finally:
        discard(part)


class UnitBackups:
    """The backups of one `unit.db`."""

    def __init__(self, folder: Path, db: Database, clock: Clock, seen: SeenDay) -> None:
        self._folder, self._db, self._clock, self._seen = folder, db, clock, seen

    def make(self) -> Path | None:
        """Today's backup, where there is none yet, and thin the older ones; None where nothing was to do.

        Raises Refusal; RECORDS_DAMAGED where it could not be copied whole, and then no older one is removed.
        """
        target = backup.daily(self._folder, self._seen.today(), KIND)
        if target.exists() or self._db.row("select 1 from person") is None:
            return None
        backup.write_checked_copy(self._db.path, target, count)
        backup.thin(self._folder, KIND)
        return target

    def list(self) -> builtins.list[BackupFile]:
        """The daily backups, newest first; unchecked."""
        return backup.list_backups(self._folder, KIND)

    def create(self, file: Path) -> UnitCounts:
        """Write the whole unit into one file, checked, counted and sealed. Raises Refusal."""
        return backup.write_checked_copy(self._db.path, file, count, sealed=True)

    def restore(self, file: Path) -> UnitCounts:
        """Go back to a backup; the present file is set aside as `unit-replaced-<time>.db`. Raises Refusal."""
        with self._db.closed():
            counts = restore_into(self._folder, file, self._clock)
        self._seen.forget()
        return counts


def restore_into(folder: Path, file: Path, clock: Clock, kind: str = "replaced") -> UnitCounts:
    """Put a backup in the place of a `unit.db` that nobody has open; the present one is set aside.

    Raises Refusal, and then everything is as it was.
    """
    path = folder / f"{KIND}.db"
    part = backup.take_in(file, folder, ROAD, count)
    counts = count(part)
    aside = backup.set_aside(path, kind, clock.now())
    try:
        put_in_place(part, path)
    except OSError as error:
        if aside:
            aside.replace(path)
        raise Refusal(Reason.NOT_WRITABLE, path=str(folder)) from error
    return counts
