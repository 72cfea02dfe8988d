"""Matching: each part on the left gets one on the right, by two presses or by a digit and a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.items.item_widget import ItemWidget, letter_of
from elearn.desktop.items.notes import add_note
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton
from elearn.learning.item import Matching, Response

if TYPE_CHECKING:
    from elearn.learning.feedback import Line

OPEN = "chưa ghép"


class PartCard(RowButton):
    """A part of either side: its sign, its words, and the sign of what it is matched with."""

    def __init__(self, theme: Theme, sign: str, text: str) -> None:
        super().__init__(theme, f"{sign}. {text}", "option")
        self._theme, self._sign, self._text = theme, sign, text
        self.setProperty("part", "true")
        self.setProperty("verdict", "")
        self.row.setContentsMargins(16, 10, 12, 10)
        self.row.setSpacing(theme.space(3))
        letter = Text(theme, sign, "body", "ink2", weight=700)
        letter.setFixedWidth(theme.scaled(14))
        self.row.addWidget(letter, 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(theme.space(1))
        self._words.addWidget(Text(theme, text, "body"))
        self.row.addLayout(self._words, 1)
        self._chip = Chip(theme, "", "accent")
        self._chip.hide()
        self.row.addWidget(self._chip)
        self.seal()

    def show_match(self, sign: str, words: str) -> None:
        """`sign` of the other side ("" while it is open), and what a screen reader hears of it."""
        self._chip.set_text(f"↔ {sign}")
        self._chip.setVisible(bool(sign))
        self.setAccessibleName(f"{self._sign}. {self._text}: {words}")

    def judge(self, line: Line, given: str, wanted: str) -> None:
        """Show how this part went."""
        self._chip.hide()
        said = add_note(self._words, self._theme, line, given, wanted)
        self.setProperty("verdict", "good" if line.right else "bad")
        repolish(self)
        self.setAccessibleName(f"{self._sign}. {self._text}: {said}")
        self.seal()
        self.updateGeometry()


class MatchingWidget(ItemWidget):
    """The part on the left that waits for its other half is chosen; a press on the right gives it."""

    beside = False
    widest = 1000
    item: Matching

    def build(self) -> QWidget:
        """Two columns, below each other where it is narrow."""
        theme, item = self.theme, self.item
        self._pairs: dict[str, str] = {}
        self._waiting: str | None = None
        words = {pair.id: pair.right for pair in item.pairs}
        words |= {f"x{number}": text for number, text in enumerate(item.extra, 1)}
        right_ids = [one for one in self.order if one in words] or list(words)
        self._left = {pair.id: PartCard(theme, str(at), pair.left) for at, pair in enumerate(item.pairs, 1)}
        self._right = {one: PartCard(theme, letter_of(at), words[one]) for at, one in enumerate(right_ids)}
        self._signs = {one: letter_of(at) for at, one in enumerate(right_ids)}
        self._words = words
        for one, card in self._left.items():
            card.setCheckable(True)
            card.clicked.connect(lambda _checked=False, one=one: self._wait_for(one, press=True))
        for one, card in self._right.items():
            card.clicked.connect(lambda _checked=False, one=one: self._match(one))
        self._right_side = _Side(theme, "Ghép với", list(self._right.values()))
        row = Reflow(theme.scaled(560), theme.space(5), theme.space(4))
        self._left_side = _Side(theme, "Chọn một ý", list(self._left.values()))
        row.add(self._left_side, 1)
        row.add(self._right_side, 1)
        last = letter_of(len(self._right) - 1)
        self.keys = f"Phím 1–{len(self._left)} chọn ý, A–{last} để ghép, Delete để bỏ"
        self._wait_for(self._next_open())
        return row

    def _next_open(self) -> str | None:
        return next((one for one in self._left if one not in self._pairs), None)

    def _wait_for(self, left: str | None, *, press: bool = False) -> None:
        self._waiting = left if not self.locked else None
        for one, card in self._left.items():
            card.setChecked(one == self._waiting)
        if press and self._waiting:
            taken = set(self._pairs.values())
            free = next((card for one, card in self._right.items() if one not in taken), None)
            (free or next(iter(self._right.values()))).setFocus()

    def _match(self, right: str) -> None:
        if self.locked or self._waiting is None:
            return
        self._pairs = {one: other for one, other in self._pairs.items() if other != right}
        self._pairs[self._waiting] = right
        matched = self._left[self._waiting]
        self._show()
        following = self._next_open()
        self._wait_for(following)
        (self._left[following] if following else matched).setFocus()
        self._changed()

    def _show(self) -> None:
        back = {
            right: number for number, left in enumerate(self._left, 1) for right in [self._pairs.get(left)]
        }
        for one, card in self._left.items():
            right = self._pairs.get(one)
            sign = self._signs[right] if right else ""
            card.show_match(sign, f"ghép với {sign}. {self._words[right]}" if right else OPEN)
        for one, card in self._right.items():
            number = str(back[one]) if one in back else ""
            card.show_match(number, f"ghép với {number}" if number else OPEN)

    def response(self) -> Response:
        """Pairs in the order of the left side."""
        return Response(pairs={one: self._pairs[one] for one in self._left if one in self._pairs})

    def _put(self, response: Response) -> None:
        self._pairs = {
            left: right
            for left, right in response.pairs.items()
            if left in self._left and right in self._right
        }
        self._show()
        self._wait_for(self._next_open())

    def missing(self) -> str:
        """Every part needs its other half before it is checked."""
        count = len(self._left) - len(self._pairs)
        return f"Còn {count} ý chưa ghép. Hãy ghép nốt rồi bấm “Kiểm tra”." if count else ""

    def _lock(self, locked: bool) -> None:
        self._wait_for(None if locked else self._next_open())

    def choose(self, number: int) -> bool:
        """A digit chooses the part on the left."""
        ids = list(self._left)
        if number >= len(ids):
            return False
        self._wait_for(ids[number], press=True)
        return True

    def press_key(self, event: QKeyEvent) -> bool:
        """A letter gives the part on the right, Delete takes a pair apart."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        letter = event.text().upper()
        if plain and not self.locked and letter in self._signs.values():
            self._match(next(one for one, sign in self._signs.items() if sign == letter))
            return True
        if plain and not self.locked and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self._take_apart()
        return super().press_key(event)

    def _take_apart(self) -> bool:
        focused = next((one for one, card in self._left.items() if card.hasFocus()), None)
        if focused is None or focused not in self._pairs:
            return False
        del self._pairs[focused]
        self._show()
        self._wait_for(focused)
        self._changed()
        return True

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        self._right_side.hide()
        self._left_side.hide_title()
        for line in lines:
            given = f"Đã ghép với: {line.given}" if line.given else "Chưa ghép"
            self._left[line.part].judge(line, given, f"Đúng là: {line.wanted}")


class _Side(QWidget):
    """Parts below each other, and what to do with them."""

    def __init__(self, theme: Theme, title: str, cards: list[PartCard]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(2))
        self._title = Text(theme, title, "caption", "ink2", weight=600)
        box.addWidget(self._title)
        for card in cards:
            box.addWidget(card)
        box.addStretch(1)

    def hide_title(self) -> None:
        """Nothing is to be done any more."""
        self._title.hide()
