"""The PDF of a certificate, taken apart: one page, one attachment, and nothing that could cover the page."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from elearn.credentials.credential import LARGEST
from elearn.credentials.page_digest import page_digest
from elearn.credentials.pdf_file import MOST_OBJECTS, PdfFile, read_pdf
from elearn.credentials.pdf_syntax import Name, NotPlainPdf, Stream, Value

ATTACHMENT = "credential.jws"

_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
_LARGEST_PACKED = 256 * 1024  # bytes of a stream that are looked into

_CATALOG = {b"Type", b"Pages", b"Names", b"PageMode", b"Lang", b"ViewerPreferences"}
_PAGE = {b"Type", b"Parent", b"MediaBox", b"Resources", b"Contents", b"Rotate"}
_INFO = {b"Title", b"Creator", b"Producer", b"CreationDate", b"ModDate"}
_FILE = {b"Type", b"F", b"UF", b"EF", b"Desc", b"AFRelationship"}
_EMBEDDED = {b"Type", b"Subtype", b"Length", b"Params"}


class PdfFault(Enum):
    """Why a PDF is not as a certificate was issued."""

    NOT_A_CERTIFICATE = "not_a_certificate"  # no credential is attached
    REWRITTEN = "rewritten"  # not of the form in which certificates are written
    REVISIONS = "revisions"  # something was added behind the issued file
    PAGES = "pages"  # more or fewer than one page
    ANNOTATION = "annotation"  # a note, a link, a stamp lies on the page
    FORM = "form"  # a form's fields
    LAYERS = "layers"  # contents that can be switched on and off
    SCRIPT = "script"  # something that acts by itself
    ATTACHMENTS = "attachments"  # not exactly the one attachment
    EXTRAS = "extras"  # something else that a certificate does not have


class FaultyPdf(Exception):
    """A PDF that is not as a certificate was issued."""

    def __init__(self, fault: PdfFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """What a certificate's PDF holds. `title` is the document's own, None where it has none.

    `page` is the digest of the page, `rest` SHA-256 over all bytes of the file but the attachment's.
    """

    credential: str
    page: str
    rest: str
    title: str | None


def read_certificate_file(content: bytes) -> CertificateFile:
    """Take a certificate's PDF apart. Raises FaultyPdf."""
    try:
        return _read(read_pdf(content), content)
    except NotPlainPdf as error:
        raise FaultyPdf(_fault_of_bytes(content)) from error


def _fault_of_bytes(content: bytes) -> PdfFault:
    """What to say of a file that is not plain: an altered certificate, or never one."""
    names = (ATTACHMENT.encode(), b"credential\\056jws")
    if not any(name in piece for piece in (content, *_packed(content)) for name in names):
        return PdfFault.NOT_A_CERTIFICATE
    return PdfFault.REVISIONS if content.count(b"%%EOF") > 1 else PdfFault.REWRITTEN


def _packed(content: bytes) -> Iterator[bytes]:
    """What deflated streams hold, as far as it matters: many programs pack a file's objects anew."""
    for found in islice(_STREAM.finditer(content), MOST_OBJECTS):
        with suppress(zlib.error):
            beginning = content[found.end() : found.end() + _LARGEST_PACKED]
            yield zlib.decompressobj().decompress(beginning, _LARGEST_PACKED)


def _read(file: PdfFile, content: bytes) -> CertificateFile:
    catalog = file.dictionary(file.trailer.get(b"Root"))
    names = file.dictionary(catalog.get(b"Names", {}))
    attached = _attachments(file, names)
    if not attached:
        raise FaultyPdf(PdfFault.NOT_A_CERTIFICATE)
    _refuse_actors(catalog, names)
    page = _page(file, catalog)
    if len(attached) != 1 or attached[0][0] != ATTACHMENT.encode():
        raise FaultyPdf(PdfFault.ATTACHMENTS)
    credential = _embedded(file, attached[0][1])
    rest = hashlib.sha256(content[: credential.at])
    rest.update(content[credential.at + len(credential.content) :])
    return CertificateFile(
        credential=credential.content.decode(),
        page=page_digest(file, page),
        rest=rest.hexdigest(),
        title=_title(file),
    )


def _attachments(file: PdfFile, names: dict[bytes, Value]) -> list[tuple[Value, Value]]:
    tree = file.dictionary(names.get(b"EmbeddedFiles", {}))
    if tree.keys() - {b"Names", b"Limits"}:
        raise FaultyPdf(PdfFault.ATTACHMENTS)
    pairs = file.resolve(tree.get(b"Names", []))
    if not isinstance(pairs, list) or len(pairs) % 2:
        raise FaultyPdf(PdfFault.ATTACHMENTS)
    return list(zip(pairs[::2], pairs[1::2], strict=True))


def _refuse_actors(catalog: dict[bytes, Value], names: dict[bytes, Value]) -> None:
    if b"AcroForm" in catalog:
        raise FaultyPdf(PdfFault.FORM)
    if b"OCProperties" in catalog:
        raise FaultyPdf(PdfFault.LAYERS)
    if {b"OpenAction", b"AA", b"URI"} & catalog.keys() or b"JavaScript" in names:
        raise FaultyPdf(PdfFault.SCRIPT)
    if catalog.keys() - _CATALOG or names.keys() - {b"EmbeddedFiles"}:
        raise FaultyPdf(PdfFault.EXTRAS)


def _page(file: PdfFile, catalog: dict[bytes, Value]) -> dict[bytes, Value]:
    pages = file.dictionary(catalog.get(b"Pages"))
    kids = file.resolve(pages.get(b"Kids"))
    if not isinstance(kids, list) or len(kids) != 1 or pages.keys() - {b"Type", b"Kids", b"Count"}:
        raise FaultyPdf(PdfFault.PAGES)
    page = file.dictionary(kids[0])
    if page.get(b"Type") != Name(b"Page"):
        raise FaultyPdf(PdfFault.PAGES)
    if b"Annots" in page:
        raise FaultyPdf(PdfFault.ANNOTATION)
    if b"AA" in page:
        raise FaultyPdf(PdfFault.SCRIPT)
    if page.keys() - _PAGE or page.get(b"Rotate", 0) != 0:
        raise FaultyPdf(PdfFault.EXTRAS)
    return page


def _embedded(file: PdfFile, value: Value) -> Stream:
    """The attachment, an ASCII text. It is stored as it is, without a filter."""
    described = file.dictionary(value)
    streams = file.dictionary(described.get(b"EF"))
    found = file.resolve(streams.get(b"F"))
    plain = (
        not described.keys() - _FILE
        and described.get(b"F") == ATTACHMENT.encode()
        and not streams.keys() - {b"F", b"UF"}
        and streams.get(b"UF", streams.get(b"F")) == streams.get(b"F")
        and isinstance(found, Stream)
    )
    if not plain or not isinstance(found, Stream) or found.entries.keys() - _EMBEDDED:
        raise FaultyPdf(PdfFault.ATTACHMENTS)
    if len(found.content) > LARGEST or not found.content.isascii():
        raise FaultyPdf(PdfFault.ATTACHMENTS)
    return found


def _title(file: PdfFile) -> str | None:
    info = file.dictionary(file.trailer.get(b"Info", {}))
    if info.keys() - _INFO:
        raise FaultyPdf(PdfFault.EXTRAS)
    title = file.resolve(info.get(b"Title"))
    if not isinstance(title, bytes):
        return None
    if title.startswith(b"\xfe\xff"):
        return title[2:].decode("utf-16-be", "replace")
    return title.decode("latin-1")
