"""A device's history as it is kept: rows of `version`, and what they say of attempts."""

from __future__ import annotations

import sqlite3
import zlib
from datetime import datetime

import msgspec

from elearn.credentials import base64url
from elearn.learning.intake import Claim, DeviceId, Incoming, Taken, TakenAnswer, Version
from elearn.records.database import Database
from elearn.records.times import kept, moment

Row = sqlite3.Row
Answers = dict[str, tuple[TakenAnswer, ...]]


def insert(db: Database, device: int, one: Incoming, received_at: datetime, intake: int) -> int:
    """Keep a file's history; the row's key. Inside `writing`."""
    taken = one.taken
    answers = {attempt.id: attempt.answers for attempt in taken.attempts if attempt.answers}
    bare = msgspec.structs.replace(
        taken, attempts=tuple(msgspec.structs.replace(attempt, answers=()) for attempt in taken.attempts)
    )
    db.run(
        "insert into version (device, digest, trail, sequence, made_at, received_at, claim, brief, answers,"
        " envelope, intake) values (?,?,?,?,?,?,?,?,?,?,?)",
        [
            device,
            one.version.digest,
            one.version.trail,
            one.version.sequence,
            one.version.made_at.isoformat(),
            kept(received_at),
            msgspec.json.encode(one.claim).decode(),
            msgspec.json.encode(bare),
            zlib.compress(msgspec.json.encode(answers), 1),
            _packed(one.envelope),
            intake,
        ],
    )
    row = db.row("select id from version where digest = ?", [one.version.digest])
    key = int(row["id"]) if row else 0
    for attempt in taken.attempts:
        if attempt.exam_code:
            db.run(
                "insert or ignore into code_use (version, attempt, course, code) values (?, ?, ?, ?)",
                [key, attempt.id, attempt.course, attempt.exam_code],
            )
    return key


def version_of(row: sqlite3.Row, device: DeviceId) -> Version:
    """A row as the value that merging asks for."""
    return Version(
        device, bytes(row["trail"]), row["sequence"], datetime.fromisoformat(row["made_at"]), row["digest"]
    )


def claim_of(row: sqlite3.Row) -> Claim:
    """Whom the file says that it is of."""
    return msgspec.json.decode(row["claim"], type=Claim)


def brief_of(row: sqlite3.Row) -> Taken:
    """What the history says, without the answers."""
    return _BRIEF.decode(row["brief"])


def whole_of(row: sqlite3.Row) -> Taken:
    """What the history says, with the answers."""
    answers = _ANSWERS.decode(zlib.decompress(row["answers"]))
    brief = brief_of(row)
    whole = tuple(
        msgspec.structs.replace(attempt, answers=answers.get(attempt.id, ())) for attempt in brief.attempts
    )
    return msgspec.structs.replace(brief, attempts=whole)


def envelope_of(row: sqlite3.Row) -> str:
    """The signed text, as it was taken in."""
    parts = zlib.decompress(row["envelope"])
    sizes, content = parts[:8], parts[8:]
    head, payload = int.from_bytes(sizes[:4], "big"), int.from_bytes(sizes[4:], "big")
    cut = (content[:head], content[head : head + payload], content[head + payload :])
    return ".".join(base64url.encode(part) for part in cut)


def _packed(envelope: str) -> bytes:
    """A signed text in a third of its size: what its three parts hold, compressed. Their base64url is canonical."""
    head, payload, signature = (base64url.decode(part) for part in envelope.split("."))
    sizes = len(head).to_bytes(4, "big") + len(payload).to_bytes(4, "big")
    return zlib.compress(sizes + head + payload + signature, 3)


def received_of(row: sqlite3.Row) -> datetime:
    """When the file was taken in."""
    return moment(row["received_at"])


_BRIEF = msgspec.json.Decoder(Taken)
_ANSWERS = msgspec.json.Decoder(Answers)
