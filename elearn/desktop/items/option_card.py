"""An option: a letter and its words in a card that is pressed; later what it teaches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton
from elearn.desktop.widgets.verdict import SIGNS, Verdict

SAID = {
    Verdict.GOOD: "đã chọn, đúng",
    Verdict.PARTLY: "đã chọn, đúng một phần",
    Verdict.BAD: "đã chọn, chưa đúng",
    Verdict.MISSED: "đáp án đúng",
    Verdict.NONE: "không chọn",
}


class OptionCard(RowButton):
    """`single` excludes its neighbours, as a radio button does."""

    def __init__(self, theme: Theme, letter: str, text: str, *, single: bool) -> None:
        super().__init__(theme, f"{letter}. {text}", "option")
        self._theme, self._text, self._letter_text = theme, text, letter
        self.locked = False
        self.setCheckable(True)
        self.setAutoExclusive(single)
        self.setProperty("verdict", "")
        self.row.setContentsMargins(16, 10, 16, 10)
        self._letter = Text(theme, letter, "reading", "ink2", weight=700)
        self._letter.setFixedWidth(theme.scaled(20))
        self.row.addWidget(self._letter, 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(theme.space(1))
        self._words.addWidget(Text(theme, text, "reading"))
        self.row.addLayout(self._words, 1)
        self.toggled.connect(self._show_letter)
        self.seal()

    def _show_letter(self, checked: bool) -> None:
        self._letter.set_tone("accent" if checked else "ink2")

    def nextCheckState(self) -> None:
        """An option of an answer that was checked stays as it is."""
        if not self.locked:
            super().nextCheckState()

    def put(self, chosen: bool) -> None:
        """Choose it or not; nobody is told of a press."""
        exclusive = self.autoExclusive()
        self.setAutoExclusive(False)  # else the last one could not be taken back
        self.setChecked(chosen)
        self.setAutoExclusive(exclusive)

    def judge(self, verdict: Verdict, feedback: str) -> None:
        """Show how this option went and what it teaches."""
        self.locked = True
        if verdict in SIGNS:
            name, tone = SIGNS[verdict]
            self.row.addWidget(
                IconLabel(self._theme, name, tone, 22).for_line("reading"), 0, Qt.AlignmentFlag.AlignTop
            )
        if verdict is Verdict.MISSED:
            self._words.addWidget(Text(self._theme, "Đáp án đúng", "caption", "good", weight=700))
        if feedback:
            self._words.addWidget(Text(self._theme, feedback, "body", "ink2"))
        self._letter.set_tone(SIGNS[verdict][1] if verdict in SIGNS else "ink2")
        self.setProperty("verdict", verdict.value)
        repolish(self)
        self.setAccessibleName(f"{self._letter_text}. {self._text}: {SAID[verdict]}. {feedback}".strip())
        self.seal()
        self.updateGeometry()
