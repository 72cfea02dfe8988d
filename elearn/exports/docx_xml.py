"""Paragraphs, cells and tables of a Word document, written as XML: python-docx is slow for many cells.

Sizes are in points, widths in millimetres; texts are escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from elearn.exports.plain_cell import printable

FACE = "Times New Roman"
TWIPS_A_MM = 1440 / 25.4
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def element(xml: str) -> Any:
    """An element from its XML, to whose outermost tag the namespace is added."""
    from docx.oxml import parse_xml

    end = min(at for sign in " />" if (at := xml.find(sign)) > 0)
    return parse_xml(f"{xml[:end]} {_NAMESPACE}{xml[end:]}")


def run(text: str, *, size: float, bold: bool = False, italic: bool = False) -> str:
    """A run of text in one look."""
    look = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    look += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    lines = escape(printable(text)).splitlines() or [""]
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{said}</w:r>"


def paragraph(
    text: str,
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    first_line_mm: float = 0,
    keep_next: bool = False,
) -> str:
    """A paragraph in one look."""
    runs = run(text, size=size, bold=bold, italic=italic) if text else ""
    return paragraph_of(
        runs,
        size=size,
        align=align,
        before=before,
        after=after,
        first_line_mm=first_line_mm,
        keep_next=keep_next,
    )


def paragraph_of(
    runs: str,
    *,
    size: float = 13,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    first_line_mm: float = 0,
    keep_next: bool = False,
) -> str:
    """A paragraph of runs; `size` is that of its mark, which gives an empty one its height."""
    keep = "<w:keepNext/>" if keep_next else ""
    spacing = ""
    if before or after:
        spacing = f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'
    indent = f'<w:ind w:firstLine="{_twips(first_line_mm)}"/>' if first_line_mm else ""
    aligned = "" if align == "left" else f'<w:jc w:val="{align}"/>'
    mark = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>' if not runs else ""
    return f"<w:p><w:pPr>{keep}{spacing}{indent}{aligned}{mark}</w:pPr>{runs}</w:p>"


def rule(room: float, width: float) -> str:
    """A rule of `width` points in the middle of `room` points."""
    side = max(0, round((room - width) / 2 * 20))
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="50" w:after="0" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/><w:rPr><w:sz w:val="4"/></w:rPr></w:pPr></w:p>'
    )


def field(name: str, *, size: float) -> str:
    """A centred paragraph that holds a field, such as the page's number."""
    look = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>'
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    runs = "".join(f"<w:r>{look}{part}</w:r>" for part in parts)
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'


def cell(
    content: str,
    width_mm: float,
    *,
    span: int = 1,
    middle: bool = False,
    shade: str = "",
    white_edge: int = 0,
) -> str:
    """A table's cell around paragraphs; `white_edge` in eighths of a point sets it off from the next row."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    edges = ""
    if white_edge:
        lines = (f'<w:{at} w:val="single" w:sz="{white_edge}" w:color="FFFFFF"/>' for at in ("top", "bottom"))
        edges = f"<w:tcBorders>{''.join(lines)}</w:tcBorders>"
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    valign = '<w:vAlign w:val="center"/>' if middle else ""
    width = f'<w:tcW w:w="{_twips(width_mm)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{spanned}{edges}{shaded}{valign}</w:tcPr>{content}</w:tc>"


def row(cells: str, *, header: bool = False) -> str:
    """A row that is never broken over two pages; a header is repeated on each page."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def row_of_height(cells: str, height_mm: float) -> str:
    """A row of at least that height, which is never broken."""
    height = f'<w:trHeight w:val="{_twips(height_mm)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def table_of(rows: str, widths_mm: Sequence[float], *, described: str = "") -> str:
    """A table without lines; `described` is for who cannot see it."""
    return _table(rows, widths_mm, "", margin_mm=0, told=_told(described))


def frameless_table(rows: Sequence[Sequence[str]], widths_mm: Sequence[float]) -> str:
    """A table without lines, for what stands side by side."""
    return _table("".join(row("".join(cells)) for cells in rows), widths_mm, "", margin_mm=0)


def framed_table(rows: str, widths_mm: Sequence[float], *, described: str = "") -> str:
    """A table with lines around each cell; `described` is for who cannot see it."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = f"<w:tblBorders>{edges}</w:tblBorders>"
    return _table(rows, widths_mm, borders, margin_mm=1, upper_mm=0.5, told=_told(described))


def _told(described: str) -> str:
    quoted = escape(printable(described), {'"': "&quot;"})
    return f'<w:tblCaption w:val="{quoted}"/>' if described else ""


def _table(
    rows: str,
    widths_mm: Sequence[float],
    edges: str,
    *,
    margin_mm: float,
    upper_mm: float = 0,
    told: str = "",
) -> str:
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths_mm)
    margins = (("top", upper_mm), ("left", margin_mm), ("bottom", upper_mm), ("right", margin_mm))
    sides = "".join(f'<w:{side} w:w="{_twips(width)}" w:type="dxa"/>' for side, width in margins)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths_mm))}" w:type="dxa"/>'
        f'{edges}<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>{told}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _twips(length_mm: float) -> int:
    return round(length_mm * TWIPS_A_MM)
