"""A table as PDF in the administrative form, A4 landscape.

Drawn row by row, never as a whole: what ten thousand rows cost grows with their number. A row is never
broken over two pages, a heading stands with the row that follows it, and the signature with the last rows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from elearn.exports.form_table import Column, FormTable
from elearn.exports.pdf_form import (
    FOOT,
    LANDSCAPE,
    LEFT,
    draw_ending,
    draw_heading,
    draw_page_number,
    draw_titles,
    ending_height,
    new_canvas,
)
from elearn.exports.plain_cell import printable
from elearn.exports.printed_cell import printed
from elearn.exports.typefaces import Faces, bold_italic_of, document_faces
from elearn.exports.wrapping import Wrapping

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIZE, LEADING = 10.5, 12.2
SMALL = 9.0  # the numbers of columns
PAD_X, PAD_Y = 2.6, 2.2
MOST_LINES = 18  # of a cell; what is longer ends with "…"
WITH_SIGNATURE = 2  # rows that stand on the signature's page, where they leave it room
RULE = 0.5


@dataclass(frozen=True, slots=True)
class _Band:
    """One horizontal part of the table: a row, or a heading over the whole width."""

    cells: tuple[tuple[str, ...], ...]  # the lines of each cell; a heading has one cell
    height: float
    is_heading: bool = False
    is_inner: bool = False  # a heading below another


def pdf_list(table: FormTable, faces: Faces | None = None) -> bytes:
    """The document. `faces` None: those of this machine."""
    drawing = _Drawing(table, faces or document_faces())
    drawing.draw()
    return drawing.file.getvalue()


class _Drawing:
    """A document while it is drawn; `_y` is where the page is free from."""

    def __init__(self, table: FormTable, faces: Faces) -> None:
        self.file = io.BytesIO()
        self._table, self._faces, self._sheet = table, faces, LANDSCAPE
        self._canvas: Canvas = new_canvas(self.file, self._sheet, table.head, faces)
        self._text, self._bold = Wrapping(faces.regular, SIZE), Wrapping(faces.bold, SIZE)
        self._inner = Wrapping(bold_italic_of(faces), SIZE)
        self._widths = _widths(table.columns, self._sheet.text_width)
        self._edges = [LEFT + sum(self._widths[:at]) for at in range(len(self._widths) + 1)]
        self._centred = [column.centred for column in table.columns]
        self._header = self._header_band()
        self._page, self._y = 1, self._sheet.top
        self._on_page: list[_Band] = []
        self._table_top = 0.0

    def draw(self) -> None:
        """All pages."""
        head = self._table.head
        self._y = draw_heading(self._canvas, self._sheet, head, self._faces)
        self._y = draw_titles(self._canvas, self._sheet, head, self._faces, self._y) - 14
        self._begin_table()
        ending = self._ending_height()
        bands = list(self._bands())
        last = self._with_signature(bands, ending)
        for block in _blocks(bands[:last]):
            self._place(block, 0)
        self._place(bands[last:], ending)
        self._end_table()
        self._draw_closing()
        draw_ending(self._canvas, self._sheet, head, self._faces, self._y)
        self._canvas.showPage()
        self._canvas.save()

    def _with_signature(self, bands: Sequence[_Band], ending: float) -> int:
        """From which band on all stand on the signature's page; behind the last where a page cannot hold more."""
        room = self._sheet.top - FOOT - self._header.height - _numbers_height() - ending
        for count in range(WITH_SIGNATURE, 0, -1):
            last = _last_rows(bands, count)
            if sum(band.height for band in bands[last:]) <= room:
                return last
        return len(bands)

    def _bands(self) -> Iterator[_Band]:
        for group in self._table.groups:
            for heading in group.headings:
                room, inner = self._sheet.text_width - 2 * PAD_X, heading.level > 0
                wrapping = self._inner if inner else self._bold
                lines = _capped(wrapping.lines(printable(heading.text), room))
                yield _Band((lines,), _height(len(lines)), is_heading=True, is_inner=inner)
            for row in group.rows:
                cells = tuple(
                    _capped(self._text.lines(printed(cell), width - 2 * PAD_X))
                    for cell, width in zip(row, self._widths, strict=True)
                )
                yield _Band(cells, _height(max(map(len, cells))))

    def _place(self, bands: Sequence[_Band], below: float) -> None:
        """Put bands on one page, with room below them; a new page where this one has not enough."""
        needed = sum(band.height for band in bands) + below
        if self._y - needed < FOOT and (self._on_page or self._page == 1):
            self._end_table()
            self._new_page()
            if not bands:  # the signature alone
                self._table_top = self._y
                self._on_page = []
                return
            self._begin_table()
        for band in bands:
            self._on_page.append(band)
            self._y -= band.height

    def _new_page(self) -> None:
        self._canvas.showPage()
        self._page += 1
        self._canvas.setLineWidth(RULE)
        draw_page_number(self._canvas, self._sheet, self._page, self._faces)
        self._y = self._sheet.top

    def _begin_table(self) -> None:
        self._table_top = self._y
        self._on_page = []
        self._y -= self._header.height + _numbers_height()

    def _end_table(self) -> None:
        """Draw what was gathered for this page: rules first, then the texts in the order of reading."""
        if not self._on_page and self._table.rows:
            self._y = self._table_top
            return
        self._draw_rules()
        y = self._draw_header(self._table_top)
        text = self._canvas.beginText()
        for band in self._on_page:
            wrapping = self._inner if band.is_inner else self._bold if band.is_heading else self._text
            text.setFont(wrapping.face, SIZE)
            for at, lines in enumerate(band.cells):
                if lines == ("",):
                    continue
                left, right = (
                    self._edges[at],
                    self._edges[-1] if band.is_heading else self._edges[at + 1],
                )
                base = y - (band.height - LEADING * len(lines)) / 2 - SIZE * 0.88
                centred = self._centred[at] and not band.is_heading
                for one in lines:
                    x = (left + right - wrapping.width(one)) / 2 if centred else left + PAD_X
                    text.setTextOrigin(x, base)
                    text.textOut(one)
                    base -= LEADING
            y -= band.height
        self._canvas.drawText(text)

    def _draw_rules(self) -> None:
        canvas, left, right = self._canvas, self._edges[0], self._edges[-1]
        canvas.setLineWidth(RULE)
        canvas.setStrokeColor("#000000")
        path = canvas.beginPath()
        y = top = self._table_top
        for height in (0.0, self._header.height, _numbers_height()):
            y -= height
            path.moveTo(left, y)
            path.lineTo(right, y)
        run_top = top  # where the inner verticals began
        for band in self._on_page:
            if band.is_heading:
                self._verticals(path, run_top, y)
            y -= band.height
            path.moveTo(left, y)
            path.lineTo(right, y)
            if band.is_heading:
                run_top = y
        self._verticals(path, run_top, y)
        for x in (left, right):
            path.moveTo(x, top)
            path.lineTo(x, y)
        canvas.drawPath(path)
        self._y = y

    def _verticals(self, path: object, top: float, foot: float) -> None:
        if top <= foot:
            return
        for x in self._edges[1:-1]:
            path.moveTo(x, top)  # type: ignore[attr-defined]
            path.lineTo(x, foot)  # type: ignore[attr-defined]

    def _draw_header(self, y: float) -> float:
        text = self._canvas.beginText()
        text.setFont(self._faces.bold, SIZE)
        for at, lines in enumerate(self._header.cells):
            base = y - (self._header.height - LEADING * len(lines)) / 2 - SIZE * 0.88
            for one in lines:
                middle = (self._edges[at] + self._edges[at + 1]) / 2
                text.setTextOrigin(middle - self._bold.width(one) / 2, base)
                text.textOut(one)
                base -= LEADING
        y -= self._header.height
        text.setFont(self._faces.italic, SMALL)
        for at in range(len(self._widths)):
            middle, said = (self._edges[at] + self._edges[at + 1]) / 2, f"({at + 1})"
            text.setTextOrigin(
                middle - self._text.width(said) * SMALL / SIZE / 2, y - _numbers_height() + 3.4
            )
            text.textOut(said)
        self._canvas.drawText(text)
        return y - _numbers_height()

    def _header_band(self) -> _Band:
        cells = tuple(
            self._bold.lines(column.title, width - 2 * PAD_X)
            for column, width in zip(self._table.columns, self._widths, strict=True)
        )
        return _Band(cells, _height(max(map(len, cells))) + 2)

    def _closing_lines(self) -> list[str]:
        wrapping = Wrapping(self._faces.italic, 13)
        return [
            line
            for sentence in self._table.closing
            for line in wrapping.lines(sentence, self._sheet.text_width)
        ]

    def _ending_height(self) -> float:
        return 6 + 17 * len(self._closing_lines()) + ending_height(self._sheet, self._table.head, self._faces)

    def _draw_closing(self) -> None:
        self._y -= 6
        for one in self._closing_lines():
            self._y -= 17
            self._canvas.setFont(self._faces.italic, 13)
            self._canvas.drawString(LEFT, self._y, one)


def _widths(columns: Sequence[Column], room: float) -> list[float]:
    whole = sum(column.width_mm for column in columns)
    return [column.width_mm / whole * room for column in columns]


def _height(lines: int) -> float:
    return lines * LEADING + 2 * PAD_Y


def _numbers_height() -> float:
    return SMALL + 4


def _capped(lines: tuple[str, ...]) -> tuple[str, ...]:
    if len(lines) <= MOST_LINES:
        return lines
    return (*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + "…")


def _blocks(bands: Sequence[_Band]) -> Iterator[list[_Band]]:
    """Rows, each with the headings right above it."""
    block: list[_Band] = []
    for band in bands:
        block.append(band)
        if not band.is_heading:
            yield block
            block = []
    if block:
        yield block


def _last_rows(bands: Sequence[_Band], count: int) -> int:
    """Where the last rows begin, with the headings right above them."""
    at = len(bands)
    while at and count:
        at -= 1
        count -= not bands[at].is_heading
    while at and bands[at - 1].is_heading:
        at -= 1
    return at
