"""The library file from outside: its header, where the database ends, and what stands behind it.

That is the publisher's signature over a digest of the whole database as it lies on the disk, or, for a trial that
nobody signed, the digest alone: it proves nothing, and tells a file that a stick has spoilt. It stands behind the
database, where SQLite does not look.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from elearn.errors import Reason, Refusal
from elearn.library.schema import APPLICATION_ID, FORMAT, PAGE_SIZE

LARGEST = 256 * 1024 * 1024  # bytes of a library file that is taken in
MAGIC = b"SQLite format 3\x00"
SIGNED = b"elearn signed library, form 1\n\x00\x00"  # 32 bytes
SUMMED = b"elearn library, sum of all above"  # 32 bytes, too
TRAILERS = {SIGNED: len(SIGNED) + 32 + 64, SUMMED: len(SUMMED) + 32}
_MESSAGE = b"elearn library, form 1\n"


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands behind a signed library's database."""

    public: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Outside:
    """A library file without opening its database. `size` is the database's, in bytes.

    `sum` is the digest that stands behind an unsigned one; None where nothing does.
    """

    path: Path
    size: int
    signed: Signed | None
    sum: bytes | None = None


def look_at(path: Path) -> Outside:
    """Measure a library file. Raises Refusal NO_LIBRARY, LIBRARY_DAMAGED, LIBRARY_NEWER."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            file.seek(0, 2)
            whole = file.tell()
            size = _database_size(head, path)
            file.seek(size)
            tail = file.read(max(TRAILERS.values()) + 1)
    except FileNotFoundError as error:
        raise Refusal(Reason.NO_LIBRARY, path=str(path)) from error
    except OSError as error:
        raise Refusal(Reason.FILE_UNREADABLE, path=str(path)) from error
    kind = tail[:32]
    if whole < size or (tail and len(tail) != TRAILERS.get(kind)):
        raise Refusal(Reason.LIBRARY_DAMAGED, path=str(path))
    return Outside(
        path,
        size,
        signed=Signed(tail[32:64], tail[64:]) if kind == SIGNED else None,
        sum=tail[32:] if kind == SUMMED else None,
    )


def _database_size(head: bytes, path: Path) -> int:
    if len(head) < 100 or not head.startswith(MAGIC):
        raise Refusal(Reason.LIBRARY_DAMAGED, path=str(path))
    (page_size,) = struct.unpack_from(">H", head, 16)
    changed, pages = struct.unpack_from(">II", head, 24)
    (form,) = struct.unpack_from(">I", head, 60)
    (application,) = struct.unpack_from(">I", head, 68)
    (valid_for,) = struct.unpack_from(">I", head, 92)
    if application != APPLICATION_ID:
        raise Refusal(Reason.LIBRARY_DAMAGED, path=str(path))
    if form > FORMAT:
        raise Refusal(Reason.LIBRARY_NEWER, found=form, known=FORMAT)
    if form < 1 or page_size != PAGE_SIZE or head[18:20] != b"\x01\x01" or changed != valid_for or not pages:
        raise Refusal(Reason.LIBRARY_DAMAGED, path=str(path))
    return int(pages * page_size)


def message_of(database: bytes) -> bytes:
    """What a publisher signs for a database."""
    return _MESSAGE + _sum(database)


def trailer(public: bytes, signature: bytes) -> bytes:
    """What is put behind a database that was signed."""
    return SIGNED + public + signature


def sum_behind(database: bytes) -> bytes:
    """What is put behind a database that nobody signs."""
    return SUMMED + _sum(database)


def _sum(database: bytes) -> bytes:
    import hashlib  # brings OpenSSL with it: not for a library that is only opened

    return hashlib.sha256(database).digest()


def refuse_another_sum(outside: Outside) -> None:
    """Raise Refusal(LIBRARY_DAMAGED) where an unsigned library is not what its digest says."""
    if outside.sum is None:
        return
    with outside.path.open("rb") as file:
        if _sum(file.read(outside.size)) != outside.sum:
            raise Refusal(Reason.LIBRARY_DAMAGED, path=str(outside.path))


def steady_header(database: bytes) -> bytes:
    """The database without what depends on how often and by which SQLite it was written."""
    made = bytearray(database)
    struct.pack_into(">I", made, 24, 1)  # file change counter
    struct.pack_into(">I", made, 92, 1)  # the counter that the size in the header is valid for
    struct.pack_into(">I", made, 96, 3_040_000)  # SQLite's version that wrote last
    return bytes(made)
