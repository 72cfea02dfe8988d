"""A text whose parts can be marked: painted as one passage, each part a real button over its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from elearn.desktop.stimuli.marks import Marks
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.verdict import Verdict
from elearn.learning.marks import Part

_SIGNS = {Verdict.GOOD: "\u00a0✓", Verdict.BAD: "\u00a0×"}
_SAID = {
    Verdict.GOOD: "đã đánh dấu, đúng",
    Verdict.BAD: "đã đánh dấu, chưa đúng",
    Verdict.MISSED: "cần đánh dấu nhưng chưa",
    Verdict.NONE: "không cần đánh dấu",
}
_SEEN = frozenset((QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FocusIn, QEvent.Type.FocusOut))
_AIR = 6  # pixels between lines, so that frames round parts do not touch
_GAP, _PAD = 6, 3  # pixels before and behind a part, and of those how much its frame takes
_SIDE = 4  # left and right of the whole text, for the frame of what stands there


class PartButton(QAbstractButton):
    """A part: pressed by mouse, Space or Enter; its words are painted by the text below it."""

    def __init__(self, text: MarkedText, part: Part) -> None:
        super().__init__(text)
        self._text = text
        self.mark, self.words = part.mark, part.words.strip()
        self.number = 0  # that of its key
        self.locked = False
        self.verdict: Verdict | None = None
        self.rects: list[QRectF] = []
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.words)
        self.toggled.connect(text.update)

    def place(self, rects: list[QRectF]) -> None:
        """Lie over the words."""
        self.rects = rects
        region = QRegion()
        for rect in rects:
            region += QRegion(rect.toAlignedRect())
        whole = region.boundingRect()
        self.setGeometry(whole if not whole.isEmpty() else QRect(0, 0, 1, 1))
        if len(rects) > 1:
            self.setMask(region.translated(-whole.topLeft()))
        else:
            self.clearMask()

    def judge(self, verdict: Verdict) -> None:
        """Show how this part went."""
        self.verdict, self.locked = verdict, True
        self.setAccessibleName(f"{self.words}: {_SAID[verdict]}")
        self._text.set_again()

    def nextCheckState(self) -> None:
        """A part of an answer that was checked stays as it is."""
        if not self.locked:
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter marks as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: the text paints its parts with their words."""

    def event(self, event: QEvent) -> bool:
        """The text shows where the pointer and the focus are."""
        if event.type() in _SEEN:
            self._text.update()
        return bool(super().event(event))


