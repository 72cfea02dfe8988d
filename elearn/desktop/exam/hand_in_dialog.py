"""Before an exam is handed in: what is open, and the way there."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog


class Decision(Enum):
    """What the learner decided."""

    STAY = auto()
    GO_TO_OPEN = auto()  # to the first question that is not answered as a whole
    HAND_IN = auto()


class HandInDialog(Dialog):
    """`decision` tells the choice once the dialog is closed; Escape stays."""

    def __init__(self, theme: Theme, opened: str, first_open: int | None, parent: QWidget | None) -> None:
        text = opened or "Đã trả lời tất cả các câu."
        after = "Câu để trống không có điểm. " if opened else ""
        super().__init__(theme, "Nộp bài thi?", f"{text}\n{after}Nộp rồi thì không sửa được nữa.", parent)
        self.decision = Decision.STAY
        stay = quiet_button(theme, "Xem lại thêm", self.reject)
        if first_open is None:
            hand_in = primary_button(theme, "Nộp bài", lambda: self._decide(Decision.HAND_IN))
            for button in (stay, hand_in):
                self.buttons.addWidget(button)
            hand_in.setFocus()
            return
        hand_in = quiet_button(theme, "Nộp bài", lambda: self._decide(Decision.HAND_IN))
        there = primary_button(theme, f"Đến câu {first_open + 1}", lambda: self._decide(Decision.GO_TO_OPEN))
        for button in (stay, hand_in, there):
            self.buttons.addWidget(button)
        there.setFocus()

    def _decide(self, decision: Decision) -> None:
        self.decision = decision
        self.accept()

    def choose(self) -> Decision:
        """Show it and wait."""
        self.ask()
        return self.decision
