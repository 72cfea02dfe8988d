"""The assignment file `*.giao`: written and read here. A JWS over JSON, signed with the unit's key.

It names its own key: whether that is the unit's is decided when the first one is taken in; a later one must
be signed by the same key.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import msgspec

from elearn.credentials import base64url, envelope
from elearn.credentials.envelope import NotAnEnvelope
from elearn.credentials.keys import KEY_BYTES, SigningKey
from elearn.errors import Reason, Refusal
from elearn.learning.assignment import FORMAT, VERSION, Assignment

SUFFIX = ".giao"
TYP = "elearn-assignment+jws"
LARGEST = 48 * 1024 * 1024  # characters: 200,000 people


@dataclass(frozen=True, slots=True)
class SignedAssignment:
    """An assignment whose signature holds, with the key that made it."""

    assignment: Assignment
    public: bytes
    key_id: str
    sealing: bytes  # the unit's public X25519 key


class _AnyVersion(msgspec.Struct, frozen=True):
    format: str
    version: int


def write_assignment(assignment: Assignment, key: SigningKey) -> str:
    """The file's whole text."""
    return envelope.sign(msgspec.json.encode(assignment), key, TYP) + "\n"


def read_assignment(text: str, path: PurePath | str = "") -> SignedAssignment:
    """Read an assignment file; `path` is for the sentence.

    Raises Refusal ASSIGNMENT_UNREADABLE (also where anything was changed), ASSIGNMENT_NEWER.
    """
    unreadable = Refusal(Reason.ASSIGNMENT_UNREADABLE, path=str(path))
    try:
        found = envelope.take_apart(text.strip(), TYP, LARGEST)
        if not found.signed_by(found.public):
            raise NotAnEnvelope("another signature")
        known = msgspec.json.decode(found.payload, type=_AnyVersion)
        if known.format == FORMAT and known.version > VERSION:
            raise Refusal(Reason.ASSIGNMENT_NEWER, path=str(path))
        assignment = msgspec.json.decode(found.payload, type=Assignment)
        sealing = base64url.decode(assignment.unit.sealing)
    except (ValueError, RecursionError) as error:
        raise unreadable from error
    if assignment.version != VERSION or len(sealing) != KEY_BYTES or _names_twice(assignment):
        raise unreadable
    return SignedAssignment(assignment, found.public, found.key_id, sealing)


def _names_twice(assignment: Assignment) -> bool:
    """Whether a course or a staff code stands in it twice: then it could mean two things."""
    courses = [one.course for one in assignment.courses]
    codes = [one.code.casefold() for one in assignment.roster if one.code]
    return len(set(courses)) < len(courses) or len(set(codes)) < len(codes)
