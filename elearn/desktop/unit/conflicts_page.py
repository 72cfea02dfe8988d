"""Results that wait for somebody to decide: each told in words, and settled by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.intake import (
    Choice,
    ConflictCard,
    ConflictsView,
    DecidedLine,
    IntakePresenter,
)
from elearn.desktop.presenters.unit.words import count_words
from elearn.desktop.unit.person_picker import PersonPicker
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, quiet_button
from elearn.desktop.widgets.card import Card, hairline
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton
from elearn.desktop.widgets.states import empty_state

MOST_STRANGERS = 50  # shown at once


class ConflictsPage(UnitPage):
    """`unit-conflicts`."""

    title = "Tệp chờ quyết định"
    tab = "unit-intake"
    widest = 860

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = IntakePresenter(context.services)
        self.buttons: list[Button] = []

    def open(self, argument: str) -> None:
        """Read what waits."""
        self.load(self._presenter.conflicts, done=self._show)

    def _show(self, view: ConflictsView) -> None:
        theme = self.theme
        self._view, self.buttons = view, []
        about = "Máy không tự đoán khi chưa chắc tệp của ai. Quyết định nào cũng xem lại được."
        content, box = self.head("Tệp chờ quyết định", about, back=("Nhận kết quả", "unit-intake"))
        if not view.cards:
            words = "Mọi tệp đã nhận đều rõ của ai."
            box.addWidget(empty_state(theme, "circle-check", "Không có tệp nào chờ", words))
        for card in view.cards:
            box.addWidget(self._card(card))
            box.addSpacing(theme.space(3))
        if view.strangers:
            box.addSpacing(theme.space(3))
            box.addWidget(
                Heading(theme, f"Người không có trong danh sách ({count_words(len(view.strangers))})", 2)
            )
            words = "Kết quả được giữ. Khi người ấy vào danh sách với đúng mã, kết quả tự được tính."
            box.addWidget(Text(theme, words, tone="ink2"))
            box.addSpacing(theme.space(2))
            for card in view.strangers[:MOST_STRANGERS]:
                box.addWidget(self._card(card))
                box.addSpacing(theme.space(2))
        if view.decided:
            box.addSpacing(theme.space(3))
            box.addWidget(Heading(theme, "Đã quyết định", 2))
            box.addSpacing(theme.space(2))
            for line in view.decided:
                box.addWidget(hairline())
                box.addWidget(self._decided(line))
        box.addStretch(1)
        self.show_content(content)
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, one: ConflictCard) -> Card:
        theme = self.theme
        card = Card(theme, padding=20)
        card.setAccessibleName(f"{one.title}: {one.why}")
        card.body.addWidget(Heading(theme, one.title, 3))
        card.body.addWidget(Text(theme, f"Tệp ghi: {one.about}", "caption", "ink2"))
        card.body.addSpacing(theme.space(1))
        card.body.addWidget(Text(theme, one.why))
        card.body.addSpacing(theme.space(2))
        for choice in one.choices:
            if choice.kind in ("person", "version"):  # names may be long: these lines wrap
                card.body.addWidget(self._row(one, choice))
                card.body.addSpacing(theme.space(1))
        ways = Flow(8)
        for choice in one.choices:
            if choice.kind in ("person", "version"):
                continue
            button = quiet_button(
                theme, choice.words, partial(self._choose, one, choice), name=f"{one.title}: {choice.words}"
            )
            self.buttons.append(button)
            ways.add(button)
        card.body.addWidget(ways)
        return card

    def _row(self, one: ConflictCard, choice: Choice) -> RowButton:
        theme = self.theme
        row = RowButton(theme, f"{one.title}: {choice.words}")
        row.row.addWidget(Text(theme, choice.words), 1)
        row.row.addWidget(IconLabel(theme, "check", "accent", 18))
        row.seal()
        row.clicked.connect(lambda _checked=False: self._choose(one, choice))
        self.buttons.append(row)
        return row

    def _choose(self, card: ConflictCard, choice: Choice) -> None:
        if choice.kind == "pick":
            picker = PersonPicker(self.context, f"Tệp của {card.title} là của ai?", self._view.people, self)
            if not picker.ask():
                return
            choice = replace(choice, kind="person", person=picker.chosen)
        self.context.background.run(
            self._presenter.settle, card.device, choice, done=self._settled, owner=self
        )

    def _settled(self, words: str) -> None:
        self.context.say(words)
        self.open("")

    def _decided(self, line: DecidedLine) -> QWidget:
        theme = self.theme
        row = Reflow(theme.scaled(520), theme.space(4), theme.space(1))
        row.setContentsMargins(0, 8, 0, 8)
        row.add(Text(theme, f"{line.name}: {line.words}"), 1)
        again = link_button(
            theme, "Xem xét lại", partial(self._reopen, line), name=f"Xem xét lại tệp của {line.name}"
        )
        row.add(again)
        return row

    def _reopen(self, line: DecidedLine) -> None:
        self.context.background.run(self._presenter.reopen, line.device, done=self._settled, owner=self)
