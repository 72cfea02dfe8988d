"""Before an exam is handed in: what is open or marked, and the way there."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from elearn.desktop.presenters.running import Unfinished
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog


class Decision(Enum):
    """What the learner decided."""

    STAY = auto()
    GO_THERE = auto()  # to the question that is named
    HAND_IN = auto()


class HandInDialog(Dialog):
    """`decision` tells the choice once the dialog is closed; Escape stays.

    What is open is the first thing to see to; where nothing is, the exam can be handed in at once, and a
    question that was marked is one press away all the same.
    """

    def __init__(self, theme: Theme, left: Unfinished, parent: QWidget | None) -> None:
        super().__init__(theme, "Nộp bài thi?", f"{left.text}\nNộp rồi thì không sửa được nữa.", parent)
        self.decision = Decision.STAY
        in_front, aside = (quiet_button, primary_button) if left.is_open else (primary_button, quiet_button)
        hand_in = in_front(theme, "Nộp bài", lambda: self._decide(Decision.HAND_IN))
        buttons = [quiet_button(theme, "Xem lại thêm", self.reject), hand_in]
        if left.place is not None:
            there = aside(theme, f"Đến câu {left.place + 1}", lambda: self._decide(Decision.GO_THERE))
            buttons.insert(2 if left.is_open else 1, there)
        for button in buttons:
            self.buttons.addWidget(button)
        buttons[-1].setFocus()

    def _decide(self, decision: Decision) -> None:
        self.decision = decision
        self.accept()

    def choose(self) -> Decision:
        """Show it and wait."""
        self.ask()
        return self.decision
