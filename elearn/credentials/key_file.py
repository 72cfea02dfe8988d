"""The key file `*.khoa`: a public key, whose it is, and the dated list of numbers that no longer hold.

A JWS that the key signs itself. It proves that the list is the key holder's own; whether the key belongs
to the one it names is for people to compare by its fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import msgspec

from elearn.credentials import envelope
from elearn.credentials.envelope import NotAnEnvelope
from elearn.credentials.keys import SigningKey, key_id_of
from elearn.errors import Reason, Refusal

TYP = "elearn-key+jws"
FORMAT: Final = "elearn-key"
VERSION = 1
LARGEST = 4 * 1024 * 1024  # characters
SUFFIX = ".khoa"

Holder = Literal["installation", "unit"]


class Revoked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number that was taken back on a day."""

    number: str
    on: date


class Replaced(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number in whose place another one holds since a day."""

    number: str
    by: str
    on: date


class KeyList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a key file signs. `as_of` is the day of the lists; `name` the unit's, or the installation's."""

    format: Literal["elearn-key"] = FORMAT
    version: int = VERSION
    holder: Holder
    name: str
    as_of: date
    revoked: tuple[Revoked, ...] = ()
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key that somebody decided to trust, with what is known of its numbers as of a day."""

    public: bytes
    holder: Holder
    name: str
    as_of: date
    revoked: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()

    @property
    def key_id(self) -> str:
        """The key's fingerprint."""
        return key_id_of(self.public)


def write_key_file(
    key: SigningKey,
    holder: Holder,
    name: str,
    as_of: date,
    revoked: Iterable[Revoked] = (),
    replaced: Iterable[Replaced] = (),
) -> str:
    """The key file's whole text."""
    listed = KeyList(holder=holder, name=name, as_of=as_of, revoked=tuple(revoked), replaced=tuple(replaced))
    return envelope.sign(msgspec.json.encode(listed), key, TYP) + "\n"


def read_key_file(text: str, path: str = "") -> TrustedKey:
    """Read a key file; `path` is for the sentence. Raises Refusal(KEY_UNREADABLE)."""
    try:
        found = envelope.take_apart(text.strip(), TYP, LARGEST)
        listed = msgspec.json.decode(found.payload, type=KeyList)
    except (ValueError, RecursionError) as error:
        raise Refusal(Reason.KEY_UNREADABLE, path=path) from error
    if listed.version != VERSION or not found.signed_by(found.public):
        raise Refusal(Reason.KEY_UNREADABLE, path=path) from NotAnEnvelope("not signed by itself")
    return TrustedKey(
        public=found.public,
        holder=listed.holder,
        name=listed.name,
        as_of=listed.as_of,
        revoked=frozenset(one.number for one in listed.revoked),
        replaced=frozenset(one.number for one in listed.replaced),
    )
