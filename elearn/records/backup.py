"""Backups: one whole file each, opened and counted after it is written.

One a day is kept in `backups/` beside the records, thinned to 7 days, 4 weeks and 12 months. One that a person
asked for is sealed: behind SQLite's pages stands a digest of them, so that a stick which has lost a bit is
noticed. A restore copies the file in first, checks it as something from outside, sets the present file aside and
never overwrites anything.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime
from glob import escape
from pathlib import Path
from typing import TypeVar

from elearn.errors import Reason, Refusal
from elearn.machine.digest import token_hex
from elearn.machine.files import held, is_device, is_left, is_there
from elearn.machine.files import refusal_for as refusal_for_files
from elearn.machine.sharing import make_data_folder, share
from elearn.records import schema
from elearn.records.database import (
    APPLICATION_ID,
    discard,
    look_into,
    put_in_place,
    refusal_for,
    restore_part,
    set_aside_files,
    worldly,
)

LARGEST_MB = 2048
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 7, 4, 12
SEAL = b"\nelearn backup, sha256 of all above: "  # then 64 hexadecimal digits and a line's end
_SEAL_BYTES = len(SEAL) + 65
_JUST_BEGUN_S = 60
UNPACKED = ".restore-"  # what folders are called into which a backup is unpacked
RECORDS = "records"  # what the names of copies begin with; another kind of file has its own word
_DAILY = re.compile(r"^([a-z]+)-(\d{4}-\d{2}-\d{2})\.db$")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a records file holds."""

    people: int
    attempts: int
    events: int


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup of the folder `backups`, and the day it was made."""

    path: Path
    made_on: date


def count(path: Path) -> Counts:
    """Open a records file read-only, check it (`quick_check`) and count what it holds.

    Raises Refusal: BACKUP_UNREADABLE where it is no sound records file, RECORDS_NEWER.
    """
    try:
        with closing(look_into(path, at_rest=True)) as connection:
            if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
                raise Refusal(Reason.BACKUP_UNREADABLE, path=str(path))
            schema.refuse_newer(connection, path)
            if connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
                raise Refusal(Reason.BACKUP_UNREADABLE, path=str(path))
            return counts_of(connection)
    except sqlite3.Error as error:
        raise Refusal(Reason.BACKUP_UNREADABLE, path=str(path)) from error


def counts_of(connection: sqlite3.Connection) -> Counts:
    """What an open records file holds. Raises sqlite3.Error."""
    row = connection.execute(
        "select (select count(*) from person), (select count(*) from attempt), (select count(*) from event)"
    ).fetchone()
    return Counts(row[0], row[1], row[2])


def write_copy(records: Path, target: Path, *, sealed: bool = False) -> Counts:
    """Copy a records file into one new file, as `write_checked_copy` does; what it holds."""
    return write_checked_copy(records, target, count, sealed=sealed)


def write_checked_copy(records: Path, target: Path, check: Callable[[Path], T], *, sealed: bool = False) -> T:
    """Copy a file that may be in use into one new file, check it, put it in place; what the check found.

    Raises Refusal (disk full, not writable, RECORDS_DAMAGED where the records cannot be read whole); then
    whatever stood at `target` is untouched.
    """
    part = target.with_name(f"{target.name}.{token_hex(3)}.part")  # another program may write the same one
    try:
        if not is_there(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            share(target.parent)
        _clear_left(target)
        part.touch(exist_ok=False)
    except OSError as error:
        raise refusal_for_files(error, target) from error
    try:
        with held(part):
            _copy_pages(records, part, target)
            try:
                counts = check(part)
            except Refusal as refusal:
                raise Refusal(Reason.RECORDS_DAMAGED, path=str(records)) from refusal
            if sealed:
                _seal(part)
            share(part)
            _flush(part)
            put_in_place(part, target)
    except OSError as error:
        raise refusal_for_files(error, target) from error
    finally:
        discard(part)
    return counts


def _clear_left(target: Path) -> None:
    """Take away what a kill has left of copies to `target`; a part that was just begun may not be held yet."""
    for part in target.parent.glob(f"{escape(target.name)}.*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _JUST_BEGUN_S and is_left(part):
                discard(part)


def _copy_pages(records: Path, part: Path, target: Path) -> None:
    """Copy into `part`; what goes wrong there is told of `target`, whose name a person knows."""
    with worldly(records):
        source = look_into(records)
    with closing(source), worldly(target), closing(sqlite3.connect(part)) as copy:
        try:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, with nothing beside it
        except sqlite3.Error as error:
            refusal = refusal_for(error, target)
            if refusal is None:
                raise
            if refusal.reason is Reason.RECORDS_DAMAGED:
                refusal = Refusal(Reason.RECORDS_DAMAGED, path=str(records))
            raise refusal from error


def _seal(path: Path) -> None:
    """Write the digest behind the pages; SQLite goes by the number of pages in its header and passes it over."""
    digest = _digest(path, path.stat().st_size)
    with path.open("ab") as file:
        file.write(SEAL + digest + b"\n")


def _unseal(path: Path) -> None:
    """Check a copy by its seal and take the seal off. Raises Refusal(BACKUP_UNREADABLE).

    A file without one (a daily backup, records copied by hand) stays as it is: pages and nothing behind them.
    """
    whole = path.stat().st_size
    size = whole - _SEAL_BYTES
    if size <= 0:
        return
    with path.open("rb+") as file:
        page = int.from_bytes(file.read(18)[16:], "big")
        file.seek(size)
        seal = file.read()
        if not seal.startswith(SEAL):
            if whole % (65536 if page == 1 else page):  # cut short in its seal, or something was hung on
                raise Refusal(Reason.BACKUP_UNREADABLE, path=str(path))
            return
        if seal[len(SEAL) :] != _digest(path, size) + b"\n":
            raise Refusal(Reason.BACKUP_UNREADABLE, path=str(path))
        file.truncate(size)


def _digest(path: Path, size: int) -> bytes:
    """SHA-256 over a file's first `size` bytes, as 64 hexadecimal digits."""
    import hashlib  # brings OpenSSL with it, and a day's backup has no seal

    whole, left = hashlib.sha256(), size
    with path.open("rb") as file:
        while left and (piece := file.read(min(left, 1024 * 1024))):
            whole.update(piece)
            left -= len(piece)
    return whole.hexdigest().encode()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def daily(folder: Path, day: date, kind: str = RECORDS) -> Path:
    """Where the backup of a day stands."""
    return folder / "backups" / f"{kind}-{day:%Y-%m-%d}.db"


