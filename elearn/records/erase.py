"""Erase a person: every row of theirs, here and in the backups, and the bytes that held it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from elearn.records.backup import sweep
from elearn.records.database import FILE_NAME, Database, writing


def erase_person(db: Database, folder: Path, subject: str) -> list[Path]:
    """Erase all rows of a person; the other files of the folder that could not be cleaned are returned.

    Backups and older copies are cleaned, too; a damaged file that was set aside can only be deleted by
    hand. Raises Refusal.
    """
    with writing(db):
        db.run("delete from person where subject = ?", [subject])  # everything else goes with it
    db.shrink()
    sweep(folder)
    return [path for path in _other_files(folder) if not _strike(path, subject)]


def _other_files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted((folder / "backups").glob("records-*.db"))
        yield from sorted(path for path in folder.glob("records-*.db") if path.name != FILE_NAME)


def _strike(path: Path, subject: str) -> bool:
    """Take a person out of a file that nobody has open; False where it cannot be opened or written."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in ("trusted_schema = off", "foreign_keys = on", "secure_delete = on"):
                connection.execute(f"pragma {pragma}")
            connection.execute("pragma journal_mode = delete")
            connection.execute("delete from person where subject = ?", [subject])
            connection.execute("vacuum")
    except (sqlite3.Error, OSError):
        return False
    return True
