"""A cell as paper shows it: days as 03/11/2026, shares in per cent with a comma."""

from __future__ import annotations

from datetime import date

from elearn.exports.administrative import per_cent, short_day
from elearn.exports.form_table import Cell
from elearn.exports.plain_cell import printable


def printed(cell: Cell) -> str:
    """The cell's text, "" for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return printable(cell)
    if isinstance(cell, date):
        return short_day(cell)
    return per_cent(cell) if isinstance(cell, float) else str(cell)