def list_backups(folder: Path, kind: str = RECORDS) -> list[BackupFile]:
    """The daily backups of a data folder, newest first; unchecked."""
    found = []
    with suppress(OSError):
        for path in (folder / "backups").iterdir():
            name = _DAILY.match(path.name)
            with suppress(ValueError):
                if name and name[1] == kind:
                    found.append(BackupFile(path, date.fromisoformat(name[2])))
    return sorted(found, key=lambda one: one.made_on, reverse=True)


def newest_good(folder: Path) -> tuple[BackupFile, Counts] | None:
    """The newest daily backup that opens and is sound, with what it holds; None where there is none."""
    for one in list_backups(folder):
        with suppress(Refusal):
            return one, count(one.path)
    return None


def thin(folder: Path, kind: str = RECORDS) -> list[Path]:
    """Remove the daily backups that the scheme does not keep; which were removed."""
    backups = list_backups(folder, kind)
    keep = to_keep([one.made_on for one in backups])
    removed = []
    for one in backups:
        if one.made_on not in keep:
            with suppress(OSError):  # held by an antivirus: it goes tomorrow
                one.path.unlink()
                removed.append(one.path)
    return removed


def to_keep(days: Iterable[date]) -> set[date]:
    """The newest 7 days, and the newest day of each of the newest 4 weeks and 12 months."""
    newest_first = sorted(set(days), reverse=True)
    weeks = {day.isocalendar()[:2]: day for day in reversed(newest_first)}
    months = {(day.year, day.month): day for day in reversed(newest_first)}
    return (
        set(newest_first[:KEEP_DAYS])
        | set(sorted(weeks.values(), reverse=True)[:KEEP_WEEKS])
        | set(sorted(months.values(), reverse=True)[:KEEP_MONTHS])
    )


