"""A question whose answer needs a reason that stands in the register."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.widgets.buttons import danger_button, primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field


class ReasonDialog(Dialog):
    """Accepted once a reason was given."""

    def __init__(
        self,
        context: Context,
        title: str,
        text: str,
        yes: str,
        parent: QWidget | None = None,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(context.theme, title, text, parent)
        theme = context.theme
        self.field = Field(theme, "Lý do", "Ghi vào sổ; ví dụ: sai họ tên")
        self.field.input.returnPressed.connect(self._try)
        self.body.addWidget(self.field)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = (danger_button if danger else primary_button)(theme, yes, self._try)
        self.buttons.addWidget(self.confirm)
        self.field.input.setFocus()

    @property
    def reason(self) -> str:
        """What was typed."""
        return self.field.value

    def _try(self) -> None:
        if self.reason:
            self.accept()
        else:
            self.field.set_error("Xin ghi lý do.")
            self.field.input.setFocus()
