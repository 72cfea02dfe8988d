"""Mark the text: the parts that the question asks for are marked inside the stimulus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.items.item_widget import SIDE_BY_SIDE, ItemWidget
from elearn.desktop.stimuli import Marks, make_stimulus
from elearn.desktop.stimuli.marks import BY_KEY
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.verdict import SIGNS, Verdict, verdict_of
from elearn.learning.item import MarkText, Response
from elearn.learning.marks import marked

if TYPE_CHECKING:
    from elearn.learning.feedback import Line


class MarkTextWidget(ItemWidget):
    """The stimulus is the answer."""

    item: MarkText
    widest = 640
    ask_for = "Hãy đánh dấu ít nhất một chỗ rồi bấm “Kiểm tra”."

    def build(self) -> QWidget:
        """The stimulus with its parts; later, beside or below it, what each part teaches."""
        theme = self.theme
        assert self.item.stimulus is not None, "nothing to mark does not compile"
        self.marks = Marks(self._changed)
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(2))
        self._how = Text(theme, "Bấm vào những đoạn gạch chân cần đánh dấu.", "caption", "ink2")
        box.addWidget(self._how)
        box.addWidget(make_stimulus(theme, self.item.stimulus, self.marks))
        last = min(BY_KEY, len(self.marks.parts))
        self.keys = f"Phím 1–{last} để đánh dấu, bấm lại để bỏ"
        box.addStretch(1)
        self._row = row = Reflow(theme.scaled(860), theme.space(5), theme.space(4))
        row.add(left, 5)
        self._notes_holder = QWidget()
        self._notes = QVBoxLayout(self._notes_holder)
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._notes.setSpacing(theme.space(3))
        self._notes_holder.hide()
        row.add(self._notes_holder, 4)
        return row

    def _stimulus(self) -> None:
        return None

    def choose(self, number: int) -> bool:
        """Digits mark a part, or take its mark away."""
        return self.marks.press(number)

    def response(self) -> Response:
        """The parts that are marked."""
        return Response(chosen=self.marks.chosen())

    def _put(self, response: Response) -> None:
        self.marks.choose(response.chosen)

    def _lock(self, locked: bool) -> None:
        self._how.setVisible(not locked)
        self.marks.lock(locked)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        words = marked(self.item.stimulus) if self.item.stimulus else {}
        self.marks.judge({line.part: verdict_of(line) for line in lines})
        place = {mark: number for number, mark in enumerate(words)}
        for line in sorted(lines, key=lambda line: place.get(line.part, len(place))):
            self._notes.addWidget(self._note(line, words.get(line.part, "")))
        self._notes.addStretch(1)
        self._notes_holder.show()
        self._row.setMaximumWidth(self.theme.scaled(SIDE_BY_SIDE))

    def _note(self, line: Line, words: str) -> QWidget:
        theme, verdict = self.theme, verdict_of(line)
        name, tone = {**SIGNS, Verdict.MISSED: ("circle-alert", "bad")}.get(verdict, ("minus", "ink2"))
        said = {
            Verdict.GOOD: "Đánh dấu đúng",
            Verdict.BAD: "Không cần đánh dấu",
            Verdict.MISSED: "Bỏ sót",
            Verdict.NONE: "Để yên là đúng",
        }[verdict]
        widget = QWidget()
        box = QVBoxLayout(widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = Reflow(10, theme.space(2))
        head.add(IconLabel(theme, name, tone, 18))
        head.add(Text(theme, f"{said}: “{shortened(words)}”", "body", tone, weight=600), 1)
        box.addWidget(head)
        if line.feedback:
            box.addWidget(Text(theme, line.feedback, "body", "ink2"))
        return widget


def shortened(words: str, most: int = 60) -> str:
    """The beginning of a passage, cut at a word."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"
