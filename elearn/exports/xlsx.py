"""A table as an Excel workbook: real types, frozen header, filter, ready to print on A4 landscape.

The administrative heading is kept to few rows, since it is frozen together with the table's header.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date
from inspect import unwrap
from typing import TYPE_CHECKING, Any

from elearn.exports import administrative as words
from elearn.exports.form_table import FormTable, Heading, Row
from elearn.exports.plain_cell import looks_like_formula, printable
from elearn.exports.typefaces import document_faces
from elearn.exports.wrapping import Wrapping
from elearn.exports.xlsx_pages import Rows, last_break

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET = "Danh sách"
MM = 1 / 25.4  # inches; the margins are those of the decree (annex I, part I), turned with the page
MARGINS = {"left": 25 * MM, "right": 15 * MM, "top": 22 * MM, "bottom": 15 * MM}
_CHARACTERS_A_MM = 0.58  # width of a column on the sheet for its width on paper
_POINTS_A_CHARACTER = 5.25  # 7 pixels of 0.75 points
_PADDING = 3  # points of a column's width in which Excel writes nothing
_POINTS_A_PIXEL = 0.75
_DIGITS = (5.25, 5.5, 5.75)  # how wide columns take a digit: Excel, Excel on a sharper screen, LibreOffice
_SIZE, _LEADING = 11, 14.5
_LINE = 15.75  # points of a row of one line, whole pixels as all heights are
_SIGNATURE_LINES = 4
_LONGEST = 32_767  # characters of a cell, Excel's own limit
_TALLEST = 409  # points; Excel's own limit for a row


def xlsx_list(table: FormTable) -> bytes:
    """The workbook, made in memory: nothing is left half written anywhere."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    # The width of columns is counted in digits of the default typeface: it must be one that the machine has.
    usual = {"font_name": "Times New Roman", "font_size": _SIZE}
    with Workbook(file, {"in_memory": True, "default_format_properties": usual}) as book:
        book.set_properties(
            {"title": words.document_title(table.head), "author": words.property_text(table.head.organ)}
        )
        _Sheet(book, table).write()
    return file.getvalue()


_FACE = {
    "font_name": "Times New Roman",
    "font_family": 1,
    "font_scheme": "",
    "font_size": _SIZE,
    "valign": "vcenter",
}
_OVER = {"align": "center", "text_wrap": True}
_FRAMED = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True}
_EDGES: dict[str, dict[str, Any]] = {
    "": {},
    "left": {"top": 1, "bottom": 1, "left": 1, "border_color": "#7F7F7F"},
    "middle": {"top": 1, "bottom": 1, "border_color": "#7F7F7F"},
    "right": {"top": 1, "bottom": 1, "right": 1, "border_color": "#7F7F7F"},
}
_CELLS: dict[str, dict[str, Any]] = {
    "text": {},
    "formula": {"quote_prefix": True},  # shown as it is, and never run, not even after it was edited
    "number": {"num_format": "0"},
    "share": {"num_format": "0.0%"},
    "day": {"num_format": "dd/mm/yyyy"},
    "blank": {},
}
_NAMED: dict[str, dict[str, Any]] = {
    "centred": _OVER,
    "bold": _OVER | {"bold": True},
    "motto": _OVER | {"bold": True, "underline": 1, "font_size": 12},
    "italic": _OVER | {"italic": True},
    "title": _OVER | {"bold": True, "font_size": 14},
    "header": _FRAMED | _OVER | {"bold": True, "bg_color": "#E7E6E6"},
    "heading": {"bold": True, "bg_color": "#F5F4F0"},
    "inner_heading": {"bold": True, "italic": True},
    "closing": {"italic": True, "text_wrap": True},
    "recipients_title": {"bold": True, "italic": True, "font_size": 12},
    "recipients": {"text_wrap": True, "valign": "top"},
    "signature": _OVER | {"bold": True, "valign": "top"},
}


