"""Classify: each card is put into one of a few bins, by a press or by the bin's digit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.items.item_widget import ItemWidget
from elearn.desktop.items.notes import add_note
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, choice_button
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.item import Bin, Card, Classify, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from elearn.learning.feedback import Line


class SortCard(QFrame):
    """A card and the bins that it may go into."""

    def __init__(
        self, theme: Theme, card: Card, bins: tuple[Bin, ...], put: Callable[[str, str], object]
    ) -> None:
        super().__init__()
        self._theme, self._text = theme, card.text
        self.setProperty("option", "true")
        self.setProperty("verdict", "")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.words = QVBoxLayout(self)
        self.words.setContentsMargins(16, 12, 16, 12)
        self.words.setSpacing(theme.space(2))
        self.words.addWidget(Text(theme, card.text, "reading"))
        self._flow = Flow(theme.space(2))
        self.bins: dict[str, Button] = {}
        for number, place in enumerate(bins, 1):
            button = choice_button(theme, f"{number}  {place.text}", partial(put, card.id, place.id))
            button.setAccessibleName(f"{card.text}: {place.text}")
            button.setAutoExclusive(True)
            self._flow.add(button)
            self.bins[place.id] = button
        self.words.addWidget(self._flow)

    def show_bin(self, place: str) -> None:
        """Lie in a bin, "" in none."""
        for one, button in self.bins.items():
            button.setAutoExclusive(False)
            button.setChecked(one == place)
            button.setAutoExclusive(True)

    def lock(self, locked: bool) -> None:
        """Stay where it lies."""
        for button in self.bins.values():
            button.setEnabled(not locked)

    def judge(self, line: Line) -> None:
        """Show how this card went."""
        self._flow.hide()
        given = f"Đã xếp vào: {line.given}" if line.given else "Chưa xếp"
        said = add_note(self.words, self._theme, line, given, f"Đúng là: {line.wanted}")
        self.setProperty("verdict", "good" if line.right else "bad")
        repolish(self)
        self.setAccessibleName(f"{self._text}: {said}")
        self.updateGeometry()


class ClassifyWidget(ItemWidget):
    """Cards below each other."""

    item: Classify
    beside = False

    def build(self) -> QWidget:
        """The cards in the order of the paper."""
        theme = self.theme
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(2))
        cards = {card.id: card for card in self.item.cards}
        order = [one for one in self.order if one in cards] or list(cards)
        self._cards = {one: SortCard(theme, cards[one], self.item.bins, self._place) for one in order}
        self._placed: dict[str, str] = {}
        for card in self._cards.values():
            box.addWidget(card)
        self.keys = f"Phím 1–{len(self.item.bins)} xếp thẻ đang chọn"
        return holder

    def _place(self, card: str, place: str) -> None:
        if self.locked:
            return
        self._placed[card] = place
        self._cards[card].show_bin(place)
        self._changed()

    def response(self) -> Response:
        """Cards and their bins, in the order of the item."""
        return Response(pairs={c.id: self._placed[c.id] for c in self.item.cards if c.id in self._placed})

    def _put(self, response: Response) -> None:
        bins = {place.id for place in self.item.bins}
        self._placed = {c: b for c, b in response.pairs.items() if c in self._cards and b in bins}
        for one, card in self._cards.items():
            card.show_bin(self._placed.get(one, ""))

    def missing(self) -> str:
        """Every card needs a bin before it is checked."""
        count = len(self._cards) - len(self._placed)
        return f"Còn {count} thẻ chưa xếp. Hãy xếp nốt rồi bấm “Kiểm tra”." if count else ""

    def choose(self, number: int) -> bool:
        """A digit puts the card that has the focus, else the first that lies nowhere; then the next is due."""
        if number >= len(self.item.bins):
            return False
        focused = QApplication.focusWidget()
        here = next(
            (one for one, card in self._cards.items() if focused and card.isAncestorOf(focused)), None
        )
        here = here or next((one for one in self._cards if one not in self._placed), None)
        if here is None:
            return False
        self._place(here, self.item.bins[number].id)
        ids = list(self._cards)
        following = next((one for one in ids[ids.index(here) + 1 :] if one not in self._placed), here)
        next(iter(self._cards[following].bins.values())).setFocus()
        return True

    def _lock(self, locked: bool) -> None:
        for card in self._cards.values():
            card.lock(locked)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        for line in lines:
            self._cards[line.part].judge(line)
