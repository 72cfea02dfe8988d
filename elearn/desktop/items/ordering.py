"""Ordering: lines that are moved up and down by buttons, by Alt+↑ and Alt+↓, or to a place by its digit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.items.item_widget import ItemWidget, digit_of
from elearn.desktop.items.notes import add_note
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import icon_button
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.item import Ordering, Response

if TYPE_CHECKING:
    from elearn.learning.feedback import Line


class OrderLine(QFrame):
    """One line. `moved` carries by how many places, `sent` to which place (0-based), `left_by` ↑ -1 or ↓ +1."""

    moved = Signal(int)
    sent = Signal(int)
    left_by = Signal(int)

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self.locked = False
        self.setProperty("option", "true")
        self.setProperty("verdict", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(theme.space(3))
        self._number = Text(theme, "", "reading", "ink2", weight=700)
        self._number.setFixedWidth(theme.scaled(18))
        row.addWidget(self._number)
        self._row = row
        self._words = QVBoxLayout()
        self._words.setSpacing(theme.space(1))
        self._words.addWidget(Text(theme, text, "reading"))
        row.addLayout(self._words, 1)
        self._up = icon_button(theme, "arrow-up", f"Dời lên: {text}", lambda: self.moved.emit(-1))
        self._down = icon_button(theme, "arrow-down", f"Dời xuống: {text}", lambda: self.moved.emit(1))
        for button in (self._up, self._down):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line itself is the stop; its keys do the same
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_place(self, place: int, of: int) -> None:
        """Stand at a place, from 1."""
        self._number.set_text(str(place))
        self.setAccessibleName(f"Vị trí {place} trong {of}: {self._text}")
        self._up.setEnabled(place > 1)
        self._down.setEnabled(place < of)

    def lock(self, locked: bool) -> None:
        """No more moving."""
        self.locked = locked
        self._up.setVisible(not locked)
        self._down.setVisible(not locked)

    def judge(self, line: Line) -> None:
        """Show how this line went."""
        self._row.setAlignment(self._number, Qt.AlignmentFlag.AlignTop)
        given = f"Đã xếp ở vị trí {line.given}" if line.given else "Chưa xếp"
        said = add_note(self._words, self._theme, line, given, f"Đúng là vị trí {line.wanted}")
        self.setProperty("verdict", "good" if line.right else "bad")
        repolish(self)
        self.setAccessibleName(f"{self._text}: {said}")
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go about, with Alt they take the line along; a digit sends it to its place."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = digit_of(event)
        if step and modifiers == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif step and modifiers == Qt.KeyboardModifier.NoModifier:
            self.left_by.emit(step)
        elif number is not None:
            self.sent.emit(number)
        else:
            super().keyPressEvent(event)


class OrderingWidget(ItemWidget):
    """Lines in the order of the paper until they are moved."""

    beside = False
    item: Ordering
    keys = "↑ ↓ chọn dòng, Alt+↑ Alt+↓ để dời"
    ask_for = "Các dòng chưa được xếp lại. Hãy dời các dòng về đúng thứ tự rồi bấm “Kiểm tra”."

    def build(self) -> QWidget:
        """The lines below each other."""
        theme = self.theme
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.space(2))
        how = "Dời các dòng bằng nút mũi tên, hoặc chọn dòng rồi bấm Alt+↑, Alt+↓."
        self._how = Text(theme, how, "caption", "ink2")
        self._rows.addWidget(self._how)
        self._lines = {line.id: OrderLine(theme, line.text) for line in self.item.sequence}
        self._order = [one for one in self.order if one in self._lines] or list(self._lines)
        self._given = False
        for one, line in self._lines.items():
            line.moved.connect(lambda step, one=one: self._move(one, self._order.index(one) + step))
            line.sent.connect(lambda place, one=one: self._move(one, place))
            line.left_by.connect(lambda step, one=one: self._focus(self._order.index(one) + step))
        self._show()
        return holder

    def _show(self) -> None:
        for line in self._lines.values():
            self._rows.removeWidget(line)
        for place, one in enumerate(self._order, 1):
            self._rows.addWidget(self._lines[one])
            self._lines[one].show_place(place, len(self._order))
        for before, after in pairwise(self._order):
            QWidget.setTabOrder(self._lines[before], self._lines[after])

    def _focus(self, place: int) -> None:
        if 0 <= place < len(self._order):
            self._lines[self._order[place]].setFocus()

    def _move(self, one: str, place: int) -> None:
        if self.locked or not 0 <= place < len(self._order):
            return
        self._order.remove(one)
        self._order.insert(place, one)
        self._given = True
        self._show()
        line = self._lines[one]
        line.setFocus()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(line, line.accessibleName()))
        self._changed()

    def response(self) -> Response:
        """The order, once the learner has made one."""
        return Response(order=tuple(self._order)) if self._given else Response()

    def _put(self, response: Response) -> None:
        given = [one for one in response.order if one in self._lines]
        if len(given) == len(self._lines):
            self._order, self._given = given, True
            self._show()

    def _lock(self, locked: bool) -> None:
        self._how.setVisible(not locked)
        for line in self._lines.values():
            line.lock(locked)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        for line in lines:
            self._lines[line.part].judge(line)
