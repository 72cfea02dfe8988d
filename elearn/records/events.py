"""The event log: per learner a chain in which each event holds the hash of the one before.

The hash is SHA-256 over canonical JSON (keys sorted, no spaces, UTF-8, no numbers but integers) of
`at, body, kind, mono_ms, prev, seq, subject`. The subject is a random id; a name never enters a body,
so that a person can be erased and the format stays provable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from elearn.machine.digest import sha256_hex
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from sqlite3 import Row

    from elearn.machine.clock import Clock

FIRST = "0" * 64  # what the first event holds in place of an earlier one's hash
TOLERATED = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `at` is ISO 8601 wall time, `mono_ms` the machine's monotonic clock (restarts at boot)."""

    seq: int  # 1 for the first
    at: str
    mono_ms: int
    kind: str
    body: dict[str, object]
    prev: str
    hash: str


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8.

    Raises TypeError for a float, which programs write differently, and for a key that is no text.
    """
    _no_floats(value)
    return _ENCODER.encode(value).encode()


def _no_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float in an event: {value!r}")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key that is no text: {key!r}")
            _no_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _no_floats(inner)


def hash_of(
    subject: str, seq: int, at: str, mono_ms: int, kind: str, body: dict[str, object], prev: str
) -> str:
    """The hash of an event, 64 hexadecimal digits. Raises TypeError as `canonical` does."""
    return _hash_with(canonical(body), subject, seq, at, mono_ms, kind, prev)


def _hash_with(body: bytes, subject: str, seq: int, at: str, mono_ms: int, kind: str, prev: str) -> str:
    """As `hash_of`, with a body that is canonical already: it stands between `at` and `kind`."""
    head = _ENCODER.encode({"at": at})[:-1].encode()
    tail = _ENCODER.encode({"kind": kind, "mono_ms": mono_ms, "prev": prev, "seq": seq, "subject": subject})
    return sha256_hex(head + b',"body":' + body + b"," + tail[1:].encode())


def chain_holds(subject: str, chain: Iterable[Event]) -> bool:
    """Whether each event of a chain is in its place and holds the hash of the one before."""
    prev = FIRST
    for place, event in enumerate(chain, 1):
        if event.seq != place or event.prev != prev:
            return False
        try:
            own = hash_of(subject, place, event.at, event.mono_ms, event.kind, event.body, prev)
        except (TypeError, UnicodeEncodeError):
            return False
        if own != event.hash:
            return False
        prev = event.hash
    return True


def event_of(row: Row) -> Event:
    """An event as its row keeps it. Raises ValueError where another hand has made its body something else."""
    body = json.loads(row["body"])
    return Event(row["seq"], row["at"], row["mono_ms"], row["kind"], body, row["prev"], row["hash"])


class EventLog:
    """The chains of one records file."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def append(self, subject: str, kind: str, **body: object) -> None:
        """Add an event, inside the act that is under way or as an act of its own.

        Where the clock has run backwards since the event before, that is recorded first.
        """
        now, mono = self._clock.now(), self._clock.monotonic_ms()
        with writing(self._db):
            last = self._db.row(
                "select seq, at, hash from event where subject = ? order by seq desc limit 1", [subject]
            )
            seq, prev = (last["seq"], last["hash"]) if last else (0, FIRST)
            if last and moment(last["at"]) - now > TOLERATED:
                back = {"from": last["at"], "to": kept(now)}
                seq, prev = self._add(subject, seq + 1, now, mono, "clock_went_back", back, prev)
            self._add(subject, seq + 1, now, mono, kind, body, prev)

    def _add(
        self,
        subject: str,
        seq: int,
        now: datetime,
        mono: int,
        kind: str,
        body: dict[str, object],
        prev: str,
    ) -> tuple[int, str]:
        at = kept(now)
        text = canonical(body)
        own = _hash_with(text, subject, seq, at, mono, kind, prev)
        self._db.run(
            "insert into event (subject, seq, at, mono_ms, kind, body, prev, hash) values (?,?,?,?,?,?,?,?)",
            [subject, seq, at, mono, kind, text.decode(), prev, own],
        )
        return seq, own

    def chain(self, subject: str) -> list[Event]:
        """All events of a learner, oldest first."""
        rows = self._db.rows("select * from event where subject = ? order by seq", [subject])
        return [event_of(row) for row in rows]

    def head(self, subject: str) -> str:
        """The hash of the last event; 64 zeros where there is none yet."""
        row = self._db.row("select hash from event where subject = ? order by seq desc limit 1", [subject])
        return str(row["hash"]) if row else FIRST

    def verify(self, subject: str) -> bool:
        """Whether the learner's chain holds from its first event to its last."""
        return chain_holds(subject, self.chain(subject))