class _Styles:
    """Formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}

    def of(self, name: str, edge: str = "") -> Format:
        """The format of a part of the form; `edge` says where in a framed row a cell stands."""
        return self._get((f"{name} {edge}", False), _NAMED[name] | _EDGES[edge])

    def cell(self, kind: str, centred: bool) -> Format:
        """The format of a cell of the table."""
        aligned = {"align": "center"} if centred or kind in ("number", "share", "day") else {}
        return self._get((f"cell {kind}", centred), _FRAMED | aligned | _CELLS[kind])

    def _get(self, key: tuple[str, bool], properties: dict[str, Any]) -> Format:
        if key not in self._made:
            self._made[key] = self._book.add_format(_FACE | properties)
        return self._made[key]


def _printed(paper_mm: float, *margins: str) -> float:
    """The points between two margins."""
    return (paper_mm * MM - sum(MARGINS[one] for one in margins)) * 72


def _sheet_class() -> type[Worksheet]:
    """A worksheet whose first page has no number (annex I, part I, 7); XlsxWriter has no word for that."""
    from xlsxwriter.worksheet import Worksheet

    class FirstPageWithoutNumber(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
        def _write_header_footer(self) -> None:
            self._xml_start_tag("headerFooter", [("differentFirst", "1")])
            self._xml_data_element("oddHeader", self.header)
            self._xml_end_tag("headerFooter")

    return FirstPageWithoutNumber


class _Sheet:
    """One sheet while it is written; `_row` is the next free one."""

    def __init__(self, book: Workbook, table: FormTable) -> None:
        self._sheet = book.add_worksheet(SHEET, _sheet_class())
        self._table, self._head = table, table.head
        self._styles = _Styles(book)
        self._last = len(table.columns) - 1
        self._row = 0
        self._sheet.set_default_row(_LINE)
        self._heights: dict[int, float] = {}  # of rows that are not of one line
        self._starts: list[int] = []  # at which rows a page may begin
        self._header_row = 0
        self._seen: list[dict[str, tuple[str, str, int]]] = [{} for _ in table.columns]
        self._styles_of_columns = [
            {kind: self._styles.cell(kind, column.centred) for kind in _CELLS} for column in table.columns
        ]
        faces = document_faces()
        self._upright, self._bold = Wrapping(faces.regular, _SIZE), Wrapping(faces.bold, _SIZE)

    def write(self) -> None:
        for at, column in enumerate(self._table.columns):
            self._sheet.set_column(at, at, column.width_mm * _CHARACTERS_A_MM)
        self._heading()
        self._titles()
        header = self._header_row = self._row
        self._header()
        self._body()
        self._sheet.autofilter(header, 0, max(header, self._row - 1), self._last)
        self._sheet.freeze_panes(header + 1, 0)
        self._sheet.repeat_rows(header)
        self._closing()
        self._page()

    def _heading(self) -> None:
        """Left who issues and the number, right the country, its motto, the place and the day."""
        left = [*words.organ_lines(self._head), (words.number_line(self._head), False)]
        day = words.place_and_day(self._head.place, self._head.day, self._head.year)
        right = [(words.COUNTRY, "bold"), (words.MOTTO, "motto"), (day, "italic")]
        middle = self._split()
        for at in range(max(len(left), len(right))):
            if at < len(left):
                text, bold = left[at]
                self._across(0, middle - 1, text, "bold" if bold else "centred")
            if at < len(right):
                self._across(middle, self._last, *right[at])
            self._row += 1

    def _split(self) -> int:
        """The column at which the right half begins."""
        widths = [column.width_mm for column in self._table.columns]
        return next(
            (at for at in range(1, len(widths)) if sum(widths[:at]) >= 0.45 * sum(widths)), self._last
        )

    def _titles(self) -> None:
        self._set_height(27)
        self._across(0, self._last, self._head.title.upper(), "title")
        self._row += 1
        for line in self._head.subject:
            self._across(0, self._last, line, "bold")
            self._row += 1
        if attached := words.attached_line(self._head):
            self._across(0, self._last, attached, "italic")
            self._row += 1
        self._set_height(6)
        self._row += 1

    def _header(self) -> None:
        self._set_height(33)
        for at, column in enumerate(self._table.columns):
            self._text(at, column.title, self._styles.of("header"))
        self._row += 1

    def _body(self) -> None:
        for group in self._table.groups:
            start = self._row
            for heading in group.headings:
                self._group_heading(heading)
            if group.rows:
                self._starts += [start, *range(self._row + 1, self._row + len(group.rows))]
            self._rows(group.rows)

    def _group_heading(self, heading: Heading) -> None:
        """A heading in the first column, its frame over all of them: merged cells could not be sorted."""
        name = "inner_heading" if heading.level else "heading"
        self._text(0, heading.text, self._styles.of(name, "left"))
        for at in range(1, self._last + 1):
            edge = "right" if at == self._last else "middle"
            self._sheet.write_blank(self._row, at, None, self._styles.of(name, edge))
        self._row += 1

    def _rows(self, rows: Sequence[Row]) -> None:
        sheet, styles = self._sheet, self._styles_of_columns
        # XlsxWriter's methods without the step that reads "A1", a twentieth of the time of ten thousand rows.
        blank, text, number, day = (
            unwrap(getattr(type(sheet), f"write_{kind}"))
            for kind in ("blank", "string", "number", "datetime")
        )
        for row in rows:
            line, most = self._row, 1
            for at, cell in enumerate(row):
                style = styles[at]
                if cell is None:
                    blank(sheet, line, at, None, style["blank"])
                elif isinstance(cell, str):
                    said, kind, lines = self._seen[at].get(cell) or self._look_at(at, cell)
                    text(sheet, line, at, said, style[kind])
                    most = max(most, lines)
                elif isinstance(cell, date):
                    day(sheet, line, at, cell, style["day"])
                else:
                    number(sheet, line, at, cell, style["share" if isinstance(cell, float) else "number"])
            if most > 1:
                self._make_room(most)
            self._row += 1

    def _look_at(self, at: int, cell: str) -> tuple[str, str, int]:
        """A text as it is written in a column, of what kind it is, and how many lines it takes."""
        text = printable(cell)
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        kind = "formula" if looks_like_formula(text) else "text"
        found = text, kind, len(self._upright.lines(text, self._room(at)))
        self._seen[at][cell] = found
        return found

    def _closing(self) -> None:
        """The totals, then recipients at the left, level with who signs at the right.

        These stand in one row: a printer's page may end between two, and part the signature from its name.
        """
        for sentence in self._table.closing:
            self._across(0, self._last, sentence, "closing")
            self._row += 1
        self._row += 1
        signer, middle = self._head.signer, self._split()
        right = list(words.authority_lines(signer)) if signer else []
        right += [""] * _SIGNATURE_LINES + [signer.name] if signer else []
        recipients = words.recipient_lines(self._head.recipients)
        said = "\n".join((words.RECIPIENTS, *recipients))
        lines = (
            self._lines_across("\n".join(right), middle, self._last),
            self._lines_across(said, 0, middle - 1),
        )
        self._set_height(max(lines) * _LEADING + 4)
        if recipients:
            self._across(0, middle - 1, "", "recipients")
            title = self._styles.of("recipients_title"), words.RECIPIENTS
            below = printable("\n" + "\n".join(recipients))
            self._sheet.write_rich_string(
                self._row, 0, *title, self._styles.of("recipients"), below, self._styles.of("recipients")
            )
        if right:
            self._across(middle, self._last, "\n".join(right), "signature")
        self._row += 1

    def _page(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(**MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.print_area(0, 0, self._row - 1, self._last)
        sheet.set_header('&C&"Times New Roman,Regular"&13&P', {"margin": 10 * MM})
        heights = [self._heights.get(at, _LINE) for at in range(self._row)]
        rows = Rows(heights, self._header_row, self._starts)
        if last := last_break(rows, [self._page_height(wide) for wide in _DIGITS]):
            sheet.set_h_pagebreaks([last])

    def _page_height(self, digit: float) -> float:
        """A page's height in points of the sheet, which is made smaller to be as wide as a page, in whole per cent."""
        width = sum(
            column.width_mm * _CHARACTERS_A_MM * digit + 5 * _POINTS_A_PIXEL for column in self._table.columns
        )
        per_cent = min(100, int(100 * _printed(297, "left", "right") / width))
        return _printed(210, "top", "bottom") * 100 / per_cent

    def _across(self, first: int, last: int, text: str, style: str) -> None:
        """A text over several columns of the current row."""
        made = self._styles.of(style)
        self._make_room(self._lines_across(text, first, last))
        if first == last:
            self._text(first, text, made)
            return
        self._sheet.merge_range(self._row, first, self._row, last, "", made)
        self._text(first, text, made)

    def _lines_across(self, text: str, first: int, last: int) -> int:
        width = sum(self._room(at) + _PADDING for at in range(first, last + 1)) - _PADDING
        return len(self._bold.lines(text, width))

    def _room(self, at: int) -> float:
        """The points in a column that text may fill."""
        return self._table.columns[at].width_mm * _CHARACTERS_A_MM * _POINTS_A_CHARACTER - _PADDING

    def _make_room(self, lines: int) -> None:
        """Give the current row its height: Excel leaves merged cells cut, LibreOffice all of them."""
        if lines > 1 and lines * _LEADING + 1 > self._heights.get(self._row, 0):
            self._set_height(lines * _LEADING + 1)

    def _set_height(self, height: float) -> None:
        """Give the current row a height, in whole pixels so that every program makes it the same."""
        pixels = math.ceil(min(_TALLEST, height) / _POINTS_A_PIXEL)
        self._heights[self._row] = pixels * _POINTS_A_PIXEL
        self._sheet.set_row(self._row, self._heights[self._row])

    def _text(self, at: int, text: str, style: Any) -> None:
        self._sheet.write_string(self._row, at, printable(text), style)
