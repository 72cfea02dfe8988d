"""The publisher's signature on a library, and whose keys are trusted."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

from elearn.credentials import base64url
from elearn.credentials.keys import key_id_of, signature_holds
from elearn.errors import Reason, Refusal
from elearn.library.container import Outside, message_of


def signature_of(outside: Outside) -> str:
    """The key's fingerprint of a signed library. Raises Refusal(LIBRARY_DAMAGED) where it does not hold."""
    signed = outside.signed
    if signed is None:
        raise ValueError("nobody signed this library")
    with outside.path.open("rb") as file:
        database = file.read(outside.size)
    if not signature_holds(signed.public, signed.signature, message_of(database)):
        raise Refusal(Reason.LIBRARY_DAMAGED, path=str(outside.path))
    return key_id_of(signed.public)


def trusted_keys(source_root: Path | None, program_library: Path) -> frozenset[str]:
    """Fingerprints of the publishers that this installation trusts."""
    trusted = set()
    for key in _publishers(source_root, program_library):
        with suppress(ValueError):  # `library check` names a key that is none
            trusted.add(key_id_of(base64url.decode(key)))
    return frozenset(trusted)


def _publishers(source_root: Path | None, program_library: Path) -> tuple[str, ...]:
    from elearn.library.store import open_library

    if source_root is not None:
        try:
            table = tomllib.loads((source_root / "content" / "publishers.toml").read_text("utf-8-sig"))
            return tuple(str(entry["key"]) for entry in table.get("publisher", ()))
        except (OSError, ValueError, KeyError, TypeError):
            return ()
    try:
        with open_library(program_library) as own:
            return own.publishers
    except Refusal:
        return ()