class MarkedText(QWidget):
    """Wraps like any text; `parts` without a mark are the words between."""

    def __init__(
        self,
        theme: Theme,
        parts: tuple[Part, ...],
        marks: Marks,
        role: str = "body",
        font: QFont | None = None,
    ) -> None:
        super().__init__()
        self._theme, self._parts, self._font = theme, parts, font or theme.font(role)
        self._pitch = theme.line_px(role) + _AIR
        self._heights: dict[int, int] = {}
        self._buttons: dict[int, PartButton] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for at, part in enumerate(parts):
            if part.mark:
                self._buttons[at] = PartButton(self, part)
                marks.add(self._buttons[at])

    # Setting the lines

    def _spans(self) -> tuple[str, list[tuple[int, int]]]:
        """The whole text, and from where to where each part goes in it: its number, its words, its sign."""
        text, spans = "", []
        for at, part in enumerate(self._parts):
            button, words = self._buttons.get(at), part.words.replace("\n", "\u2028")
            if button is None:
                spans.append((len(text), len(text)))
                text += words
                continue
            sign = _SIGNS.get(button.verdict, "") if button.verdict else ""
            core = f"{_number(button)}{words.strip()}{sign}"
            start = len(text) + len(words) - len(words.lstrip())
            spans.append((start, start + len(core)))
            text += words.replace(words.strip(), core, 1)
        return text, spans

    def _formats(self, spans: list[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
        """Numbers small and in the accent colour; a space before and behind each part, so that none run together."""
        apart, small = QTextCharFormat(), QTextCharFormat()
        apart.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        apart.setFontLetterSpacing(_GAP)
        small.setFont(self._theme.font("caption", 700))
        small.setForeground(self._theme.colour("accent"))
        ranges = []
        for at, button in self._buttons.items():
            start, end = spans[at]
            ranges.append(_range(start, len(_number(button)), small))
            ranges.append(_range(end - 1, 1, apart))
            if start:
                ranges.append(_range(start - 1, 1, apart))
        return ranges

    def _layout(self, width: float) -> tuple[QTextLayout, str, list[tuple[int, int]]]:
        """The lines for a width of the whole widget, the text they hold and where its parts stand."""
        text, spans = self._spans()
        layout = QTextLayout(text, self._font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.setFormats(self._formats(spans))
        layout.setCacheEnabled(True)
        at = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, width - 2 * _SIDE))
            line.setPosition(QPointF(0, at + (self._pitch - line.height()) / 2))
            at += self._pitch
        layout.endLayout()
        return layout, text, spans

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines."""
        if width not in self._heights:
            self._heights[width] = self._layout(width)[0].lineCount() * self._pitch
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """One line where the column allows it."""
        natural = QFontMetricsF(self._font).horizontalAdvance(self._spans()[0]) + 2 * _SIDE
        width = min(round(natural + 2 * _GAP * len(self._buttons)), self._theme.column)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a long word."""
        return QSize(self._theme.scaled(90), self._pitch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the buttons over their words."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        layout, text, spans = self._layout(self.width())
        for at, button in self._buttons.items():
            button.place(self._rects(layout, text, *spans[at]))

    def _rects(self, layout: QTextLayout, text: str, start: int, end: int) -> list[QRectF]:
        """Where words stand, one rectangle for each line; spaces at the ends are left out."""
        rects = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            here, there = max(start, first), min(end, last)
            while there > here and text[there - 1].isspace():
                there -= 1
            if here < there:
                left, right = _x(line, here), _x(line, there) - (_GAP if there == end else 0)
                top, wide = number * self._pitch + 1, right - left + 2 * _PAD
                rects.append(QRectF(_SIDE + left - _PAD, top, wide, self._pitch - 2))
        return rects

    def set_again(self) -> None:
        """Signs were added behind words: the lines may break elsewhere."""
        self._heights.clear()
        self._place()
        self.updateGeometry()
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What lies under the parts, then the words, then what lies round them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for button in self._buttons.values():
            self._paint_part(painter, button)
        painter.setPen(self._theme.colour("ink"))
        self._layout(self.width())[0].draw(painter, QPointF(_SIDE, 0))
        for button in self._buttons.values():
            if button.hasFocus():
                self._paint_focus(painter, button)

    def _paint_part(self, painter: QPainter, button: PartButton) -> None:
        theme = self._theme
        fill, edge = self._look(button)
        for rect in button.rects:
            box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(edge or Qt.PenStyle.NoPen)
            painter.setBrush(fill or Qt.BrushStyle.NoBrush)
            if fill or edge:
                painter.drawRoundedRect(box, 4, 4)
            if not button.isChecked() and button.verdict is None:
                painter.setPen(QPen(theme.colour("edge"), 1.5, Qt.PenStyle.DotLine))
                bottom = rect.bottom() - 1.5
                painter.drawLine(QPointF(rect.left() + 2, bottom), QPointF(rect.right() - 2, bottom))

    def _look(self, button: PartButton) -> tuple[QColor | None, QPen | None]:
        theme = self._theme
        width = 3.0 if theme.high_contrast else 1.5
        if button.verdict is Verdict.GOOD:
            return theme.colour("good_soft"), QPen(theme.colour("good"), width)
        if button.verdict is Verdict.BAD:
            return theme.colour("bad_soft"), QPen(theme.colour("bad"), width)
        if button.verdict is Verdict.MISSED:
            return None, QPen(theme.colour("good"), width, Qt.PenStyle.DashLine)
        if button.verdict is Verdict.NONE:
            return None, None
        if button.isChecked():
            return theme.colour("accent_soft"), QPen(theme.colour("accent"), width)
        return (theme.colour("sunken"), None) if button.underMouse() and not button.locked else (None, None)

    def _paint_focus(self, painter: QPainter, button: PartButton) -> None:
        ink = "ink" if button.isChecked() or button.verdict else "accent"
        painter.setPen(QPen(self._theme.colour(ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in button.rects:
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)


def _number(button: PartButton) -> str:
    """What stands before a part: the number of its key."""
    return f"{button.number}\u00a0"


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _x(line: object, at: int) -> float:
    """Where a letter begins in its line; PySide gives the place with or without the cursor's number."""
    found = line.cursorToX(at)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)
