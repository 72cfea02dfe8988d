"""The records of one data folder: opened once, handed in, closed."""

from __future__ import annotations

from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from elearn import __version__
from elearn.errors import Reason, Refusal
from elearn.records import schema
from elearn.records.database import (
    FILE_NAME,
    Database,
    look_into,
    reachable,
    restore_part,
    set_aside_files,
    worldly,
    writing,
)
from elearn.records.events import EventLog
from elearn.records.settings import Settings
from elearn.records.today import SeenDay

if TYPE_CHECKING:
    from elearn.machine.clock import Clock
    from elearn.records.assignments import Assignments
    from elearn.records.attempts import Attempts
    from elearn.records.backup import Counts
    from elearn.records.backups import Backups
    from elearn.records.certificates import Certificates
    from elearn.records.exports import Exports
    from elearn.records.keys import Keys
    from elearn.records.marks import Marks
    from elearn.records.people import People
    from elearn.records.reading import Reading
    from elearn.records.trusted_keys import TrustedKeys


def open_records(folder: Path, clock: Clock, *, removable: bool = False, durable: bool = True) -> Records:
    """Open the records of a data folder; a folder without any gets a new file.

    `removable`: the folder lies on removable or network media. `durable` False: a power cut may cost
    everything, as for a trial's learners; what is asked for is done the same. Raises Refusal: RECORDS_DAMAGED (also
    where backups stand and the file is gone), RECORDS_NEWER, RECORDS_READ_ONLY, NOT_WRITABLE,
    DISK_FULL, LOCKED_BY_OTHER, DISK_FAILING; then nothing has been changed.
    """
    path = folder / FILE_NAME
    _make_ready(path, clock)
    db = Database(path, removable=removable, durable=durable)
    try:
        return Records(folder, db, clock)
    except BaseException:
        db.close()
        raise


def open_visit(folder: Path, clock: Clock) -> Records:
    """Records of a visit to a folder in which nothing can be kept: in memory alone, gone when they are closed."""
    return Records(folder, Database(folder / FILE_NAME, memory=schema.in_memory()), clock)


def _make_ready(path: Path, clock: Clock) -> None:
    with reachable(path.parent):
        if not path.exists() and restore_part(path).exists():
            from elearn.records.backup import take_back  # seldom

            take_back(path)
    refuse_missing(path.parent)
    if not path.exists():
        schema.create(path)
        return
    with worldly(path), closing(look_into(path, at_rest=True)) as connection:
        number = schema.refuse_newer(connection, path)
    if number < schema.NEWEST:
        if number == 0:  # a database that is none of ours, or one that lost its first page
            raise Refusal(Reason.RECORDS_DAMAGED, path=str(path))
        schema.bring_up_to_date(path, clock.now())


def refuse_missing(folder: Path) -> None:
    """Raise Refusal(RECORDS_DAMAGED) where records ought to be and are not: nothing empty takes their place.

    So with a records file of no bytes, a write-ahead log without its file, backups or what a restore has set aside
    without a records file.
    Raises Refusal(NOT_WRITABLE) where the folder may not be looked into.
    """
    path = folder / FILE_NAME
    with reachable(folder):
        if path.exists():
            damaged = path.stat().st_size == 0
        else:
            damaged = (
                path.with_name(FILE_NAME + "-wal").exists()
                or bool(set_aside_files(path))
                or bool(_has_backups(folder))
            )
    if damaged:
        raise Refusal(Reason.RECORDS_DAMAGED, path=str(path))


def _has_backups(folder: Path) -> bool:
    with suppress(OSError):
        return any((folder / "backups").glob("records-*.db"))
    return False


