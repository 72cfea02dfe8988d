"""The assignment of this installation's unit, and which one-time codes were used here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from elearn.learning.assignment import Assignment
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


@dataclass(frozen=True, slots=True)
class AssignmentHeld:
    """The assignment that is in use. `key_id` is the fingerprint of the unit's key, `public` the key."""

    assignment: Assignment
    key_id: str
    public: bytes
    taken_at: datetime


class Assignments:
    """The assignment in one records file; there is one at most."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock
        self._held: tuple[str, AssignmentHeld] | None = None

    def current(self) -> AssignmentHeld | None:
        """The assignment in use; read again only where another one was taken, by whatever program."""
        row = self._db.row("select taken_at from assignment")
        if row is None:
            self._held = None
        elif self._held is None or self._held[0] != row["taken_at"]:
            self._held = self._read()
        return self._held[1] if self._held else None

    def _read(self) -> tuple[str, AssignmentHeld] | None:
        row = self._db.row("select * from assignment")
        if row is None:
            return None
        assignment = msgspec.json.decode(row["body"], type=Assignment)
        held = AssignmentHeld(assignment, row["key_id"], bytes(row["public"]), moment(row["taken_at"]))
        return row["taken_at"], held

    def put(self, assignment: Assignment, key_id: str, public: bytes) -> AssignmentHeld:
        """Keep an assignment in the place of the one before."""
        taken_at = kept(self._clock.now())
        with writing(self._db):
            self._db.run(
                "insert or replace into assignment (one, key_id, public, body, taken_at)"
                " values (1, ?, ?, ?, ?)",
                [key_id, public, msgspec.json.encode(assignment).decode(), taken_at],
            )
        self._held = None
        held = self.current()
        if held is None:
            raise RuntimeError("the assignment that was kept is gone")
        return held

    def forget(self) -> None:
        """Learn without an assignment from now on."""
        with writing(self._db):
            self._db.run("delete from assignment")
        self._held = None

    def is_used(self, code_hash: str) -> bool:
        """Whether a one-time code has begun an exam on this installation."""
        return self._db.row("select 1 from used_code where hash = ?", [code_hash]) is not None
