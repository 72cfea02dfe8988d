"""The page of a certificate: A4 landscape, drawn once and never again.

From top to bottom: the national heading, the title, who and what, then the QR with its notes beside the
day and the signer. Only the middle gives way where names are long: it shrinks until it fits.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elearn.credentials import qr
from elearn.credentials.credential import CertificateFields, document_title
from elearn.credentials.keys import shown
from elearn.exports import certificate_words as words
from elearn.exports.administrative import COUNTRY, MOTTO
from elearn.exports.typefaces import Faces
from elearn.exports.typesetting import Line, Run, draw_centred, draw_line, fill, largest, line, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
WIDTH, HEIGHT = 297 * MM, 210 * MM
MIDDLE = WIDTH / 2
LEFT_COLUMN, RIGHT_COLUMN = 74 * MM, WIDTH - 76 * MM  # the middles of the heading's two columns
TEXT_WIDTH = WIDTH - 70 * MM

INK = "#17202B"
SOFT = "#414B57"
RED = "#7C1D1D"
GOLD = "#A5812B"

HEADING_TOP = HEIGHT - 25 * MM
TITLE_BASE = HEIGHT - 63 * MM
BODY_FOOT = 69 * MM
FOOT = 21 * MM
QR_LEFT, QR_SIDE = 26 * MM, 39 * MM
SIGNATURE = 57  # what a signature and a seal need above the name


def draw_page(fields: CertificateFields, qr_text: str, faces: Faces) -> bytes:
    """The certificate as a PDF of one page without an attachment; the same inputs give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    # Without a first font of ours ReportLab would add an unembedded Helvetica.
    first: Any = faces.regular  # ReportLab's types take it for a number
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), initialFontName=first, invariant=1)
    canvas.setTitle(document_title(fields))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("elearn")
    _draw_frame(canvas)
    _draw_heading(canvas, fields, faces)
    top = _draw_title(canvas, fields, faces)
    _draw_body(canvas, fields, faces, top)
    _draw_qr(canvas, qr_text, QR_LEFT, FOOT)
    _draw_notes(canvas, fields, faces)
    _draw_signer(canvas, fields, faces)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_frame(canvas: Canvas) -> None:
    """A double rule whose corners are cut in, as on a passe-partout."""
    canvas.setStrokeColor(GOLD)
    for inset, notch, weight in ((9 * MM, 5 * MM, 1.6), (11.2 * MM, 5 * MM, 0.5)):
        canvas.setLineWidth(weight)
        left, foot, right, top = inset, inset, WIDTH - inset, HEIGHT - inset
        path = canvas.beginPath()
        path.moveTo(left + notch, foot)
        for x, y in (
            (right - notch, foot),
            (right - notch, foot + notch),
            (right, foot + notch),
            (right, top - notch),
            (right - notch, top - notch),
            (right - notch, top),
            (left + notch, top),
            (left + notch, top - notch),
            (left, top - notch),
            (left, foot + notch),
            (left + notch, foot + notch),
        ):
            path.lineTo(x, y)
        path.close()
        canvas.drawPath(path)


def _draw_heading(canvas: Canvas, fields: CertificateFields, faces: Faces) -> None:
    """Left who issues and the number, right the country and its motto (Decree 30/2020, annex I)."""
    canvas.setFillColor(INK)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.6)
    draw_centred(canvas, line(COUNTRY, faces.bold), RIGHT_COLUMN, HEADING_TOP, 13)
    motto = line(MOTTO, faces.bold)
    draw_centred(canvas, motto, RIGHT_COLUMN, HEADING_TOP - 17, 14)
    _rule(canvas, RIGHT_COLUMN, HEADING_TOP - 24, motto.width(14))

    y = HEADING_TOP
    size, lines = _issuer(fields, faces)
    for one in lines:
        draw_centred(canvas, one, LEFT_COLUMN, y, size)
        y -= size * 1.22
    y += size * 1.22 - 7
    _rule(canvas, LEFT_COLUMN, y, 28 * MM)
    draw_centred(canvas, line(words.number_line(fields), faces.regular), LEFT_COLUMN, y - 15, 13)
    for text in _below_number(fields):
        y -= 14
        draw_centred(canvas, line(text, faces.italic), LEFT_COLUMN, y - 15, 11.5)


