"""The signed credential of a certificate: every printed field, the page's digest, the QR's text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import msgspec

from elearn.credentials import envelope
from elearn.credentials.envelope import Envelope, NotAnEnvelope
from elearn.credentials.keys import SigningKey

TYP = "elearn-certificate+jws"
FORMAT: Final = "elearn-certificate"
VERSION = 1
LARGEST = 32_768  # characters of a signed credential

Kind = Literal["self_study", "unit"]


class CertificateFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every field that a certificate prints. Texts are in NFC, "" where a field is not printed.

    `kind` decides the title: a self-study paper is issued by an installation, a certificate by a unit.
    """

    kind: Kind
    number: str
    name: str
    unit: str
    position: str = ""
    unit_short: str = ""  # for the QR, where the whole name is too long
    birth_date: date | None = None
    course: str  # the course's id
    course_title: str
    course_subtitle: str = ""
    version: str  # of the library
    minutes: int  # how long the course is
    items: int
    points_100: int  # hundredths of a point: 2750 of 30 items are 27,5/30
    share_1000: int  # 0..1000
    studied_from: date | None = None
    studied_to: date | None = None
    issued_on: date
    place: str = ""
    issuer: str = ""  # the unit, where one issues
    issuer_above: str = ""
    authority: tuple[str, ...] = ()  # e.g. "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    signer: str = ""
    copy: int = 0  # 0 for the first issue, 1… for reprints
    reprinted_on: date | None = None
    # The number in whose place this one stands. Unset, it is not written: papers issued without it stay as they are.
    replaces: str | msgspec.UnsetType = msgspec.UNSET
    key_id: str  # whose signature; printed as its fingerprint


class Credential(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is signed. `qr` is the QR's whole text; digests have 64 hexadecimal digits.

    `page` is the digest of what is drawn (see `page_digest`), `rest` SHA-256 over all bytes of the PDF but
    those of the attachment.
    """

    format: Literal["elearn-certificate"] = FORMAT
    version: int = VERSION
    fields: CertificateFields
    page: str
    rest: str
    qr: str


class _AnyVersion(msgspec.Struct, frozen=True):
    format: Literal["elearn-certificate"]
    version: int


def title_of(fields: CertificateFields) -> str:
    """The paper's name in running text, as lists and a PDF reader's window show it."""
    if fields.kind == "unit":
        return "Giấy chứng nhận hoàn thành"
    return "Giấy xác nhận hoàn thành (tự học)"


def document_title(fields: CertificateFields) -> str:
    """The PDF's own title; a verifier expects exactly this."""
    return f"{title_of(fields)} – {fields.name} – {fields.number}"


class NewerCredential(ValueError):
    """The credential was made by a later version of elearn, whose fields this one does not know."""


@dataclass(frozen=True, slots=True)
class SignedCredential:
    """A credential with its envelope; whether the signature holds is asked of `envelope`."""

    credential: Credential
    envelope: Envelope


def sign_credential(credential: Credential, key: SigningKey) -> str:
    """The credential as a signed text."""
    if credential.fields.key_id != key.key_id:
        raise ValueError("a certificate that prints another key's fingerprint")
    return envelope.sign(msgspec.json.encode(credential), key, TYP)


def read_credential(text: str) -> SignedCredential:
    """Read a signed credential; its signature is not yet checked.

    Raises NotAnEnvelope where it is none, NewerCredential where its version is not known here.
    """
    found = envelope.take_apart(text, TYP, LARGEST)
    try:
        version = msgspec.json.decode(found.payload, type=_AnyVersion).version
        if version > VERSION:
            raise NewerCredential(str(version))
        credential = msgspec.json.decode(found.payload, type=Credential)
    except NewerCredential:
        raise
    except (ValueError, RecursionError) as error:
        raise NotAnEnvelope(str(error)) from error
    if msgspec.json.encode(credential) != found.payload:
        raise NotAnEnvelope("written in another way")  # e.g. a field that stands in it twice
    if credential.fields.key_id != found.key_id:
        raise NotAnEnvelope("a fingerprint of another key")
    return SignedCredential(credential, found)
