"""Puts a composed lesson on pages: A4 upright, numbered, with the lesson's name at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)

from elearn.desktop.reader.figure import renderer_of
from elearn.desktop.reader.print_marks import INDENT, Mark, paint_marks, take_marks
from elearn.desktop.reader.print_text import FIGURE_PX, STYLE, PrintedLesson
from elearn.desktop.theme.fonts import FAMILY
from elearn.errors import Reason, Refusal

MARGINS = QMarginsF(22, 18, 20, 16)  # millimetres: room for a binder at the left
FOOT_PX = 36.0
PX_PER_INCH = 96
HEAD_ROOM = 96.0
LESS = 12.0  # pixels: less than a line, which then begins on the next page by itself
PICTURE = "\ufffc"  # stands for a picture in a document's text
DOTS_PER_INCH = 300
_INK2, _LINE = QColor("#4E5B66"), QColor("#B9B2A5")


class _Document(QTextDocument):
    """Knows its own pictures and nothing else."""

    def __init__(self, figures: dict[str, QImage]) -> None:
        super().__init__()
        self._figures = figures

    def loadResource(self, _kind: int, url: QUrl | str) -> Any:
        name = url.toString() if isinstance(url, QUrl) else str(url)
        return self._figures.get(name, QImage(1, 1, QImage.Format.Format_ARGB32))


def save_pdf(lesson: PrintedLesson, path: Path) -> Path:
    """Write the lesson as a PDF. Raises Refusal(NOT_WRITABLE). It needs no GUI thread."""
    writer = QPdfWriter(str(path))
    writer.setTitle(lesson.title)
    writer.setCreator("elearn")
    writer.setResolution(DOTS_PER_INCH)
    set_page(writer)
    if not paint(lesson, writer):
        raise Refusal(Reason.NOT_WRITABLE, path=str(path))
    return path


def set_page(device: QPagedPaintDevice) -> None:
    """A4 upright with our margins."""
    page = QPageSize(QPageSize.PageSizeId.A4)
    layout = QPageLayout(page, QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter)
    device.setPageLayout(layout)


def paint(lesson: PrintedLesson, device: QPagedPaintDevice) -> bool:
    """Draw every page on a printer or into a file; False where it cannot be written."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    factor = device.logicalDpiX() / PX_PER_INCH  # set in pixels of 1/96 inch, drawn as fine as the device can
    painter.scale(factor, factor)
    box = QRectF(0, 0, device.width() / factor, device.height() / factor)
    height = box.height() - FOOT_PX
    document, marks = _typeset(lesson, QSizeF(box.width(), height))
    pages = document.pageCount()
    for number in range(pages):
        if number:
            device.newPage()
        painter.save()
        painter.translate(0, -number * height)
        view = QRectF(0, number * height, box.width(), height)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = view  # type: ignore[attr-defined]
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor("#1C252C"))
        context.palette = palette  # type: ignore[attr-defined]
        painter.setClipRect(view)
        document.documentLayout().draw(painter, context)
        paint_marks(document, marks, painter, view)
        painter.restore()
        _paint_foot(painter, box, lesson.label, f"{number + 1}/{pages}")
    return bool(painter.end())


def _typeset(lesson: PrintedLesson, page: QSizeF) -> tuple[QTextDocument, list[Mark]]:
    document = _Document({name: _picture(svg) for name, svg in lesson.figures.items()})
    font = QFont(FAMILY)
    font.setPixelSize(15)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setIndentWidth(INDENT)
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(lesson.html)
    marks = take_marks(document)
    _loosen(document)
    document.setPageSize(page)
    _keep_together(document, page.height())
    _keep_rows(document, page.height())
    return document, marks


