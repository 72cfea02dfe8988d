"""Before everything of a person is erased their name is typed again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import danger_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field


class NameDialog(Dialog):
    """Accepted only when the name was typed again; `erase` and `keep` are what the two buttons say."""

    def __init__(
        self, theme: Theme, title: str, text: str, name: str, erase: str, keep: str, parent: QWidget
    ) -> None:
        super().__init__(theme, title, text, parent)
        self._name = name
        self.field = Field(theme, "Gõ lại họ và tên để xác nhận", name)
        self.field.input.returnPressed.connect(self._try)
        self.body.addWidget(self.field)
        self.buttons.addWidget(quiet_button(theme, keep, self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = danger_button(theme, erase, self._try)
        self.buttons.addWidget(self.confirm)
        self.field.input.setFocus()

    def _try(self) -> None:
        if " ".join(self.field.value.split()).casefold() == self._name.casefold():
            self.accept()
            return
        self.field.set_error("Tên chưa giống. Xin ghi đúng như dòng chữ nhỏ ở trên.")
        self.field.input.setFocus()
