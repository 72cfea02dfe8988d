"""Scenario: one step after the other; each choice has its consequence, and there is no way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.items.choices import OptionColumn
from elearn.desktop.items.item_widget import MEASURE, SIDE_BY_SIDE, ItemWidget, Stem, at_left, beside, holder
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.verdict import Verdict
from elearn.learning.feedback import ending_of
from elearn.learning.grading import option_points, walked
from elearn.learning.item import Option, Response, Scenario, Step

if TYPE_CHECKING:
    from elearn.learning.feedback import Line


class StepView(QWidget):
    """A step: what happens, what one may do. `chosen` comes with each press, `went_on` with "Đi tiếp"."""

    chosen = Signal()
    went_on = Signal()

    def __init__(self, widget: ScenarioWidget, step: Step, number: int) -> None:
        super().__init__()
        theme = widget.theme
        self.step = step
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(3))
        box.addWidget(Text(theme, f"Bước {number}", "caption", "ink2", weight=600))
        self.stem = Stem(widget.context, step.stem)
        self.column = OptionColumn(widget, step.options, (), single=True)
        for card in self.column.cards.values():
            card.clicked.connect(self._pressed)
        box.addWidget(at_left(self.stem, theme.scaled(MEASURE)))
        self._on = quiet_button(theme, "Đi tiếp", self._go_on, name=f"Đi tiếp sau bước {number}")
        self._on.setEnabled(False)
        box.addWidget(self._middle(theme))
        self.settled = False

    def _middle(self, theme: Theme) -> QWidget:
        from elearn.desktop.stimuli import make_stimulus

        answer = holder()
        rows = QVBoxLayout(answer)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space(3))
        rows.addWidget(self.column)
        rows.addWidget(self._on, 0, Qt.AlignmentFlag.AlignLeft)
        if self.step.stimulus is None:
            return at_left(answer, theme.scaled(MEASURE))
        return beside(theme, make_stimulus(theme, self.step.stimulus), answer)

    @property
    def option(self) -> Option | None:
        """What is chosen."""
        ids = self.column.chosen()
        return next((one for one in self.step.options if one.id in ids), None)

    def _pressed(self) -> None:
        if not self.settled:
            self._on.setEnabled(True)
            self.chosen.emit()

    def _go_on(self) -> None:
        if self.option is not None:
            self.went_on.emit()

    def put(self, option: Option) -> None:
        """Choose; nobody is told."""
        self.column.put((option.id,))
        self._on.setEnabled(True)

    def settle(self, *, alone: bool) -> None:
        """No way back; `alone` leaves only what was chosen to be seen."""
        self.settled = True
        self.column.lock(True)
        self._on.hide()
        if alone:
            for id_, card in self.column.cards.items():
                card.setVisible(id_ in self.column.chosen())

    def judge(self, *, whole: bool) -> None:
        """Show what the choice led to; `whole`: what the others would have, too."""
        chosen = self.option
        for option in self.step.options:
            card = self.column.cards[option.id]
            if whole:
                card.show()
            if card.property("verdict"):
                continue
            if option is chosen:
                card.judge(_verdict(option), option.feedback)
            elif whole:
                missed = option.correct
                card.judge(Verdict.MISSED if missed else Verdict.NONE, option.feedback if missed else "")


def _verdict(option: Option) -> Verdict:
    worth = option_points(option)
    return Verdict.GOOD if worth >= 1 else Verdict.PARTLY if worth > 0 else Verdict.BAD


class ScenarioWidget(ItemWidget):
    """In practice each step tells its consequence; in an exam nothing is told before the end of it."""

    item: Scenario
    checked_at_once = False
    widest = SIDE_BY_SIDE
    ask_for = "Hãy đi hết tình huống."
    keys = "Phím số để chọn, “Đi tiếp” để sang bước sau"

    def build(self) -> QWidget:
        """The first step; others come as one goes on."""
        outer = holder()
        self._steps = QVBoxLayout(outer)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(self.theme.space(5))
        if self.mode == "exam":
            note = "Mỗi bước chọn một cách. Đã đi tiếp thì không quay lại bước trước."
            self._steps.addWidget(Text(self.theme, note, "caption", "ink2"))
        self._views: list[StepView] = []
        self._end: QWidget | None = None
        self._by_id = {step.id: step for step in self.item.steps}
        if self.mode != "review":
            self._add(self.item.steps[0])
        return outer

    def _add(self, step: Step) -> StepView:
        view = StepView(self, step, len(self._views) + 1)
        view.chosen.connect(self._chosen)
        view.went_on.connect(self._went_on)
        self._views.append(view)
        self._steps.addWidget(view)
        if self.isVisible():  # else it is laid out twice
            view.show()
        return view

    @property
    def is_over(self) -> bool:
        """Whether the path has come to an ending."""
        return bool(self._views) and self._views[-1].settled

    def _chosen(self) -> None:
        if self.mode == "exam":
            self._changed()
        else:
            self.touched.emit()

    def _went_on(self) -> None:
        if self.locked:
            return
        view = self._views[-1]
        assert view.option is not None, "“Đi tiếp” waits for a choice"
        view.settle(alone=True)
        if self.mode == "practice":
            view.judge(whole=False)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, view.option.feedback))
        following = self._by_id.get(view.option.next or "")
        if following is not None:
            self._add(following).stem.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_end()
        if self.mode == "practice" and following is None:
            self.set_enabled_all(False)
            self.answered.emit(self.response())
        else:
            self.touched.emit() if self.mode == "practice" else self._changed()

    def _show_end(self) -> None:
        if self.mode == "exam":
            text = "Tình huống đã kết thúc. Có thể sang câu khác."
            self._put_end(Text(self.theme, text, tone="ink2"))
            return
        ending = ending_of(self.item, self.response())
        if ending:
            card = Card(self.theme, "sunken", 20)
            card.body.addWidget(Text(self.theme, "Kết cục", "caption", "ink2", weight=600))
            card.body.addWidget(Text(self.theme, ending, "reading"))
            self._put_end(at_left(card, self.theme.scaled(MEASURE)))

    def _put_end(self, widget: QWidget) -> None:
        if self._end is None:
            self._end = widget
            self._steps.addWidget(widget)
            widget.show()

    def response(self) -> Response:
        """The path, a choice that was not gone on from included."""
        options = [(view.step, view.option) for view in self._views]
        return Response(chosen=tuple(f"{step.id}/{option.id}" for step, option in options if option))

    def _put(self, response: Response) -> None:
        path = walked(self.item, response)
        if not path:
            return
        for view in self._views:
            self._steps.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._views = []
        for step, option in path:
            view = self._add(step)
            view.put(option)
            view.settle(alone=self.mode != "review")
            if self.mode == "practice":
                view.judge(whole=False)
        following = self._by_id.get(path[-1][1].next or "")
        if following is not None and self.mode != "review":
            self._add(following)
        elif following is None:
            self._show_end()

    def _lock(self, locked: bool) -> None:
        for view in self._views:
            view.column.lock(locked or view.settled)

    def choose(self, number: int) -> bool:
        """Digits press the option of the step that one stands at."""
        return bool(self._views) and not self._views[-1].settled and self._views[-1].column.press(number)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        for view in self._views:
            if view.option is None:
                self._steps.removeWidget(view)
                view.hide()
                continue
            view.settle(alone=False)
            view.judge(whole=True)