def _below_number(fields: CertificateFields) -> list[str]:
    return [text for text in (words.replaces_line(fields), words.reprint_line(fields)) if text]


def _rule(canvas: Canvas, middle: float, y: float, width: float) -> None:
    canvas.line(middle - width / 2, y, middle + width / 2, y)


def _issuer(fields: CertificateFields, faces: Faces) -> tuple[float, list[Line]]:
    """The lines that name who issues, as large as leaves the title its room."""
    for size in (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0):
        lines = [
            one
            for text, face in _issuer_texts(fields, faces)
            for one in wrap([Run(text, face)], size, 100 * MM)
        ]
        if len(lines) * size <= (40, 32, 22)[len(_below_number(fields))]:
            break
    return size, lines


def _issuer_texts(fields: CertificateFields, faces: Faces) -> list[tuple[str, str]]:
    if fields.kind == "self_study":
        return [("PHẦN MỀM HỌC TẬP ELEARN", faces.regular), ("TỰ HỌC TRÊN MÁY", faces.bold)]
    above = [(fields.issuer_above.upper(), faces.regular)] if fields.issuer_above else []
    return [*above, (fields.issuer.upper(), faces.bold)]


def _draw_title(canvas: Canvas, fields: CertificateFields, faces: Faces) -> float:
    """The paper's name with an ornament below it; the height at which the body may begin."""
    canvas.setFillColor(RED)
    y = TITLE_BASE + (3 * MM if fields.kind == "self_study" else 0)
    draw_centred(canvas, line(words.title(fields), faces.bold), MIDDLE, y, 34, spacing=1.4)
    if fields.kind == "self_study":
        y -= 21
        draw_centred(canvas, line("(tự học)", faces.italic), MIDDLE, y, 16)
    y -= 17
    canvas.setStrokeColor(GOLD)
    canvas.setFillColor(GOLD)
    canvas.setLineWidth(0.7)
    for side in (-1, 1):
        canvas.line(MIDDLE + side * 9, y, MIDDLE + side * 32 * MM, y)
    path = canvas.beginPath()
    path.moveTo(MIDDLE - 4, y)
    for x, up in ((0, 4), (4, 0), (0, -4)):
        path.lineTo(MIDDLE + x, y + up)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    return y


@dataclass(frozen=True, slots=True)
class _Set:
    """Lines of the body with their size, the space above the first and between them."""

    lines: Sequence[Line]
    size: float
    above: float
    leading: float

    @property
    def height(self) -> float:
        return self.above + self.leading * (len(self.lines) - 1)

    @property
    def width(self) -> float:
        return max(one.width(self.size) for one in self.lines)


def _draw_body(canvas: Canvas, fields: CertificateFields, faces: Faces, top: float) -> None:
    """Who and what, as large as fits between `top` and the foot of the page."""
    room = top - BODY_FOOT - 8
    for percent in range(100, 20, -4):
        sets = _body(fields, faces, percent / 100)
        height = sum(one.height for one in sets)
        if height <= room and all(one.width <= TEXT_WIDTH for one in sets):
            break
    y = top - 4 - (room - height) * 0.3
    canvas.setFillColor(INK)
    for one in sets:
        y -= one.above
        for text in one.lines:
            draw_centred(canvas, text, MIDDLE, y, one.size)
            y -= one.leading
        y += one.leading


def _body(fields: CertificateFields, faces: Faces, scale: float) -> list[_Set]:
    """The middle of the page at a scale: who confirms, the name, who that is, what was completed."""
    usual = 16 * scale
    opening = wrap([Run(words.opening(fields), faces.regular)], usual, TEXT_WIDTH)
    name_size, name = _name(fields, faces, scale)
    sets = [
        _Set(opening, usual, usual, usual * 1.3),
        _Set(name, name_size, name_size * 1.22, name_size * 1.12),
    ]
    for place, text in enumerate(words.who(fields)):
        lines = wrap([Run(text, faces.regular)], usual, TEXT_WIDTH)
        sets.append(_Set(lines, usual, usual * (1.6 if place == 0 else 1.35), usual * 1.3))
    runs = [Run(words.held(text), faces.bold if bold else faces.regular) for text, bold in words.what(fields)]
    sets.append(_Set(wrap(runs, usual, TEXT_WIDTH), usual, usual * 2.0, usual * 1.5))
    return sets


