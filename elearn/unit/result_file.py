"""The result file `*.kqht`: written and read here.

A JWS over JSON, signed with the installation's key; where the unit's public key is known, sealed for it as
a JWE. One immutable file per person, device and sequence number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

import msgspec

from elearn.credentials import envelope, sealing
from elearn.credentials.envelope import NotAnEnvelope
from elearn.credentials.keys import SigningKey
from elearn.errors import Reason, Refusal
from elearn.learning.item import Item, encode_item
from elearn.records.events import Event, chain_holds
from elearn.unit.result_values import VERSION, ChainEvent, ResultFile

SUFFIX = ".kqht"
SIGNED_TYP = "elearn-result+jws"
SEALED_TYP = "elearn-result+jwe"
LARGEST = 32 * 1024 * 1024  # characters
DEEPEST_BODY = 8


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A result file that was read: its signature and its chain hold.

    `public` is the key that it names itself; whether that installation is known is asked elsewhere. `digest` is
    SHA-256 over what was signed: the same for the same file, however often it is sealed. `signed` is the signed
    text itself, out of its seal: what proves the results.
    """

    result: ResultFile
    public: bytes
    sealed: bool
    digest: str
    signed: str = field(repr=False)


class _AnyVersion(msgspec.Struct, frozen=True):
    format: str
    version: int


def seal(result: ResultFile, key: SigningKey, unit_public: bytes | None = None) -> str:
    """The file's whole text: signed, and sealed where the unit's public X25519 key is given."""
    if result.installation != key.key_id:
        raise ValueError("a result file that names another installation")
    signed = envelope.sign(msgspec.json.encode(result), key, SIGNED_TYP)
    return signed if unit_public is None else sealing.seal(signed.encode(), unit_public, SEALED_TYP)


def unseal(text: str, unit_private: bytes | None = None, path: PurePath | str = "") -> Unsealed:
    """Read a result file; `path` is for the sentence.

    Raises Refusal RESULT_FILE_UNREADABLE (also where anything was changed), RESULT_FILE_NEWER,
    RESULT_FILE_SEALED (for a key that is not given), RESULT_FILE_CHAIN_BROKEN.
    """
    name = str(path)
    text = text.strip()
    sealed = text.count(".") == 4
    try:
        if sealed:
            text = _opened(text, unit_private, name)
        found = envelope.take_apart(text, SIGNED_TYP, LARGEST)
        if not found.signed_by(found.public):
            raise NotAnEnvelope("another signature")
        known = msgspec.json.decode(found.payload, type=_AnyVersion)
        if known.format == "elearn-result" and known.version > VERSION:
            raise Refusal(Reason.RESULT_FILE_NEWER, path=name)
        result = msgspec.json.decode(found.payload, type=ResultFile)
    except (ValueError, RecursionError) as error:  # msgspec's errors, UnicodeDecodeError and ours
        raise Refusal(Reason.RESULT_FILE_UNREADABLE, path=name) from error
    odd = result.version != VERSION or result.installation != found.key_id
    if odd or any(_deeper(one.body, DEEPEST_BODY) for one in result.chain):
        raise Refusal(Reason.RESULT_FILE_UNREADABLE, path=name)
    if not chain_holds(result.subject, _events(result.chain)):
        raise Refusal(Reason.RESULT_FILE_CHAIN_BROKEN, path=name)
    return Unsealed(result, found.public, sealed, hashlib.sha256(found.signing_input).hexdigest(), text)


def wording_of(item: Item) -> str:
    """The digest of an item's wording: SHA-256 over its JSON as it is kept with the attempt."""
    return hashlib.sha256(encode_item(item)).hexdigest()


def file_name(staff_code: str, name: str, on: date, sequence: int) -> str:
    """`<code>_<name>_<day>_<number>.kqht`, safe on Windows: "M-0001_nguyen-thi-thuy_2026-11-24_001.kqht"."""
    from elearn.vietnamese.file_names import file_name_part

    code = file_name_part(staff_code, keep_case=True, longest=24) or "khong-ma"
    return f"{code}_{file_name_part(name, longest=48) or 'khong-ten'}_{on.isoformat()}_{sequence:03d}{SUFFIX}"


def _opened(text: str, unit_private: bytes | None, name: str) -> str:
    if unit_private is None:
        raise Refusal(Reason.RESULT_FILE_SEALED, path=name)
    try:
        return sealing.unseal(text, unit_private, SEALED_TYP, LARGEST * 2).decode("ascii")
    except sealing.NotForThisKey as error:
        raise Refusal(Reason.RESULT_FILE_SEALED, path=name) from error


def _events(chain: Iterable[ChainEvent]) -> Iterable[Event]:
    return (Event(one.seq, one.at, one.mono_ms, one.kind, one.body, one.prev, one.hash) for one in chain)


def _deeper(value: object, levels: int) -> bool:
    """Whether a value is nested in more levels than so many."""
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_deeper(one, levels - 1) for one in inner)
