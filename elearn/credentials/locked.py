"""A secret in a box: AES-256-GCM under a key of its own, which several locks hold, each by other words.

A lock is Argon2id over a password or a recovery code. Changing the password changes its lock alone: the secret,
and whatever was made with it, stays as it is.
"""

from __future__ import annotations

import os
import secrets

import msgspec

LEAST_PASSWORD = 5
RECOVERY_LENGTH = 25  # of 32 letters: 125 bits
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to mistake
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4  # RFC 9106, second recommended choice
_MOST_KIB, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 64, 64  # what a damaged file may ask of this machine
_NONCE_BYTES, _KEY_BYTES, _TAG_BYTES = 12, 32, 16


class WrongWords(ValueError):
    """The password or the code opens nothing, or the lock is damaged."""


class _Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    salt: bytes
    memory_kib: int
    passes: int
    lanes: int
    nonce: bytes
    wrapped: bytes


def new_box(secret: bytes) -> tuple[bytes, bytes]:
    """The secret in a box, and the box's key."""
    key = secrets.token_bytes(_KEY_BYTES)
    return _shut(secret, key, b"elearn box"), key


def open_box(box: bytes, key: bytes) -> bytes:
    """The secret. Raises WrongWords where the box is damaged or another's."""
    return _opened(box, key, b"elearn box")


def lock(key: bytes, words: str) -> bytes:
    """A lock that holds a box's key; takes about a fifth of a second."""
    salt = os.urandom(16)
    made = _derived(words, salt, _MEMORY_KIB, _PASSES, _LANES)
    shut = _shut(key, made, salt)
    return msgspec.json.encode(
        _Lock(salt, _MEMORY_KIB, _PASSES, _LANES, shut[:_NONCE_BYTES], shut[_NONCE_BYTES:])
    )


def unlock(kept: bytes, words: str) -> bytes:
    """The box's key. Raises WrongWords."""
    try:
        held = msgspec.json.decode(kept, type=_Lock)
    except ValueError as error:
        raise WrongWords("damaged") from error
    modest = held.memory_kib <= _MOST_KIB and held.passes <= _MOST_PASSES and held.lanes <= _MOST_LANES
    if not modest or min(held.memory_kib, held.passes, held.lanes, len(held.salt)) < 1:
        raise WrongWords("damaged")
    try:
        made = _derived(words, held.salt, held.memory_kib, held.passes, held.lanes)
    except ValueError as error:  # parameters that Argon2id does not know
        raise WrongWords("damaged") from error
    return _opened(held.nonce + held.wrapped, made, held.salt)


def new_recovery_code() -> str:
    """A code to print and put away: "7KQ4M-X2PAB-…", five groups of five."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(RECOVERY_LENGTH))
    return "-".join(letters[start : start + 5] for start in range(0, RECOVERY_LENGTH, 5))


def plain_code(code: str) -> str:
    """A recovery code without what typing adds: case, hyphens, letters that look like figures."""
    return "".join(letter for letter in code.upper().translate(_MISTAKEN) if letter in LETTERS)


def _derived(words: str, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    import unicodedata

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derive = Argon2id(salt=salt, length=_KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib)
    return derive.derive(unicodedata.normalize("NFC", words).encode())


def _shut(content: bytes, key: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _opened(shut: bytes, key: bytes, bound: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(shut) < _NONCE_BYTES + _TAG_BYTES:
        raise WrongWords("damaged")
    try:
        return AESGCM(key).decrypt(shut[:_NONCE_BYTES], shut[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as error:
        raise WrongWords("another password, or damaged") from error