def _keep_together(document: QTextDocument, page: float) -> None:
    """A heading stays with what follows it, a box or a figure stands on one page where it can."""
    layout = document.documentLayout()
    head: QTextBlock | None = None
    for block, table in _pieces(document):
        box = layout.frameBoundingRect(table) if table else layout.blockBoundingRect(block)
        if not table and block.blockFormat().headingLevel():
            head = block
            if page - box.bottom() % page < HEAD_ROOM and box.top() % page > HEAD_ROOM:
                _break_before(block)
                head = None
            continue
        crosses = int(box.top() // page) != int((box.bottom() - 1) // page)
        if crosses and not table and _leaves_a_line(block, box, page):
            _break_before(block)
            head = None
            continue
        if crosses and box.height() < page * 0.6 and (table or block.text().startswith(PICTURE)):
            top = layout.blockBoundingRect(head).top() if head else box.top()
            if head is not None and box.top() - top < HEAD_ROOM:
                _break_before(head)
            elif table:
                form = table.format()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                table.setFormat(form)
            else:
                _break_before(block)
        head = None


def _leaves_a_line(block: QTextBlock, box: QRectF, page: float) -> bool:
    """Whether one line of a passage alone would stand at the foot or at the head of a page."""
    layout = block.layout()
    foot = page - box.top() % page
    above = sum(layout.lineAt(at).rect().bottom() <= foot for at in range(layout.lineCount()))
    return above == 1 or 1 < layout.lineCount() <= 3


def _keep_rows(document: QTextDocument, page: float) -> None:
    """No row of a table stands on two pages: one that would begins on the next, below the repeated head."""
    for frame in document.rootFrame().childFrames():
        for table in (frame, *frame.childFrames()):
            if isinstance(table, QTextTable) and not _is_box(table):
                for row in range(1, table.rows()):
                    _keep_row(document.documentLayout(), table, row, page)


def _keep_row(layout: QAbstractTextDocumentLayout, table: QTextTable, row: int, page: float) -> None:
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    boxes = [
        layout.blockBoundingRect(position.block())
        for cell in cells
        for position in (cell.firstCursorPosition(), cell.lastCursorPosition())
    ]
    top, bottom = min(box.top() for box in boxes), max(box.bottom() for box in boxes)
    if top // page == (bottom - 1) // page or bottom - top > page * 0.5:
        return
    for cell in cells:
        form = cell.format().toTableCellFormat()
        form.setTopPadding(form.topPadding() + page - top % page - LESS)
        cell.setFormat(form)


def _is_box(table: QTextTable) -> bool:
    """A passage on its tint is set as a table of one row."""
    first = table.cellAt(0, 0)
    return table.columns() == 2 and first.firstPosition() == first.lastPosition()


def _pieces(document: QTextDocument) -> Iterator[tuple[QTextBlock, QTextTable | None]]:
    """The document's blocks and tables from above to below, each table once."""
    tables = [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]
    block = document.begin()
    while block.isValid():
        at = block.position()
        table = next((one for one in tables if one.firstPosition() <= at <= one.lastPosition()), None)
        yield block, table
        last = block if table is None else document.findBlock(table.lastPosition())
        block = last.next()


def _break_before(block: QTextBlock) -> None:
    form = QTextBlockFormat()
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).mergeBlockFormat(form)


def _loosen(document: QTextDocument) -> None:
    """Lines with room for two signs above a letter; headings stay with what follows; rows have hairlines."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        form = QTextBlockFormat()
        form.setLineHeight(128, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if not block.text().startswith(PICTURE):
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(form)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame)


def _rule(table: QTextTable) -> None:
    if _is_box(table):
        for nested in table.childFrames():
            if isinstance(nested, QTextTable):
                _rule(nested)
        return  # a box, not a table
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            form = cell.format().toTableCellFormat()
            form.setBottomBorder(1.0)
            form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBottomBorderBrush(QBrush(_LINE))
            cell.setFormat(form)
            if row == 0:
                cursor = cell.firstCursorPosition()
                cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
                bold = QTextCharFormat()
                bold.setFontWeight(QFont.Weight.DemiBold)
                cursor.mergeCharFormat(bold)
                left = QTextBlockFormat()
                left.setAlignment(Qt.AlignmentFlag.AlignLeft)
                cursor.mergeBlockFormat(left)


def _picture(svg: bytes) -> QImage:
    """A figure, fine enough for paper."""
    renderer = renderer_of(svg)
    if renderer is None:
        return QImage(1, 1, QImage.Format.Format_ARGB32)
    own = renderer.defaultSize()
    wide = FIGURE_PX * 3
    image = QImage(wide, round(wide * own.height() / max(1, own.width())), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def _paint_foot(painter: QPainter, box: QRectF, label: str, number: str) -> None:
    font = QFont(FAMILY)
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QPen(_LINE, 0.6))
    top = box.bottom() - FOOT_PX * 0.6
    painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top))
    painter.setPen(_INK2)
    line = QRectF(box.left(), top, box.width(), FOOT_PX * 0.6)
    words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, round(box.width() - 80))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"Trang {number}")
