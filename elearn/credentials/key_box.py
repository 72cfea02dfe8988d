"""The unit's two private keys under a password: Argon2id makes a key of it, AES-256-GCM locks with that.

What is locked with the password is a random key of its own, which locks the private keys; so a second way
in, the recovery code on a printed sheet, opens the same box, and a new password changes nothing in it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from elearn.credentials.keys import KEY_BYTES, SigningKey, key_from, key_id_of, new_key
from elearn.credentials.sealing import new_sealing_key
from elearn.vietnamese.text import compose

MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 1
NONCE_BYTES, SALT_BYTES = 12, 16
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_RECOVERY_LETTERS = 32  # 160 bits


class WrongPassword(ValueError):
    """The password, or the recovery code, does not open the box."""


class Lock(msgspec.Struct, frozen=True):
    """The box's own key under a password or a code; with the cost of making a key of that."""

    salt: bytes
    nonce: bytes
    locked: bytes
    memory_kib: int
    passes: int


class KeyBox(msgspec.Struct, frozen=True):
    """Both private keys, locked; the public halves beside them."""

    signing_public: bytes
    sealing_public: bytes
    nonce: bytes
    locked: bytes
    password: Lock
    recovery: Lock


@dataclass(frozen=True, slots=True)
class UnitKeys:
    """The unit's keys, open: Ed25519 to sign with, X25519 to open what is sealed for the unit."""

    signing: SigningKey
    sealing_private: bytes = field(repr=False)
    sealing_public: bytes


def new_box(password: str) -> tuple[KeyBox, UnitKeys, str]:
    """New keys in a box: the box, the keys, and the recovery code to print."""
    signing = new_key()
    sealing_private, sealing_public = new_sealing_key()
    key, nonce = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES)
    code = _new_code()
    bound = signing.public + sealing_public
    box = KeyBox(
        signing_public=signing.public,
        sealing_public=sealing_public,
        nonce=nonce,
        locked=AESGCM(key).encrypt(nonce, signing.private + sealing_private, bound),
        password=_lock(key, password, bound),
        recovery=_lock(key, plain_code(code), bound),
    )
    return box, UnitKeys(signing, sealing_private, sealing_public), code


def open_box(box: KeyBox, password: str) -> UnitKeys:
    """The keys. Raises WrongPassword."""
    return _opened(box, _unlock(box.password, password, box.signing_public + box.sealing_public))


def open_by_recovery(box: KeyBox, code: str, new_password: str) -> tuple[KeyBox, UnitKeys]:
    """The keys by the printed code, and the box with a new password. Raises WrongPassword."""
    bound = box.signing_public + box.sealing_public
    key = _unlock(box.recovery, plain_code(code), bound)
    keys = _opened(box, key)
    return msgspec.structs.replace(box, password=_lock(key, new_password, bound)), keys


def opens_by_recovery(box: KeyBox, code: str) -> bool:
    """Whether a printed code opens the box."""
    bound = box.signing_public + box.sealing_public
    try:
        _opened(box, _unlock(box.recovery, plain_code(code), bound))
    except WrongPassword:
        return False
    return True


def with_password(box: KeyBox, password: str, new_password: str) -> KeyBox:
    """The box under another password. Raises WrongPassword."""
    bound = box.signing_public + box.sealing_public
    key = _unlock(box.password, password, bound)
    return msgspec.structs.replace(box, password=_lock(key, new_password, bound))


def key_id_of_box(box: KeyBox) -> str:
    """The fingerprint of the key that signs."""
    return key_id_of(box.signing_public)


def encode_box(box: KeyBox) -> bytes:
    """The box as JSON, to be kept."""
    return msgspec.json.encode(box)


def decode_box(content: bytes) -> KeyBox:
    """The reverse of `encode_box`. Raises msgspec.ValidationError."""
    return msgspec.json.decode(content, type=KeyBox)


def is_whole(box: KeyBox) -> bool:
    """Whether a box could open: each part has its length. Only the password tells whether it does."""
    tag = 16
    return (
        len(box.signing_public) == len(box.sealing_public) == KEY_BYTES
        and len(box.nonce) == NONCE_BYTES
        and len(box.locked) == 2 * KEY_BYTES + tag
        and all(
            len(lock.salt) == SALT_BYTES
            and len(lock.nonce) == NONCE_BYTES
            and len(lock.locked) == KEY_BYTES + tag
            and lock.memory_kib > 0
            and lock.passes > 0
            for lock in (box.password, box.recovery)
        )
    )


def plain_code(code: str) -> str:
    """A recovery code however it was typed."""
    return "".join(letter for letter in code.upper().translate(_MISTAKEN) if letter in _LETTERS)


def _new_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_RECOVERY_LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _lock(key: bytes, password: str, bound: bytes) -> Lock:
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    made = _derived(password, salt, MEMORY_KIB, PASSES)
    return Lock(salt, nonce, AESGCM(made).encrypt(nonce, key, bound), MEMORY_KIB, PASSES)


def _unlock(lock: Lock, password: str, bound: bytes) -> bytes:
    made = _derived(password, lock.salt, lock.memory_kib, lock.passes)
    try:
        return AESGCM(made).decrypt(lock.nonce, lock.locked, bound)
    except InvalidTag as error:
        raise WrongPassword from error


def _derived(password: str, salt: bytes, memory_kib: int, passes: int) -> bytes:
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=LANES, memory_cost=memory_kib)
    return kdf.derive(compose(password).encode())  # keyboards compose letters in their own ways


def _opened(box: KeyBox, key: bytes) -> UnitKeys:
    try:
        both = AESGCM(key).decrypt(box.nonce, box.locked, box.signing_public + box.sealing_public)
    except InvalidTag as error:
        raise WrongPassword from error
    signing, sealing = key_from(both[:KEY_BYTES]), both[KEY_BYTES:]
    public = X25519PrivateKey.from_private_bytes(sealing).public_key().public_bytes_raw()
    if (signing.public, public) != (box.signing_public, box.sealing_public):
        raise WrongPassword("another box's public keys")
    return UnitKeys(signing, sealing, public)
