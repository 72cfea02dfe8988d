"""A live question between two passages: answered, graded, kept as practice, and what it teaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.reader import CheckView, ReaderPresenter
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text

if TYPE_CHECKING:
    from elearn.learning.feedback import Feedback


class CheckCard(Card):
    """Emits `go` with a route when the learner follows a source or wants to read again."""

    go = Signal(str)

    def __init__(self, context: Context, presenter: ReaderPresenter, check: CheckView) -> None:
        from elearn.desktop.items import make_item_widget

        super().__init__(context.theme, "plain", 24)
        self._context, self._presenter, self._check = context, presenter, check
        theme = context.theme
        self.setAccessibleName(f"Thử ngay: {check.item.stem}")
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(IconLabel(theme, "circle-question-mark", "accent", 18))
        head.addWidget(Text(theme, "Thử ngay", "caption", "ink2", weight=600), 1)
        self.body.addLayout(head)
        self.view = make_item_widget(check.item, check.order, context, "practice")
        self.body.addWidget(self.view)
        self.view.answered.connect(self._answered)

    def _answered(self, response: object) -> None:
        run = self._context.background.run
        run(self._presenter.answer_check, self._check, response, done=self._taught, owner=self)

    def _taught(self, feedback: Feedback) -> None:
        self.view.show_feedback(feedback)


def make_check(
    context: Context, presenter: ReaderPresenter, check: CheckView, go: Callable[[str], object]
) -> QWidget:
    """A check as the reader places it."""
    card = CheckCard(context, presenter, check)
    card.go.connect(go)
    return card
