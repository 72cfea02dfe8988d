"""One-time codes on sheets to print and cut apart: one slip for each, with the course and the day."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from elearn.exports.administrative import short_day
from elearn.exports.list_values import ListHead
from elearn.exports.pdf_form import MM, PORTRAIT, new_canvas
from elearn.exports.typefaces import Faces, document_faces
from elearn.exports.typesetting import Run, draw_centred, largest, line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TITLE = "Mã dự thi dùng một lần"
COLUMNS, ROWS = 2, 8
MARGIN = 12 * MM
WIDTH, HEIGHT = (PORTRAIT.width - 2 * MARGIN) / COLUMNS, (PORTRAIT.height - 2 * MARGIN) / ROWS
Slip = tuple[str, str, date]  # code, course, day


def code_sheet(unit: str, slips: Sequence[Slip], faces: Faces | None = None) -> bytes:
    """The sheets as a PDF, sixteen slips on each. Raises ValueError where there is none."""
    if not slips:
        raise ValueError("no codes to print")
    drawn = faces or document_faces()
    file = io.BytesIO()
    canvas = new_canvas(file, PORTRAIT, ListHead(organ=unit, year=slips[0][2].year, title=TITLE), drawn)
    a_page = COLUMNS * ROWS
    for start in range(0, len(slips), a_page):
        on_page = slips[start : start + a_page]
        _draw_cuts(canvas, len(on_page))
        for place, slip in enumerate(on_page):
            _draw_slip(canvas, unit, slip, place, drawn)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_slip(canvas: Canvas, unit: str, slip: Slip, place: int, faces: Faces) -> None:
    code, course, day = slip
    left = MARGIN + place % COLUMNS * WIDTH
    top = PORTRAIT.height - MARGIN - place // COLUMNS * HEIGHT
    middle, room = left + WIDTH / 2, WIDTH - 8 * MM
    y = top - 6 * MM
    for text, face, sizes in ((unit, faces.regular, (10, 9, 8)), (course, faces.regular, (10, 9, 8))):
        size, lines = largest([Run(text, face)], room, sizes, 1)
        draw_centred(canvas, lines[0], middle, y, size)
        y -= 5 * MM
    draw_centred(canvas, line(code, faces.bold), middle, y - 5 * MM, 20, spacing=1.5)
    words = f"Mã dự thi, dùng một lần trong ngày {short_day(day)}"
    draw_centred(canvas, line(words, faces.italic), middle, top - HEIGHT + 5 * MM, 10)


def _draw_cuts(canvas: Canvas, slips: int) -> None:
    """Where to cut, each line once: two dashed lines on each other would look like a whole one."""
    rows = -(-slips // COLUMNS)
    top, right = PORTRAIT.height - MARGIN, MARGIN + COLUMNS * WIDTH
    canvas.setLineWidth(0.4)
    canvas.setDash(3, 3)
    for row in range(rows + 1):
        canvas.line(MARGIN, top - row * HEIGHT, right, top - row * HEIGHT)
    for column in range(COLUMNS + 1):
        x = MARGIN + column * WIDTH
        canvas.line(x, top, x, top - rows * HEIGHT)
    canvas.setDash()