class Records:
    """The stores over one records file. Every method of theirs may be called from any thread."""

    def __init__(self, folder: Path, db: Database, clock: Clock) -> None:
        self.folder = folder
        self._db, self._clock = db, clock
        row = db.row("select value from meta where name = 'end'")
        self.ended_clean = row is None or row["value"] == "clean"
        self._wrote = False
        db.check_writable()
        db.before_first_write(self._begin)
        self.events = EventLog(db, clock)
        self.seen_day = SeenDay(db, clock)
        self.settings = Settings(db)

    def _begin(self) -> None:
        """Inside the first transaction that writes: from here on an end without `close` is an unclean one."""
        self._wrote = True
        for name, value in (("end", "open"), ("written_by", __version__)):
            self._db.run("insert or replace into meta (name, value) values (?, ?)", [name, value])

    def _restored(self) -> None:
        """After the file was replaced by a backup: each learner's chain says so."""
        self.seen_day.forget()
        self._db.before_first_write(self._begin)
        with writing(self._db):
            for person in self.people.list():
                self.events.append(person.subject, "records_restored")

    @cached_property
    def people(self) -> People:
        """Profiles."""
        from elearn.records.people import People
        from elearn.records.pins import Pins

        return People(
            self._db, self.events, Pins(self._db, self.events, self.seen_day), self._clock, self.folder
        )

    @cached_property
    def reading(self) -> Reading:
        """Positions, times and lessons read."""
        from elearn.records.reading import Reading

        return Reading(self._db, self.events, self._clock)

    @cached_property
    def marks(self) -> Marks:
        """Bookmarks, highlights, notes."""
        from elearn.records.marks import Marks

        return Marks(self._db, self._clock)

    @cached_property
    def attempts(self) -> Attempts:
        """Practice and exams."""
        from elearn.records.attempts import Attempts

        return Attempts(self._db, self.events, self.seen_day, self._clock)

    @cached_property
    def certificates(self) -> Certificates:
        """Certificates as they were issued."""
        from elearn.records.certificates import Certificates

        return Certificates(self._db, self.events)

    @cached_property
    def keys(self) -> Keys:
        """The installation's key."""
        from elearn.records.keys import Keys

        return Keys(self._db, self._clock)

    @cached_property
    def assignments(self) -> Assignments:
        """What the unit asks."""
        from elearn.records.assignments import Assignments

        return Assignments(self._db, self._clock)

    @cached_property
    def trusted_keys(self) -> TrustedKeys:
        """Keys of units that are trusted."""
        from elearn.records.trusted_keys import TrustedKeys

        return TrustedKeys(self._db, self._clock)

    @cached_property
    def exports(self) -> Exports:
        """Result files that were handed over."""
        from elearn.records.exports import Exports

        return Exports(self._db, self.events)

    @cached_property
    def backup(self) -> Backups:
        """Backups of this file, and the way back from one."""
        from elearn.records.backups import Backups

        return Backups(self.folder, self._db, self._clock, self.seen_day, self._restored)

    def counts(self) -> Counts:
        """How many people, attempts and events there are."""
        from elearn.records.backup import counts_of

        with self._db.snapshot() as connection:
            return counts_of(connection)

    def quick_check(self) -> bool:
        """Whether the file is in order; after the first paint, off the GUI thread."""
        from elearn.records.integrity import quick_check

        return quick_check(self._db.path)

    def full_check(self) -> bool:
        """Whether pages, indexes and references are in order; after an unclean end. Slower."""
        from elearn.records.integrity import full_check

        return full_check(self._db.path)

    def broken_chains(self) -> list[str]:
        """Learners (subjects) whose event chain was changed by hand: no damage, and no backup heals it."""
        return [one.subject for one in self.people.list() if not self.events.verify(one.subject)]

    def close(self, clean: bool = True) -> None:
        """Close the file; `clean` says that everything ended as it should. Closing again does nothing."""
        if not self._db.is_open:
            return
        if clean:
            with suppress(Refusal):  # a full disk or a pulled stick must not keep the window open
                self.seen_day.note_clock()
                if self._wrote:
                    with writing(self._db):
                        self._db.run("insert or replace into meta (name, value) values ('end', 'clean')")
        self._db.close()


def restore_into(folder: Path, file: Path, clock: Clock, *, damaged: bool = True) -> Counts:
    """Restore a backup into a folder whose records cannot be opened, or stand still. Raises Refusal."""
    from elearn.records.integrity import set_aside_and_restore

    counts = set_aside_and_restore(folder, file, clock.now(), kind="damaged" if damaged else "replaced")
    records = open_records(folder, clock)
    try:
        records._restored()  # noqa: SLF001 - what `backup.restore` does, from outside
    finally:
        records.close()
    return counts
