"""Asks for a profile's PIN, and lets a forgotten one be reset after a day."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.profiles import ProfileCard, ProfilesPresenter
from elearn.desktop.widgets.buttons import link_button, primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal
from elearn.wording import sentence


class PinDialog(Dialog):
    """Accepted when the right PIN was given, or when the PIN was taken away."""

    def __init__(
        self, context: Context, presenter: ProfilesPresenter, card: ProfileCard, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, f"Mã PIN của {card.name}", parent=parent)
        self._context, self._presenter, self._card = context, presenter, card
        theme = context.theme
        self.field = Field(theme, "Mã PIN", secret=True, width=240)
        self.field.input.returnPressed.connect(self._try)
        self.body.addWidget(self.field)
        self.forgotten = link_button(theme, "Quên mã PIN?", self._look_at_reset, role="caption")
        self.body.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        self.explained = Text(theme, "", tone="ink2")
        self.explained.hide()
        self.body.addWidget(self.explained)
        self.reset_button = quiet_button(theme, "Xin đặt lại mã PIN", self._ask_reset)
        self.reset_button.hide()
        self.body.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.addWidget(quiet_button(theme, "Quay lại", self.reject))
        self.enter_button = primary_button(theme, "Vào học", self._try)
        self.buttons.addWidget(self.enter_button)
        self.field.input.setFocus()

    def _try(self) -> None:
        self.enter_button.setEnabled(False)
        self._context.background.run(
            self._presenter.check_pin,
            self._card.subject,
            self.field.input.text(),
            done=self._let_in,
            failed=self._refused,
        )

    def _let_in(self, _subject: str) -> None:
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.enter_button.setEnabled(True)
        self.field.set_error(sentence(refusal))
        self.field.input.selectAll()
        self.field.input.setFocus()

    def _look_at_reset(self) -> None:
        self._context.background.read(
            self._presenter.reset_due, self._card.subject, done=self._show_reset, owner=self
        )

    def _show_reset(self, due: datetime | None) -> None:
        now = self._context.services.clock.now()
        if due is None:
            text = (
                "Có thể xin đặt lại mã PIN bằng chính tài khoản Windows này. Sau 24 giờ, mã PIN được gỡ; "
                "kết quả học không mất gì. Việc này được ghi vào nhật ký học tập."
            )
        elif now < due:
            text = (
                f"Đã xin đặt lại. Mã PIN gỡ được từ {due.astimezone(now.tzinfo):%H:%M ngày %d/%m/%Y}. Trong "
                f"lúc "
                "chờ, nếu nhớ ra thì cứ nhập mã cũ."
            )
        else:
            text = "Đã đủ 24 giờ. Bấm nút dưới đây để gỡ mã PIN và vào học."
        self.explained.set_text(text)
        self.explained.show()
        self.reset_button.setVisible(due is None or now >= due)
        self.reset_button.setText("Xin đặt lại mã PIN" if due is None else "Gỡ mã PIN và vào học")
        self.reset_button.setAccessibleName(self.reset_button.text())
        self._due = due
        self.forgotten.hide()

    def _ask_reset(self) -> None:
        run = self._context.background.run
        if self._due is None:
            run(self._presenter.ask_reset, self._card.subject, done=self._show_reset, failed=self._refused)
        else:
            run(self._presenter.reset, self._card.subject, done=self._let_in, failed=self._refused)


def let_in(context: Context, presenter: ProfilesPresenter, card: ProfileCard, parent: QWidget) -> None:
    """Open a profile; where it has a PIN, only after that was given."""
    if not card.has_pin or PinDialog(context, presenter, card, parent).ask():
        context.enter(card.subject)
