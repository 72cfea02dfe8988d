"""Whether a certificate is what was issued: the PDF, or the text of its QR code.

What this shows: who signed, and that nothing was changed since. What no program on a learner's machine can
show: who sat there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from elearn.credentials import qr
from elearn.credentials.certificate_file import FaultyPdf, PdfFault, read_certificate_file
from elearn.credentials.credential import (
    CertificateFields,
    Kind,
    NewerCredential,
    SignedCredential,
    document_title,
    read_credential,
)
from elearn.credentials.envelope import NotAnEnvelope
from elearn.credentials.key_file import TrustedKey
from elearn.credentials.pdf_file import LARGEST_FILE
from elearn.credentials.pdf_syntax import NotPlainPdf

LARGEST_TEXT_FILE = 4_096
_BEFORE_QR = re.compile(r"^(?:QR-Code:)?")  # what zbarimg writes before the text


class Status(Enum):
    """How a certificate stands; the values are those of `certificate verify --json`."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN_KEY = "unknown_key"
    NOT_A_CERTIFICATE = "not_a_certificate"


class Finding(Enum):
    """What decided: each has its sentence in `elearn.wording`."""

    PDF_AS_ISSUED = "pdf_as_issued"
    QR_AS_ISSUED = "qr_as_issued"  # the QR's text alone; the paper's other words were not seen
    REVOKED = "revoked"
    REPLACED = "replaced"
    UNKNOWN_KEY = "unknown_key"  # a PDF that holds together, signed by a key that nobody vouched for
    UNKNOWN_KEY_OF_QR = "unknown_key_of_qr"  # nothing could be checked
    KEY_OF_ANOTHER_KIND = "key_of_another_kind"  # a machine's key under a unit's certificate, or the reverse
    NOT_A_CERTIFICATE = "not_a_certificate"
    TOO_LARGE = "too_large"
    NEWER = "newer"
    REWRITTEN = "rewritten"
    REVISIONS = "revisions"
    PAGES = "pages"
    ANNOTATION = "annotation"
    FORM = "form"
    LAYERS = "layers"
    SCRIPT = "script"
    ATTACHMENTS = "attachments"
    EXTRAS = "extras"
    CREDENTIAL_BROKEN = "credential_broken"
    SIGNATURE = "signature"
    PAGE_CHANGED = "page_changed"
    TITLE_CHANGED = "title_changed"
    QR_DIFFERS = "qr_differs"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. Fields are None where nothing trustworthy says them.

    `course` is the course's id, `issuer` the holder of the key (claimed, where the key is unknown),
    `known_as_of` the day up to which revoked and replaced numbers are known.
    """

    status: Status
    finding: Finding
    number: str | None = None
    name: str | None = None
    unit: str | None = None
    course: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    key_id: str | None = None
    known_as_of: date | None = None
    fields: CertificateFields | None = None  # of a PDF: everything that it prints

    @property
    def valid(self) -> bool:
        """Whether the certificate is what was issued, and still holds."""
        return self.status is Status.VALID


def verify(content: bytes, trusted: Iterable[TrustedKey]) -> Verdict:
    """Check a file's content: a PDF, or a text that holds a QR's text. Never raises for foreign bytes."""
    keys = {key.key_id: key for key in trusted}
    if len(content) > LARGEST_FILE:
        return Verdict(Status.NOT_A_CERTIFICATE, Finding.TOO_LARGE)
    if (
        b"%PDF-" in content[:1024]
    ):  # where a viewer looks for it; what stands before it was not there when issued
        return _verify_pdf(content, keys)
    text = _text_of(content)
    return Verdict(Status.NOT_A_CERTIFICATE, Finding.NOT_A_CERTIFICATE) if text is None else _qr(text, keys)


def verify_qr(text: str, trusted: Iterable[TrustedKey]) -> Verdict:
    """Check a QR's text, as scanned or typed."""
    return _qr(text, {key.key_id: key for key in trusted})


