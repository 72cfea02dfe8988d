"""Lesson HTML set in type: line heights, lists, tables that breathe, links by their kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCellFormat,
)

from elearn.desktop.theme import Theme


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a document: where it stands and where it leads ("term:…", "cite:…", "lesson:…", "#fn-1")."""

    start: int
    length: int
    target: str

    @property
    def is_term(self) -> bool:
        """A glossary term: dotted below, in the colour of the text."""
        return self.target.startswith("term:")


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a list's line: "" for a dot, else its number."""

    position: int
    words: str


def take_markers(document: QTextDocument) -> list[Marker]:
    """The lists' markers, which the passage draws itself; Qt's stand too close to the words."""
    markers = []
    for block in _blocks(document):
        own = block.textList()
        if own is None:
            continue
        numbered = own.format().style() == QTextListFormat.Style.ListDecimal
        words = f"{own.itemNumber(block) + own.format().start()}." if numbered else ""
        markers.append(Marker(block.position(), words))
    for block in _blocks(document):
        own = block.textList()
        if own is not None and own.format().style() != QTextListFormat.Style.ListStyleUndefined:
            form = own.format()
            form.setStyle(QTextListFormat.Style.ListStyleUndefined)
            own.setFormat(form)
    return markers


def typeset(
    document: QTextDocument, theme: Theme, html: str, role: str = "reading", link_tone: str = "accent"
) -> list[Link]:
    """Set a document's content; the links in it, in order. `link_tone` colours all but glossary terms."""
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(theme.scaled(26))
    document.setDefaultFont(theme.font(role))
    document.setHtml(html)
    tables = _tables(document)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _space_blocks(document, cursor, theme, role, _in_tables(tables))
    for table in tables:
        _space_table(table, theme)
    links = _set_links(document, cursor, theme, link_tone)
    cursor.endEditBlock()
    return links


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _tables(document: QTextDocument) -> list[QTextTable]:
    return [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]


def _in_tables(tables: list[QTextTable]) -> list[tuple[int, int]]:
    return [(one.firstPosition(), one.lastPosition()) for one in tables]


def _space_blocks(
    document: QTextDocument, cursor: QTextCursor, theme: Theme, role: str, tables: list[tuple[int, int]]
) -> None:
    """Fixed lines, a breath after paragraphs, less in lists, none after the last."""
    line = theme.line_px(role)
    last = document.lastBlock()
    for block in _blocks(document):
        position = block.position()
        inside = any(start <= position <= end for start, end in tables)
        form = QTextBlockFormat()
        heading = block.blockFormat().headingLevel()
        height = theme.line_px("h3") if heading else line
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        gap = line * 0.55
        form.setTopMargin(gap * 0.6 if heading and block != document.begin() else 0)
        form.setBottomMargin(gap * 0.5 if heading else gap)
        if block.textList() is not None:
            following = block.next()
            form.setBottomMargin(gap * (0.45 if following.isValid() and following.textList() else 1))
        if inside or block == last or (not block.length() > 1 and block != document.begin()):
            form.setBottomMargin(0)  # an empty block stands where a table ended
        cursor.setPosition(position)
        cursor.mergeBlockFormat(form)
        if heading:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            letters = QTextCharFormat()
            letters.setFont(
                theme.font("h3"), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll
            )
            cursor.mergeCharFormat(letters)


def _space_table(table: QTextTable, theme: Theme) -> None:
    """No box: a hairline below each row, a heavier one below the head."""
    form = table.format()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setCellPadding(0)
    form.setCellSpacing(0)
    form.setTopMargin(theme.line_px("reading") * 0.4)
    form.setBottomMargin(theme.line_px("reading") * 0.5)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setHeaderRowCount(1)
    columns = table.columns()
    form.setColumnWidthConstraints(_widths(table))
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(columns):
            cell = table.cellAt(row, column)
            if not cell.isValid() or cell.row() != row or cell.column() != column:
                continue
            face = QTextTableCellFormat(cell.format().toTableCellFormat())
            face.setTopPadding(6 if row else 4)
            face.setBottomPadding(9 if row else 7)
            face.setLeftPadding(0 if column == 0 else 12)
            face.setRightPadding(4)
            face.setBottomBorder(2 if row == 0 else 1)
            face.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            face.setBottomBorderBrush(QBrush(theme.colour("edge" if row == 0 else "line")))
            cell.setFormat(face)
            if row == 0:
                _head_cell(cell.firstCursorPosition(), cell.lastCursorPosition(), theme)


def _head_cell(first: QTextCursor, last: QTextCursor, theme: Theme) -> None:
    first.setPosition(last.position(), QTextCursor.MoveMode.KeepAnchor)
    letters = QTextCharFormat()
    letters.setFontWeight(QFont.Weight.DemiBold)
    letters.setProperty(QTextFormat.Property.FontPixelSize, theme.text_px("body"))
    letters.setForeground(theme.colour("ink2"))
    first.mergeCharFormat(letters)
    form = QTextBlockFormat()
    form.setLineHeight(theme.line_px("body"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setAlignment(Qt.AlignmentFlag.AlignLeft)
    first.mergeBlockFormat(form)


def _widths(table: QTextTable) -> list[QTextLength]:
    """Columns as wide as their text asks, none below a fifth of an even share."""
    columns, rows = table.columns(), table.rows()
    weights = []
    for column in range(columns):
        lengths = []
        for row in range(rows):
            cell = table.cellAt(row, column)
            reach = cell.firstCursorPosition()
            lengths.append(cell.lastCursorPosition().position() - reach.position())
        weights.append(max(8.0, (max(lengths, default=1) * sum(lengths, 1)) ** 0.33))
    total = sum(weights)
    least = 100 / columns * 0.5
    shares = [max(least, weight / total * 100) for weight in weights]
    whole = sum(shares)
    return [QTextLength(QTextLength.Type.PercentageLength, share / whole * 100) for share in shares]


def _set_links(document: QTextDocument, cursor: QTextCursor, theme: Theme, tone: str) -> list[Link]:
    """Links lose Qt's underline, which strikes through the dots below ậ and ọ; the passage draws its own."""
    found: list[Link] = []
    for block in _blocks(document):
        for part in block:  # type: ignore[attr-defined]  # PySide types blocks as no iterators
            fragment = part.fragment()
            form = fragment.charFormat()
            if not form.isAnchor() or not form.anchorHref():
                continue
            target = form.anchorHref()
            if (
                found
                and found[-1].target == target
                and found[-1].start + found[-1].length == fragment.position()
            ):
                found[-1] = Link(found[-1].start, found[-1].length + fragment.length(), target)
            else:
                found.append(Link(fragment.position(), fragment.length(), target))
    for link in found:
        face = QTextCharFormat()
        face.setFontUnderline(False)
        face.setForeground(theme.colour("ink" if link.is_term else tone))
        cursor.setPosition(link.start)
        cursor.setPosition(link.start + link.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(face)
    return found
