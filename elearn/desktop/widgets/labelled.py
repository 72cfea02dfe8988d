"""What every input has around it: its label, a hint, an error, all of which a screen reader hears."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.rich_text import Text

F = TypeVar("F", bound="Labelled")


class Labelled(QWidget):
    """A subclass makes its input and gives it to `put_input`."""

    input: QWidget

    def __init__(self, theme: Theme, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._hint = theme, hint
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.space(1))
        self.label = Text(theme, label, weight=600)
        self.box.addWidget(self.label)
        self._hint_text = Text(theme, hint, "caption", "ink2") if hint else None
        if self._hint_text is not None:
            self.box.addWidget(self._hint_text)
        self.error = Text(theme, "", tone="bad", weight=600)
        self.error.hide()
        self.box.addWidget(self.error)

    def put_input(self, width: int = 0) -> None:
        """Below the words, no wider than `width` pixels at 100 % text, where one is given."""
        self.input.setAccessibleName(self.label.accessibleName())
        self.input.setAccessibleDescription(self._hint)
        if width:
            self.input.setMaximumWidth(self.theme.scaled(width))
        self.label.setBuddy(self.input)
        self.box.addStretch(1)  # beside a higher field the words stay above, the inputs stand in one line
        self.box.addWidget(self.input)

    @property
    def hint(self) -> str:
        """What is said above the input."""
        return self._hint

    def set_hint(self, text: str) -> None:
        """Say something else above the input; only a field that has a hint can have another."""
        if self._hint_text is None:
            raise RuntimeError("a field without a hint")
        self._hint = text
        self._hint_text.set_text(text)
        if not self.error.isVisibleTo(self):
            self.input.setAccessibleDescription(text)

    def set_error(self, text: str) -> None:
        """Show what is wrong and what to do; "" takes it away."""
        self.error.set_text(text)
        self.error.setVisible(bool(text))
        self.input.setProperty("state", "bad" if text else "")
        self.input.setAccessibleDescription(f"Lỗi: {text}" if text else self._hint)
        repolish(self.input)


def show_faults(fields: Mapping[str, F], faults: Mapping[str, str]) -> F | None:
    """Say below each field's label what is wrong with it; the first of them has the focus, and is returned."""
    for key, field in fields.items():
        field.set_error(faults.get(key, ""))
    first = next((field for key, field in fields.items() if key in faults), None)
    if first is not None:
        first.input.setFocus()
    return first
