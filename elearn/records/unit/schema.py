"""The shape of `unit.db`: numbered migrations in plain SQL, carried out by `elearn.records.schema`."""

from __future__ import annotations

from elearn.records.schema import Road, Statements

M0001_UNIT: Statements = (
    "create table meta (name text primary key, value text not null) strict, without rowid",
    "create table setting (name text primary key, value text not null) strict, without rowid",
    "create table unit_history (made integer primary key, at text not null, was text not null) strict",
    """create table clock_jump (
        id integer primary key,
        noticed_at text not null,
        known_at text not null
    ) strict""",
    """create table sub_unit_change (
        made integer primary key,
        at text not null,
        before text not null,
        after text not null
    ) strict""",
    """create table person (
        id integer primary key autoincrement,
        uid text not null unique,
        name text not null,
        code text not null,
        code_key text not null,
        sort_key text not null,
        sub_unit text not null default '[]',
        position text not null,
        birth_date text,
        role text not null,
        extra_percent integer not null default 0,
        note text not null default '',
        came_at text not null,
        left_on text,
        stale integer not null default 1
    ) strict""",
    "create unique index one_code on person (code_key) where code_key <> '' and left_on is null",
    "create index person_stale on person (stale) where stale",
    """create table person_code (
        person integer not null references person (id) on delete cascade,
        code text not null,
        code_key text not null,
        primary key (person, code_key)
    ) strict""",
    """create table person_history (
        made integer primary key,
        person integer not null references person (id) on delete cascade,
        at text not null,
        kind text not null,
        before text,
        roster_import integer
    ) strict""",
    "create index history_of on person_history (person)",
    """create table roster_import (
        id integer primary key autoincrement,
        at text not null,
        file_name text not null,
        people integer not null,
        added integer not null,
        changed integer not null,
        gone integer not null,
        repaired integer not null,
        journal text,
        undone_at text
    ) strict""",
    """create table assignment (
        sequence integer primary key,
        made_at text not null,
        courses text not null,
        file text,
        file_name text not null
    ) strict""",
    """create table exam_code (
        hash text primary key,
        course text not null,
        day text not null,
        code text not null,
        made_at text not null
    ) strict, without rowid""",
    """create table intake (
        id integer primary key autoincrement,
        at text not null,
        ended_at text,
        undone_at text
    ) strict""",
    """create table device (
        id integer primary key autoincrement,
        installation text not null,
        subject text not null,
        person integer references person (id) on delete set null,
        doubt text,
        settled text,
        fork_choice blob,
        unique (installation, subject)
    ) strict""",
    "create index device_of on device (person)",
    """create table version (
        id integer primary key autoincrement,
        device integer not null references device (id) on delete cascade,
        digest text not null unique,
        trail blob not null,
        sequence integer not null,
        made_at text not null,
        received_at text not null,
        claim text not null,
        brief blob not null,
        answers blob not null,
        envelope blob not null,
        intake integer not null references intake (id),
        gone_in integer references intake (id)
    ) strict""",
    "create index version_of on version (device) where gone_in is null",
    "create index version_taken_in on version (intake)",
    "create index version_gone_in on version (gone_in) where gone_in is not null",
    """create table taken_file (
        digest blob primary key,
        version integer not null references version (id) on delete cascade
    ) strict, without rowid""",
    "create index taken_file_of on taken_file (version)",
    """create table intake_file (
        intake integer not null references intake (id) on delete cascade,
        place integer not null,
        file_name text not null,
        outcome text not null,
        reason text not null default '',
        doubt text,
        older integer not null default 0,
        device integer references device (id) on delete set null,
        primary key (intake, place)
    ) strict, without rowid""",
    """create table code_use (
        version integer not null references version (id) on delete cascade,
        attempt text not null,
        course text not null,
        code text not null,
        primary key (version, attempt)
    ) strict, without rowid""",
    "create index code_used on code_use (code)",
    """create table standing (
        person integer not null references person (id) on delete cascade,
        course text not null,
        state text not null,
        best_1000 integer,
        completed_on text,
        attempts integer not null,
        supervised integer not null,
        doubtful_day integer not null,
        passed_by text,
        primary key (person, course)
    ) strict, without rowid""",
    """create table certificate (
        id integer primary key autoincrement,
        number text not null unique,
        year integer not null,
        ordinal integer not null,
        person integer references person (id) on delete set null,
        course text not null,
        course_title text not null,
        version text not null,
        issued_on text not null,
        signer text not null,
        share_1000 integer,
        state text not null default 'valid',
        changed_on text,
        why text not null default '',
        replaces text not null default '',
        replaced_by text not null default '',
        unique (year, ordinal)
    ) strict""",
    "create index certificate_of on certificate (person, course)",
    """create table paper (
        certificate integer not null references certificate (id) on delete cascade,
        copy integer not null,
        title text not null,
        pdf blob not null,
        credential text not null,
        fields text not null,
        primary key (certificate, copy)
    ) strict""",
    """create table training (
        id integer primary key autoincrement,
        person integer not null references person (id) on delete cascade,
        name text not null,
        organiser text not null,
        state text not null,
        begins_on text,
        ends_on text,
        number text not null,
        note text not null
    ) strict""",
    "create index training_of on training (person)",
    """create table handed_out (
        made integer primary key,
        at text not null,
        kind text not null,
        path text not null,
        person integer references person (id) on delete cascade
    ) strict""",
    "create index handed_out_as on handed_out (path)",
    "create table erasure (made integer primary key, at text not null, papers text not null) strict",
)

M0002_JOINED: Statements = (
    # A row that is the same person as another one. It stays as it was, to be parted again.
    "alter table person add column joined_to integer references person (id) on delete cascade",
    "create index joined on person (joined_to) where joined_to is not null",
    "drop index one_code",
    """create unique index one_code on person (code_key)
        where code_key <> '' and left_on is null and joined_to is null""",
    # Whose these were before they went over to the row that is kept.
    "alter table certificate add column was_of integer references person (id) on delete set null",
    "alter table training add column was_of integer references person (id) on delete set null",
    "alter table handed_out add column was_of integer references person (id) on delete set null",
    """create table person_join (
        made integer primary key,
        at text not null,
        kept integer not null references person (id) on delete cascade,
        gone integer not null references person (id) on delete cascade,
        filled text not null,
        parted_at text
    ) strict""",
)

# The migrations in order. Names are kept in `_sqlite_migrations`: never rename one.
ROAD = Road("unit", (("m0001_unit", M0001_UNIT), ("m0002_joined", M0002_JOINED)))
