"""The dialog of the settings that sets, changes or removes the PIN."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.profile_form import LEAST_PIN
from elearn.desktop.presenters.settings import SettingsPresenter
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field
from elearn.errors import Reason, Refusal
from elearn.wording import sentence


class PinSettingDialog(Dialog):
    """Sets, changes or removes the PIN; accepted once it was done."""

    def __init__(
        self, context: Context, presenter: SettingsPresenter, has_pin: bool, remove: bool, parent: QWidget
    ) -> None:
        title = "Gỡ mã PIN" if remove else "Đổi mã PIN" if has_pin else "Đặt mã PIN"
        super().__init__(context.theme, title, parent=parent)
        self._context, self._presenter, self._remove = context, presenter, remove
        theme = context.theme
        self.old = Field(theme, "Mã PIN đang dùng", secret=True, width=240)
        self.new = Field(
            theme, "Mã PIN mới", f"Ít nhất {LEAST_PIN} ký tự, dễ nhớ với anh/chị.", secret=True, width=240
        )
        self.again = Field(theme, "Nhập lại mã PIN mới", secret=True, width=240)
        shown = ([self.old] if has_pin else []) + ([] if remove else [self.new, self.again])
        for field in (self.old, self.new, self.again):
            field.setVisible(field in shown)
            self.body.addWidget(field)
            field.input.returnPressed.connect(self._try)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject))
        self.confirm = primary_button(theme, title, self._try)
        self.buttons.addWidget(self.confirm)
        shown[0].input.setFocus()

    def _try(self) -> None:
        new = self.new.input.text()
        for field in (self.old, self.new, self.again):
            field.set_error("")
        if not self._remove:
            if len(new) < LEAST_PIN:
                self.new.set_error(f"Mã PIN cần ít nhất {LEAST_PIN} ký tự.")
                return
            if new != self.again.input.text():
                self.again.set_error("Hai lần nhập mã PIN chưa giống nhau.")
                return
        self._context.background.run(
            self._presenter.set_pin,
            self.old.input.text(),
            None if self._remove else new,
            done=self._done,
            failed=self._refused,
        )

    def _done(self, _has_pin: bool) -> None:
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        field = self.new if refusal.reason is Reason.PIN_TOO_SHORT else self.old
        field.set_error(sentence(refusal))
        field.input.setFocus()
