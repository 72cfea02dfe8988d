"""A first look at the records, for the first paint: who is there and how the window is set.

Plain sqlite3, read-only, a few milliseconds; it creates nothing and judges nothing. Whatever is wrong
with the file, `open_records` says a moment later.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elearn.records.database import file_uri


@dataclass(frozen=True, slots=True)
class Glance:
    """`people`: subject, name, unit, whether there is a PIN; `settings` of the installation by name."""

    people: list[tuple[str, str, str, bool]] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)


def glance(folder: Path) -> Glance:
    """What the records of a folder say at a glance; an empty one where there is nothing to be read."""
    path = folder / "records.db"
    logs = [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]
    try:
        if not path.is_file():
            return Glance()
        # With no log beside it nothing is unwritten; immutable keeps SQLite from making one.
        how = "mode=ro" if any(log.exists() for log in logs) else "mode=ro&immutable=1"
        with closing(sqlite3.connect(file_uri(path, how), uri=True, timeout=0.2)) as db:
            db.execute("pragma trusted_schema = off")
            people = db.execute(
                "select subject, name, unit, exists (select 1 from pin where pin.subject = person.subject)"
                " from person order by made"
            ).fetchall()
            settings = db.execute("select name, value from setting").fetchall()
        return Glance(
            [(subject, name, unit, bool(pin)) for subject, name, unit, pin in people],
            {name: json.loads(value) for name, value in settings},
        )
    except (sqlite3.Error, OSError, ValueError):  # OSError: a folder that may not be looked into
        return Glance()
