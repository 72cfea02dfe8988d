"""Erase a person of the unit: rows, envelopes, papers, journals, here and in the backups.

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
from elearn.records.database import Database, writing
from elearn.records.times import kept

_DEVICES = """(select id from device where person = :id or settled = 'person:' || :id
    or installation || '/' || subject in (select value from json_each(:devices)))"""
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
    row = db.row("select uid from person where id = ?", [person])
    if row is None:
        return []
    uid = str(row["uid"])
    theirs = [f"{one.installation}/{one.subject}" for one in devices]
    theirs += [
        f"{one['installation']}/{one['subject']}"
        for one in db.rows("select installation, subject from device where person = ?", [person])
    ]
    # First the copies: broken off here, the person is still there, and it is asked for again.
    failed = [path for path in _other_files(folder) if not _strike(path, uid, theirs, file_names)]
    with writing(db):
        papers = [
            one["number"] for one in db.rows("select number from certificate where person = ?", [person])
        ]
        for statement in _STATEMENTS:
            db.run(statement, _values(statement, person, theirs, file_names))
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


def _strike(path: Path, uid: str, devices: Sequence[str], file_names: Sequence[str]) -> bool:
    """Take a person out of a file that nobody has open; False where it cannot be opened or written."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in ("trusted_schema = off", "foreign_keys = on", "secure_delete = on"):
                connection.execute(f"pragma {pragma}")
            connection.execute("pragma journal_mode = delete")
            found = connection.execute("select id from person where uid = ?", [uid]).fetchone()
            if found:
                connection.execute("begin immediate")
                for statement in _STATEMENTS:
                    connection.execute(statement, _values(statement, found[0], devices, file_names))
                connection.execute("commit")
            connection.execute("vacuum")
    except (sqlite3.Error, OSError):
        return False
    return True
