"""The QR code: a short signed text that a telephone reads from paper and elearn checks without a network.

`ELEARN1:` and Base45 of a body (at most 166 bytes) and its Ed25519 signature (64 bytes). The body:
format (1 byte: 1 self-study, 2 of a unit), key id (8), day of issue (2, days since 1 January 2020),
result (2, thousandths), then number, name, unit, course, version, each a length byte and UTF-8.
All numbers are big-endian. What is signed is `ELEARN1:` (ASCII) and the body.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta

from elearn.credentials import base45
from elearn.credentials.credential import CertificateFields, Kind
from elearn.credentials.keys import SIGNATURE_BYTES, SigningKey, signature_holds

PREFIX = "ELEARN1:"
LARGEST_BODY = 166
LARGEST_TEXT = len(PREFIX) + (LARGEST_BODY + SIGNATURE_BYTES) // 2 * 3
HIGHEST_VERSION = 11
_DAY_0 = date(2020, 1, 1)
_HEAD = struct.Struct(">B8sHH")
_FORMATS: dict[int, Kind] = {1: "self_study", 2: "unit"}


class NotAQrText(ValueError):
    """The text is not that of a certificate's QR."""


class TooLongForQr(ValueError):
    """Name and number, which are never cut, do not leave room for the rest."""


@dataclass(frozen=True, slots=True)
class QrFields:
    """What the QR says. `unit` may be the unit's short name, or cut at a word with "…"."""

    kind: Kind
    key_id: str
    issued_on: date
    share_1000: int
    number: str
    name: str
    unit: str
    course: str
    version: str


@dataclass(frozen=True, slots=True)
class SignedQr:
    """A QR's fields, with the body and the signature that they were read from."""

    fields: QrFields
    body: bytes
    signature: bytes

    def signed_by(self, public: bytes) -> bool:
        """Whether this key has signed it."""
        return signature_holds(public, self.signature, PREFIX.encode() + self.body)


def qr_text(fields: CertificateFields, key: SigningKey) -> str:
    """The QR's text for a certificate. Raises TooLongForQr."""
    body = _fitting_body(fields)
    return PREFIX + base45.encode(body + key.sign(PREFIX.encode() + body))


def parse(text: str) -> SignedQr:
    """Read a QR's text; its signature is not yet checked. Raises NotAQrText."""
    if not text.startswith(PREFIX) or len(text) > LARGEST_TEXT:
        raise NotAQrText("another text")
    try:
        content = base45.decode(text[len(PREFIX) :])
        body, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
        return SignedQr(_read_body(body), body, signature)
    except (ValueError, struct.error, IndexError, OverflowError) as error:
        raise NotAQrText(str(error)) from error


def agrees(qr: QrFields, fields: CertificateFields) -> bool:
    """Whether a QR says what a certificate says, its unit shortened at most by the rules."""
    return replace(qr, unit="") == replace(_of(fields), unit="") and qr.unit in shortenings(fields)


def shortenings(fields: CertificateFields) -> list[str]:
    """The unit as the QR may hold it, longest first: whole, its short name, cut at each word."""
    whole = fields.unit
    short = fields.unit_short or whole
    words = short.split()
    cut = [" ".join(words[:count]) + "…" for count in range(len(words) - 1, 0, -1)]
    return list(dict.fromkeys([whole, short, *cut, "…" if whole else ""]))


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's dark modules, row by row, without a quiet zone: at most version 11-M, 61 × 61."""
    import segno

    code = segno.make(text, error="m", mode="alphanumeric", boost_error=False, micro=False)
    if not isinstance(code.version, int) or code.version > HIGHEST_VERSION:
        raise ValueError(f"a QR of version {code.version}")
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def _of(fields: CertificateFields) -> QrFields:
    return QrFields(
        kind=fields.kind,
        key_id=fields.key_id,
        issued_on=fields.issued_on,
        share_1000=fields.share_1000,
        number=fields.number,
        name=fields.name,
        unit=fields.unit,
        course=fields.course,
        version=fields.version,
    )


def _fitting_body(fields: CertificateFields) -> bytes:
    whole = _of(fields)
    for unit in shortenings(fields):
        body = _body(replace(whole, unit=unit))
        if len(body) <= LARGEST_BODY:
            return body
    raise TooLongForQr(fields.name)


def _body(fields: QrFields) -> bytes:
    day = (fields.issued_on - _DAY_0).days
    form = next(number for number, kind in _FORMATS.items() if kind == fields.kind)
    parts = [_HEAD.pack(form, bytes.fromhex(fields.key_id), day, fields.share_1000)]
    for text in (fields.number, fields.name, fields.unit, fields.course, fields.version):
        content = text.encode()
        parts.append(min(len(content), 255).to_bytes(1, "big") + content)  # past 255 nothing fits anyway
    return b"".join(parts)


def _read_body(body: bytes) -> QrFields:
    if len(body) > LARGEST_BODY:
        raise ValueError("a body too long")
    form, key, day, share = _HEAD.unpack_from(body)
    if form not in _FORMATS or share > 1000:
        raise ValueError("a format that is not known")
    texts, place = [], _HEAD.size
    for _ in range(5):
        end = place + 1 + body[place]
        content = body[place + 1 : end]
        if len(content) != body[place]:
            raise ValueError("a text that breaks off")
        texts.append(_readable(content.decode()))
        place = end
    if place != len(body):
        raise ValueError("more than five texts")
    issued_on = _DAY_0 + timedelta(days=day)
    return QrFields(_FORMATS[form], key.hex().upper(), issued_on, share, *texts)


def _readable(text: str) -> str:
    if not text.isprintable() or unicodedata.normalize("NFC", text) != text:
        raise ValueError("a text that is not written out plainly")
    return text
