"""XLSX and CSV as other programs read them, and text that a spreadsheet must not run."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from elearn.exports.completion_list import completion_table
from elearn.exports.csv_file import csv_list
from elearn.exports.form_table import Column, FormTable, Group
from elearn.exports.plain_cell import looks_like_formula, plain_cell, printable
from elearn.exports.register_list import register_table
from elearn.exports.xlsx import xlsx_list
from tests.build.lists import head, register, row, rows

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = (
    "=1+1",
    "+84 912 345 678",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1",
    "=cmd|' /C calc'!A0",
)


def _sheet(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def _body(content: bytes) -> list[list[object]]:
    return [line for line in _sheet(content) if isinstance(line[0], float)]


def _xml(content: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def test_another_program_reads_every_row_with_its_types() -> None:
    table = completion_table(rows(150, 2), head(), on_paper=False)
    body = _body(xlsx_list(table))
    assert len(body) == 150
    for read, written in zip(body, table.rows, strict=True):
        for found, cell in zip(read, written, strict=True):
            expected = "" if cell is None else float(cell) if isinstance(cell, int) else cell
            assert found == (pytest.approx(expected) if isinstance(cell, float) else expected)
    done = next(line for line in body if line[6] == "Hoàn thành")
    assert isinstance(done[7], float) and isinstance(done[9], date)


def test_it_is_ready_to_work_with_and_to_print() -> None:
    table = completion_table(rows(40), head(), on_paper=False)
    content = xlsx_list(table)
    lines = _sheet(content)
    header = next(at for at, line in enumerate(lines, 1) if line[0] == "STT")
    last = max(at for at, line in enumerate(lines, 1) if isinstance(line[0], float))
    sheet = _xml(content, "xl/worksheets/sheet1.xml")
    pane = sheet.find(f".//{_MAIN}pane")
    assert pane is not None and pane.get("ySplit") == str(header) and pane.get("state") == "frozen"
    assert header <= 9  # frozen rows must leave room on a small screen
    found = sheet.find(f"{_MAIN}autoFilter")
    assert found is not None and found.get("ref") == f"A{header}:L{last}"
    page = sheet.find(f"{_MAIN}pageSetup")
    assert page is not None and (page.get("paperSize"), page.get("orientation")) == ("9", "landscape")
    assert page.get("fitToHeight") == "0" and page.get("fitToWidth", "1") == "1"
    numbering = sheet.find(f"{_MAIN}headerFooter")
    assert numbering is not None and numbering.get("differentFirst") == "1"
    assert "&P" in "".join(numbering.itertext())
    names = _xml(content, "xl/workbook.xml").findall(f".//{_MAIN}definedName")
    titles = [name.text for name in names if name.get("name") == "_xlnm.Print_Titles"]
    assert titles == [f"'Danh sách'!${header}:${header}"]
    widths = [float(column.get("width", 0)) for column in sheet.iter(f"{_MAIN}col")]
    assert len(widths) == 12 and min(widths) > 4


def test_the_form_surrounds_the_table() -> None:
    said = [
        str(cell) for line in _sheet(xlsx_list(completion_table(rows(9), head()))) for cell in line if cell
    ]
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND THÀNH PHỐ HÀ NỘI",
        "ỦY BAN NHÂN DÂN XÃ THANH TRÌ", "DANH SÁCH",
        "Nơi nhận:\n- UBND thành phố Hà Nội (để báo cáo);\n- Các phòng, đơn vị thuộc xã;\n- Lưu: VT, VHXH.",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\n\n\nTrần Quốc Toản",
    ):  # fmt: skip
        assert text in said


def test_an_empty_list_and_the_register_open_too() -> None:
    assert _body(xlsx_list(completion_table([], head()))) == []
    assert len(_body(xlsx_list(register_table(register(30), head(title="Sổ cấp giấy chứng nhận"))))) == 30


def _one_cell(text: str) -> FormTable:
    return FormTable(
        head(), (Column("STT", 10), Column("Họ và tên", 40)), (Group((), ((1, text), (2, text))),)
    )


@given(st.text(max_size=40))
@example("=1+1")
@example("\x00\x1b=1")
@example("\ud800x")
@example("a" * 40_000)
@example("{=1}")
@example("http://example.invalid")
@example("_x000D_")
def test_any_text_is_text_in_a_workbook(text: str) -> None:
    content = xlsx_list(_one_cell(text))
    sheet = _xml(content, "xl/worksheets/sheet1.xml")
    assert not list(sheet.iter(f"{_MAIN}f")) and not list(sheet.iter(f"{_MAIN}hyperlink"))
    if len(text) < 32_767 and "\r" not in text:  # XML has one kind of line end
        assert [line[1] for line in _body(content)] == [printable(text)] * 2


@pytest.mark.parametrize("text", DANGEROUS)
def test_excel_is_told_that_it_is_text_even_after_editing(text: str) -> None:
    content = xlsx_list(_one_cell(text))
    quoted = [
        at
        for at, look in enumerate(_xml(content, "xl/styles.xml").findall(f"{_MAIN}cellXfs/{_MAIN}xf"))
        if look.get("quotePrefix") == "1"
    ]
    cells = [cell.get("s") for cell in _xml(content, "xl/worksheets/sheet1.xml").iter(f"{_MAIN}c")]
    assert sum(int(look or 0) in quoted for look in cells) == 2


def test_csv_begins_with_its_mark_and_ends_lines_as_windows_does() -> None:
    table = completion_table(rows(30, 2), head(), on_paper=False)
    content = csv_list(table)
    assert content.startswith(b"\xef\xbb\xbfSTT,") and content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 31
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read[0] == [column.title for column in table.columns]
    assert [line[1] for line in read[1:]] == [one[1] for one in table.rows]


def test_csv_writes_days_and_shares_for_programs() -> None:
    table = completion_table([row(share=0.9167)], head(), on_paper=False)
    (line,) = list(csv.reader(io.StringIO(csv_list(table).decode("utf-8-sig"), newline="")))[1:]
    assert (line[7], line[9]) == ("0.9167", "2026-11-12")
    assert line[11] == ""


@given(st.text(max_size=30))
@example("=1+1")
@example(" \t=1")
@example("\u00a0@x")
@example('"=1"')
@example("a\r\n=1")
def test_no_cell_of_a_csv_can_be_run(text: str) -> None:
    read = list(csv.reader(io.StringIO(csv_list(_one_cell(text)).decode("utf-8-sig"), newline="")))
    assert len(read) == 3
    cell = read[1][1]
    assert not looks_like_formula(cell)
    assert cell.removeprefix("'") in (printable(text), printable(text).removeprefix("'"))


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_might_be_run_is_known(text: str) -> None:
    assert looks_like_formula(text) and plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Nguyễn Thị Thuỷ", "", "0012", "41/GCN-UBND", "a=b", "’=1", "100 %"])
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert plain_cell(text) == text


@pytest.mark.slow
def test_libreoffice_reads_the_same_cells(by_libreoffice: Callable[[bytes, str, str], bytes]) -> None:
    table = completion_table([*rows(60, 2), row(name="=1+1", note="- một ghi chú")], head(), on_paper=False)
    # Comma, quotes, UTF-8, from the first line, no types guessed, contents as shown
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"
    text = by_libreoffice(xlsx_list(table), "xlsx", options).decode()
    read = [line for line in csv.reader(io.StringIO(text)) if line[0].isdigit()]
    assert len(read) == 61
    for line, written in zip(read, table.rows, strict=True):
        for found, cell in zip(line, written, strict=True):
            if isinstance(cell, float):
                assert found == f"{cell * 100:.1f}%"
            elif isinstance(cell, date):
                assert found == f"{cell:%d/%m/%Y}"
            else:
                assert found == ("" if cell is None else str(cell))
