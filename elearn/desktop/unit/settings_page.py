"""The unit's settings: its paper, its key, what is kept about people."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_folder, choose_place
from elearn.desktop.page import column
from elearn.desktop.presenters.unit.keys import KeysPresenter, password_faults
from elearn.desktop.presenters.unit.settings import UnitSettingsPresenter, UnitSettingsView
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.labelled import show_faults
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal
from elearn.wording import sentence

KEY_WORDS = (
    "Khóa ký giấy chứng nhận và tệp giao học, và mở tệp kết quả. Nơi kiểm tra giấy cần tệp khóa công khai (.khoa); tệp ấy "
    "kèm danh sách giấy đã thu hồi, đã thay, tính đến ngày xuất."
)


class UnitSettingsPage(UnitPage):
    """`unit-settings`."""

    title = "Thiết lập đơn vị"
    tab = "unit-settings"
    choose_folder = staticmethod(choose_folder)
    choose_place = staticmethod(choose_place)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = UnitSettingsPresenter(context.services)
        self._keys = KeysPresenter(context.services)

    def open(self, argument: str) -> None:
        """Read what was set up."""
        self.load(self._presenter.view, done=self._show)

    def _show(self, view: UnitSettingsView) -> None:
        theme = self.theme
        content, box = self.head("Thiết lập", "Tên đơn vị, người ký, khóa của đơn vị, dữ liệu về người học")
        column_widget, lines = column(theme.space(5))
        column_widget.setMaximumWidth(theme.scaled(860))
        lines.addWidget(self._paper(view))
        lines.addWidget(self._key(view))
        lines.addWidget(self._people(view))
        lines.addWidget(self._backup(view))
        box.addWidget(column_widget)
        box.addStretch(1)
        self.show_content(content)

    def _section(self, title: str, text: str = "", *, line: bool = True) -> tuple[QWidget, QVBoxLayout]:
        theme = self.theme
        widget, box = column(theme.space(3))
        if line:
            box.addWidget(hairline())
            box.addSpacing(theme.space(2))
        box.addWidget(Heading(theme, title, 2))
        if text:
            box.addWidget(Text(theme, text, tone="ink2"))
        return widget, box

    def _paper(self, view: UnitSettingsView) -> QWidget:
        theme = self.theme
        widget, box = self._section("Tên, người ký, số giấy", line=False)
        box.addLayout(facts_grid(theme, view.about, airy=True))
        for words in view.earlier:
            box.addWidget(Text(theme, words, "caption", "ink2"))
        edit = quiet_button(
            theme, "Sửa…", partial(self.go.emit, "unit-setup"), icon_name="pencil", name="Sửa tên, người ký"
        )
        box.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        return widget

    def _key(self, view: UnitSettingsView) -> QWidget:
        theme = self.theme
        widget, box = self._section("Khóa của đơn vị", KEY_WORDS)
        box.addWidget(Text(theme, f"Dấu vân tay: {view.fingerprint}"))
        state = (
            "Mật khẩu đã nhập trong lần mở này; đóng cửa sổ thì phải nhập lại."
            if view.is_open
            else "Mật khẩu được hỏi khi cần ký hoặc mở tệp."
        )
        box.addWidget(Text(theme, state, tone="ink2"))
        ways = Flow(12)
        ways.add(quiet_button(theme, "Xuất tệp khóa (.khoa)…", self._export_key, icon_name="key-round"))
        ways.add(quiet_button(theme, "Đổi mật khẩu…", self._change_password))
        if view.is_open:
            ways.add(quiet_button(theme, "Khóa lại ngay", self._lock, icon_name="lock"))
        box.addWidget(ways)
        return widget

    def _people(self, view: UnitSettingsView) -> QWidget:
        theme = self.theme
        words = "Máy này giữ gì về người học, để làm gì, từ bao giờ; xuất, sửa hoặc xóa dữ liệu của một người khi người ấy yêu cầu."
        widget, box = self._section("Dữ liệu về người học", words)
        box.addWidget(Text(theme, view.people, tone="ink2"))
        ways = Flow(12)
        ways.add(
            quiet_button(theme, "Xem dữ liệu đang giữ", partial(self.go.emit, "unit-data"), icon_name="eye")
        )
        ways.add(quiet_button(theme, "Tập huấn do nơi khác tổ chức", partial(self.go.emit, "unit-trainings")))
        box.addWidget(ways)
        return widget

    def _backup(self, view: UnitSettingsView) -> QWidget:
        theme = self.theme
        words = (
            "Mỗi ngày máy tự giữ một bản sao lưu trong thư mục dữ liệu. Thỉnh thoảng nên lưu thêm một bản ra USB hoặc ổ chung, "
            "phòng khi hỏng máy. Bản sao lưu có cả danh sách, kết quả, giấy đã cấp và khóa (vẫn cần mật khẩu để mở khóa)."
        )
        widget, box = self._section("Sao lưu", words)
        ways = Flow(12)
        ways.add(
            quiet_button(theme, "Lưu bản sao lưu…", partial(self._back_up, view), icon_name="hard-drive")
        )
        ways.add(
            quiet_button(
                theme, "Khôi phục từ bản sao lưu…", partial(self.go.emit, "unit-restore"), icon_name="history"
            )
        )
        box.addWidget(ways)
        return widget

    def _back_up(self, view: UnitSettingsView) -> None:
        path = self.choose_place(self, "Lưu bản sao lưu", view.backup_name, "Bản sao lưu (*.zip)")
        if path is not None:
            self.context.background.run(self._presenter.back_up, path, done=self.context.say, owner=self)

    def _export_key(self) -> None:
        folder = self.choose_folder(self, "Chọn thư mục để lưu tệp khóa")
        if folder is not None:
            self.with_keys(partial(self._write_key, folder), "Tệp khóa được chính khóa của đơn vị ký.")

    def _write_key(self, folder: Path) -> None:
        self.context.background.run(self._keys.export_key, folder, done=self._key_written, owner=self)

    def _key_written(self, path: Path) -> None:
        self.context.say(
            f"Đã lưu {path.name} vào {path.parent}. Ai có tệp này kiểm tra được giấy của đơn vị."
        )
        self.open("")

    def _change_password(self) -> None:
        if ChangePasswordDialog(self.context, self).ask():
            self.context.say("Đã đổi mật khẩu. Phiếu khôi phục cũ vẫn dùng được.")

    def _lock(self) -> None:
        self._keys.lock()
        self.context.say("Đã khóa lại.")
        self.open("")


class ChangePasswordDialog(Dialog):
    """Another password for the same keys."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "Đổi mật khẩu của đơn vị", "", parent)
        theme = context.theme
        self._background, self._presenter = context.background, KeysPresenter(context.services)
        self.fields = {
            "old": Field(theme, "Mật khẩu đang dùng", secret=True),
            "new": Field(theme, "Mật khẩu mới", "Ít nhất 8 ký tự", secret=True),
            "again": Field(theme, "Nhập lại mật khẩu mới", secret=True),
        }
        for field in self.fields.values():
            field.input.returnPressed.connect(self._try)
            self.body.addWidget(field)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Đổi mật khẩu", self._try)
        self.buttons.addWidget(self.confirm)
        self.fields["old"].input.setFocus()

    def _try(self) -> None:
        if not self.confirm.isEnabled():
            return
        typed = {key: field.input.text() for key, field in self.fields.items()}
        found = password_faults(typed["old"], typed["new"], typed["again"])
        show_faults(self.fields, found)
        if not found:
            self.confirm.setEnabled(False)
            work = partial(self._presenter.change_password, typed["old"], typed["new"])
            self._background.run(work, done=self._changed, failed=self._refused, owner=self)

    def _changed(self, _: object) -> None:
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.confirm.setEnabled(True)
        self.fields["old"].set_error(sentence(refusal))
        self.fields["old"].input.setFocus()
