"""Two rows of the roster side by side, to be joined where they are one person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.joining import JoinPresenter, JoinSide, JoinView
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

ABOUT = "Chỉ gộp khi chắc chắn hai hồ sơ là của một người. Hai người trùng tên là hai người; máy không bao giờ tự gộp."


class JoinPage(UnitPage):
    """`unit-join:KEPT/GONE`."""

    title = "Gộp hai hồ sơ"
    tab = "unit"
    widest = 960
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = JoinPresenter(context.services)

    def open(self, argument: str) -> None:
        """Read both rows."""
        keys = [int(one) if one.isdigit() else 0 for one in argument.split("/", 1)]
        kept, gone = (*keys, 0, 0)[:2]
        self.load(self._presenter.view, kept, gone, done=self._show)

    def focus_first(self) -> None:
        """The heading's link has it, once the page is there: nothing is joined by an Enter too many."""

    def _show(self, view: JoinView) -> None:
        theme = self.theme
        self._view = view
        content, box = self.head(self.title, ABOUT, back=(view.kept.name, f"unit-person:{view.kept.key}"))
        sides = Reflow(theme.scaled(700), theme.space(4))
        sides.add(self._side(view.kept, view, kept=True), 1)
        sides.add(self._side(view.gone, view, kept=False), 1)
        box.addWidget(sides)
        box.addSpacing(theme.space(4))
        for words in view.doubts:
            box.addWidget(self.note("desk", "circle-alert", words))
            box.addSpacing(theme.space(2))
        box.addSpacing(theme.space(2))
        box.addWidget(Heading(theme, "Sau khi gộp", 2))
        box.addSpacing(theme.space(1))
        for words in view.result:
            box.addWidget(Text(theme, words))
            box.addSpacing(theme.space(1))
        box.addSpacing(theme.space(4))
        ways = Flow(12)
        self.primary = primary_button(theme, "Gộp làm một", self._join)
        ways.add(self.primary)
        ways.add(quiet_button(theme, "Không gộp", partial(self.go.emit, f"unit-person:{view.kept.key}")))
        box.addWidget(ways)
        box.addStretch(1)
        self.show_content(content)
        self.scroll_area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side(self, side: JoinSide, view: JoinView, *, kept: bool) -> Card:
        theme = self.theme
        card = Card(theme, "accent" if kept else "plain", 20)
        card.setAccessibleName(f"{side.name}: {'được giữ' if kept else 'gộp vào hồ sơ kia'}")
        top = Reflow(theme.scaled(300), theme.space(3), theme.space(1))
        top.add(Heading(theme, side.name, 3), 1)
        top.add(Chip(theme, "Được giữ", "good", "check") if kept else Chip(theme, "Gộp vào hồ sơ kia"))
        card.body.addWidget(top)
        card.body.addSpacing(theme.space(3))
        card.body.addLayout(facts_grid(theme, (*side.about, ("Đang có", side.holds))))
        card.body.addStretch(1)
        if not kept:
            swap = partial(self.open, f"{view.gone.key}/{view.kept.key}")
            button = quiet_button(theme, "Giữ hồ sơ này thay", swap, name=f"Giữ hồ sơ này thay: {side.name}")
            card.body.addSpacing(theme.space(3))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _join(self) -> None:
        if self.primary is None or not self.primary.isEnabled():
            return
        self.primary.setEnabled(False)
        view = self._view
        self.context.background.run(
            self._presenter.join, view.kept.key, view.gone.key, done=self._joined, owner=self
        )

    def _joined(self, words: str) -> None:
        self.context.say(words)
        self.go.emit(f"unit-person:{self._view.kept.key}")
