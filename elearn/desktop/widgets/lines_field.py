"""A field of several lines, as `Field` is one of one line: label, hint, error, and an input that Tab leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.labelled import Labelled


class LinesField(Labelled):
    """Each thing on a line of its own; `rows` are seen at once."""

    input: QPlainTextEdit

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
        super().__init__(theme, label, hint, parent)
        self.input = QPlainTextEdit(value)
        self.input.setFont(theme.font("body"))
        self.input.setTabChangesFocus(True)
        self.input.setFixedHeight(theme.line_px("body") * rows + 20)
        self.put_input()

    @property
    def value(self) -> str:
        """What was typed, without empty lines at its ends."""
        return self.input.toPlainText().strip()
