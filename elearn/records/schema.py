"""The shape of the records file: numbered migrations in plain SQL that know nothing of today's classes.

New files travel the same road as old ones. Each migration sets `user_version` to its number inside its
own transaction, so that opening a file that is up to date costs one pragma and imports nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.machine.files import refusal_for as why_not_written
from elearn.machine.sharing import make_data_folder, share
from elearn.records.database import (
    APPLICATION_ID,
    discard,
    look_into,
    prepare,
    put_in_place,
    worldly,
)

if TYPE_CHECKING:
    from sqlite_utils import Database as UtilsDatabase
    from sqlite_utils import Migrations

Statements = tuple[str, ...]

M0001_PEOPLE_AND_ATTEMPTS: Statements = (
    "create table meta (name text primary key, value text not null) strict, without rowid",
    """create table person (
        made integer primary key,
        subject text not null unique,
        name text not null,
        staff_code text not null,
        code_key text not null unique,
        local_code integer not null,
        unit text not null,
        position text not null,
        birth_date text,
        created_at text not null,
        last_seen text
    ) strict""",
    """create table pin (
        subject text not null unique references person (subject) on delete cascade,
        hash text not null,
        wrong integer not null default 0,
        wait_until text,
        reset_due text,
        reset_account text
    ) strict""",
    """create table event (
        subject text not null references person (subject) on delete cascade,
        seq integer not null,
        at text not null,
        mono_ms integer not null,
        kind text not null,
        body text not null,
        prev text not null,
        hash text not null,
        primary key (subject, seq)
    ) strict, without rowid""",
    """create table reading (
        subject text not null references person (subject) on delete cascade,
        lesson text not null,
        anchor text not null default '',
        offset real not null default 0,
        revision integer not null default 0,
        furthest real not null default 0,
        seconds real not null default 0,
        read_revision integer,
        done_at text,
        turn integer not null,
        opened_at text not null,
        primary key (subject, lesson)
    ) strict, without rowid""",
    """create table mark (
        made integer primary key,
        id text not null unique,
        subject text not null references person (subject) on delete cascade,
        lesson text not null,
        anchor text not null,
        kind text not null,
        start integer not null,
        length integer not null,
        text text not null,
        created_at text not null
    ) strict""",
    "create index mark_of on mark (subject, lesson)",
    """create table attempt (
        made integer primary key,
        id text not null unique,
        subject text not null references person (subject) on delete cascade,
        course text not null,
        use text not null,
        number integer not null,
        state text not null,
        library_version text not null,
        seed integer not null,
        started_at text not null,
        ended_at text,
        waits_from text,
        position integer not null default 0,
        allowed_ms integer,
        remaining_ms integer,
        interruptions integer not null default 0,
        items integer not null,
        points real,
        share real,
        pass_mark real,
        passed integer,
        unique (subject, course, use, number)
    ) strict""",
    """create unique index one_open_exam on attempt (subject)
        where use = 'exam' and state in ('running', 'paused')""",
    """create table attempt_slot (
        attempt text not null references attempt (id) on delete cascade,
        position integer not null,
        item_id text not null,
        item text not null,
        part_order text not null,
        response text,
        answered_at text,
        flagged integer not null default 0,
        spent_ms integer not null default 0,
        points real,
        primary key (attempt, position)
    ) strict""",
    """create table certificate (
        made integer primary key,
        number text not null,
        copy integer not null default 0,
        subject text not null references person (subject) on delete cascade,
        course text not null,
        issued_on text not null,
        title text not null,
        pdf blob not null,
        credential text not null,
        fields text not null,
        unique (number, copy)
    ) strict""",
    "create index certificate_of on certificate (subject, course)",
    "create table setting (name text primary key, value text not null) strict, without rowid",
    """create table person_setting (
        subject text not null references person (subject) on delete cascade,
        name text not null,
        value text not null,
        primary key (subject, name)
    ) strict, without rowid""",
    """create table key (
        name text primary key,
        private blob not null,
        public blob not null,
        created_at text not null
    ) strict""",
    """create table export (
        subject text not null references person (subject) on delete cascade,
        sequence integer not null,
        file_name text not null,
        at text not null,
        head_hash text not null,
        primary key (subject, sequence)
    ) strict, without rowid""",
    """create table clock_jump (
        id integer primary key,
        noticed_at text not null,
        known_at text not null
    ) strict""",
)

M0002_ASSIGNMENT: Statements = (
    """create table assignment (
        one integer primary key check (one = 1),
        key_id text not null,
        public blob not null,
        body text not null,
        taken_at text not null
    ) strict""",
    """create table used_code (
        hash text primary key,
        attempt text not null,
        used_at text not null
    ) strict, without rowid""",
    """create table trusted_key (
        key_id text primary key,
        file text not null,
        came text not null,
        trusted_at text not null
    ) strict, without rowid""",
)

# The migrations in order, name and statements. Names are kept in `_sqlite_migrations`: never rename one.
MIGRATIONS: tuple[tuple[str, Statements], ...] = (
    ("m0001_people_and_attempts", M0001_PEOPLE_AND_ATTEMPTS),
    ("m0002_assignment", M0002_ASSIGNMENT),
)
NEWEST = len(MIGRATIONS)


@dataclass(frozen=True, slots=True)
class Road:
    """The migrations of one kind of file. `name` stands beside them in `_sqlite_migrations`."""

    name: str
    migrations: tuple[tuple[str, Statements], ...]

    @property
    def newest(self) -> int:
        """The number of the last migration."""
        return len(self.migrations)


def _records_road() -> Road:
    return Road("records", MIGRATIONS)


def schema_number(connection: sqlite3.Connection) -> int:
    """The number of the last migration that a file went through; 0 for an empty one."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def refuse_newer(connection: sqlite3.Connection, path: Path, road: Road | None = None) -> int:
    """The file's schema number. Raises Refusal(RECORDS_NEWER) where a newer elearn made it."""
    number = schema_number(connection)
    newest = (road or _records_road()).newest
    if number <= newest:
        return number
    found = f"dữ liệu số {number}"
    try:
        row = connection.execute("select value from meta where name = 'written_by'").fetchone()
        found = str(row[0]) if row else found
    except sqlite3.OperationalError:  # a later schema may keep this elsewhere
        pass
    raise Refusal(Reason.RECORDS_NEWER, path=str(path), found=found, known=newest)


