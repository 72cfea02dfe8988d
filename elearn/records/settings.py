"""Settings of the installation and of each learner: a name and a JSON value."""

from __future__ import annotations

import json
from typing import Any

from elearn.records.database import Database, writing

TO_SAY = "to_say"  # what the window is to say as soon as it can, once
TO_TAKE_IN = "to_take_in"  # result files that the window is to take in for the unit, once


class Settings:
    """The settings in one records file."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, key: str, default: Any = None) -> Any:
        """A setting of this installation."""
        row = self._db.row("select value from setting where name = ?", [key])
        return json.loads(row["value"]) if row else default

    def set(self, key: str, value: Any) -> None:
        """Keep a setting of this installation. Raises TypeError for what JSON cannot hold."""
        text = json.dumps(value, ensure_ascii=False)
        with writing(self._db):
            self._db.run("insert or replace into setting (name, value) values (?, ?)", [key, text])

    def get_for(self, subject: str, key: str, default: Any = None) -> Any:
        """A setting of one learner."""
        row = self._db.row("select value from person_setting where subject = ? and name = ?", [subject, key])
        return json.loads(row["value"]) if row else default

    def set_for(self, subject: str, key: str, value: Any) -> None:
        """Keep a setting of one learner. Raises TypeError for what JSON cannot hold."""
        text = json.dumps(value, ensure_ascii=False)
        with writing(self._db):
            self._db.run(
                "insert or replace into person_setting (subject, name, value) values (?, ?, ?)",
                [subject, key, text],
            )
