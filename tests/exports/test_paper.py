"""Lists on paper, PDF and DOCX, as other programs read them."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from elearn.exports.administrative import COUNTRY, MOTTO
from elearn.exports.completion_list import completion_table
from elearn.exports.docx_list import docx_list
from elearn.exports.form_table import FormTable
from elearn.exports.list_values import CompletionRow
from elearn.exports.pdf_list import pdf_list
from elearn.exports.plain_cell import printable
from elearn.exports.printed_cell import printed
from elearn.exports.typefaces import document_faces
from elearn.exports.wrapping import Wrapping
from tests.build.lists import head, row, rows

See = Callable[..., str]
LONG = row(
    name="Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Thị Thanh Nhã Quỳnh Phương Uyên",
    position="Phó Trưởng phòng Văn hóa – Xã hội kiêm phụ trách Trung tâm Phục vụ hành chính công",
    sub_unit=(
        "Trung tâm Phục vụ hành chính công của Ủy ban nhân dân xã Nguyễn Nghiêm Phước Tường",
        "Tổ một cửa",
    ),
    note="Đã học lại sau khi nội dung thay đổi, có giám sát, theo đề nghị của trưởng bộ phận.",
)


@pytest.fixture(scope="module")
def table() -> FormTable:
    """A list of several pages with headings, long names and everyone's state."""
    return completion_table([*rows(120, 2), LONG], head())


@pytest.fixture(scope="module")
def pdf(table: FormTable) -> bytes:
    """The list as PDF, made once."""
    return pdf_list(table)


@pytest.fixture(scope="module")
def word(table: FormTable) -> Any:
    """The list as Word reads it."""
    return docx.Document(io.BytesIO(docx_list(table)))


def _pages(seen_by: See, pdf: bytes) -> list[str]:
    return seen_by(pdf, "pdftotext", "-layout", "{pdf}", "-").split("\f")[:-1]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_name_can_be_selected_as_composed_vietnamese(
    table: FormTable, pdf: bytes, seen_by: See
) -> None:
    text = seen_by(pdf, "pdftotext", "-raw", "{pdf}", "-")
    assert unicodedata.normalize("NFC", text) == text
    whole = _squeezed(text)
    for one in table.rows:
        expected = _squeezed("".join(map(printed, one)))
        assert expected in whole


def test_every_typeface_is_embedded(pdf: bytes, seen_by: See) -> None:
    lines = seen_by(pdf, "pdffonts", "{pdf}").splitlines()[2:]
    assert len(lines) == 4
    for line in lines:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_it_has_the_administrative_form(pdf: bytes, seen_by: See) -> None:
    first, *_, last = _pages(seen_by, pdf)
    for text in (
        COUNTRY,
        MOTTO,
        "UBND THÀNH PHỐ HÀ NỘI",
        "ỦY BAN NHÂN DÂN XÃ THANH TRÌ",
        "/DS-UBND",
        "DANH SÁCH",
    ):
        assert text in first and text not in last
    for text in (
        "Nơi nhận:",
        "- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "Trần Quốc Toản",
        "./.",
    ):
        assert text in last and text not in first
    info = seen_by(pdf, "pdfinfo", "{pdf}")
    assert re.search(r"Page size: +841\.89 x 595\.27", info) and "Danh sách – Kết quả học tập" in info


def test_pages_are_numbered_at_the_top_from_the_second_on(pdf: bytes, seen_by: See) -> None:
    pages = _pages(seen_by, pdf)
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        top = page.strip("\n").splitlines()[0].strip()
        assert (top == str(number)) == (number > 1)


def test_the_header_is_on_every_page_and_rows_on_the_signature_s(pdf: bytes, seen_by: See) -> None:
    for page in _pages(seen_by, pdf):
        assert "STT" in page and "Ghi" in page and "(12)" in page
    last = _pages(seen_by, pdf)[-1]
    assert len(re.findall(r"^ +1[12]\d ", last, re.MULTILINE)) >= 2


def test_no_word_leaves_the_page(pdf: bytes, seen_by: See) -> None:
    boxes = seen_by(pdf, "pdftotext", "-bbox", "{pdf}", "-")
    found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.]+)"', boxes)
    assert len(found) > 1000
    for left, top, right, foot in (map(float, one) for one in found):
        assert left > 84 and right < 842 - 40 and top > 20 and foot < 595 - 50


def test_a_heading_stands_with_the_row_that_follows(seen_by: See) -> None:
    for count in range(7, 24):
        many = [row(name=f"A{at}", sub_unit=("Phòng A",), code=str(at)) for at in range(count)]
        table = completion_table(
            [*many, *(row(sub_unit=("Phòng B",), code=str(at)) for at in range(9))], head()
        )
        for page in _pages(seen_by, pdf_list(table)):
            lines = [line for line in page.splitlines() if line.strip()]
            assert not lines[-1].lstrip().startswith("II.")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_short_list_is_one_page(count: int, seen_by: See) -> None:
    (page,) = _pages(seen_by, pdf_list(completion_table(rows(count), head())))
    assert "Trần Quốc Toản" in page


