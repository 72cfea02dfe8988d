"""Files that were handed out, so that the head knows where a person's data went."""

from __future__ import annotations

import builtins
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.learning.unit import HandedOut, HandedOutKind
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


class HandedOutFiles:
    """The files that one `unit.db` knows of."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def note(self, kind: HandedOutKind, path: Path, person: int | None = None) -> None:
        """Note a file that was written for others; written again, it is noted once."""
        with writing(self._db):
            self._db.run("delete from handed_out where path = ? and kind = ?", [str(path), kind.value])
            self._db.run(
                "insert into handed_out (at, kind, path, person) values (?, ?, ?, ?)",
                [kept(self._clock.now()), kind.value, str(path), person],
            )

    def list(self, person: int | None = None, since: datetime | None = None) -> builtins.list[HandedOut]:
        """Every file, or those that may hold a person: theirs, and those of everybody since they came."""
        rows = self._db.rows(
            "select * from handed_out where ? is null or person = ? or person is null order by made",
            [person, person],
        )
        found = [
            HandedOut(moment(row["at"]), HandedOutKind(row["kind"]), row["path"], row["person"])
            for row in rows
        ]
        return [one for one in found if since is None or one.person is not None or one.at >= since]
