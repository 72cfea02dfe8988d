"""Questions about sub-units: where people are moved to, what one is to be called, into which one it goes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.roster import path_of
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.choosing import ChoiceField
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field

_NEW, _NONE = "\0new", "\0none"
TOO_DEEP = "Bộ phận có nhiều nhất hai cấp, ví dụ: Văn phòng / Tổ một cửa."


class PartDialog(Dialog):
    """Where people are moved to: a sub-unit that is there, a new one, or none."""

    def __init__(
        self, context: Context, parts: Sequence[str], people: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, f"Chuyển {people} người sang bộ phận", "", parent)
        theme = context.theme
        self.chosen = ""
        options = [*((one, one) for one in parts), (_NEW, "Bộ phận mới…"), (_NONE, "Không thuộc bộ phận nào")]
        self.choice = ChoiceField(theme, "Bộ phận", options, changed=self._changed)
        self.body.addWidget(self.choice)
        self.name = Field(theme, "Tên bộ phận mới", "Cấp dưới thì ghi sau dấu “/”: Văn phòng / Tổ một cửa")
        self.body.addWidget(self.name)
        self.name.setVisible(not parts)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Chuyển", self._try)
        self.buttons.addWidget(self.confirm)
        self.name.input.returnPressed.connect(self._try)
        self.choice.input.setFocus()

    def _changed(self, value: str) -> None:
        self.name.setVisible(value == _NEW)

    def _try(self) -> None:
        value = self.choice.value
        if value == _NEW:
            path = path_of(self.name.value)
            if not path or len(path) > 2:
                self.name.set_error(TOO_DEEP if path else "Xin ghi tên bộ phận.")
                self.name.input.setFocus()
                return
            value = " / ".join(path)
        self.chosen = "" if value == _NONE else value
        self.accept()


class RenameDialog(Dialog):
    """What a sub-unit is to be called from now on; the name of one that is there merges the two."""

    def __init__(
        self, context: Context, before: str, others: Sequence[str], parent: QWidget | None = None
    ) -> None:
        words = "Người, kết quả và giấy đã cấp đi theo bộ phận. Danh sách nhập sau này còn ghi tên cũ thì máy vẫn hiểu."
        super().__init__(context.theme, f"Đổi tên “{before}”", words, parent)
        theme = context.theme
        self._before, self._others = before, set(others)
        self.after = ""
        self.name = Field(
            theme, "Tên mới", "Cấp dưới thì ghi sau dấu “/”: Văn phòng / Tổ một cửa", value=before
        )
        self.body.addWidget(self.name)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Đổi tên", self._try)
        self.buttons.addWidget(self.confirm)
        self.name.input.textChanged.connect(self._typed)
        self.name.input.returnPressed.connect(self._try)
        self.name.input.selectAll()
        self.name.input.setFocus()

    def _typed(self, text: str) -> None:
        merges = " / ".join(path_of(text)) in self._others
        self.confirm.setText("Gộp hai bộ phận" if merges else "Đổi tên")
        self.confirm.setAccessibleName(self.confirm.text())

    def _try(self) -> None:
        path = path_of(self.name.value)
        if not path or len(path) > 2:
            self.name.set_error(TOO_DEEP if path else "Xin ghi tên mới.")
            return
        self.after = " / ".join(path)
        if self.after == self._before:
            self.reject()
        else:
            self.accept()


class MergeDialog(Dialog):
    """Into which sub-unit another one goes."""

    def __init__(
        self, context: Context, before: str, others: Sequence[str], parent: QWidget | None = None
    ) -> None:
        words = "Mọi người của bộ phận này chuyển sang bộ phận được chọn; kết quả và giấy đã cấp đi theo."
        super().__init__(context.theme, f"Gộp “{before}” vào bộ phận khác", words, parent)
        theme = context.theme
        self.choice = ChoiceField(theme, "Gộp vào", [(one, one) for one in others if one != before])
        self.body.addWidget(self.choice)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Gộp", self.accept)
        self.buttons.addWidget(self.confirm)
        self.choice.input.setFocus()

    @property
    def after(self) -> str:
        """The sub-unit that was chosen."""
        return self.choice.value
