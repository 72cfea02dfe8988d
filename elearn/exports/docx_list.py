"""A table as a Word document in the administrative form, A4 landscape.

The header is repeated on each page, no row is broken, the last rows stay with the signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elearn.exports.docx_form import Form
from elearn.exports.docx_xml import cell, framed_table, paragraph, row
from elearn.exports.form_table import FormTable, Row
from elearn.exports.printed_cell import printed

SIZE = 10.5
WITH_SIGNATURE = 2  # rows that stay on the signature's page


def docx_list(table: FormTable) -> bytes:
    """The document."""
    form = Form(table.head, landscape=True)
    form.heading()
    form.titles()
    widths = column_widths(table, form.width_mm)
    form.add(framed_table("".join(_rows(table, widths)), widths, described=table.head.title))
    for sentence in table.closing:
        form.add(paragraph(sentence, italic=True, before=6, keep_next=True))
    form.ending()
    return form.content()


def column_widths(table: FormTable, room_mm: float) -> list[float]:
    """The columns' widths, scaled to the room."""
    whole = sum(column.width_mm for column in table.columns)
    return [column.width_mm * room_mm / whole for column in table.columns]


def _rows(table: FormTable, widths: Sequence[float]) -> Iterator[str]:
    titles = (paragraph(column.title, size=SIZE, bold=True, align="center") for column in table.columns)
    yield row("".join(_cells(titles, widths)), header=True)
    numbers = (
        paragraph(f"({at})", size=9, italic=True, align="center") for at in range(1, len(table.columns) + 1)
    )
    yield row("".join(_cells(numbers, widths)), header=True)
    left = len(table.rows)
    for group in table.groups:
        for heading in group.headings:
            text = paragraph(heading.text, size=SIZE, bold=True, italic=heading.level > 0, keep_next=True)
            yield row(cell(text, sum(widths), span=len(widths)))
        for one in group.rows:
            left -= 1
            yield row(_row(table, one, widths, keep_next=left < WITH_SIGNATURE))


def _row(table: FormTable, one: Row, widths: Sequence[float], *, keep_next: bool) -> str:
    texts = (
        paragraph(
            printed(value), size=SIZE, align="center" if column.centred else "left", keep_next=keep_next
        )
        for column, value in zip(table.columns, one, strict=True)
    )
    return "".join(_cells(texts, widths))


def _cells(paragraphs: Iterator[str], widths: Sequence[float]) -> Iterator[str]:
    for text, width in zip(paragraphs, widths, strict=True):
        yield cell(text, width, middle=True)
