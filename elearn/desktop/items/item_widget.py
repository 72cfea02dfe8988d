"""What every question has: what is asked, what it is about, how it is answered, what it teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, quiet_button
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

if TYPE_CHECKING:
    from elearn.desktop.items.make import Mode
    from elearn.learning.feedback import Feedback, Line
    from elearn.learning.item import Item, Response

MEASURE = 760  # widest of what is asked and of an answer, pixels at 100 %
SIDE_BY_SIDE = 1080  # of stimulus and answer
STEM_ABOVE = 920  # of what is asked above them


class Stem(Text):
    """What is asked. It takes the focus when the question comes up, so that it is heard; Tab goes on from it."""

    def __init__(self, context: Context, text: str) -> None:
        super().__init__(context.theme, text, "reading")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("stem", "true")


class ItemWidget(QWidget):
    """One question. In practice `answered` comes with "Kiểm tra", in an exam with each change.

    `touched` tells that something is being changed that `answered` has not told yet. `go` carries a route.
    A subclass gives `build`, `response`, `_put`, `_show_lines`, `_lock` and, where digits choose, `choose`.
    """

    answered = Signal(object)  # Response
    touched = Signal()
    go = Signal(str)
    keys = ""  # what the keyboard does here, in a few words
    ask_for = "Hãy chọn câu trả lời rồi bấm “Kiểm tra”."
    checked_at_once = True  # by one button "Kiểm tra"; False where the answer grows step by step
    widest = MEASURE  # of the answer
    beside = True  # whether the answer stands beside the stimulus where there is room

    def __init__(self, item: Item, order: tuple[str, ...], context: Context, mode: Mode) -> None:
        super().__init__()
        self.item, self.order, self.context, self.mode = item, order, context, mode
        self.theme = context.theme
        self.locked = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"Câu hỏi: {item.stem}")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self.theme.space(4))
        self.stem = Stem(context, item.stem)
        wide = STEM_ABOVE if item.stimulus is not None and self.beside else MEASURE
        self._box.addWidget(at_left(self.stem, self.theme.scaled(wide)))
        self._box.addWidget(self._middle())
        self.error = Text(self.theme, "", tone="bad", weight=600)
        self.error.hide()
        self._box.addWidget(self.error)
        self.check_button: Button | None = None
        if mode == "practice":
            self.check_button = quiet_button(self.theme, "Kiểm tra", self.check)
            self._box.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
            self.check_button.setVisible(self.checked_at_once)
        self.panel: QWidget | None = None
        if mode == "review":
            self.set_enabled_all(False)

    def _middle(self) -> QWidget:
        answer = self.build()
        stimulus = self._stimulus()
        if stimulus is None:
            return at_left(answer, self.theme.scaled(self.widest))
        return beside(self.theme, stimulus, answer) if self.beside else below(self.theme, stimulus, answer)

    def _stimulus(self) -> QWidget | None:
        from elearn.desktop.stimuli import make_stimulus

        if self.item.stimulus is None:
            return None
        return make_stimulus(self.theme, self.item.stimulus)

    # What each type of question does in its own way

    def build(self) -> QWidget:
        """The part that is answered."""
        raise NotImplementedError

    def response(self) -> Response:
        """What is answered now."""
        raise NotImplementedError

    def _put(self, response: Response) -> None:
        """Show an answer."""
        raise NotImplementedError

    def _lock(self, locked: bool) -> None:
        """Let the answer be changed, or not."""
        raise NotImplementedError

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show how each part went."""
        raise NotImplementedError

    def choose(self, number: int) -> bool:
        """What the digit `number` + 1 does; whether it does anything."""
        return False

    def flush(self) -> None:
        """Tell now of what `touched` told before."""

    # What all of them do alike

    def set_response(self, response: Response) -> None:
        """Show an answer that was given before; nobody is told."""
        self._put(response)

    def check_elsewhere(self) -> None:
        """The page has a button "Kiểm tra" of its own."""
        if self.check_button is not None:
            self.check_button.hide()
            self.check_button = None

    def set_enabled_all(self, enabled: bool) -> None:
        """Let the answer be changed, or only be looked at."""
        self.locked = not enabled
        self._lock(self.locked)
        if self.check_button is not None:
            self.check_button.setVisible(enabled and self.checked_at_once)

    def _changed(self) -> None:
        """The learner changed something."""
        if self.locked:
            return
        self._say_error("")
        if self.mode == "exam":
            self.answered.emit(self.response())
        else:
            self.touched.emit()

    def missing(self) -> str:
        """What is still to be done before the answer can be checked, in words; "" where nothing is."""
        return self.ask_for if self.response().is_empty else ""

    def check(self) -> None:
        """Hand the answer over to be checked, or say what is missing."""
        if self.locked:
            return
        missing = self.missing()
        self._say_error(missing)
        if not missing:
            self.set_enabled_all(False)
            self.answered.emit(self.response())

    def _say_error(self, text: str) -> None:
        self.error.set_text(text)
        self.error.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def show_feedback(self, feedback: Feedback) -> None:
        """Show how each part went, why, and where to read again."""
        from elearn.desktop.items.panel import FeedbackPanel

        self._say_error("")
        self.set_enabled_all(False)
        self._show_lines(feedback.lines)
        if self.panel is not None:
            self._box.removeWidget(self.panel)
            self.panel.deleteLater()
        panel = FeedbackPanel(self.context, self.item, feedback)
        panel.go.connect(self.go)
        self.panel = at_left(panel, self.theme.scaled(MEASURE))
        self._box.addWidget(self.panel)
        if self.isVisible():  # else it is laid out twice, once without a width
            self.panel.show()
        if self.mode == "practice":
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, panel.said))

    def focus_question(self) -> None:
        """Put the focus on what is asked."""
        self.stem.setFocus(Qt.FocusReason.OtherFocusReason)

    def press_key(self, event: QKeyEvent) -> bool:
        """What a key does that nothing inside wanted; whether it did anything."""
        number = digit_of(event)
        if number is None or self.locked:
            return False
        return self.choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, wherever in the question the focus is."""
        if not self.press_key(event):
            super().keyPressEvent(event)


def digit_of(event: QKeyEvent) -> int | None:
    """0 for the key 1, 8 for the key 9; None for any other, or with Ctrl or Alt."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text: Any = event.text()
    if modifiers == Qt.KeyboardModifier.NoModifier and len(text) == 1 and text in "123456789":
        return int(text) - 1
    return None


