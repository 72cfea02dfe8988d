"""One profile moves to another PC: a file with everything of it, written and read here.

`ELEARN-HO-SO 1`, a line with the SHA-256 of the rest, then zlib over JSON:
`{"version": 1, "schema": n, "subject": …, "tables": {table: [row, …]}}`, a certificate's PDF in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Callable
from typing import Any

import msgspec

from elearn.errors import Reason, Refusal
from elearn.records import schema
from elearn.records.database import Database, writing

MAGIC = b"ELEARN-HO-SO 1\n"
VERSION = 1
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_CONTENT = 256 * 1024 * 1024
_SUBJECT = re.compile(r"^[0-9a-f]{32}$")
# In the order of insertion. Result files stay: their numbers belong to the device.
TABLES = (
    "person",
    "pin",
    "event",
    "reading",
    "mark",
    "attempt",
    "attempt_slot",
    "certificate",
    "person_setting",
)

Cell = str | int | float | None


class Packed(msgspec.Struct, frozen=True):
    """What stands in the file."""

    version: int
    schema: int
    subject: str
    tables: dict[str, list[dict[str, Cell]]]


def pack(db: Database, subject: str) -> bytes:
    """Everything of a person as one file's content."""
    tables: dict[str, list[dict[str, Any]]] = {}
    with db.snapshot():
        for table in TABLES:
            rows = [dict(row) for row in db.rows(_select(table), [subject])]
            for row in rows:
                row.pop("made", None)
                if "pdf" in row:
                    row["pdf"] = base64.b64encode(row["pdf"]).decode()
            tables[table] = rows
    whole = {"version": VERSION, "schema": schema.NEWEST, "subject": subject, "tables": tables}
    body = zlib.compress(json.dumps(whole, ensure_ascii=False).encode(), 6)
    return MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _select(table: str) -> str:
    if table == "attempt_slot":
        return (
            "select attempt_slot.* from attempt_slot join attempt on attempt.id = attempt"
            " where subject = ? order by attempt.made, attempt_slot.position"
        )
    order = {"event": " order by seq", "person": "", "pin": ""}.get(table, " order by rowid")
    if table in ("reading", "person_setting"):
        order = ""
    return f"select * from {table} where subject = ?{order}"  # noqa: S608 - one of TABLES


def read_packed(content: bytes) -> Packed:
    """What a file holds, measured and checked. Raises Refusal PROFILE_FILE_UNREADABLE, RECORDS_NEWER."""
    bad = Refusal(Reason.PROFILE_FILE_UNREADABLE, path="")
    head = len(MAGIC) + 65
    if len(content) > LARGEST_FILE or not content.startswith(MAGIC) or content[head - 1 : head] != b"\n":
        raise bad
    body = content[head:]
    if hashlib.sha256(body).hexdigest().encode() != content[len(MAGIC) : head - 1]:
        raise bad
    try:
        inflate = zlib.decompressobj()
        text = inflate.decompress(body, LARGEST_CONTENT)
        if not inflate.eof:
            raise bad
        packed = msgspec.json.decode(text, type=Packed)
    except (zlib.error, msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise bad from error
    if packed.version > VERSION or packed.schema > schema.NEWEST:
        raise Refusal(Reason.RECORDS_NEWER, path="", found=f"dữ liệu số {packed.schema}", known=schema.NEWEST)
    if not _SUBJECT.match(packed.subject) or set(packed.tables) - set(TABLES):
        raise bad
    return packed


def unpack(
    db: Database, packed: Packed, free_code: Callable[[str, bool], str], check: Callable[[], None]
) -> None:
    """Put a profile in, as one act. A longer history of the same person is never overwritten.

    `free_code(code, local)` gives the staff code to use (or refuses a taken one); `check` reads everything
    back and raises where something is not as it must be. Raises Refusal PROFILE_ALREADY_HERE,
    PROFILE_FILE_UNREADABLE, CODE_TAKEN.
    """
    bad = Refusal(Reason.PROFILE_FILE_UNREADABLE, path="")
    try:
        with writing(db):
            kept = _make_room(db, packed)
            for table in TABLES:
                for row in packed.tables.get(table, []):
                    _insert(db, packed.subject, table, dict(row), free_code)
            for export in kept:
                db.run(
                    "insert into export (subject, sequence, file_name, at, head_hash) values (?,?,?,?,?)",
                    export,
                )
            check()
    except (sqlite3.IntegrityError, sqlite3.OperationalError, sqlite3.InterfaceError) as error:
        raise bad from error
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError) as error:
        raise bad from error  # msgspec's and binascii's errors are ValueErrors


def _make_room(db: Database, packed: Packed) -> list[list[object]]:
    """Take out a shorter history that the packed one goes on from; the device's result files are kept."""
    here = db.row("select name from person where subject = ?", [packed.subject])
    if here is None:
        return []
    ours = [
        row["hash"]
        for row in db.rows("select hash from event where subject = ? order by seq", [packed.subject])
    ]
    theirs = [row.get("hash") for row in packed.tables.get("event", [])]
    if len(theirs) <= len(ours) or theirs[: len(ours)] != ours:
        raise Refusal(Reason.PROFILE_ALREADY_HERE, name=here["name"])
    exports = [list(row) for row in db.rows("select * from export where subject = ?", [packed.subject])]
    db.run("delete from person where subject = ?", [packed.subject])
    return exports


def _insert(
    db: Database,
    subject: str,
    table: str,
    row: dict[str, Any],
    free_code: Callable[[str, bool], str],
) -> None:
    columns = {found["name"] for found in db.rows(f"pragma table_info({table})")} - {"made"}
    if not row or set(row) - columns:
        raise ValueError(f"columns that {table} does not have")
    if table != "attempt_slot" and row.get("subject") != subject:
        raise ValueError("a row of somebody else")
    if table == "person":
        row["staff_code"] = free_code(str(row["staff_code"]), bool(row["local_code"]))
        row["code_key"] = "".join(row["staff_code"].casefold().split())
    if table == "certificate":
        try:
            row["pdf"] = base64.b64decode(row["pdf"], validate=True)
        except binascii.Error as error:
            raise ValueError("a certificate that is no base64") from error
    names = sorted(row)
    db.run(
        f"insert into {table} ({', '.join(names)}) values ({', '.join('?' * len(names))})",  # noqa: S608 - names checked
        [row[name] for name in names],
    )
