"""Erase a person of the unit: rows (also those that were joined), envelopes, papers, journals, here and in the backups.

The register keeps a number's day and course. What held everybody in one piece (the journal of an import, the
text of an assignment file) goes whole: it can be made again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from elearn.learning.intake import DeviceId
from elearn.records.backup import sweep
from elearn.records.database import Database, Values, writing
from elearn.records.times import kept
from elearn.records.unit.joins import part_all

_DEVICES = """(select id from device where person = :id or settled = 'person:' || :id
    or installation || '/' || subject in (select value from json_each(:devices)))"""
_ARE_OTHERS = """update device set person = null
    where installation || '/' || subject in (select value from json_each(:others))"""
_ERASED = "đã xóa theo yêu cầu"

# In this order: what points to a row goes before it.
_STATEMENTS = (
    f"update intake_file set file_name = '{_ERASED}' where device in {_DEVICES}",  # noqa: S608 - parts of ours
    f"""update intake_file set file_name = '{_ERASED}' where exists (
        select 1 from json_each(:file_names) where instr(lower(intake_file.file_name), json_each.value))""",  # noqa: S608
    "delete from version where device in " + _DEVICES,  # noqa: S608
    "delete from device where id in " + _DEVICES,  # noqa: S608
    "delete from paper where certificate in (select id from certificate where person = :id)",
    "update certificate set share_1000 = null, why = '' where person = :id",
    "delete from standing where person = :id",
    "delete from person where id = :id",
    "update roster_import set journal = null",
    "update assignment set file = null",
)


def erase_person(
    db: Database,
    folder: Path,
    person: int,
    devices: Sequence[DeviceId],
    file_names: Sequence[str],
    now: datetime,
) -> list[Path]:
    """Erase all rows of a person; the other files of the folder that could not be cleaned are returned.

    `devices` go along, beside those that are known to be the person's; `file_names`: how the name stands in
    names of files, in small letters. Backups and older copies are cleaned, too. Raises Refusal.
    """
    rows = db.rows(
        "select id, uid from person where (id = :person or joined_to = :person) order by id = :person",
        {"person": person},
    )
    if not rows:
        return []
    theirs = [f"{one.installation}/{one.subject}" for one in devices]
    theirs += [
        f"{one['installation']}/{one['subject']}"
        for one in db.rows("select installation, subject from device where person = ?", [person])
    ]
    others = [
        f"{one['installation']}/{one['subject']}"
        for one in db.rows("select installation, subject from device where person is not ?", [person])
    ]
    # First the copies: broken off here, the person is still there, and it is asked for again.
    uids = [str(row["uid"]) for row in rows]
    failed = [path for path in _other_files(folder) if not _strike(path, uids, theirs, others, file_names)]
    with writing(db):
        papers = [
            one["number"] for one in db.rows("select number from certificate where person = ?", [person])
        ]
        for row in rows:  # those that were joined to the person's go first
            for statement in _STATEMENTS:
                db.run(statement, _values(statement, row["id"], theirs, file_names))
        db.run("insert into erasure (at, papers) values (?, ?)", [kept(now), json.dumps(papers)])
    db.shrink()
    sweep(folder)
    return failed


def _values(
    statement: str, person: int, devices: Sequence[str], file_names: Sequence[str]
) -> dict[str, object]:
    told: dict[str, object] = {
        "id": person,
        "devices": json.dumps(devices),
        "file_names": json.dumps(file_names, ensure_ascii=False),
    }
    return {name: value for name, value in told.items() if f":{name}" in statement}


def _other_files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted((folder / "backups").glob("unit-*.db"))
        yield from sorted(folder.glob("unit-*.db"))


class _Copy:
    """A file that nobody has open, as `elearn.records.unit.joins` asks for one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Values = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def run(self, sql: str, values: Values = ()) -> None:
        """Carry out one statement."""
        self._connection.execute(sql, values)


def _strike(
    path: Path, uids: Sequence[str], devices: Sequence[str], others: Sequence[str], file_names: Sequence[str]
) -> bool:
    """Take a person's rows out of a file that nobody has open; False where it cannot be opened or written.

    `others` are devices of other people, whose rows may still be joined to the person's there.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            for pragma in ("trusted_schema = off", "foreign_keys = on", "secure_delete = on"):
                connection.execute(f"pragma {pragma}")
            connection.execute("pragma journal_mode = delete")
            copy = _Copy(connection)
            marks = ", ".join("?" * len(uids))
            found = [row["id"] for row in copy.rows(f"select id from person where uid in ({marks})", uids)]  # noqa: S608
            if found:
                connection.execute("begin immediate")
                knows_joins = copy.rows("select 1 from sqlite_master where name = 'person_join'")
                if knows_joins and part_all(copy, found):
                    copy.run(_ARE_OTHERS, {"others": json.dumps([*set(others) - set(devices)])})
                    copy.run("insert or replace into meta (name, value) values ('owners', 'stale')")
                for one in found:
                    for statement in _STATEMENTS:
                        copy.run(statement, _values(statement, one, devices, file_names))
                connection.execute("commit")
            connection.execute("vacuum")
    except (sqlite3.Error, OSError):
        return False
    return True
