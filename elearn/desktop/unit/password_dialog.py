"""The unit's password, asked for when something must be signed or opened; the printed code, where it is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.keys import KeysPresenter, recovery_faults
from elearn.desktop.widgets.buttons import link_button, primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.labelled import show_faults
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal
from elearn.wording import sentence

KEPT = "Mật khẩu chỉ được nhớ đến khi đóng cửa sổ elearn."


class PasswordDialog(Dialog):
    """Accepted once the keys are open. `why` says what they are needed for."""

    def __init__(self, context: Context, why: str, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Mật khẩu của đơn vị", f"{why} {KEPT}", parent)
        theme = context.theme
        self._background, self._presenter = context.background, KeysPresenter(context.services)
        self.password = Field(theme, "Mật khẩu", secret=True)
        self.body.addWidget(self.password)
        forgotten = link_button(theme, "Quên mật khẩu, dùng phiếu khôi phục", self._forget)
        self.body.addWidget(forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        self.code = Field(theme, "Mã khôi phục", "In trên phiếu khôi phục; gõ thế nào cũng được")
        self.new = Field(theme, "Mật khẩu mới", "Ít nhất 8 ký tự", secret=True)
        self.again = Field(theme, "Nhập lại mật khẩu mới", secret=True)
        self._for_recovery = (self.code, self.new, self.again)
        for field in self._for_recovery:
            self.body.addWidget(field)
            field.hide()
        self._forgotten = forgotten
        self.busy = Text(theme, "Đang mở khóa…", tone="ink2")
        self.busy.hide()
        self.body.addWidget(self.busy)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Mở khóa", self._try)
        self.buttons.addWidget(self.confirm)
        for field in (self.password, *self._for_recovery):
            field.input.returnPressed.connect(self._try)
        self.password.input.setFocus()

    @property
    def by_recovery(self) -> bool:
        """Whether the printed code is used in place of the password."""
        return not self.code.isHidden()

    def _forget(self) -> None:
        self.password.hide()
        self._forgotten.hide()
        for field in self._for_recovery:
            field.show()
        self.confirm.setText("Đặt mật khẩu mới")
        self.confirm.setAccessibleName("Đặt mật khẩu mới")
        self.code.input.setFocus()

    def _try(self) -> None:
        if not self.confirm.isEnabled():
            return
        if self.by_recovery:
            found = recovery_faults(self.code.value, self.new.input.text(), self.again.input.text())
            show_faults({"code": self.code, "new": self.new, "again": self.again}, found)
            if not found:
                self._begin(self._presenter.recover, self.code.value, self.new.input.text())
        elif not self.password.input.text():
            self.password.set_error("Xin nhập mật khẩu.")
        else:
            self._begin(self._presenter.unlock, self.password.input.text())

    def _begin(self, work: object, *args: str) -> None:
        self.confirm.setEnabled(False)
        self.busy.show()
        self._background.run(work, *args, done=self._opened, failed=self._refused, owner=self)  # type: ignore[arg-type]

    def _opened(self, _: object) -> None:
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.confirm.setEnabled(True)
        self.busy.hide()
        field = self.code if self.by_recovery else self.password
        field.set_error(sentence(refusal))
        field.input.setFocus()
        field.input.selectAll()


def ask_password(parent: QWidget, context: Context, why: str) -> bool:
    """Whether the unit's keys are open: at once where the password was given before, else after asking."""
    if KeysPresenter(context.services).are_open:
        return True
    return PasswordDialog(context, why, parent).ask()
