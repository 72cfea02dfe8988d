"""A field of several lines, as `Field` is one of one line: label, hint, error, and an input that Tab leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.rich_text import Text


class LinesField(QWidget):
    """Each thing on a line of its own; `rows` are seen at once."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        hint: str = "",
        *,
        value: str = "",
        rows: int = 3,
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
        self.input = QPlainTextEdit(value)
        self.input.setFont(theme.font("body"))
        self.input.setTabChangesFocus(True)
        self.input.setFixedHeight(theme.line_px("body") * rows + 20)
        self.input.setAccessibleName(label)
        self.input.setAccessibleDescription(hint)
        self.label.setBuddy(self.input)
        box.addStretch(1)  # beside a higher field the words stay above, the inputs stand in one line
        box.addWidget(self.input)

    @property
    def value(self) -> str:
        """What was typed, without empty lines at its ends."""
        return self.input.toPlainText().strip()

    def set_error(self, text: str) -> None:
        """Show what is wrong and what to do; "" takes it away."""
        self.error.set_text(text)
        self.error.setVisible(bool(text))
        self.input.setProperty("state", "bad" if text else "")
        self.input.setAccessibleDescription(f"Lỗi: {text}" if text else self._hint)
        repolish(self.input)
