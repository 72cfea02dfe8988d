"""The contents beside a lesson: where it belongs, its sections, the learner's marks, what it rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.presenters.reader import LessonView
from elearn.desktop.reader.signs import add_sign, sign_drop
from elearn.desktop.reader.tab_order import chain
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, icon_button, link_button
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import icon_pixmap
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.lines import Lines, lift
from elearn.desktop.widgets.rich_text import Text, as_shown
from elearn.desktop.widgets.row_button import RowButton
from elearn.desktop.widgets.scroll import Scroll

if TYPE_CHECKING:
    from elearn.learning.reading import Mark

SIDE, AIR = 12, 7  # around the words of a section's button, in pixels
SIGN = 16
_SIGNS = {"bookmark": "bookmark", "highlight": "highlighter", "note": "sticky-note"}
_WORDS = {"bookmark": "Đánh dấu", "highlight": "Đoạn tô sáng", "note": "Ghi chú"}


class PlaceButton(Button):
    """A section in the list; a sign shows that it was read, the colour that it is being read.

    It paints its words itself: there are a dozen of them, to be made between two frames of the screen.
    """

    def __init__(self, theme: Theme, heading: str) -> None:
        super().__init__()
        self._theme, self._heading = theme, heading
        self._read = False
        self.setProperty("variant", "place")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(heading)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._say)

    @property
    def _lines(self) -> Lines:
        font = self._theme.font("body", 600 if self.isChecked() else 400)
        return Lines(as_shown(self._heading), font, self._theme.line_px("body"))

    @property
    def _right(self) -> int:
        return SIDE + self._theme.scaled(SIGN)

    def hasHeightForWidth(self) -> bool:
        """Long headings take a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of the heading, with air around it."""
        return self._lines.height(width - SIDE - self._right) + 2 * AIR

    def sizeHint(self) -> QSize:
        """The list says how wide it may be."""
        return QSize(self._theme.scaled(240), self._theme.line_px("body") + 2 * AIR)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        return QSize(self._lines.least_width() + SIDE + self._right, self._theme.line_px("body") + 2 * AIR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, its words, and the sign at their first line."""
        super().paintEvent(event)
        theme = self._theme
        painter = QPainter(self)
        painter.setPen(theme.colour("accent" if self.isChecked() else "ink"))
        lines, up = self._lines, lift(theme.font("body"), theme.line_px("body"))
        box = self.rect().adjusted(SIDE, 0, -self._right, 0)
        top = (box.height() - lines.height(box.width())) // 2
        lines.paint(painter, box.translated(0, top - up), Qt.AlignmentFlag.AlignTop)
        if self._read:
            sign = icon_pixmap(theme, "check", "good", SIGN, max(1.0, self.devicePixelRatioF()))
            left = self.width() - theme.scaled(SIGN) - 8
            painter.drawPixmap(left, top + sign_drop(theme, SIGN), sign)
        painter.end()

    def show_read(self, read: bool) -> None:
        """Whether the section was in view as a whole."""
        if read != self._read:
            self._read = read
            self._say()
            self.update()

    def _say(self) -> None:
        said = [self._heading]
        if self._read:
            said.append("đã xem")
        if self.isChecked():
            said.append("đang đọc")
        self.setAccessibleName(", ".join(said))
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """Where the reader is decides, not the press."""