def test_a_cell_that_no_page_holds_is_cut_with_a_sign(seen_by: See) -> None:
    for count in (1, 2, 3, 6):
        table = completion_table([row(note="rất dài " * 2000, code=str(at)) for at in range(count)], head())
        pages = _pages(seen_by, pdf_list(table))
        assert sum(page.count("…") for page in pages) == count and len(pages) <= count + 2
        assert "Trần Quốc Toản" in pages[-1]


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60
    ).map(printable),
    st.floats(4, 200),
)
@example("a" * 5000, 10)
@example("12/2026/GCN-UBND", 30)
@example("00000000/0<", 10)
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    wrapping = Wrapping(document_faces().regular, 10)
    lines = wrapping.lines(text, width)
    assert all(wrapping.width(line) <= width + 0.01 or len(line.strip()) <= 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_word_reads_every_cell(table: FormTable, word: Any) -> None:
    found = [[cell.text for cell in one.cells] for one in word.tables[1].rows if one.cells[0].text.isdigit()]
    assert found == [[printed(cell) for cell in one] for one in table.rows]
    headings = [one.cells[0].text for one in word.tables[1].rows if one.cells[0].text.endswith("người)")]
    assert headings == [heading.text for group in table.groups for heading in group.headings]


def test_word_has_a4_across_with_the_margins_of_the_decree(word: Any) -> None:
    section = word.sections[0]
    sizes = [round(size.mm) for size in (section.page_width, section.page_height)]
    assert sizes == [297, 210] and section.orientation is WD_ORIENT.LANDSCAPE
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert word.styles["Normal"].font.name == "Times New Roman"


def test_word_repeats_the_header_and_breaks_no_row(word: Any) -> None:
    table_rows = word.tables[1].rows
    for at, one in enumerate(table_rows):
        properties = one._tr.trPr
        assert properties.find(qn("w:cantSplit")) is not None
        assert (properties.find(qn("w:tblHeader")) is not None) == (at < 2)
    last = table_rows[-1].cells[1].paragraphs[0]
    assert last.paragraph_format.keep_with_next


def test_word_numbers_pages_at_the_top_but_for_the_first(word: Any) -> None:
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml and "center" in section.header._element.xml
    assert not section.first_page_header.paragraphs[0].text


def test_word_has_the_administrative_form(word: Any) -> None:
    upper = [cell.text for one in word.tables[0].rows for cell in one.cells]
    assert upper[0].strip() == "UBND THÀNH PHỐ HÀ NỘI\nỦY BAN NHÂN DÂN XÃ THANH TRÌ"
    assert upper[1].strip() == f"{COUNTRY}\n{MOTTO}"
    assert upper[2].startswith("Số:") and upper[3].startswith("Thanh Trì, ngày")
    recipients, signer = (cell.text for cell in word.tables[-1].rows[0].cells)
    assert recipients.startswith("Nơi nhận:\n- UBND thành phố Hà Nội (để báo cáo);")
    assert signer.split("\n")[0] == "TM. ỦY BAN NHÂN DÂN" and signer.endswith("Trần Quốc Toản")
    assert "DANH SÁCH" in [paragraph.text for paragraph in word.paragraphs]


@given(st.text(max_size=30))
@settings(max_examples=25)
@example("<w:t>&amp;</w:t>")
@example("\x00\ud800\x1b{ns}")
def test_any_text_gives_a_document_that_opens(text: str) -> None:
    odd = CompletionRow(text, row().outcome, code="1", sub_unit=(text or "x",), note=text, course=text)
    table = completion_table([odd], replace(head(), organ=text or "x", subject=(text,), recipients=(text,)))
    found = docx.Document(io.BytesIO(docx_list(table)))
    assert _squeezed(found.tables[1].rows[-1].cells[1].text) == _squeezed(printable(text))
    assert pdf_list(table).startswith(b"%PDF-")


def test_a_document_without_signer_number_or_recipients_is_whole() -> None:
    bare = replace(head(), signer=None, recipients=(), symbol="", organ_above="", place="", as_of=None)
    table = completion_table(rows(3), bare)
    assert docx.Document(io.BytesIO(docx_list(table))).tables
    assert pdf_list(table).startswith(b"%PDF-")


def test_number_and_day_are_printed_where_they_are_known(seen_by: See) -> None:
    known = head(number=5, day=date(2026, 2, 5), attached_to="Báo cáo số 12/BC-UBND ngày 05/02/2026")
    (page,) = _pages(seen_by, pdf_list(completion_table(rows(2), known)))
    assert "Số: 05/DS-UBND" in page and "Thanh Trì, ngày 05 tháng 02 năm 2026" in page
    assert "(Kèm theo Báo cáo số 12/BC-UBND ngày 05/02/2026)" in page


@pytest.mark.slow
def test_libreoffice_opens_the_word_document_with_the_same_words(
    table: FormTable, by_libreoffice: Callable[[bytes, str, str], bytes], seen_by: See
) -> None:
    printed_pdf = by_libreoffice(docx_list(table), "docx", "pdf")
    whole = _squeezed(seen_by(printed_pdf, "pdftotext", "-raw", "{pdf}", "-"))
    for one in table.rows:
        assert _squeezed(printed(one[1])) in whole
    pages = _pages(seen_by, printed_pdf)
    for number, page in enumerate(pages, 1):
        # LibreOffice keeps no row with the words below its table.
        assert "STT" in page or number == len(pages)
        assert (page.strip("\n").splitlines()[0].strip() == str(number)) == (number > 1)
    assert "Trần Quốc Toản" in pages[-1]


@pytest.mark.slow
def test_libreoffice_reads_the_same_cells_from_the_word_document(
    table: FormTable, by_libreoffice: Callable[[bytes, str, str], bytes]
) -> None:
    text = by_libreoffice(docx_list(table), "docx", "txt:Text (encoded):UTF8").decode("utf-8-sig")
    lines = [line.strip() for line in text.splitlines()]
    begin = lines.index("(12)") + 1
    found = [line for line in lines[begin:] if line]
    expected = []
    for group in table.groups:
        expected += [heading.text for heading in group.headings]
        expected += [text for one in group.rows for cell in one if (text := printed(cell))]
    assert found[: len(expected)] == expected
