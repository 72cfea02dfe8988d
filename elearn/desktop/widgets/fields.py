"""Form fields: a label above, a hint, the input, and an error that says what to do (as GOV.UK forms do)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, link_button
from elearn.desktop.widgets.labelled import Labelled


class Field(Labelled):
    """One line of text to fill in. A screen reader hears label, hint and error with the input.

    `acted` is emitted when the way out of an error, a link below it, was taken.
    """

    acted = Signal()
    input: QLineEdit

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
        super().__init__(theme, label, hint, parent)
        self.way_out: Button | None = None
        self.input = QLineEdit(value)
        self.input.setCursorPosition(0)  # of what is too long the beginning is seen
        self.input.setFont(theme.font("body"))
        if secret:
            self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self.put_input(width)

    @property
    def value(self) -> str:
        """What was typed, without spaces at its ends."""
        return self.input.text().strip()

    def set_error(self, text: str, way_out: str = "") -> None:
        """Show what is wrong and what to do; "" takes it away. `way_out` is the text of a link that does it."""
        super().set_error(text)
        if self.way_out is not None:
            self.box.removeWidget(self.way_out)
            self.way_out.hide()
            self.way_out.deleteLater()
            self.way_out = None
        if way_out:
            self.way_out = link_button(self.theme, way_out, self.acted.emit)
            self.box.insertWidget(
                self.box.indexOf(self.error) + 1, self.way_out, 0, Qt.AlignmentFlag.AlignLeft
            )
            self.way_out.show()  # now: the layout would do it later, and until then Tab passes it by
            self.setTabOrder(self.input, self.way_out)  # the next thing to reach after what was typed wrong
