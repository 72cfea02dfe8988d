"""Single choice, multiple choice, true or false: options as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.items.item_widget import ItemWidget, letter_of
from elearn.desktop.items.option_card import OptionCard
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.verdict import verdict_of
from elearn.learning.item import Option, Response

if TYPE_CHECKING:
    from elearn.learning.feedback import Line


class OptionColumn(QWidget):
    """Options below each other, lettered in the order of the paper."""

    def __init__(
        self, widget: ItemWidget, options: tuple[Option, ...], order: tuple[str, ...], *, single: bool
    ):
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Các lựa chọn")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(widget.theme.space(2))
        self._how: Text | None = None
        if not single:
            self._how = Text(widget.theme, "Chọn tất cả những ý đúng.", "caption", "ink2")
            box.addWidget(self._how)
        by_id = {option.id: option for option in options}
        place = {id_: number for number, id_ in enumerate(order)}
        self.cards: dict[str, OptionCard] = {}
        for number, id_ in enumerate(sorted(by_id, key=lambda one: place.get(one, len(place)))):
            card = OptionCard(widget.theme, letter_of(number), by_id[id_].text, single=single)
            self.cards[id_] = card
            box.addWidget(card)

    def chosen(self) -> tuple[str, ...]:
        """Ids of the options that are chosen, in the order shown."""
        return tuple(id_ for id_, card in self.cards.items() if card.isChecked())

    def put(self, chosen: tuple[str, ...]) -> None:
        """Choose these and no others; nobody is told."""
        for id_, card in self.cards.items():
            card.put(id_ in chosen)

    def press(self, number: int) -> bool:
        """Press an option by its place; whether there is one."""
        cards = list(self.cards.values())
        if number >= len(cards):
            return False
        cards[number].setFocus()
        cards[number].click()
        return True

    def lock(self, locked: bool) -> None:
        """Let presses choose, or not."""
        if self._how is not None:
            self._how.setVisible(not locked)
        for card in self.cards.values():
            card.locked = locked


class SingleWidget(ItemWidget):
    """One option is chosen; true or false is such a question, too."""

    single = True
    ask_for = "Hãy chọn một câu trả lời rồi bấm “Kiểm tra”."

    def build(self) -> QWidget:
        """The cards."""
        self.column = OptionColumn(self, self.item.options, self.order, single=self.single)  # type: ignore[union-attr]
        for card in self.column.cards.values():
            card.clicked.connect(self._changed)
        self.keys = f"Phím 1–{len(self.column.cards)} để chọn"
        return self.column

    def response(self) -> Response:
        """The chosen option."""
        return Response(chosen=self.column.chosen())

    def _put(self, response: Response) -> None:
        self.column.put(response.chosen)

    def _lock(self, locked: bool) -> None:
        self.column.lock(locked)

    def choose(self, number: int) -> bool:
        """Digits press the option."""
        return self.column.press(number)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        for line in lines:
            if line.part in self.column.cards:
                self.column.cards[line.part].judge(verdict_of(line), line.feedback)


class MultipleWidget(SingleWidget):
    """Two or more options are chosen."""

    single = False
    ask_for = "Hãy chọn những ý đúng rồi bấm “Kiểm tra”."
