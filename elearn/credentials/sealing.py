"""Sealed texts: JWE in compact form, ECDH-ES on X25519 and A256GCM. Only the unit can read one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from elearn.credentials import base64url
from elearn.credentials.envelope import LARGEST_HEADER, NotAnEnvelope
from elearn.credentials.keys import KEY_BYTES, key_id_of

if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

_ALGORITHMS = ["ECDH-ES", "A256GCM"]
_TAG_BYTES, _NONCE_BYTES = 16, 12


class NotForThisKey(ValueError):
    """The text is sealed for another key."""


class _Ephemeral(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kty: Literal["OKP"]
    crv: Literal["X25519"]
    x: str


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing else is allowed, above all no `zip`: a small text could become a huge one."""

    alg: Literal["ECDH-ES"]
    enc: Literal["A256GCM"]
    typ: str
    kid: str
    epk: _Ephemeral


def new_sealing_key() -> tuple[bytes, bytes]:
    """A private X25519 key and its public half, 32 raw bytes each."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    key = X25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def seal(content: bytes, public: bytes, typ: str) -> str:
    """The content so that only the holder of the key can read it; other bytes each time."""
    from joserfc import jwe

    header = {"alg": "ECDH-ES", "enc": "A256GCM", "typ": typ, "kid": key_id_of(public)}
    return jwe.encrypt_compact(header, content, _key(_jwk(public)), algorithms=_ALGORITHMS)


def unseal(text: str, private: bytes, typ: str, limit: int) -> bytes:
    """The content of a sealed text of a kind, at most `limit` characters long.

    Raises NotAnEnvelope where it is none or was changed, NotForThisKey.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from joserfc import jwe
    from joserfc.errors import JoseError

    header = _take_apart(text, typ, limit)
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    if header.kid != key_id_of(public):
        raise NotForThisKey(header.kid)
    try:
        key = _key(_jwk(public) | {"d": base64url.encode(private)})
        registry = jwe.JWERegistry(algorithms=_ALGORITHMS)
        registry.max_ciphertext_length = limit  # its own is 64 KiB; the text is no longer than `limit` by now
        opened = jwe.decrypt_compact(text, key, registry=registry)
    except (JoseError, ValueError) as error:
        raise NotAnEnvelope("sealed otherwise") from error
    if opened.plaintext is None:
        raise NotAnEnvelope("sealed around nothing")
    return opened.plaintext


def _take_apart(text: str, typ: str, limit: int) -> _Header:
    parts = text.split(".")
    if len(text) > limit or len(parts) != 5 or len(parts[0]) > LARGEST_HEADER:
        raise NotAnEnvelope("not five parts")
    try:
        head, wrapped, nonce, _, tag = (base64url.decode(part) for part in parts)
        header = msgspec.json.decode(head, type=_Header)
        ephemeral = base64url.decode(header.epk.x)
    except (ValueError, RecursionError) as error:
        raise NotAnEnvelope(str(error)) from error
    sizes = (len(wrapped), len(nonce), len(tag), len(ephemeral))
    if header.typ != typ or sizes != (0, _NONCE_BYTES, _TAG_BYTES, KEY_BYTES):
        raise NotAnEnvelope("another kind")
    return header


def _jwk(public: bytes) -> dict[str, str]:
    return {"kty": "OKP", "crv": "X25519", "x": base64url.encode(public)}


def _key(jwk: dict[str, str]) -> OKPKey:
    from joserfc.jwk import OKPKey

    return OKPKey.import_key(dict(jwk))