class Contents(QWidget):
    """Emits `wanted` with a section's anchor, `back`, `removed` with a mark's id, `closed` on Escape."""

    wanted = Signal(str)
    back = Signal()
    removed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("panel", "contents")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Mục lục của bài")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 1, 0)
        self._outer.setSpacing(0)
        self._frame = QWidget()
        self._rows = QVBoxLayout(self._frame)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._scroll = Scroll("Mục lục của bài", self._frame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons have the focus
        self._outer.addWidget(self._scroll)
        self._inner: QWidget | None = None
        self.places: list[PlaceButton] = []
        self._marks_box: QVBoxLayout | None = None
        self._headings: dict[str, str] = {}
        self.setFixedWidth(self.wanted_width(theme))

    @staticmethod
    def wanted_width(theme: Theme) -> int:
        """Wider with larger text, but less than in proportion."""
        return round(292 * (1 + (theme.scale - 1) * 0.6))

    def clear(self) -> None:
        """Show no lesson's contents."""
        if self._inner is not None:
            self._rows.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner, self._marks_box, self.places = None, None, []

    def fill(self, view: LessonView, marks: tuple[Mark, ...]) -> None:
        """Show a lesson's contents, and the learner's marks in it."""
        theme = self._theme
        self.clear()
        self._headings = {one.anchor: one.heading for one in view.sections}
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(16, 16, 12, 20)
        rows.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 4, 0)
        head.setSpacing(0)
        back = link_button(
            theme, f"‹ {view.course_title}", self.back.emit, name=f"Về khóa học {view.course_title}"
        )
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(14)
        head.addWidget(Text(theme, view.place, "caption", "ink2"))
        head.addSpacing(4)
        head.addWidget(Heading(theme, view.title, 3))
        rows.addLayout(head)
        rows.addSpacing(14)
        self.places = []
        for section in view.sections:
            place = PlaceButton(theme, section.heading)
            place.clicked.connect(partial(self.wanted.emit, section.anchor))
            rows.addWidget(place)
            self.places.append(place)
        self._marks_box = QVBoxLayout()
        self._marks_box.setSpacing(0)
        rows.addSpacing(8)
        rows.addLayout(self._marks_box)
        rows.addStretch(1)
        rows.addSpacing(20)
        foot = Text(theme, view.rests_on, "caption", "ink2")
        foot.setContentsMargins(12, 0, 4, 0)
        rows.addWidget(foot)
        self._inner = inner
        self._rows.addWidget(inner)
        inner.show()
        self._chain()
        self.show_marks(marks)

    def show_current(self, number: int) -> None:
        """The section that is being read."""
        for index, place in enumerate(self.places):
            place.setChecked(index == number)
        if 0 <= number < len(self.places):
            self._scroll.ensureWidgetVisible(self.places[number], 0, 40)

    def show_read(self, read: list[bool]) -> None:
        """Which sections were in view as a whole."""
        for place, done in zip(self.places, read, strict=True):
            place.show_read(done)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """The learner's bookmarks, highlights and notes, in the order of the lesson."""
        box = self._marks_box
        if box is None:
            return
        clear(box)
        if not marks:
            return
        title = Text(self._theme, "Dấu và ghi chú của tôi", "caption", "ink2", weight=600)
        title.setContentsMargins(12, 12, 0, 6)
        box.addWidget(title)
        order = list(self._headings)

        def place(one: Mark) -> tuple[int, int]:
            return (order.index(one.anchor) if one.anchor in order else len(order), one.start)

        for mark in sorted(marks, key=place):
            box.addWidget(self._mark(mark))
        self._chain()

    def _chain(self) -> None:
        """Tab comes here before it comes to the text, whenever the contents were filled."""
        self._scroll.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chain(self._scroll, self._frame.findChildren(Button))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _mark(self, mark: Mark) -> QWidget:
        theme = self._theme
        heading = self._headings.get(mark.anchor, "Mục không còn trong bài")
        words = " ".join(mark.text.split()) or heading
        words = words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + "…"
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        button = RowButton(theme, f"{_WORDS[mark.kind]} ở mục {heading}: {words}", "place")
        air = (theme.target - theme.line_px("caption")) // 2  # its first line level with the cross beside it
        button.row.setContentsMargins(SIDE, air, 4, air)
        button.row.setSpacing(theme.space(2))
        add_sign(button.row, theme, _SIGNS[mark.kind], "ink2", 16, "caption")
        button.row.addWidget(Text(theme, words, "caption"), 1)
        button.seal()
        button.clicked.connect(partial(self.wanted.emit, mark.anchor))
        row.addWidget(button, 1)
        remove = icon_button(
            theme, "x", f"Bỏ {_WORDS[mark.kind].lower()}: {words}", partial(self.removed.emit, mark.id)
        )
        remove.setIconSize(QSize(theme.scaled(14), theme.scaled(14)))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
