"""Short answer: a word or a number, typed; in an exam it is handed over when the typing rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from elearn.desktop.items.item_widget import ItemWidget
from elearn.desktop.items.notes import add_note
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.item import Response, ShortAnswer

if TYPE_CHECKING:
    from elearn.learning.feedback import Line

REST_MS = 500
LONGEST = 120  # letters


class AnswerEdit(QLineEdit):
    """Leaves Ctrl+← and Ctrl+→ to the page, which goes from question to question by them."""

    def event(self, event: QEvent) -> bool:
        """The page's shortcuts come first."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right)
            if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in arrows:
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere has finished."""
        super().focusOutEvent(event)
        self.editingFinished.emit()


class ShortAnswerWidget(ItemWidget):
    """One line to type in."""

    item: ShortAnswer
    keys = "Gõ câu trả lời"
    ask_for = "Hãy gõ câu trả lời rồi bấm “Kiểm tra”."

    def build(self) -> QWidget:
        """A label, the hint, the input."""
        theme = self.theme
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(1))
        label = Text(theme, "Câu trả lời", weight=600)
        box.addWidget(label)
        if self.item.hint:
            box.addWidget(Text(theme, self.item.hint[:1].upper() + self.item.hint[1:], "caption", "ink2"))
        self.input = AnswerEdit()
        self.input.setFont(theme.font("reading"))
        self.input.setMaximumWidth(theme.scaled(420))
        self.input.setMaxLength(LONGEST)
        self.input.setAccessibleName("Câu trả lời")
        self.input.setAccessibleDescription(f"{self.item.stem} {self.item.hint}".strip())
        label.setBuddy(self.input)
        box.addWidget(self.input)
        self._note = QVBoxLayout()
        self._note.setContentsMargins(0, theme.space(2), 0, 0)
        box.addLayout(self._note)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._changed)
        self.input.textEdited.connect(self._typed)
        self.input.editingFinished.connect(self.flush)
        self.input.returnPressed.connect(self._entered)
        return holder

    def _typed(self) -> None:
        self.touched.emit()
        self._rest.start()

    def _entered(self) -> None:
        self.flush()
        if self.mode == "practice":
            self.check()

    def flush(self) -> None:
        """Hand over what was typed, without waiting for a rest."""
        if self._rest.isActive():
            self._rest.stop()
            self._changed()

    def response(self) -> Response:
        """What was typed."""
        text = self.input.text()
        return Response(text=text) if text.strip() else Response()

    def _put(self, response: Response) -> None:
        self.input.setText(response.text)

    def _lock(self, locked: bool) -> None:
        self.input.setReadOnly(locked)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        for line in lines:
            given = f"Đã trả lời: {line.given}" if line.given else "Chưa trả lời"
            said = add_note(self._note, self.theme, line, given, f"Đúng là: {line.wanted}")
            self.input.setAccessibleDescription(said)
