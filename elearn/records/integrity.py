"""Whether the records file is sound, and what to do where it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from elearn.errors import Reason, Refusal
from elearn.records import backup, schema
from elearn.records.backup import Counts
from elearn.records.database import FILE_NAME, look_into, prepare, put_in_place, worldly
from elearn.records.events import chain_holds, event_of
from elearn.records.times import moment


def quick_check(path: Path) -> bool:
    """Whether the file's pages are in order; by a connection of its own, so that nobody waits."""
    return _sound(path, "pragma quick_check(1)")


def full_check(path: Path, *, at_rest: bool = False) -> bool:
    """Whether pages, indexes and references are in order; slower, after an unclean end.

    `at_rest`: nobody has the file open, and nothing is to be made beside it.
    """
    return _sound(path, "pragma integrity_check(1)", at_rest) and _references_hold(path, at_rest)


def _sound(path: Path, pragma: str, at_rest: bool = False) -> bool:
    try:
        with closing(look_into(path, at_rest=at_rest)) as connection:
            return bool(connection.execute(pragma).fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _references_hold(path: Path, at_rest: bool) -> bool:
    try:
        with closing(look_into(path, at_rest=at_rest)) as connection:
            return connection.execute("pragma foreign_key_check").fetchone() is None
    except sqlite3.DatabaseError:
        return False


def refuse_in_use(path: Path) -> None:
    """Raise Refusal(LOCKED_BY_OTHER) where another program has the records open."""
    if not path.exists():
        return
    try:
        with worldly(path), closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
            connection.execute("pragma journal_mode = delete")  # needs the file for itself
    except Refusal as refusal:
        if refusal.reason is Reason.LOCKED_BY_OTHER:
            raise


def set_aside_and_restore(folder: Path, file: Path, now: datetime, kind: str = "damaged") -> Counts:
    """Put a backup in the place of the records of a folder that nobody has open.

    The backup is copied in and checked first; then the present file, damaged or not, is renamed to
    `records-<kind>-<time>.db` and stays. What must not run backwards (the known time, the numbers of
    result files) is carried over where the present file can still be read. Raises Refusal, and then
    everything is as it was.
    """
    path = folder / FILE_NAME
    part = backup.take_in(file, folder)
    if kind != "damaged":  # a damaged file is not touched, not even to ask
        refuse_in_use(path)
    _carry_over(path, part)
    counts = backup.count(part)
    aside = backup.set_aside(path, kind, now)
    try:
        put_in_place(part, path)
    except OSError as error:
        if aside:
            aside.replace(path)
        raise Refusal(Reason.NOT_WRITABLE, path=str(folder)) from error
    return counts


def _carry_over(present: Path, restored: Path) -> None:
    """Known time and result file numbers of the present file, where they are ahead of the restored one's."""
    try:
        with closing(look_into(present)) as connection:
            known = connection.execute("select value from meta where name = 'known_at'").fetchone()
            exports = connection.execute(
                "select subject, sequence, file_name, at, head_hash from export"
            ).fetchall()
    except sqlite3.Error:  # damaged: then there is nothing to carry over
        return
    with worldly(restored), closing(sqlite3.connect(restored, isolation_level=None)) as connection:
        prepare(connection, removable=True)
        connection.execute("begin immediate")
        if known:
            connection.execute(
                """insert into meta (name, value) values ('known_at', ?) on conflict (name) do update
                    set value = excluded.value where julianday(excluded.value) > julianday(value)""",
                [known[0]],
            )
        connection.executemany(
            """insert or ignore into export (subject, sequence, file_name, at, head_hash)
                select ?, ?, ?, ?, ? where exists (select 1 from person where subject = ?)""",
            [(*tuple(row), row["subject"]) for row in exports],
        )
        connection.execute("commit")


def start_anew(folder: Path, now: datetime) -> None:
    """An empty records file where no backup helps; the damaged one is set aside. Raises Refusal."""
    path = folder / FILE_NAME
    backup.set_aside(path, "damaged", now)
    schema.create(path)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at records found. `backup`: the newest daily backup's day, None where there is none.

    `broken` learners have an event chain that was changed by another hand.
    """

    counts: Counts
    known_at: datetime | None
    backup: date | None
    broken: int = 0


def examine(folder: Path) -> Examined | None:
    """Check and count the records of a folder without changing anything; None where there are none yet.

    Raises Refusal RECORDS_DAMAGED, RECORDS_NEWER, and what the world causes.
    """
    from elearn.records.store import refuse_missing

    path = folder / FILE_NAME
    refuse_missing(folder)
    if not path.exists():
        return None
    with worldly(path), closing(look_into(path, at_rest=True)) as connection:
        schema.refuse_newer(connection, path)
    try:
        counts = backup.count(path)
        sound = full_check(path, at_rest=True)
    except Refusal as refusal:
        raise Refusal(Reason.RECORDS_DAMAGED, path=str(path)) from refusal
    if not sound:
        raise Refusal(Reason.RECORDS_DAMAGED, path=str(path))
    with worldly(path), closing(look_into(path, at_rest=True)) as connection:
        if not _has_our_shape(connection):
            raise Refusal(Reason.RECORDS_DAMAGED, path=str(path))
        row = connection.execute("select value from meta where name = 'known_at'").fetchone()
        broken = _broken_chains(connection)
    backups = backup.list_backups(folder)
    return Examined(counts, moment(row[0]) if row else None, backups[0].made_on if backups else None, broken)


def _has_our_shape(connection: sqlite3.Connection) -> bool:
    """Nothing in the file that this program did not make, nothing of it gone; an older file will be brought up to date."""
    version = connection.execute("pragma user_version").fetchone()[0]
    found = schema.outline(connection)
    if version < 1 or any(name.startswith(("trigger ", "view ")) for name in found):
        return False
    return version != schema.NEWEST or found == schema.newest_outline()


def _broken_chains(connection: sqlite3.Connection) -> int:
    chains = groupby(
        connection.execute("select * from event order by subject, seq"), lambda row: row["subject"]
    )
    return sum(not _holds(subject, rows) for subject, rows in chains)


def _holds(subject: str, rows: Iterable[sqlite3.Row]) -> bool:
    try:
        return chain_holds(subject, map(event_of, rows))
    except ValueError:  # a body that is no JSON
        return False
