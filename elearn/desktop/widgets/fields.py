"""Form fields: a label above, a hint, the input, and an error that says what to do (as GOV.UK forms do)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, link_button
from elearn.desktop.widgets.polish import repolish
from elearn.desktop.widgets.rich_text import Text


class Field(QWidget):
    """One line of text to fill in. A screen reader hears label, hint and error with the input.

    `acted` is emitted when the way out of an error, a link below it, was taken.
    """

    acted = Signal()

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
        self._theme, self._hint = theme, hint
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(1))
        self.label = Text(theme, label, weight=600)
        box.addWidget(self.label)
        self._hint_text = Text(theme, hint, "caption", "ink2") if hint else None
        if self._hint_text is not None:
            box.addWidget(self._hint_text)
        self.error = Text(theme, "", tone="bad", weight=600)
        self.error.hide()
        box.addWidget(self.error)
        self.way_out: Button | None = None
        self._box = box
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

    def set_error(self, text: str, way_out: str = "") -> None:
        """Show what is wrong and what to do; "" takes it away. `way_out` is the text of a link that does it."""
        self.error.set_text(text)
        self.error.setVisible(bool(text))
        self.input.setProperty("state", "bad" if text else "")
        self.input.setAccessibleDescription(f"Lỗi: {text}" if text else self._hint)
        repolish(self.input)
        if self.way_out is not None:
            self._box.removeWidget(self.way_out)
            self.way_out.hide()
            self.way_out.deleteLater()
            self.way_out = None
        if way_out:
            self.way_out = link_button(self._theme, way_out, self.acted.emit)
            self._box.insertWidget(
                self._box.indexOf(self.error) + 1, self.way_out, 0, Qt.AlignmentFlag.AlignLeft
            )
            self.way_out.show()  # now: the layout would do it later, and until then Tab passes it by
            self.setTabOrder(self.input, self.way_out)  # the next thing to reach after what was typed wrong
