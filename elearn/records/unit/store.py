"""The unit's records of one data folder: opened once, handed in, closed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from elearn import __version__
from elearn.errors import Reason, Refusal
from elearn.records import schema
from elearn.records.database import (
    Database,
    look_into,
    reachable,
    restore_part,
    set_aside_files,
    worldly,
)
from elearn.records.times import moment, moment_or_none
from elearn.records.today import SeenDay
from elearn.records.unit.presence import FILE_NAME
from elearn.records.unit.schema import ROAD
from elearn.records.unit.settings import UnitSettingsStore

if TYPE_CHECKING:
    from elearn.learning.intake import DeviceId
    from elearn.machine.clock import Clock
    from elearn.records.unit.assignments import UnitAssignments
    from elearn.records.unit.backups import UnitBackups
    from elearn.records.unit.devices import Devices
    from elearn.records.unit.handed_out import HandedOutFiles
    from elearn.records.unit.imports import RosterImports
    from elearn.records.unit.intake import Intakes
    from elearn.records.unit.joins import Joins
    from elearn.records.unit.people import Members
    from elearn.records.unit.register import Register
    from elearn.records.unit.standing import Standings
    from elearn.records.unit.sub_units import SubUnits
    from elearn.records.unit.trainings import Trainings

_RESULTS = "version join device on device.id = version.device"
_KEPT = (  # kind, table, whose, since when
    ("roster", "person", "id", "came_at"),
    ("history", "person_history", "person", "at"),
    ("results", _RESULTS, "device.person", "received_at"),
    ("standings", "standing", "person", "null"),
    ("certificates", "certificate", "person", "issued_on || 'T00:00:00+07:00'"),
    ("trainings", "training", "person", "null"),
    ("handed_out", "handed_out", "person", "at"),
)


def open_unit(
    folder: Path, clock: Clock, *, make: bool = False, removable: bool = False, durable: bool = True
) -> UnitRecords:
    """Open the unit of a data folder; `make`: an empty one where there is none.

    Raises Refusal NO_UNIT, RECORDS_DAMAGED (also where backups stand and the file is gone), RECORDS_NEWER, and
    what the world causes; then nothing has been changed.
    """
    path = folder / FILE_NAME
    _make_ready(path, clock, make=make)
    db = Database(path, removable=removable, durable=durable)
    try:
        return UnitRecords(folder, db, clock)
    except BaseException:
        db.close()
        raise


def refuse_missing(path: Path) -> None:
    """Raise Refusal(RECORDS_DAMAGED) where a unit ought to be and is not: nothing empty takes its place.

    Raises Refusal(NOT_WRITABLE) where the folder may not be looked into.
    """
    with reachable(path.parent):
        if path.exists():
            damaged = path.stat().st_size == 0
        else:
            damaged = (
                path.with_name(path.name + "-wal").exists()
                or bool(set_aside_files(path))
                or any((path.parent / "backups").glob("unit-*.db"))
            )
    if damaged:
        raise Refusal(Reason.RECORDS_DAMAGED, path=str(path))


def _make_ready(path: Path, clock: Clock, *, make: bool) -> None:
    with reachable(path.parent):
        if not path.exists() and restore_part(path).exists():
            from elearn.records.backup import take_back  # seldom

            take_back(path)
    refuse_missing(path)
    if not path.exists():
        if not make:
            raise Refusal(Reason.NO_UNIT)
        schema.create(path, ROAD)
        return
    with worldly(path), closing(look_into(path, at_rest=True)) as connection:
        number = schema.refuse_newer(connection, path, ROAD)
    if number == 0:
        raise Refusal(Reason.RECORDS_DAMAGED, path=str(path))
    if number < ROAD.newest:
        schema.bring_up_to_date(path, clock.now(), ROAD)


class UnitRecords:
    """The stores over one `unit.db`. Every method of theirs may be called from any thread."""

    def __init__(self, folder: Path, db: Database, clock: Clock) -> None:
        self.folder, self.db, self._clock = folder, db, clock
        db.before_first_write(self._begin)
        self.seen_day = SeenDay(db, clock)
        self.settings = UnitSettingsStore(db, clock)

    def _begin(self) -> None:
        self.db.run("insert or replace into meta (name, value) values ('written_by', ?)", [__version__])

    @cached_property
    def sub_units(self) -> SubUnits:
        """The tree of sub-units."""
        from elearn.records.unit.sub_units import SubUnits

        return SubUnits(self.db, self._clock, self.people)

    @cached_property
    def people(self) -> Members:
        """The roster."""
        from elearn.records.unit.people import Members

        return Members(self.db, self._clock, self.joins)

    @cached_property
    def joins(self) -> Joins:
        """Rows of the roster that are one person."""
        from elearn.records.unit.joins import Joins

        return Joins(self.db, self._clock)

    @cached_property
    def imports(self) -> RosterImports:
        """Imports of rosters."""
        from elearn.records.unit.imports import RosterImports

        return RosterImports(self.db, self._clock, self.people, self.joins)

    @cached_property
    def assignments(self) -> UnitAssignments:
        """Assignment files and one-time codes."""
        from elearn.records.unit.assignments import UnitAssignments

        return UnitAssignments(self.db, self._clock)

    @cached_property
    def intakes(self) -> Intakes:
        """Result files."""
        from elearn.records.unit.intake import Intakes

        return Intakes(self.db, self._clock, self.devices)

    @cached_property
    def devices(self) -> Devices:
        """Devices whose results were taken in."""
        from elearn.records.unit.devices import Devices

        return Devices(self.db)

    @cached_property
    def standings(self) -> Standings:
        """How people stand."""
        from elearn.records.unit.standing import Standings

        return Standings(self.db)

    @cached_property
    def register(self) -> Register:
        """Certificates."""
        from elearn.records.unit.register import Register

        return Register(self.db)

    @cached_property
    def trainings(self) -> Trainings:
        """Courses held by others."""
        from elearn.records.unit.trainings import Trainings

        return Trainings(self.db)

    @cached_property
    def handed_out(self) -> HandedOutFiles:
        """Files that were handed out."""
        from elearn.records.unit.handed_out import HandedOutFiles

        return HandedOutFiles(self.db, self._clock)

    @cached_property
    def backup(self) -> UnitBackups:
        """Backups of this file."""
        from elearn.records.unit.backups import UnitBackups

        return UnitBackups(self.folder, self.db, self._clock, self.seen_day)

    def kept(self, person: int | None = None) -> list[tuple[str, int, datetime | None]]:
        """What is kept about everybody, or about a person: kind, how many rows, since when."""
        values = {"person": person}
        found = []
        for kind, table, column, moment_column in _KEPT:
            row = self.db.row(
                f"select count(*) as many, min({moment_column}) as since from {table}"  # noqa: S608 - words of ours
                f" where :person is null or {column} in (select id from person where (id = :person or joined_to = :person))",
                values,
            )
            if row:
                found.append((kind, row["many"], moment_or_none(row["since"])))
        return found

    def erasures(self) -> list[tuple[datetime, list[str]]]:
        """When somebody was erased, and the numbers of the papers that stay in the register without a name."""
        rows = self.db.rows("select at, papers from erasure order by made")
        return [(moment(row["at"]), json.loads(row["papers"])) for row in rows]

    def erase(self, person: int, devices: Sequence[DeviceId], file_names: Sequence[str]) -> list[Path]:
        """Erase a person; see `elearn.records.unit.erase`."""
        from elearn.records.unit.erase import erase_person

        return erase_person(self.db, self.folder, person, devices, file_names, self._clock.now())

    def close(self) -> None:
        """Close the file; closing again does nothing."""
        if not self.db.is_open:
            return
        with suppress(Refusal):  # a disk that is full or read-only keeps nobody from leaving
            self.seen_day.note_clock()
        self.db.close()
