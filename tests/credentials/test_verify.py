"""A certificate is accepted as it was issued, and refused after any change."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from elearn.credentials import qr
from elearn.credentials.credential import Credential, sign_credential
from elearn.credentials.keys import jwk_of
from elearn.credentials.verify import Finding, Status, verify, verify_qr
from elearn.exports.certificate import make_certificate
from elearn.wording import FINDINGS
from tests.build.certificates import KEY, OTHER_KEY, fields, made, of_a_unit, trusted

PDF = made().pdf
CREDENTIAL = made().credential


def test_it_is_valid_as_issued() -> None:
    verdict = verify(PDF, [trusted()])
    assert (verdict.valid, verdict.status, verdict.finding) == (True, Status.VALID, Finding.PDF_AS_ISSUED)
    assert (verdict.number, verdict.name) == ("TH-2026-K7Q4-MX2P", "Hoàng Thị Ngọc Ánh")
    assert (verdict.unit, verdict.course) == ("Văn phòng HĐND và UBND xã Thanh Trì", "luat-an-ninh-mang")
    assert (verdict.issued_on, verdict.known_as_of) == (date(2026, 11, 13), date(2026, 11, 24))
    assert (verdict.issuer, verdict.key_id) == ("Máy học", KEY.key_id)
    assert verdict.fields == fields()


def test_on_another_machine_its_key_is_unknown() -> None:
    verdict = verify(PDF, [trusted(OTHER_KEY)])
    assert (verdict.valid, verdict.status) == (False, Status.UNKNOWN_KEY)
    assert (verdict.name, verdict.issuer, verdict.known_as_of) == ("Hoàng Thị Ngọc Ánh", None, None)


def _written(change: Callable[[PdfWriter], None], content: bytes = PDF) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _in_a_second_revision(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(io.BytesIO(PDF), incremental=True)
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _note_over_the_name(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="Nguyễn Văn Khác", rect=(200, 300, 640, 350)))


def _drawn(page: PageObject) -> bytes:
    content = page.get_contents()
    assert content is not None
    return content.get_data()


def _with_replaced_content(old: bytes, new: bytes) -> bytes:
    def change(writer: PdfWriter) -> None:
        data = _drawn(writer.pages[0])
        assert old in data
        stream = DecodedStreamObject()
        stream.set_data(data.replace(old, new, 1))
        writer._replace_object(writer.pages[0].raw_get("/Contents"), stream)

    return _written(change)


def _other_qr() -> bytes:
    """The picture of somebody else's code in this paper's page."""
    other = make_certificate(fields(name="Lê Thị Khác", number="TH-2026-AAAA-BBBB"), KEY).pdf
    theirs = _drawn(PdfReader(io.BytesIO(other)).pages[0])
    ours = _drawn(PdfReader(io.BytesIO(PDF)).pages[0])

    def code(data: bytes) -> bytes:
        start = data.index(b" re", data.index(b"0 0 0 rg"))
        return data[data.rindex(b"\n", 0, start) : data.rindex(b" re") + 3]

    return _with_replaced_content(code(ours), code(theirs))


def _in_catalog(key: str, value: object) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject(key)] = value  # type: ignore[assignment]

    return change


def _in_page(key: str, value: object) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject(key)] = value  # type: ignore[assignment]

    return change


SCRIPT = DictionaryObject(
    {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
)
LAYERS = DictionaryObject({NameObject("/OCGs"): ArrayObject()})
BOX = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(420), NumberObject(595)])


def _second_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("credential.jws", b"x")


def _other_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("ghi-chu.txt", b"x")


def _no_attachment(writer: PdfWriter) -> None:
    del writer.root_object["/Names"]


def _blank_page(writer: PdfWriter) -> None:
    writer.add_blank_page()


def _script_by_name(writer: PdfWriter) -> None:
    names = writer.root_object["/Names"]
    assert isinstance(names, DictionaryObject)
    names[NameObject("/JavaScript")] = SCRIPT


def _other_title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Giấy của Nguyễn Văn Khác"})


def _unchanged(writer: PdfWriter) -> None:
    """Only written anew by another program."""


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        pytest.param(_written(_note_over_the_name), Finding.ANNOTATION, id="a note over the name"),
        pytest.param(
            _in_a_second_revision(_note_over_the_name), Finding.REVISIONS, id="a note in a second revision"
        ),
        pytest.param(PDF + b"\n", Finding.REWRITTEN, id="a line behind it"),
        pytest.param(PDF + PDF, Finding.REVISIONS, id="itself behind it"),
        pytest.param(b"x" + PDF, Finding.REWRITTEN, id="a byte before it"),
        pytest.param(b"\xef\xbb\xbf\n" + PDF, Finding.REWRITTEN, id="a mark before it"),
        pytest.param(PDF[:-100], Finding.REWRITTEN, id="cut off"),
        pytest.param(PDF[:9000], None, id="cut in the middle"),
        pytest.param(_written(_second_attachment), Finding.ATTACHMENTS, id="a second attachment of its name"),
        pytest.param(_written(_other_attachment), Finding.ATTACHMENTS, id="a second attachment"),
        pytest.param(_written(_blank_page), Finding.PAGES, id="a second page"),
        pytest.param(_other_qr(), Finding.PAGE_CHANGED, id="somebody else's code"),
        pytest.param(_with_replaced_content(b" 33 Tf", b" 32 Tf"), Finding.PAGE_CHANGED, id="a smaller name"),
        pytest.param(_written(_in_page("/MediaBox", BOX)), Finding.PAGE_CHANGED, id="half of the page"),
        pytest.param(_written(_in_page("/CropBox", BOX)), Finding.EXTRAS, id="a box that crops"),
        pytest.param(_written(_in_page("/Rotate", NumberObject(180))), Finding.EXTRAS, id="turned round"),
        pytest.param(_written(_in_page("/AA", SCRIPT)), Finding.SCRIPT, id="a page that acts"),
        pytest.param(_written(_in_catalog("/OpenAction", SCRIPT)), Finding.SCRIPT, id="an act on opening"),
        pytest.param(_written(_in_catalog("/AA", SCRIPT)), Finding.SCRIPT, id="an act on closing"),
        pytest.param(_written(_script_by_name), Finding.SCRIPT, id="a script"),
        pytest.param(_written(_in_catalog("/AcroForm", DictionaryObject())), Finding.FORM, id="a form"),
        pytest.param(_written(_in_catalog("/OCProperties", LAYERS)), Finding.LAYERS, id="layers"),
        pytest.param(_written(_in_catalog("/Metadata", DictionaryObject())), Finding.EXTRAS, id="metadata"),
        pytest.param(_written(_other_title), Finding.TITLE_CHANGED, id="another document title"),
        pytest.param(_written(_unchanged), Finding.REWRITTEN, id="written anew"),
    ],
)
def test_after_a_change_it_is_refused(content: bytes, finding: Finding | None) -> None:
    for keys in ([trusted()], []):
        verdict = verify(content, keys)
        assert not verdict.valid
        if finding is None:
            assert verdict.status is Status.NOT_A_CERTIFICATE
        else:
            assert (verdict.status, verdict.finding) == (Status.ALTERED, finding)


def test_packed_anew_it_is_altered() -> None:
    """As qpdf does it: the objects, the attachment's name among them, lie deflated in a stream."""
    objects = b"1 0 2 40 " + PDF.replace(CREDENTIAL.encode(), b"")
    body = zlib.compress(objects)
    packed = b"%%PDF-1.7\n1 0 obj\n<</Type/ObjStm/Filter/FlateDecode/Length %d>>\nstream\n" % len(body)
    packed += body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    assert verify(packed, [trusted()]).finding is Finding.REWRITTEN
    for hostile in (
        packed[:200],
        b"%PDF-1.7\n" + b"stream\n\x78" * 200_000,
        packed.replace(body, body[::-1]),
    ):
        assert verify(hostile, [trusted()]).status is Status.NOT_A_CERTIFICATE


