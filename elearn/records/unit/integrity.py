"""Whether a `unit.db` is sound, without changing anything."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from elearn.errors import Reason, Refusal
from elearn.records import backup, schema
from elearn.records.backup import BackupFile
from elearn.records.database import look_into, worldly
from elearn.records.integrity import full_check
from elearn.records.unit.backups import KIND, UnitCounts, count
from elearn.records.unit.presence import FILE_NAME, has_unit
from elearn.records.unit.schema import ROAD
from elearn.records.unit.store import refuse_missing


@dataclass(frozen=True, slots=True)
class UnitExamined:
    """What a look found. `name` and `key_box` are None where the unit was not set up to its end."""

    counts: UnitCounts
    name: str | None
    key_box: str | None
    backup: date | None


def examine(folder: Path) -> UnitExamined | None:
    """Check and count the unit of a folder; None where there is none.

    Raises Refusal RECORDS_DAMAGED, RECORDS_NEWER, and what the world causes.
    """
    path = folder / FILE_NAME
    refuse_missing(path)
    if not has_unit(folder):
        return None
    with worldly(path), closing(look_into(path, at_rest=True)) as connection:
        schema.refuse_newer(connection, path, ROAD)
    damaged = Refusal(Reason.RECORDS_DAMAGED, path=str(path))
    try:
        counts = count(path)
        if not full_check(path, at_rest=True):
            raise damaged
        unit, box = _settings(path)
    except (Refusal, sqlite3.Error, ValueError) as error:
        raise damaged from error
    backups = backup.list_backups(folder, KIND)
    return UnitExamined(
        counts,
        unit.get("name") if isinstance(unit, dict) else None,
        box if isinstance(box, str) else None,
        backups[0].made_on if backups else None,
    )


def _settings(path: Path) -> tuple[Any, Any]:
    """What was set up, and the locked keys. Raises sqlite3.Error, ValueError."""
    with closing(look_into(path, at_rest=True)) as connection:
        held = dict(connection.execute("select name, value from setting").fetchall())
    unit, box = (json.loads(held[name]) if name in held else None for name in ("unit", "key_box"))
    return unit, box


def good_backups(folder: Path) -> Iterator[tuple[BackupFile, str]]:
    """The daily backups of the unit that open and are sound, newest first, each with the locked keys in it."""
    for one in backup.list_backups(folder, KIND):
        with suppress(Refusal, sqlite3.Error, ValueError):
            count(one.path)
            yield one, str(_settings(one.path)[1] or "")
