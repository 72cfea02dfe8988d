"""What the unit is called, who signs, how certificates are numbered; what it was called before."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from elearn.errors import Reason, Refusal
from elearn.learning.unit import UnitSettings
from elearn.records.database import Database, writing
from elearn.records.settings import Settings
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from elearn.machine.clock import Clock

_NAME = "unit"


class UnitSettingsStore:
    """The unit's own settings in one `unit.db`, and others by name."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock
        self._settings = Settings(db)

    def get(self) -> UnitSettings | None:
        """What was set up; None before that."""
        held = self._settings.get(_NAME)
        return None if held is None else UnitSettings(**held)

    def set(self, settings: UnitSettings) -> None:
        """Keep settings; what they were before stays in the history."""
        with writing(self._db):
            before = self._settings.get(_NAME)
            if before is not None and before != asdict(settings):
                self._db.run(
                    "insert into unit_history (at, was) values (?, ?)",
                    [kept(self._clock.now()), json.dumps(before, ensure_ascii=False)],
                )
            self._settings.set(_NAME, asdict(settings))

    def needed(self) -> UnitSettings:
        """What was set up. Raises Refusal(NO_UNIT)."""
        settings = self.get()
        if settings is None:
            raise Refusal(Reason.NO_UNIT)
        return settings

    def set_up(self, settings: UnitSettings, key_box: str) -> None:
        """Set the unit up with its locked keys, once: what they have signed must stay provable.

        Raises Refusal(UNIT_ALREADY_SET_UP).
        """
        with writing(self._db):
            before = self.get()
            if before is not None:
                raise Refusal(Reason.UNIT_ALREADY_SET_UP, name=before.name)
            self.set(settings)
            self.keep_key_box(key_box)

    def key_box(self) -> str:
        """The locked keys as text. Raises Refusal(NO_UNIT)."""
        held = self._settings.get("key_box")
        if held is None:
            raise Refusal(Reason.NO_UNIT)
        return str(held)

    def keep_key_box(self, key_box: str) -> None:
        """Keep the keys under other words."""
        self._settings.set("key_box", key_box)

    def history(self) -> list[tuple[datetime, UnitSettings]]:
        """What was said until when, oldest first."""
        rows = self._db.rows("select at, was from unit_history order by made")
        return [(moment(row["at"]), UnitSettings(**json.loads(row["was"]))) for row in rows]

    def value(self, name: str, default: Any = None) -> Any:
        """Another setting, as JSON holds it."""
        return self._settings.get(f"other.{name}", default)

    def set_value(self, name: str, value: Any) -> None:
        """Keep another setting."""
        self._settings.set(f"other.{name}", value)
