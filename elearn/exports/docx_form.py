"""The administrative form in a Word document: page, heading, signature, recipients, page numbers.

Decree 30/2020, annex I. Rules are borders of small paragraphs, so that they keep their length wherever the
document is opened.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from elearn.exports import administrative as words
from elearn.exports.docx_xml import (
    FACE,
    TWIPS_A_MM,
    cell,
    element,
    field,
    frameless_table,
    paragraph,
    rule,
)
from elearn.exports.list_values import ListHead
from elearn.exports.typefaces import document_faces
from elearn.exports.wrapping import Wrapping

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TOP, FOOT, LEFT, RIGHT = 20, 20, 30, 15  # margins in millimetres
PAGE_NUMBER = 10  # millimetres from the upper edge
SIGNATURE_LINES = 4


class Form:
    """A document in the form, filled from top to bottom. `width_mm` is the room between the margins."""

    def __init__(self, head: ListHead, *, landscape: bool) -> None:
        from docx import Document
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        self.head = head
        self._body: list[str] = []
        self.document: WordDocument = Document()
        section = self.document.sections[0]
        long, short = Mm(297), Mm(210)
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(FOOT)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance, section.footer_distance = Mm(PAGE_NUMBER), Mm(PAGE_NUMBER)
        self.width_mm = (297 if landscape else 210) - LEFT - RIGHT
        _set_text(self.document)
        _number_pages(section)
        described = self.document.core_properties
        described.title, described.author = words.document_title(head), words.property_text(head.organ)
        described.comments, described.language = "", "vi-VN"
        self._bold = Wrapping(document_faces().bold, 1)

    def add(self, xml: str) -> None:
        """Add what is written as XML at the end of the body."""
        self._body.append(xml)

    def heading(self) -> None:
        """Left who issues and the number, right the country, its motto, the place and the day."""
        left_mm, right_mm = self.width_mm * 0.44, self.width_mm * 0.56
        organ = words.organ_lines(self.head)
        left = "".join(paragraph(text, size=12, bold=bold, align="center") for text, bold in organ)
        widest = min(self._bold.width(organ[-1][0]) * 12, self._points(left_mm) * 0.9)
        left += rule(self._points(left_mm), widest * 0.42)
        motto = paragraph(words.MOTTO, size=13, bold=True, align="center")
        right = paragraph(words.COUNTRY, size=12, bold=True, align="center") + motto
        right += rule(self._points(right_mm), self._bold.width(words.MOTTO) * 13)
        day = words.place_and_day(self.head.place, self.head.day, self.head.year)
        upper = cell(left, left_mm), cell(right, right_mm)
        lower = (
            cell(paragraph(words.number_line(self.head), size=13, align="center"), left_mm),
            cell(paragraph(day, size=13, italic=True, align="center"), right_mm),
        )
        self.add(frameless_table([upper, lower], (left_mm, right_mm)))

    def titles(self) -> None:
        """The document's kind, what it is of, a rule of half a line below."""
        self.add(paragraph(self.head.title.upper(), size=14, bold=True, align="center", before=14))
        for text in self.head.subject:
            self.add(paragraph(text, size=14, bold=True, align="center"))
        if attached := words.attached_line(self.head):
            self.add(paragraph(attached, size=13, italic=True, align="center"))
        if self.head.subject:
            width = self._bold.width(self.head.subject[-1]) * 14
            room = self._points(self.width_mm)
            self.add(rule(room, min(width * 0.42, room * 0.25)))
        self.add(paragraph("", size=6))

    def ending(self) -> None:
        """Recipients at the left margin, level with by what right it is signed at the right."""
        left_mm, right_mm = self.width_mm * 0.5, self.width_mm * 0.5
        left = ""
        recipients = words.recipient_lines(self.head.recipients)
        if recipients:
            left = paragraph(words.RECIPIENTS, size=12, bold=True, italic=True)
            left += "".join(paragraph(text, size=11) for text in recipients)
        right = ""
        if self.head.signer:
            lines = words.authority_lines(self.head.signer)
            right = "".join(paragraph(text, size=13, bold=True, align="center") for text in lines)
            right += paragraph("", size=13) * SIGNATURE_LINES
            right += paragraph(self.head.signer.name, size=14, bold=True, align="center")
        self.add(paragraph("", size=8, keep_next=True))
        cells = (cell(left or paragraph(""), left_mm), cell(right or paragraph(""), right_mm))
        self.add(frameless_table([cells], (left_mm, right_mm)))
        self.add(paragraph("", size=1))  # a body ends with a paragraph, which must not begin a page

    def content(self) -> bytes:
        """The finished file."""
        empty = io.BytesIO()
        self.document.save(empty)
        return _filled(empty, "".join(self._body).encode())

    def _points(self, width_mm: float) -> float:
        return width_mm * TWIPS_A_MM / 20


def _filled(empty: io.BytesIO, body: bytes) -> bytes:
    """A document without text, and its text. Put in as elements, long tables would take the square of their time."""
    file = io.BytesIO()
    with zipfile.ZipFile(empty) as source, zipfile.ZipFile(file, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                before, section, after = content.partition(b"<w:sectPr")
                content = before + body + section + after
            target.writestr(part, content)
    return file.getvalue()


def _set_text(document: WordDocument) -> None:
    """Times New Roman for every script, no space between paragraphs, Vietnamese for the spelling."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = FACE, Pt(13)
    properties = usual.element.get_or_add_rPr()
    for script in ("w:eastAsia", "w:cs"):
        properties.rFonts.set(qn(script), FACE)
    properties.append(element('<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/>'))
    usual.paragraph_format.space_after = Pt(0)
    usual.paragraph_format.space_before = Pt(0)
    usual.paragraph_format.line_spacing = 1.0


def _number_pages(section: Any) -> None:
    """In the middle of the upper margin, from 1 and not on the first page (annex I, part I, 7)."""
    section.different_first_page_header_footer = True
    header = section.header
    header.is_linked_to_previous = False
    body = header._element  # noqa: SLF001  python-docx has no fields
    for old in list(body):
        body.remove(old)
    body.append(element(field("PAGE", size=14)))
