"""What time it is, on PCs whose clock may jump to 2009.

The known time is the later of the system's clock and the last time known plus what the program has
seen pass since. It never runs backwards, on no restart either; so a wait that is measured by it ends
by the calendar or by the time the program has seen pass, whichever comes first, and setting the clock
back shortens nothing.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from elearn.records.database import Database, writing
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from elearn.machine.clock import Clock

TOLERATED = timedelta(seconds=90)  # a time server sets a clock right by seconds; that is no jump
KEEP_EVERY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class ClockJump:
    """The system's clock stood at `noticed_at` where it was known to be `known_at` at least."""

    noticed_at: datetime
    known_at: datetime


class SeenDay:
    """The known time of one records file."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Read the last known time again, after the file was replaced; what was known stays known."""
        row = self._db.row("select value from meta where name = 'known_at'")
        stored = moment(row["value"]) if row else None
        with self._lock:
            before = getattr(self, "_known", None)
            self._kept = stored
            now = self._clock.now()
            self._known: datetime = max(at for at in (now, stored, before) if at is not None)
            self._known_mono = self._clock.monotonic_ms()
            self._behind = self._known - now > TOLERATED
            self._to_note = self._behind

    def now(self) -> datetime:
        """The known time: never earlier than any that was seen before."""
        with self._lock:
            return self._advance()

    def _advance(self) -> datetime:
        mono, wall = self._clock.monotonic_ms(), self._clock.now()
        passed = self._known + timedelta(milliseconds=max(0, mono - self._known_mono))
        behind = passed - wall > TOLERATED
        self._to_note = self._to_note or (behind and not self._behind)
        self._behind = behind
        self._known, self._known_mono = max(passed, wall), mono
        return self._known.astimezone(wall.tzinfo)

    def today(self, library_valid_as_of: date | None = None) -> date:
        """The latest of the system's date, the last date seen and the library's own."""
        known = self.now().date()
        return max(known, library_valid_as_of) if library_valid_as_of else known

    def note_clock(self) -> bool:
        """Keep the known time, and a jump of the clock if there was one; True where one was noticed.

        Called about once a minute off the GUI thread, and inside acts that begin or end something.
        """
        with self._lock:
            known, wall = self._advance(), self._clock.now()
            jumped, self._to_note = self._to_note, False
            if not jumped and self._kept is not None and known - self._kept < KEEP_EVERY:
                return False
            self._kept = known
        try:
            self._keep(known, wall if jumped else None)
        except BaseException:
            self._to_note = self._to_note or jumped  # told again next time
            raise
        return jumped

    def _keep(self, known: datetime, jumped_to: datetime | None) -> None:
        with writing(self._db):
            self._db.run("insert or replace into meta (name, value) values ('known_at', ?)", [kept(known)])
            if jumped_to:
                self._db.run(
                    "insert into clock_jump (noticed_at, known_at) values (?, ?)",
                    [kept(jumped_to), kept(known)],
                )

    def jumps(self) -> list[ClockJump]:
        """Every time the clock was noticed to run behind, oldest first."""
        rows = self._db.rows("select noticed_at, known_at from clock_jump order by id")
        return [ClockJump(moment(row["noticed_at"]), moment(row["known_at"])) for row in rows]
