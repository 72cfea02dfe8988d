"""Form fields: a label above, a hint, the input, and an error that says what to do (as GOV.UK forms do)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.rich_text import Text


class Field(QWidget):
    """One line of text to fill in. A screen reader hears label, hint and error with the input."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        hint: str = "",
        *,
        value: str = "",
        secret: bool = False,
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(1))
        self.label = Text(theme, label, weight=600)
        box.addWidget(self.label)
        if hint:
            box.addWidget(Text(theme, hint, "caption", "ink2"))
        self.error = Text(theme, "", tone="bad", weight=600)
        self.error.hide()
        box.addWidget(self.error)
        self.input = QLineEdit(value)
        self.input.setCursorPosition(0)  # of what is too long the beginning is seen
        self.input.setFont(theme.font("body"))
        self.input.setAccessibleName(label)
        self.input.setAccessibleDescription(hint)
        if secret:
            self.input.setEchoMode(QLineEdit.EchoMode.Password)
        if width:
            self.input.setMaximumWidth(theme.scaled(width))
        self.label.setBuddy(self.input)
        box.addStretch(1)  # beside a higher field the words stay above, the inputs stand in one line
        box.addWidget(self.input)

    @property
    def value(self) -> str:
        """What was typed, without spaces at its ends."""
        return self.input.text().strip()

    def set_error(self, text: str) -> None:
        """Show what is wrong and what to do; "" takes it away."""
        self.error.set_text(text)
        self.error.setVisible(bool(text))
        self.input.setProperty("state", "bad" if text else "")
        self.input.setAccessibleDescription(f"Lỗi: {text}" if text else self._hint)
        repolish(self.input)
