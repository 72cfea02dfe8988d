"""The installation's own signing key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elearn.records.database import Database, writing
from elearn.records.times import kept

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


class Keys:
    """The keys in one records file."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def installation_key(self) -> bytes | None:
        """The private key as it was kept; None before the first use."""
        row = self._db.row("select private from key where name = 'installation'")
        return bytes(row["private"]) if row else None

    def installation_public(self) -> bytes | None:
        """The public half as it was kept."""
        row = self._db.row("select public from key where name = 'installation'")
        return bytes(row["public"]) if row else None

    def set_installation_key(self, private: bytes, public: bytes) -> None:
        """Keep the key pair. The first one stays: what was signed with it must stay provable."""
        with writing(self._db):
            self._db.run(
                "insert or ignore into key (name, private, public, created_at)"
                " values ('installation', ?, ?, ?)",
                [private, public, kept(self._clock.now())],
            )
