"""A table as CSV: UTF-8 with its mark, CRLF, formulas neutralised; the flat table, without the form around it."""

from __future__ import annotations

import csv
import io
from datetime import date

from elearn.exports.form_table import Cell, FormTable
from elearn.exports.plain_cell import plain_cell, printable


def csv_list(table: FormTable) -> bytes:
    """One line of titles and one for each row. Days are written 2026-11-03, shares from 0 to 1."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.title for column in table.columns)
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain_cell(printable(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:.4f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)