def test_without_its_attachment_it_is_no_certificate() -> None:
    writer = PdfWriter()
    writer.add_page(PdfReader(io.BytesIO(PDF)).pages[0])
    file = io.BytesIO()
    writer.write(file)
    assert verify(file.getvalue(), [trusted()]).status is Status.NOT_A_CERTIFICATE
    assert verify(_written(_no_attachment), [trusted()]).status is Status.ALTERED  # it still lies in the file


def _with_credential(credential: str) -> bytes:
    """The page of the paper with another credential of the same length in its place."""
    assert len(credential) == len(CREDENTIAL)
    return PDF.replace(CREDENTIAL.encode(), credential.encode())


def test_a_credential_about_somebody_else_is_refused() -> None:
    other = make_certificate(fields(name="Hoàng Thị Ngọc Anh" + "h"), KEY).credential
    assert verify(_with_credential(other), [trusted()]).finding is Finding.PAGE_CHANGED


def test_a_credential_under_a_forged_signature_is_refused() -> None:
    letter = "A" if CREDENTIAL[-20] != "A" else "B"
    forged = CREDENTIAL[:-20] + letter + CREDENTIAL[-19:]
    assert verify(_with_credential(forged), [trusted()]).finding is Finding.SIGNATURE
    assert verify(_with_credential(forged), []).finding is Finding.SIGNATURE


def test_somebody_elses_signature_under_our_fingerprint_is_refused() -> None:
    """The credential names our key, and brings another key along in its header."""
    import json

    from joserfc import jws
    from joserfc.jwk import OKPKey

    from elearn.credentials import base64url
    from elearn.credentials.keys import private_jwk

    payload = base64url.decode(CREDENTIAL.split(".")[1])
    header = json.loads(base64url.decode(CREDENTIAL.split(".")[0])) | {"jwk": jwk_of(OTHER_KEY.public)}
    forged = jws.serialize_compact(
        header, payload, OKPKey.import_key(private_jwk(OTHER_KEY)), algorithms=["Ed25519"]
    )
    for keys in ([trusted()], [], [trusted(OTHER_KEY)]):
        assert verify(_with_credential(forged), keys).status is Status.ALTERED


