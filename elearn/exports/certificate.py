"""A certificate, made whole: the page drawn, its digest signed, the credential attached.

Made once. What comes out is kept as bytes and handed out again as it is.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from elearn.credentials import qr
from elearn.credentials.certificate_file import ATTACHMENT, read_certificate_file
from elearn.credentials.credential import CertificateFields, Credential, document_title, sign_credential
from elearn.credentials.keys import SigningKey
from elearn.exports.certificate_page import draw_page
from elearn.exports.typefaces import Faces, document_faces

PDF_HEADER = "%PDF-1.7"
_NO_DIGEST = "0" * 64


@dataclass(frozen=True, slots=True)
class MadeCertificate:
    """The PDF with its attachment, and the signed credential that is attached."""

    pdf: bytes = field(repr=False)
    credential: str = field(repr=False)


def make_certificate(
    fields: CertificateFields, key: SigningKey, faces: Faces | None = None
) -> MadeCertificate:
    """Make a certificate; the same fields, key and faces give the same bytes.

    `faces` None: those of this machine. Raises TooLongForQr where name and number do not fit into the code.
    """
    text = qr.qr_text(fields, key)
    page = draw_page(fields, text, faces or document_faces())
    # The digests are those of the finished file. A credential of the same length stands in for the one that
    # will hold them, so that every other byte is in its place already.
    stand_in = sign_credential(Credential(fields=fields, page=_NO_DIGEST, rest=_NO_DIGEST, qr=text), key)
    file = _assembled(page, document_title(fields), stand_in)
    frame = read_certificate_file(file)
    credential = sign_credential(Credential(fields=fields, page=frame.page, rest=frame.rest, qr=text), key)
    return MadeCertificate(_with_credential(file, stand_in, credential), credential)


def _with_credential(file: bytes, stand_in: str, credential: str) -> bytes:
    """The file with the credential where its stand-in was; the attachment is stored as it is, unfiltered."""
    before, found, after = file.partition(stand_in.encode())
    if not found or len(stand_in) != len(credential):
        raise RuntimeError("the stand-in is not what the credential takes the place of")
    return before + credential.encode() + after


def _assembled(page: bytes, title: str, credential: str) -> bytes:
    """The page as a file of its own, with the credential and nothing else."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))
    writer.pdf_header = PDF_HEADER
    writer.metadata = {"/Title": title, "/Creator": "elearn"}
    writer.pages[0].pop("/Trans", None)
    root = writer.root_object
    root.pop("/PageMode", None)
    root[NameObject("/Lang")] = TextStringObject("vi-VN")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    writer.add_attachment(ATTACHMENT, credential.encode())
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
