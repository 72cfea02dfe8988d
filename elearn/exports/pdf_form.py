"""The administrative form on a PDF page (Decree 30/2020, annex I): heading, title, signature, recipients.

Lengths are in points; heights are counted from the foot of the page, and each part gives back where it ends.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elearn.exports import administrative as words
from elearn.exports.list_values import ListHead
from elearn.exports.typefaces import Faces, bold_italic_of
from elearn.exports.typesetting import Line, Run, draw_centred, draw_line, fill, line, wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
TOP, FOOT, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 15 * MM  # margins
PAGE_NUMBER = 11 * MM  # from the upper edge, in the middle of the margin
SIGNATURE = 62  # what a signature and a seal need above the name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's measures. `width` and `height` are those of the paper."""

    width: float
    height: float

    @property
    def right(self) -> float:
        """Where the text ends at the right."""
        return self.width - RIGHT

    @property
    def text_width(self) -> float:
        """The room between the margins."""
        return self.width - LEFT - RIGHT

    @property
    def top(self) -> float:
        """Where the text begins."""
        return self.height - TOP

    @property
    def columns(self) -> tuple[float, float]:
        """The middles of the heading's two columns."""
        return LEFT + self.text_width * 0.24, LEFT + self.text_width * 0.74


LANDSCAPE = Sheet(297 * MM, 210 * MM)
PORTRAIT = Sheet(210 * MM, 297 * MM)


def new_canvas(file: io.BytesIO, sheet: Sheet, head: ListHead, faces: Faces) -> Canvas:
    """An empty document. Without a first font of ours ReportLab would add an unembedded Helvetica."""
    from reportlab.pdfgen.canvas import Canvas

    first: Any = faces.regular  # ReportLab's types take it for a number
    canvas = Canvas(
        file,
        pagesize=(sheet.width, sheet.height),
        initialFontName=first,
        invariant=1,
        lang="vi-VN",
    )
    canvas.setTitle(words.document_title(head))
    canvas.setAuthor(words.property_text(head.organ))
    canvas.setSubject("")
    canvas.setCreator("elearn")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def draw_page_number(canvas: Canvas, sheet: Sheet, number: int, faces: Faces) -> None:
    """In the middle of the upper margin; the first page has none."""
    if number > 1:
        draw_centred(
            canvas, line(str(number), faces.regular), sheet.width / 2, sheet.height - PAGE_NUMBER - 5, 14
        )


def draw_heading(canvas: Canvas, sheet: Sheet, head: ListHead, faces: Faces) -> float:
    """Left who issues and the number, right the country, its motto, the place and the day."""
    canvas.setFillColor("#000000")
    canvas.setStrokeColor("#000000")
    canvas.setLineWidth(0.7)
    left, right = sheet.columns
    top = sheet.top - 12
    draw_centred(canvas, line(words.COUNTRY, faces.bold), right, top, 12)
    motto = line(words.MOTTO, faces.bold)
    draw_centred(canvas, motto, right, top - 15, 13)
    _rule(canvas, right, top - 20, motto.width(13))
    y = top
    widest = 0.0
    for text, bold in words.organ_lines(head):
        for one in wrap([Run(text, faces.bold if bold else faces.regular)], 12, sheet.text_width * 0.46):
            draw_centred(canvas, one, left, y, 12)
            widest = one.width(12)
            y -= 14
    _rule(canvas, left, y + 9, min(widest, sheet.text_width * 0.4) * 0.42)
    foot = min(y - 8, top - 37)
    draw_centred(canvas, line(words.number_line(head), faces.regular), left, foot, 13)
    day = words.place_and_day(head.place, head.day, head.year)
    draw_centred(canvas, line(day, faces.italic), right, foot, 13)
    return foot


def draw_titles(canvas: Canvas, sheet: Sheet, head: ListHead, faces: Faces, y: float) -> float:
    """The document's kind, what it is of, a rule of half a line below."""
    middle = LEFT + sheet.text_width / 2
    y -= 28
    draw_centred(canvas, line(head.title.upper(), faces.bold), middle, y, 14)
    last: Line | None = None
    for text in head.subject:
        for one in wrap([Run(text, faces.bold)], 14, sheet.text_width * 0.9):
            y -= 17
            draw_centred(canvas, one, middle, y, 14)
            last = one
    attached = words.attached_line(head)
    if attached:
        for one in wrap([Run(attached, faces.italic)], 13, sheet.text_width * 0.9):
            y -= 17
            draw_centred(canvas, one, middle, y, 13)
    if last:
        y -= 7
        _rule(canvas, middle, y, min(last.width(14) * 0.42, 60 * MM))
    return y


def ending_height(sheet: Sheet, head: ListHead, faces: Faces) -> float:
    """How much room `draw_ending` needs."""
    left, right = _ending(sheet, head, faces)
    return 22 + max(_height(left), _height(right))


def draw_ending(canvas: Canvas, sheet: Sheet, head: ListHead, faces: Faces, y: float) -> None:
    """Recipients at the left margin, level with by what right it is signed at the right."""
    left, right = _ending(sheet, head, faces)
    at = y - 22
    for one, size, leading in left:
        draw_line(canvas, one, LEFT, at, size)
        at -= leading
    at = y - 22
    for one, size, leading in right:
        draw_centred(canvas, one, sheet.columns[1], at, size)
        at -= leading


_Lines = list[tuple[Line, float, float]]  # with size and the room to the next one


def _ending(sheet: Sheet, head: ListHead, faces: Faces) -> tuple[_Lines, _Lines]:
    recipients = words.recipient_lines(head.recipients)
    left: _Lines = []
    if recipients:
        left.append((line(words.RECIPIENTS, bold_italic_of(faces)), 12, 14))
        for text in recipients:
            left += [(one, 11, 13) for one in fill([Run(text, faces.regular)], 11, sheet.text_width * 0.44)]
    right: _Lines = []
    if head.signer:
        for text in words.authority_lines(head.signer):
            right += [(one, 13, 16) for one in wrap([Run(text, faces.bold)], 13, sheet.text_width * 0.46)]
        if right:
            one, size, leading = right[-1]
            right[-1] = one, size, leading + SIGNATURE
        right += [
            (one, 14, 16) for one in wrap([Run(head.signer.name, faces.bold)], 14, sheet.text_width * 0.46)
        ]
    return left, right


def _height(lines: _Lines) -> float:
    return sum(leading for _, _, leading in lines)


def _rule(canvas: Canvas, middle: float, y: float, width: float) -> None:
    canvas.line(middle - width / 2, y, middle + width / 2, y)
