"""A passage of a lesson: read, selected, its links followed by mouse and keyboard; it never loads anything."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QSizePolicy,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from elearn.desktop.reader.typeset import Link, take_markers, typeset
from elearn.desktop.theme import Theme

HEIGHTS_KEPT = 4


@lru_cache(maxsize=1)
def _nothing() -> QPixmap:
    blank = QPixmap(1, 1)
    blank.fill(Qt.GlobalColor.transparent)
    return blank


class _Over(QWidget):
    """Lies over a passage and draws what the text does not have of itself.

    The passage could draw it on its viewport, too; but that is a widget that Python did not make, and for the
    first of those PySide6 looks at every class of widgets there is: 12 ms and 2 MB.
    """

    def __init__(self, passage: Passage) -> None:
        super().__init__(passage)
        self._passage = passage
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What the passage wants drawn."""
        painter = QPainter(self)
        self._passage.paint_over(painter)
        painter.end()


class Passage(QTextBrowser):
    """Text as high as its content. `name` is what a screen reader calls it.

    Emits `followed` with a link's target and its place on the screen, `hovered` likewise ("" when the
    pointer leaves), `chosen` when the learner has selected words, `left` when an arrow key runs over
    an end (-1 above, 1 below).
    """

    followed = Signal(str, QRect)
    hovered = Signal(str, QRect)
    chosen = Signal()
    left = Signal(int)
    walked = Signal(QRect)  # the caret or the link with the focus is there now, by keyboard

    def __init__(
        self,
        theme: Theme,
        html: str,
        name: str,
        role: str = "reading",
        link_tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._link_tone = theme, role, link_tone
        self._heights: dict[int, int] = {}
        self._hovered: Link | None = None
        self.setProperty("passage", "true")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.links = typeset(self.document(), theme, html, role, link_tone)
        self._markers = take_markers(self.document()) if "<li" in html else []
        self._over = _Over(self) if self.links or self._markers else None
        self.anchorClicked.connect(self._clicked)
        self.selectionChanged.connect(self._selected)
        self.setCursorWidth(max(2, theme.scaled(2)))

    # Nothing is ever loaded

    def loadResource(self, kind: int, _url: QUrl | str) -> Any:
        """Nothing: no picture, no style sheet, no page; not from here, not from elsewhere."""
        return _nothing() if kind == QTextDocument.ResourceType.ImageResource.value else b""

    def doSetSource(self, _url: QUrl | str, _kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource) -> None:  # fmt: skip
        """Nowhere to go."""

    # As high as the text

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the text at a width, without scroll bars."""
        height = self._heights.get(width)
        if height is None:
            if len(self._heights) >= HEIGHTS_KEPT:
                self._heights.clear()
            height = self._heights[width] = self._measure(width)
        return height

    def _measure(self, width: int) -> int:
        document = self.document()
        before = document.textWidth()
        layout = document.documentLayout()
        layout.blockSignals(True)
        document.setTextWidth(width)
        height = math.ceil(document.size().height()) + self._theme.scaled(5)  # room for the links' line
        if before > 0 and before != width:
            document.setTextWidth(before)
        layout.blockSignals(False)
        return height

    def sizeHint(self) -> QSize:
        """As wide as the reading column."""
        return QSize(self._theme.column, self._theme.line_px(self._role))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(self._theme.scaled(160), self._theme.line_px(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never scrolled inside."""
        super().resizeEvent(event)
        if self._over is not None:
            self._over.setGeometry(self.rect())
        self.verticalScrollBar().setValue(0)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The page scrolls, not the passage."""
        if self.verticalScrollBar().value():
            self.verticalScrollBar().setValue(0)

    def wheelEvent(self, event: QEvent) -> None:
        """The page scrolls."""
        event.ignore()

    # Links

    def _clicked(self, url: QUrl) -> None:
        target = url.toString(QUrl.ComponentFormattingOption.PrettyDecoded)
        link = self._link_near_cursor(target)
        self.followed.emit(target, self.place_of(link) if link else QRect())

    def _link_near_cursor(self, target: str) -> Link | None:
        same = [one for one in self.links if one.target == target]
        at = self.textCursor().selectionStart()
        return min(same, key=lambda one: abs(one.start - at), default=None)

    def place_of(self, link: Link) -> QRect:
        """Where a link stands on the screen: its first line."""
        lines = self._lines(link)
        rect = lines[0].toAlignedRect() if lines else QRect()
        return QRect(self.mapToGlobal(rect.topLeft()), rect.size())

    def _link_at(self, point: QPoint) -> Link | None:
        if not self.anchorAt(point):
            return None
        position = self.cursorForPosition(point).position()
        return next((one for one in self.links if one.start <= position <= one.start + one.length), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which link is under the pointer."""
        super().mouseMoveEvent(event)
        link = self._link_at(event.position().toPoint()) if not event.buttons() else None
        if link != self._hovered:
            self._hovered = link
            self.hovered.emit(link.target if link else "", self.place_of(link) if link else QRect())

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        super().leaveEvent(event)
        if self._hovered:
            self._hovered = None
            self.hovered.emit("", QRect())

    def _lines(self, link: Link) -> list[QRectF]:
        """The rectangles of a link's words, one for each line they stand on."""
        block = self.document().findBlock(link.start)
        layout = block.layout()
        if layout is None:
            return []
        top = self.document().documentLayout().blockBoundingRect(block).topLeft()
        start, end = link.start - block.position(), link.start + link.length - block.position()
        lines = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first >= last:
                continue
            left, right = _place_in(line, first), _place_in(line, last)
            if last == line.textStart() + line.textLength():
                right = min(right, line.x() + line.naturalTextWidth())
            box = line.rect()
            lines.append(QRectF(top.x() + left, top.y() + box.y(), right - left, box.height()))
        return lines

    def paint_over(self, painter: QPainter) -> None:
        """Markers, and a line below each link that leaves the dots below the letters alone."""
        theme = self._theme
        self._paint_markers(painter)
        thick = max(1.0, theme.scale * (1.5 if theme.high_contrast else 1.0))
        focused = self._focused_link()
        for link in self.links:
            pen = QPen(theme.colour(self._link_tone), thick)
            if link.is_term:
                pen = QPen(theme.colour("accent"), thick * 1.7)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setDashPattern([0.01, 2.1])
            painter.setPen(pen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, link.is_term)
            for line in self._lines(link):
                y = line.bottom() - theme.scaled(2)
                painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))
            if link is focused:
                painter.setPen(QPen(theme.colour("accent"), 2))
                for line in self._lines(link):
                    painter.drawRect(line.adjusted(-2, 1, 2, 0))

    def _paint_markers(self, painter: QPainter) -> None:
        """A dot or a number before each line of a list, in the accent colour."""
        theme = self._theme
        room, radius = theme.scaled(26), max(2.0, theme.scale * 2.6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font(self._role, 600))
        for marker in self._markers:
            block = self.document().findBlock(marker.position)
            layout = block.layout()
            if layout is None or not layout.lineCount():
                continue
            line = layout.lineAt(0)
            corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
            left = corner.x() + line.x()
            base = corner.y() + line.y() + line.ascent()
            if marker.words:
                painter.drawText(QPointF(left - room + theme.scaled(2), base), marker.words)
            else:
                painter.setBrush(theme.colour("accent"))
                middle = base - painter.fontMetrics().xHeight() / 2
                painter.drawEllipse(QPointF(left - room / 2, middle), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _focused_link(self) -> Link | None:
        cursor = self.textCursor()
        if not self.hasFocus() or not cursor.hasSelection():
            return None
        span = (cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())
        return next((one for one in self.links if (one.start, one.length) == span), None)

    # Selecting

    def _selected(self) -> None:
        self.chosen.emit()

    @property
    def is_on_link(self) -> bool:
        """Whether what is selected is a link that has the focus, not words somebody chose."""
        return self._focused_link() is not None

    def show_highlights(self, spans: list[tuple[int, int]]) -> None:
        """Mark spans (start, length) of the passage's text."""
        extras = []
        for start, length in spans:
            extra = QTextEdit.ExtraSelection()
            face = QTextCharFormat()
            face.setBackground(self._theme.colour("mark"))
            if self._theme.high_contrast:
                face.setFontWeight(QFont.Weight.DemiBold)
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(
                min(start + length, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor
            )
            extra.cursor, extra.format = cursor, face  # type: ignore[misc]
            extras.append(extra)
        self.setExtraSelections(extras)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and select, in our words."""
        menu = QMenu(self)
        menu.setFont(self._theme.font("body"))
        copy = menu.addAction("Chép")
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        menu.addAction("Chọn cả đoạn").triggered.connect(self.selectAll)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was selected by walking the links is let go."""
        if self.is_on_link:
            cursor = self.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys over an end go on in the next passage; the page's keys stay the page's."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            before = self.textCursor()
            move = QTextCursor.MoveOperation.Down if key == Qt.Key.Key_Down else QTextCursor.MoveOperation.Up
            after = QTextCursor(before)
            after.clearSelection()
            if not after.movePosition(move):
                self.left.emit(1 if key == Qt.Key.Key_Down else -1)
                return
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            event.ignore()
            return
        before = self.textCursor()
        super().keyPressEvent(event)
        if self.textCursor() != before:
            self.walked.emit(self.cursorRect())

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab stops at each link; the page follows."""
        done = super().focusNextPrevChild(forwards)
        if self.hasFocus() and self.textCursor().hasSelection():
            self.walked.emit(self.cursorRect())
        return bool(done)

    def changeEvent(self, event: QEvent) -> None:
        """Another style may mean other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights = {}

    def own_palette(self) -> None:
        """Selection in the accent, whatever has the focus."""
        palette = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, QPalette.ColorRole.Highlight, self._theme.colour("accent"))
            palette.setColor(group, QPalette.ColorRole.HighlightedText, self._theme.colour("on_accent"))
        self.setPalette(palette)


def _place_in(line: QTextLine, position: int) -> float:
    """Where a character stands in its line; PySide answers with a pair."""
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