def letter_of(number: int) -> str:
    """A, B, C … as options are named on paper."""
    return "ABCDEFGHIJ"[number]


def holder() -> QWidget:
    """A bare widget whose height follows its width."""
    widget = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget


def at_left(widget: QWidget, widest: int) -> QWidget:
    """As wide as there is room, up to `widest`; a greatest width alone would have Qt put it in the middle."""
    widget.setMaximumWidth(widest)
    outer = holder()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return outer


def top_of(widget: QWidget) -> QWidget:
    """At the top of whatever height its neighbour has."""
    outer = holder()
    box = QVBoxLayout(outer)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(widget)
    box.addStretch(1)
    return outer


def beside(theme: Theme, stimulus: QWidget, answer: QWidget) -> QWidget:
    """The stimulus beside the answer where there is room, above it where there is not.

    A sheet of paper needs half of the width: its two heads stand side by side.
    """
    sheet = stimulus.property("stimulus") == "sheet"
    row = Reflow(theme.scaled(980 if sheet else 760), theme.space(5), theme.space(4))
    row.add(top_of(stimulus), 11 if sheet else 9)
    row.add(top_of(answer), 10 if sheet else 14)
    return at_left(row, theme.scaled(SIDE_BY_SIDE))


def below(theme: Theme, stimulus: QWidget, answer: QWidget) -> QWidget:
    """The answer below the stimulus."""
    outer = holder()
    box = QVBoxLayout(outer)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.space(4))
    box.addWidget(at_left(stimulus, theme.scaled(640)))
    box.addWidget(answer)
    return at_left(outer, theme.scaled(MEASURE))
