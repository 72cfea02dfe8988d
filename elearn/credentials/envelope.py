"""Signed texts: JWS in compact form with `alg` Ed25519 (RFC 9864), the signer's public key in the header.

The public key in the header only says who claims to have signed. Whether that key is to be trusted is
asked elsewhere, by its fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from elearn.credentials import base64url
from elearn.credentials.keys import (
    KEY_BYTES,
    SIGNATURE_BYTES,
    SigningKey,
    jwk_of,
    key_id_of,
    private_jwk,
    signature_holds,
)

LARGEST_HEADER = 2_048


class NotAnEnvelope(ValueError):
    """The text is no signed text of the kind that was expected."""


class PublicJwk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An Ed25519 public key; `x` is its 32 bytes in base64url."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    x: str


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The protected header. Nothing else is allowed in it, no `crit` and no `zip`."""

    alg: Literal["Ed25519"]
    typ: str
    kid: str
    jwk: PublicJwk


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed text, taken apart. `public` is the key that it names itself, `key_id` its fingerprint."""

    payload: bytes
    public: bytes
    key_id: str
    signing_input: bytes
    signature: bytes

    def signed_by(self, public: bytes) -> bool:
        """Whether this key has signed it."""
        return signature_holds(public, self.signature, self.signing_input)


def sign(payload: bytes, key: SigningKey, typ: str) -> str:
    """A signed text over the payload; `typ` says of what kind it is."""
    from joserfc import jws
    from joserfc.jwk import OKPKey

    header = {"alg": "Ed25519", "typ": typ, "kid": key.key_id, "jwk": jwk_of(key.public)}
    return jws.serialize_compact(header, payload, OKPKey.import_key(private_jwk(key)), algorithms=["Ed25519"])


def take_apart(text: str, typ: str, limit: int) -> Envelope:
    """Read a signed text of a kind, at most `limit` characters; its signature is not yet checked.

    Raises NotAnEnvelope, also where its base64url is not canonical or its key has another fingerprint.
    """
    if len(text) > limit:
        raise NotAnEnvelope("too long")
    parts = text.split(".")
    if len(parts) != 3 or len(parts[0]) > LARGEST_HEADER:
        raise NotAnEnvelope("not three parts")
    try:
        head, payload, signature = (base64url.decode(part) for part in parts)
        header = msgspec.json.decode(head, type=Header)
        public = base64url.decode(header.jwk.x)
    except (ValueError, RecursionError) as error:  # msgspec's errors are ValueErrors
        raise NotAnEnvelope(str(error)) from error
    if header.typ != typ or len(public) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        raise NotAnEnvelope("another kind")
    if header.kid != key_id_of(public):
        raise NotAnEnvelope("a key with another fingerprint")
    return Envelope(payload, public, header.kid, f"{parts[0]}.{parts[1]}".encode(), signature)
