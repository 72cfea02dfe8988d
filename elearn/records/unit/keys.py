"""The unit's two private keys, as they are kept: in a box that a password and a recovery code open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elearn.learning.unit import LockedKeys
from elearn.records.database import Database, writing
from elearn.records.times import kept

if TYPE_CHECKING:
    from elearn.machine.clock import Clock

PASSWORD, RECOVERY = "password", "recovery"


class UnitKeys:
    """The keys in one `unit.db`."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def get(self) -> LockedKeys | None:
        """The keys as they are kept; None before the unit is set up."""
        row = self._db.row("select * from key_pair")
        if row is None:
            return None
        locks = {one["kind"]: bytes(one["lock"]) for one in self._db.rows("select kind, lock from key_lock")}
        return LockedKeys(
            bytes(row["signing_public"]), bytes(row["sealing_public"]), bytes(row["box"]), locks
        )

    def keep(self, keys: LockedKeys) -> None:
        """Keep the first keys. Raises ValueError where there are some: what they signed must stay provable."""
        now = kept(self._clock.now())
        with writing(self._db):
            if self._db.row("select 1 from key_pair"):
                raise ValueError("the unit has keys")
            self._db.run(
                "insert into key_pair (one, signing_public, sealing_public, box, made_at)"
                " values (1, ?, ?, ?, ?)",
                [keys.signing_public, keys.sealing_public, keys.box, now],
            )
            for kind, lock in keys.locks.items():
                self.set_lock(kind, lock)

    def set_lock(self, kind: str, lock: bytes) -> None:
        """Put a lock in the place of the one of its kind."""
        with writing(self._db):
            self._db.run(
                "insert or replace into key_lock (kind, lock, set_at) values (?, ?, ?)",
                [kind, lock, kept(self._clock.now())],
            )