def bring_up_to_date(path: Path, now: datetime, road: Road | None = None) -> None:
    """Migrate an existing records file to the newest schema, a copy of it made before each step.

    The copies, `records-before-<n>-<date>.db` beside the file, are never overwritten. Raises Refusal.
    """
    with worldly(path), closing(look_into(path)) as connection:
        number = refuse_newer(connection, path, road)
    for target in range(number + 1, (road or _records_road()).newest + 1):
        _keep_copy(path, target, now)
        migrate(path, upto=target, road=road)


def _keep_copy(path: Path, target: int, now: datetime) -> None:
    copy = path.with_name(f"{path.stem}-before-{target}-{now:%Y-%m-%d}.db")
    if copy.exists():  # of an upgrade that was broken off: the older copy is the better one
        return
    part = copy.with_name(copy.name + ".part")
    discard(part)
    with worldly(path), closing(look_into(path)) as source, closing(sqlite3.connect(part)) as target_file:
        source.backup(target_file)
    share(part)
    put_in_place(part, copy)


def migrate(path: Path, *, upto: int | None = None, road: Road | None = None) -> None:
    """Carry out the migrations that a file lacks, all or up to a number; a new file is made so, too.

    Each change and the record of it are one transaction of sqlite-utils' own. Raises Refusal.
    """
    with worldly(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        prepare(connection, removable=True)  # no WAL beside a file that is about to be moved
        _go(connection, road or _records_road(), upto)


def in_memory() -> sqlite3.Connection:
    """Records without a file, for a visit; they are gone when the connection is closed."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    prepare(connection, durable=False)
    _go(connection, _records_road(), None)
    return connection


def _go(connection: sqlite3.Connection, road: Road, upto: int | None) -> None:
    from sqlite_utils import Database as UtilsDatabase

    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    stop = road.migrations[upto][0] if upto is not None and upto < road.newest else None
    _as_migrations(road).apply(UtilsDatabase(connection), stop_before=stop)


def _as_migrations(road: Road) -> Migrations:
    from sqlite_utils import Migrations

    migrations = Migrations(road.name)
    for number, (name, statements) in enumerate(road.migrations, 1):
        migrations(name=name)(_step(number, statements))
    return migrations


def _step(number: int, statements: Statements) -> Callable[[UtilsDatabase], None]:
    def step(db: UtilsDatabase) -> None:
        for statement in statements:
            db.execute(statement)
        db.execute(f"pragma user_version = {number}")

    step.__name__ = f"step_{number}"
    return step


def create(path: Path, road: Road | None = None) -> None:
    """Make a new records file, beside and then put in place: one that exists is never half made.

    Raises Refusal.
    """
    part = path.with_name(path.name + ".new")
    try:
        make_data_folder(path.parent)
        discard(part)
        migrate(part, road=road)
        share(part)  # SQLite gives the files that it makes beside it the same rights
        put_in_place(part, path)
    except OSError as error:
        raise why_not_written(error, path.parent) from error


def newest_outline() -> dict[str, str]:
    """The outline of a file that was made today."""
    with closing(in_memory()) as connection:
        return outline(connection)


def outline(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table, index, trigger and view of a file by name with its SQL, to compare two files."""
    rows = connection.execute("select type, name, sql from sqlite_master where name not like 'sqlite_%'")
    return {f"{kind} {name}": " ".join(str(sql).split()) for kind, name, sql in rows}
