"""A live question between two passages: answered, graded, kept as practice, and what it teaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.items import ItemWidget, make_item_widget
from elearn.desktop.presenters.reader import CheckView, ReaderPresenter
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.wording import sentence

if TYPE_CHECKING:
    from elearn.errors import Refusal
    from elearn.learning.feedback import Feedback
    from elearn.learning.item import Response


class CheckCard(Card):
    """Emits `go` with a route when the learner follows a source or wants to read again."""

    go = Signal(str)

    def __init__(self, context: Context, presenter: ReaderPresenter, check: CheckView) -> None:
        super().__init__(context.theme, "plain", 24)
        self._context, self._presenter, self._check = context, presenter, check
        theme = context.theme
        self.setAccessibleName(f"Thử ngay: {check.item.stem}")
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(IconLabel(theme, "circle-question-mark", "accent", 18))
        head.addWidget(Text(theme, "Thử ngay", "caption", "ink2", weight=600), 1)
        self.body.addLayout(head)
        self.view = self._make_view()
        self.body.addWidget(self.view)
        self._again = link_button(theme, "Làm lại câu này", self._anew)
        self._again.hide()
        self._again.setContentsMargins(0, theme.space(3), 0, 0)
        self.body.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_view(self) -> ItemWidget:
        view = make_item_widget(self._check.item, self._check.order, self._context, "practice")
        view.answered.connect(self._answered)
        view.go.connect(self.go)
        return view

    def _answered(self, response: Response) -> None:
        run = self._context.background.run
        run(
            self._presenter.answer_check, self._check, response,
            done=self._taught, failed=self._not_kept, owner=self,
        )  # fmt: skip

    def _not_kept(self, refusal: Refusal) -> None:
        """The answer stays on the screen and can be checked once more."""
        self.view.set_enabled_all(True)
        self._context.say(sentence(refusal))

    def _taught(self, feedback: Feedback) -> None:
        self.view.show_feedback(feedback)
        self._again.show()

    def _anew(self) -> None:
        """The same question once more, empty."""
        old, self.view = self.view, self._make_view()
        self.body.replaceWidget(old, self.view)
        old.hide()
        old.deleteLater()
        self._again.hide()
        self.view.show()
        self.view.focus_question()


def make_check(
    context: Context, presenter: ReaderPresenter, check: CheckView, go: Callable[[str], object]
) -> QWidget:
    """A check as the reader places it."""
    card = CheckCard(context, presenter, check)
    card.go.connect(go)
    return card
