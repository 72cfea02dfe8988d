"""Everything that is kept of one person, as plain values that a person can read."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from elearn.records.database import Database

_TABLES = {  # name in the file: (table, columns that say nothing to a person)
    "lessons": ("reading", {"turn"}),
    "marks": ("mark", {"made", "id"}),
    "certificates": ("certificate", {"made"}),
    "settings": ("person_setting", set[str]()),
    "result_files": ("export", set[str]()),
    "events": ("event", set[str]()),
}
_JSON = {"item", "part_order", "response", "fields", "body"}


def everything_of(db: Database, subject: str) -> dict[str, Any]:
    """All rows of a person by kind; JSON values opened, a certificate's PDF in base64. No PIN hash."""
    with db.snapshot():
        person = db.row("select * from person where subject = ?", [subject])
        whole: dict[str, Any] = {"person": _plain(dict(person) if person else {}, {"made", "code_key"})}
        whole["attempts"] = []
        for attempt in db.rows("select * from attempt where subject = ? order by made", [subject]):
            kept = _plain(dict(attempt), {"made", "subject"})
            kept["answers"] = [
                _plain(dict(slot), {"attempt"})
                for slot in db.rows(
                    "select * from attempt_slot where attempt = ? order by position", [attempt["id"]]
                )
            ]
            whole["attempts"].append(kept)
        for name, (table, hidden) in _TABLES.items():
            rows = db.rows(f"select * from {table} where subject = ?", [subject])  # noqa: S608 - from the table above
            whole[name] = [_plain(dict(row), hidden | {"subject"}) for row in rows]
    return whole


def _plain(row: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    return {name: _opened(name, value) for name, value in row.items() if name not in hidden}


def _opened(name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if name in _JSON and value is not None:
        return json.loads(value)
    return value