def _verify_pdf(content: bytes, keys: dict[str, TrustedKey]) -> Verdict:
    try:
        file = read_certificate_file(content)
    except FaultyPdf as faulty:
        status = Status.ALTERED
        if faulty.fault is PdfFault.NOT_A_CERTIFICATE:
            status = Status.NOT_A_CERTIFICATE
        return Verdict(status, Finding(faulty.fault.value))
    except NotPlainPdf:
        return Verdict(Status.ALTERED, Finding.REWRITTEN)
    try:
        signed = read_credential(file.credential)
    except NewerCredential:
        return Verdict(Status.NOT_A_CERTIFICATE, Finding.NEWER)
    except NotAnEnvelope:
        return Verdict(Status.ALTERED, Finding.CREDENTIAL_BROKEN)
    key = keys.get(signed.envelope.key_id)
    public = key.public if key else signed.envelope.public
    if not signed.envelope.signed_by(public):
        return Verdict(Status.ALTERED, Finding.SIGNATURE)
    verdict = _told_by(signed.credential.fields, key)
    if signed.credential.page != file.page:
        return replace(verdict, status=Status.ALTERED, finding=Finding.PAGE_CHANGED)
    if file.title != document_title(signed.credential.fields):
        return replace(verdict, status=Status.ALTERED, finding=Finding.TITLE_CHANGED)
    if signed.credential.rest != file.rest:
        return replace(verdict, status=Status.ALTERED, finding=Finding.REWRITTEN)
    if not _qr_is_the_same(signed, public):
        return replace(verdict, status=Status.ALTERED, finding=Finding.QR_DIFFERS)
    return _judged(verdict, key, signed.credential.fields.kind)


def _told_by(fields: CertificateFields, key: TrustedKey | None) -> Verdict:
    return Verdict(
        status=Status.VALID if key else Status.UNKNOWN_KEY,
        finding=Finding.PDF_AS_ISSUED if key else Finding.UNKNOWN_KEY,
        number=fields.number,
        name=fields.name,
        unit=fields.unit,
        course=fields.course,
        issued_on=fields.issued_on,
        issuer=key.name if key else fields.issuer or None,
        key_id=fields.key_id,
        known_as_of=key.as_of if key else None,
        fields=fields,
    )


def _qr_is_the_same(signed: SignedCredential, public: bytes) -> bool:
    try:
        code = qr.parse(signed.credential.qr)
    except qr.NotAQrText:
        return False
    return code.signed_by(public) and qr.agrees(code.fields, signed.credential.fields)


def _judged(verdict: Verdict, key: TrustedKey | None, kind: Kind) -> Verdict:
    """The verdict on what holds together, by what is known of the key and its numbers."""
    if key is None:
        return verdict
    if (kind == "unit") != (key.holder == "unit"):
        return replace(verdict, status=Status.UNKNOWN_KEY, finding=Finding.KEY_OF_ANOTHER_KIND)
    if verdict.number in key.revoked:
        return replace(verdict, status=Status.REVOKED, finding=Finding.REVOKED)
    if verdict.number in key.replaced:
        return replace(verdict, status=Status.REPLACED, finding=Finding.REPLACED)
    return verdict


def _qr(text: str, keys: dict[str, TrustedKey]) -> Verdict:
    text = _BEFORE_QR.sub("", "".join(text.strip("\ufeff\t\r\n").splitlines()).lstrip(), count=1)
    code = _parsed(text) or _parsed(
        text.rstrip()
    )  # the code's own alphabet has a space, which may stand last
    if code is None:
        if text.startswith(qr.PREFIX):
            return Verdict(Status.ALTERED, Finding.CREDENTIAL_BROKEN)
        return Verdict(Status.NOT_A_CERTIFICATE, Finding.NOT_A_CERTIFICATE)
    key = keys.get(code.fields.key_id)
    if key and not code.signed_by(key.public):
        return Verdict(Status.ALTERED, Finding.SIGNATURE)
    verdict = Verdict(
        status=Status.VALID if key else Status.UNKNOWN_KEY,
        finding=Finding.QR_AS_ISSUED if key else Finding.UNKNOWN_KEY_OF_QR,
        number=code.fields.number,
        name=code.fields.name,
        unit=code.fields.unit,
        course=code.fields.course,
        issued_on=code.fields.issued_on,
        issuer=key.name if key else None,
        key_id=code.fields.key_id,
        known_as_of=key.as_of if key else None,
    )
    return _judged(verdict, key, code.fields.kind)


def _parsed(text: str) -> qr.SignedQr | None:
    try:
        return qr.parse(text)
    except qr.NotAQrText:
        return None


def _text_of(content: bytes) -> str | None:
    """A short text, as Windows' editor writes it (UTF-8, or UTF-16 with its mark); None for anything else."""
    if len(content) > LARGEST_TEXT_FILE:
        return None
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