def test_a_code_that_says_something_else_is_refused() -> None:
    from elearn.credentials.certificate_file import read_certificate_file

    frame = read_certificate_file(PDF)
    for text in (
        qr.qr_text(fields(name="Hoàng Thị Ngọc Ánk"), KEY),
        qr.qr_text(fields(), OTHER_KEY),
        "ELEARN1:" + "0" * (len(qr.qr_text(fields(), KEY)) - 8),
    ):
        other = sign_credential(Credential(fields=fields(), page=frame.page, rest=frame.rest, qr=text), KEY)
        assert verify(_with_credential(other), [trusted()]).finding is Finding.QR_DIFFERS


def test_a_machines_key_issues_no_units_certificate() -> None:
    unit = make_certificate(of_a_unit(), KEY).pdf
    assert verify(unit, [trusted(holder="unit", name="UBND xã Thanh Trì")]).valid
    assert verify(unit, [trusted()]).finding is Finding.KEY_OF_ANOTHER_KIND
    assert verify(PDF, [trusted(holder="unit")]).finding is Finding.KEY_OF_ANOTHER_KIND
    code = qr.qr_text(of_a_unit(), KEY)
    assert verify_qr(code, [trusted()]).finding is Finding.KEY_OF_ANOTHER_KIND
    assert verify_qr(code, [trusted(holder="unit")]).valid


def test_revoked_and_replaced_numbers_no_longer_hold() -> None:
    number = fields().number
    code = qr.qr_text(fields(), KEY).encode()
    for content in (PDF, code):
        revoked = verify(content, [trusted(revoked=frozenset({number}))])
        assert (revoked.valid, revoked.status) == (False, Status.REVOKED)
        replaced = verify(content, [trusted(replaced=frozenset({number}))])
        assert (replaced.valid, replaced.status) == (False, Status.REPLACED)
        assert verify(content, [trusted(revoked=frozenset({"TH-2026-0000-0000"}))]).valid


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda text: text.encode(), id="as scanned"),
        pytest.param(lambda text: f"QR-Code:{text}\n".encode(), id="as zbarimg prints it"),
        pytest.param(lambda text: f"\n\n  {text}\n\n".encode(), id="between blank lines"),
        pytest.param(lambda text: f" {text}  \n".encode(), id="between spaces"),
        pytest.param(lambda text: f"{text[:76]}\r\n{text[76:]}\r\n".encode(), id="wrapped by a mail program"),
        pytest.param(lambda text: f"{text}\r\n".encode("utf-8-sig"), id="Notepad, UTF-8"),
        pytest.param(lambda text: text.encode("utf-16"), id="Notepad, Unicode"),
    ],
)
def test_a_text_file_with_the_codes_text_is_checked(content: Callable[[str], bytes]) -> None:
    verdict = verify(content(qr.qr_text(fields(), KEY)), [trusted()])
    assert (verdict.valid, verdict.finding) == (True, Finding.QR_AS_ISSUED)
    assert (verdict.name, verdict.number) == ("Hoàng Thị Ngọc Ánh", "TH-2026-K7Q4-MX2P")


def test_a_code_under_an_unknown_key_cannot_be_checked() -> None:
    verdict = verify_qr(qr.qr_text(fields(), KEY), [trusted(OTHER_KEY)])
    assert (verdict.status, verdict.finding) == (Status.UNKNOWN_KEY, Finding.UNKNOWN_KEY_OF_QR)


@settings(max_examples=150)
@given(st.integers(0, len(PDF) - 1), st.integers(1, 255))
@example(5, 3)  # the version in the header
@example(PDF.index(b"/ID [ <") + 8, 1)
@example(PDF.index(b"xref\n0") + 6, 1)
@example(len(PDF) - 1, 1)
def test_no_changed_byte_is_accepted(place: int, change: int) -> None:
    altered = bytearray(PDF)
    altered[place] ^= change
    assert not verify(bytes(altered), [trusted()]).valid


@settings(max_examples=60)
@given(st.integers(0, len(PDF)), st.binary(min_size=1, max_size=20), st.integers(0, 40))
def test_nothing_put_in_or_taken_out_is_accepted(place: int, put_in: bytes, taken_out: int) -> None:
    altered = PDF[:place] + put_in + PDF[place + taken_out :]
    assert altered == PDF or not verify(altered, [trusted()]).valid


@settings(max_examples=100)
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"ELEARN1:"]))
@example(b"[" * 100_000, b"%PDF-1.4\n")
def test_any_bytes_are_answered(content: bytes, start: bytes) -> None:
    assert not verify(start + content, [trusted()]).valid


def test_a_huge_file_is_not_read() -> None:
    assert verify(bytes(3 * 1024 * 1024), []).finding is Finding.TOO_LARGE


def test_every_finding_has_its_sentence() -> None:
    assert set(FINDINGS) == {finding.value for finding in Finding}
    assert replace(verify(PDF, [trusted()]), status=Status.REVOKED).valid is False
