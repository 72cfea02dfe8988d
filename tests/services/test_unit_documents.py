"""What stands around the unit's lists and reports: set for one, remembered for the next, found in every format."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from elearn.errors import Reason, Refusal
from elearn.exports.list_file import ListFormat
from elearn.learning.unit import DocumentKind, DocumentWords
from elearn.services.unit.documents import LONGEST_LINE, MOST_LINES, DocumentDay, lines_of, number_of
from tests.build.offices import SETTINGS, Office

GIVEN = DocumentDay(15, date(2026, 12, 2))
WORDS = DocumentWords("DS-UBND", recipients=("Ủy ban nhân dân thành phố (để báo cáo)", "Lưu: VT, VHXH"))


def said(path: Path) -> str:
    """All that a file says, in one line."""
    if path.suffix == ".xlsx":
        lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        text = "\n".join(str(cell) for line in lines for cell in line)
    elif path.suffix == ".pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    else:
        body = Document(io.BytesIO(path.read_bytes())).element.body
        text = "\n".join(
            "".join(run.text or "" for run in one.iter() if run.tag.endswith("}t"))
            for one in body.iter()
            if one.tag.endswith("}p")
        )
    return " ".join(text.split())


@pytest.fixture
def busy(office: Office) -> Office:
    """Four people, one course."""
    office.people()
    office.assign()
    return office


@pytest.mark.parametrize("form", [ListFormat.XLSX, ListFormat.PDF, ListFormat.DOCX])
def test_number_day_and_recipients_stand_in_every_format(busy: Office, form: ListFormat) -> None:
    path = busy.folder / f"danh-sach.{form.value}"
    head = busy.unit.documents.head(DocumentKind.LIST, GIVEN, WORDS)
    busy.unit.lists.write_list(path, form, head=head)
    text = said(path)
    assert "Số: 15/DS-UBND" in text
    assert "ngày 02 tháng 12 năm 2026" in text
    assert "Nơi nhận: - Ủy ban nhân dân thành phố (để báo cáo); - Lưu: VT, VHXH." in text


def test_left_empty_they_stay_open_for_the_clerk(busy: Office) -> None:
    for form in (ListFormat.XLSX, ListFormat.DOCX):
        path = busy.folder / f"danh-sach.{form.value}"
        busy.unit.lists.write_list(path, form)
        text = said(path)
        assert "ngày tháng năm 2026" in text
        assert "Nơi nhận: - Lưu: VT." in text
    busy.unit.documents.keep_words(DocumentKind.LIST, DocumentWords())
    assert busy.unit.documents.head(DocumentKind.LIST).recipients == ("Lưu: VT",)


def test_a_report_goes_to_the_body_above_and_says_so(busy: Office) -> None:
    usual = busy.unit.documents.words(DocumentKind.REPORT)
    assert usual == DocumentWords("BC", (SETTINGS.above,), ("Như trên", "Lưu: VT"))
    path = busy.folder / "bao-cao.docx"
    busy.unit.lists.write_report(path, head=busy.unit.documents.head(DocumentKind.REPORT, GIVEN))
    text = said(path)
    assert "Số: 15/BC" in text
    assert "Kính gửi: Thành phố Hà Nội." in text
    assert "Nơi nhận: - Như trên; - Lưu: VT." in text


def test_what_was_said_is_remembered_and_what_is_usual_follows_the_settings(busy: Office) -> None:
    documents = busy.unit.documents
    documents.keep_words(DocumentKind.LIST, WORDS)
    again = busy.reopened().documents
    assert again.words(DocumentKind.LIST) == WORDS
    assert again.words(DocumentKind.REPORT).addressees == (SETTINGS.above,)
    again.keep_words(DocumentKind.REPORT, again.words(DocumentKind.REPORT))
    busy.unit.setup.change(replace(SETTINGS, above="Tỉnh Mới"))
    assert again.words(DocumentKind.REPORT).addressees == ("Tỉnh Mới",)
    assert again.words(DocumentKind.LIST) == WORDS
    head = again.head(DocumentKind.LIST)
    assert (head.number, head.day, head.symbol) == (None, None, "DS-UBND")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("- Như trên;\n- Lưu: VT, VP.\n", ("Như trên", "Lưu: VT, VP"), id="as the form has them"),
        pytest.param("Như trên; Lưu: VT", ("Như trên", "Lưu: VT"), id="on one line"),
        pytest.param(" \n;\n", (), id="nothing"),
    ],
)
def test_recipients_as_they_are_typed(typed: str, meant: tuple[str, ...]) -> None:
    assert lines_of(typed) == meant


def test_numbers_as_they_are_typed() -> None:
    assert number_of("") == (None, "")
    assert number_of(" 015 ") == (15, "")
    assert number_of("15/BC-UBND") == (15, "BC-UBND")
    for wrong in ("0", "15a", "-3", "/BC", "15/", "123456"):
        with pytest.raises(ValueError, match=r"."):
            number_of(wrong)


@pytest.mark.parametrize("lines", [("Nơi",) * (MOST_LINES + 1), ("n" * (LONGEST_LINE + 1),)])
def test_more_than_fits_beside_a_signature_is_refused(busy: Office, lines: tuple[str, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        busy.unit.documents.keep_words(DocumentKind.LIST, DocumentWords(recipients=lines))
    assert refused.value.reason is Reason.DOCUMENT_LINES_TOO_MANY
    assert busy.unit.documents.words(DocumentKind.LIST) == DocumentWords(recipients=("Lưu: VT",))


def test_the_most_recipients_fit_on_one_page_with_the_signature(busy: Office) -> None:
    words = DocumentWords(
        recipients=tuple(f"{'Cơ quan nhận ' * 9}{number}"[:LONGEST_LINE] for number in range(MOST_LINES))
    )
    head = busy.unit.documents.head(DocumentKind.LIST, words=words)
    path = busy.folder / "nhieu.pdf"
    busy.unit.lists.write_list(path, ListFormat.PDF, head=head)
    last = PdfReader(path).pages[-1].extract_text()
    assert "Nơi nhận:" in last and SETTINGS.signer in last and "CB002" in last
    assert all(f"{number}" in last for number in range(MOST_LINES))
