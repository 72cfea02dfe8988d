"""Ed25519 keys: made, kept as 32 raw bytes, known by a short fingerprint."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from elearn.credentials import base64url

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_KEY_ID = re.compile(r"[0-9A-F]{16}")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private Ed25519 key and its public half, 32 raw bytes each."""

    private: bytes = field(repr=False)
    public: bytes

    @property
    def key_id(self) -> str:
        """The public half's fingerprint, 16 hexadecimal digits."""
        return key_id_of(self.public)

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes; the same message has the same one."""
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(message)


def new_key() -> SigningKey:
    """A key that nobody has had before."""
    return key_from(Ed25519PrivateKey.generate().private_bytes_raw())


def key_from(private: bytes) -> SigningKey:
    """The key of 32 raw private bytes. Raises ValueError for another length."""
    return SigningKey(private, Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def key_id_of(public: bytes) -> str:
    """A public key's fingerprint: the first 8 bytes of its SHA-256, in capitals."""
    return hashlib.sha256(public).hexdigest()[:16].upper()


def is_key_id(text: str) -> bool:
    """Whether a text is written as a fingerprint."""
    return bool(_KEY_ID.fullmatch(text))


def shown(key_id: str) -> str:
    """A fingerprint as people compare it: "7F3A 91C2 08DE 44B1"."""
    return " ".join(key_id[start : start + 4] for start in range(0, len(key_id), 4))


def signature_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of the public key's private half has signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def jwk_of(public: bytes) -> dict[str, str]:
    """A public key as a JSON Web Key (RFC 8037)."""
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(public)}


def private_jwk(key: SigningKey) -> dict[str, Any]:
    """A key pair as a JSON Web Key, for joserfc."""
    return jwk_of(key.public) | {"d": base64url.encode(key.private)}