def _name(fields: CertificateFields, faces: Faces, scale: float) -> tuple[float, list[Line]]:
    """The name, the largest text after the title: on one line as long as it may, else on two or three."""
    runs = [Run(fields.name, faces.bold)]
    size, lines = largest(runs, TEXT_WIDTH, [max(17.0, size * scale) for size in (33, 31, 29, 27, 25)], 1)
    if len(lines) > 1 or lines[0].width(size) > TEXT_WIDTH:
        sizes = [max(17.0, size * scale) for size in (26, 24, 22, 20)]
        size, lines = largest(runs, TEXT_WIDTH, [*sizes, 16 * scale], 2)
    return size, lines


def _draw_qr(canvas: Canvas, text: str, x: float, y: float) -> None:
    """The code as one path of rectangles, a row's neighbours joined: no seams, sharp at any size.

    Drawn in units of a module: whole numbers keep the path short, and need no rounding.
    """
    from reportlab.pdfgen.pathobject import PDFPathObject

    rows = qr.modules(text)
    code = ["n"]  # written here: `rect` rounds each of its numbers, which took a third of a page's time
    for number, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                code.append(f"{start} {len(rows) - number - 1} {end - start} 1 re")
            start = end + 1
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(QR_SIDE / len(rows), QR_SIDE / len(rows))
    canvas.setFillColor("#000000")
    canvas.drawPath(PDFPathObject(code=code), stroke=0, fill=1)
    canvas.restoreState()


def _draw_notes(canvas: Canvas, fields: CertificateFields, faces: Faces) -> None:
    """Beside the code, the last line level with the code's foot; drawn in the order in which it is read."""
    canvas.setFillColor(SOFT)
    notes = [fill([Run(text, faces.regular)], 9.5, 92 * MM) for text in words.notes(fields)]
    y = FOOT + 1.5 + 12 * (sum(len(lines) for lines in notes) - 1) + 3 * (len(notes) - 1)
    for lines in notes:
        for one in lines:
            draw_line(canvas, one, QR_LEFT + QR_SIDE + 7 * MM, y, 9.5)
            y -= 12
        y -= 3


def _draw_signer(canvas: Canvas, fields: CertificateFields, faces: Faces) -> None:
    canvas.setFillColor(INK)
    y = FOOT + QR_SIDE + 4
    draw_centred(canvas, line(words.day_line(fields), faces.italic), RIGHT_COLUMN, y, 14)
    if fields.kind == "self_study":
        draw_centred(
            canvas, line("Ký số bằng khóa của máy người học", faces.regular), RIGHT_COLUMN, y - 25, 13
        )
        draw_centred(canvas, line(shown(fields.key_id), faces.bold), RIGHT_COLUMN, y - 45, 14, spacing=0.4)
        return
    size, authority = _authority(fields, faces, y - FOOT - SIGNATURE)
    for one in authority:
        y -= size * 1.3
        draw_centred(canvas, one, RIGHT_COLUMN, y, size)
    size, signer = largest([Run(fields.signer, faces.bold)], 100 * MM, (14, 13, 12, 11), 1)
    draw_centred(canvas, signer[0], RIGHT_COLUMN, FOOT, size)


def _authority(fields: CertificateFields, faces: Faces, room: float) -> tuple[float, list[Line]]:
    """Who signs by what right, as large as leaves room for the signature."""
    for size in (14.0, 13.0, 12.0, 11.0, 10.0):
        lines = [
            one for text in fields.authority for one in wrap([Run(text.upper(), faces.bold)], size, 100 * MM)
        ]
        if len(lines) * size * 1.3 <= room:
            break
    return size, lines
