"""Keys of units that somebody at this installation decided to trust, each with how it came."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from elearn.records.database import Database, writing
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key file that is trusted. `came` says how: the name of the file that it came in."""

    key_id: str
    file: str
    came: str
    trusted_at: datetime


class TrustedKeys:
    """The trusted keys in one records file."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def list(self) -> builtins.list[KeptKey]:
        """Every trusted key, the first one first."""
        rows = self._db.rows("select * from trusted_key order by trusted_at, key_id")
        return [KeptKey(row["key_id"], row["file"], row["came"], moment(row["trusted_at"])) for row in rows]

    def put(self, key_id: str, file: str, came: str) -> None:
        """Trust a key; a later key file of the same key takes the place of the one before."""
        with writing(self._db):
            self._db.run(
                "insert into trusted_key (key_id, file, came, trusted_at) values (?, ?, ?, ?)"
                " on conflict (key_id) do update set file = excluded.file",
                [key_id, file, came, kept(self._clock.now())],
            )

    def forget(self, key_id: str) -> None:
        """Trust a key no longer."""
        with writing(self._db):
            self._db.run("delete from trusted_key where key_id = ?", [key_id])