def take_in(
    file: Path, folder: Path, road: schema.Road | None = None, check: Callable[[Path], object] = count
) -> Path:
    """Copy a backup into the data folder, check it as something from outside, bring it up to date.

    `road` and `check` are those of another kind of file than the learners' records.

    The returned path is ready to be put in place. Raises Refusal: FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE,
    BACKUP_UNREADABLE (no sound records file, or one with a shape of its own), RECORDS_NEWER, DISK_FULL.
    """
    size = _size_of(file)
    if size > LARGEST_MB * 1024 * 1024:
        raise Refusal(Reason.FILE_TOO_LARGE, path=str(file), limit_mb=LARGEST_MB)
    part = restore_part(folder / f"{road.name if road else RECORDS}.db")
    discard(part)
    try:
        make_data_folder(folder)
        shutil.copyfile(file, part)
        share(part)
        _refuse_live_code(part, file)
        check(part)
        _unseal(part)
        schema.migrate(part, road=road)
        _refuse_other_shape(part, file, folder, road)
        _flush(part)
    except OSError as error:
        discard(part)
        raise refusal_for_files(error, folder) from error
    except Refusal as refusal:
        discard(part)
        if refusal.reason in (Reason.BACKUP_UNREADABLE, Reason.RECORDS_DAMAGED):
            raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file)) from refusal
        raise
    return part


def _size_of(file: Path) -> int:
    """How many bytes a file from outside has. Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE."""
    if not is_there(file):
        raise Refusal(Reason.FILE_NOT_FOUND, path=str(file))
    if is_device(file):
        raise Refusal(Reason.FILE_UNREADABLE, path=str(file))
    try:
        with file.open("rb") as opened:
            return os.fstat(opened.fileno()).st_size
    except OSError as error:  # a folder, or a file that may not be read
        raise Refusal(Reason.FILE_UNREADABLE, path=str(file)) from error


def _refuse_live_code(part: Path, file: Path) -> None:
    """No trigger, view or virtual table comes in with a backup, whoever made it."""
    try:
        with closing(look_into(part)) as connection:
            found = schema.outline(connection)
    except sqlite3.Error as error:
        raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file)) from error
    if any(
        name.startswith(("trigger", "view")) or "virtual table" in sql.lower() for name, sql in found.items()
    ):
        raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file))


def _refuse_other_shape(part: Path, file: Path, folder: Path, road: schema.Road | None) -> None:
    pattern = folder / f"{road.name if road else RECORDS}-pattern.part"
    discard(pattern)
    try:
        schema.migrate(pattern, road=road)
        with closing(look_into(part)) as ours, closing(look_into(pattern)) as wanted:
            sound = schema.outline(ours) == schema.outline(wanted)
            sound = sound and ours.execute("pragma integrity_check(1)").fetchone()[0] == "ok"
            sound = sound and ours.execute("pragma foreign_key_check").fetchone() is None
    except sqlite3.Error as error:
        raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file)) from error
    finally:
        discard(pattern)
    if not sound:
        raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file))


def take_back(records: Path) -> None:
    """Undo a restore that was broken off between two names: what it had set aside gets its name again.

    So it is where the file is gone and the checked copy that was to take its place still lies there. Raises Refusal.
    """
    if records.exists() or not restore_part(records).exists():
        return
    newest = max(set_aside_files(records), key=lambda path: path.stem.split("-", 2)[2], default=None)
    if newest is None:
        return
    try:
        for suffix in ("-wal", "-shm", ""):  # the file itself last: only then is it there
            moved = newest.with_name(newest.name + suffix)
            if moved.exists():
                moved.rename(records.with_name(records.name + suffix))
    except OSError as error:
        raise refusal_for_files(error, records) from error
    sweep(records.parent)


def sweep(folder: Path) -> None:
    """Take away what restores left that were broken off: it holds people's data and is of no use."""
    for part in (*folder.glob(f"{RECORDS}*.part"), *folder.glob("unit*.part")):
        discard(part)
    for unpacked in folder.glob(f"{UNPACKED}*"):
        shutil.rmtree(unpacked, ignore_errors=True)


def set_aside(
    records: Path, kind: str, now: datetime, beside: Sequence[str] = ("-wal", "-shm")
) -> Path | None:
    """Give a records file (and what stands beside it) another name in the same folder.

    `records-<kind>-<time>.db`, never one that is taken; None where there was no file. Raises Refusal.
    """
    stem = f"{records.stem}-{kind}-{now:%Y%m%d-%H%M%S}"
    aside = records.with_name(f"{stem}.db")
    number = 1
    while aside.exists():
        number += 1
        aside = records.with_name(f"{stem}-{number}.db")
    moved = None
    try:
        for suffix in ("", *beside):
            present = records.with_name(records.name + suffix)
            if present.exists():
                present.rename(aside.with_name(aside.name + suffix))
                moved = aside
    except OSError as error:
        raise Refusal(Reason.LOCKED_BY_OTHER, path=str(records)) from error
    return moved
