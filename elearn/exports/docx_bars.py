"""A bar chart in a Word document, made of table cells.

It prints sharply, needs no picture and no drawing library, can be corrected by the clerk, and a screen
reader finds the figures in it. The shades are told apart on a black-and-white printer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elearn.exports.docx_xml import cell, frameless_table, paragraph, row_of_height, table_of

SHADES = ("243447", "8A97A6", "DDE2E7")  # done, under way, not begun
STEPS = 100  # parts of a bar's length
SIZE = 11
BAR_MM, GAP = 7.0, 30  # height of a row, and its white edge in eighths of a point


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: parts of it from the left, each a whole number, and what stands behind it."""

    label: str
    parts: tuple[int, ...]
    said: str


def bars(all_of_them: Sequence[Bar], width_mm: float, described: str) -> str:
    """The chart as the XML of a table; `described` is for who cannot see it."""
    label_mm, said_mm = width_mm * 0.34, width_mm * 0.15
    step_mm = (width_mm - label_mm - said_mm) / STEPS
    widths = [label_mm, *([step_mm] * STEPS), said_mm]
    rows = []
    for bar in all_of_them:
        cells = cell(paragraph(bar.label, size=SIZE, keep_next=True), label_mm, middle=True)
        for part, shade in zip(lengths(bar.parts, STEPS), SHADES, strict=False):
            if part:
                cells += cell(
                    paragraph("", size=2, keep_next=True),
                    part * step_mm,
                    span=part,
                    shade=shade,
                    white_edge=GAP,
                )
        if not sum(bar.parts):
            cells += cell(paragraph("", size=2), STEPS * step_mm, span=STEPS)
        cells += cell(paragraph(bar.said, size=SIZE, align="right", keep_next=True), said_mm, middle=True)
        rows.append(row_of_height(cells, BAR_MM))
    return table_of("".join(rows), widths, described=described)


def legend(names: Sequence[str], width_mm: float) -> str:
    """What each shade means."""
    room = width_mm / len(names)
    cells = []
    widths = []
    for name, shade in zip(names, SHADES, strict=False):
        cells += [cell(paragraph("", size=2), 8, shade=shade, white_edge=GAP)]
        cells += [cell(paragraph(f" {name}", size=SIZE), room - 8, middle=True)]
        widths += [8.0, room - 8]
    return frameless_table([cells], widths)


def lengths(parts: Sequence[int], steps: int) -> list[int]:
    """Parts as whole steps that add up to `steps`; what is there at all is never without one.

    All 0 where every part is. The largest part gives or takes what rounding leaves.
    """
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    made = [max(1, round(part / whole * steps)) if part else 0 for part in parts]
    made[made.index(max(made))] += steps - sum(made)
    return made
