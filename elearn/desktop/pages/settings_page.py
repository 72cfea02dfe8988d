"""Settings: how it looks, the PIN, the profile and its data."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.look import SCALES, SYSTEM
from elearn.desktop.page import ColumnPage, column
from elearn.desktop.pages.settings_dialogs import PinSettingDialog
from elearn.desktop.pages.unit_link_section import UnitLinkSection
from elearn.desktop.presenters.settings import SettingsPresenter, SettingsView
from elearn.desktop.widgets.buttons import Button, choice_button, danger_button, quiet_button
from elearn.desktop.widgets.card import Card, hairline
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.name_dialog import NameDialog
from elearn.desktop.widgets.rich_text import Text

LOOKS = (
    (SYSTEM, "Theo máy", "monitor"),
    ("light", "Sáng", "sun"),
    ("dark", "Tối", "moon"),
    ("contrast", "Tương phản cao", "contrast"),
)
_SAMPLE = (
    "Văn bản đang ở bước dự thảo, chưa ban hành: gửi lên nhóm chung là làm lộ bí mật công tác, dù chỉ "
    "trong vài phút."
)


class SettingsPage(ColumnPage):
    """`settings`. A change of look is seen at once, on the whole window."""

    title = "Cài đặt"
    widest = 860

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choose_place = choose_place
        self.scale_buttons: dict[float, Button] = {}
        self.look_buttons: dict[str, Button] = {}
        self._came_from: object = None

    def open(self, argument: str) -> None:
        """Read the profile; in a visit there is none, and only the look can be set."""
        if self.context.visiting:
            content, box = column(self.theme.space(6))
            box.addWidget(Heading(self.theme, "Cài đặt"))
            box.addWidget(self._look_section())
            self.show_content(content)
            self._come_back()
            return
        self.load(self._view, done=self._show, again=self._stay)

    def _presenter(self) -> SettingsPresenter:
        return SettingsPresenter(self.context.services.records, self.context.subject)

    def _view(self) -> SettingsView:
        return self._presenter().view()

    def state(self) -> object:
        """Which choice has the focus and how far the page is scrolled, for when the look changes."""
        buttons = [*self.scale_buttons.items(), *self.look_buttons.items()]
        focused = next((key for key, button in buttons if button.hasFocus()), None)
        return focused, self.scroll_area.verticalScrollBar().value()

    def restore(self, state: object) -> None:
        """Remember it until the page has been read."""
        self._came_from = state

    def _show(self, view: SettingsView) -> None:
        content, box = column(self.theme.space(6))
        box.addWidget(Heading(self.theme, "Cài đặt"))
        box.addWidget(self._look_section())
        box.addWidget(self._pin_section(view))
        box.addWidget(self._profile_section(view))
        box.addWidget(self._unit_section())
        box.addWidget(self._data_section(view))
        self.show_content(content)
        self._come_back()

    def _stay(self) -> None:
        """Nothing has changed but perhaps what the unit's section reads by itself."""
        self.unit_link.refresh()
        self._come_back()

    def _come_back(self) -> None:
        if not isinstance(self._came_from, tuple):
            return
        key, at = self._came_from
        self._came_from = None
        button = self.scale_buttons.get(key) or self.look_buttons.get(key)
        if button:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroll_area.ensureWidgetVisible(button)
        else:
            self.scroll_area.verticalScrollBar().setValue(at)

    def _section(self, title: str, text: str = "") -> tuple[QWidget, QVBoxLayout]:
        widget, box = column(self.theme.space(3))
        box.addWidget(hairline())
        box.addSpacing(self.theme.space(2))
        box.addWidget(Heading(self.theme, title, 2))
        if text:
            box.addWidget(Text(self.theme, text, tone="ink2"))
        return widget, box

    # How it looks

    def _look_section(self) -> QWidget:
        theme = self.theme
        kept = "" if self.context.visiting else ", và được nhớ cho lần sau"
        widget, box = self._section("Cỡ chữ và màu", f"Đổi là thấy ngay trên cả cửa sổ{kept}.")
        box.addWidget(Text(theme, "Cỡ chữ", weight=600))
        box.addWidget(self._scales())
        box.addSpacing(theme.space(2))
        box.addWidget(Text(theme, "Màu", weight=600))
        box.addWidget(self._looks())
        box.addSpacing(theme.space(2))
        sample = Card(theme)
        sample.body.addWidget(Text(theme, "Chữ trong bài học trông như sau", "caption", "ink2"))
        sample.body.addWidget(Text(theme, _SAMPLE, "reading"))
        box.addWidget(sample)
        return widget

    def _scales(self) -> QWidget:
        flow, group = Flow(self.theme.space(2)), QButtonGroup(self)
        for scale in SCALES:
            button = choice_button(
                self.theme, f"{round(scale * 100)} %", partial(self._set_scale, scale),
                checked=abs(scale - self.theme.scale) < 0.01,
            )  # fmt: skip
            button.setAccessibleName(f"Cỡ chữ {round(scale * 100)} %")
            group.addButton(button)
            flow.add(button)
            self.scale_buttons[scale] = button
        return flow

    def _looks(self) -> QWidget:
        flow, group = Flow(self.theme.space(2)), QButtonGroup(self)
        for name, text, sign in LOOKS:
            button = choice_button(
                self.theme,
                text,
                partial(self._set_look, name),
                checked=name == self.context.look,
                icon_name=sign,
            )
            button.setAccessibleName(f"Màu: {text}")
            group.addButton(button)
            flow.add(button)
            self.look_buttons[name] = button
        return flow

    def _set_scale(self, scale: float) -> None:
        self.context.change_look(self.context.look, scale)

    def _set_look(self, name: str) -> None:
        self.context.change_look(name, self.theme.scale)

    # PIN

    def _pin_section(self, view: SettingsView) -> QWidget:
        has = "Hồ sơ này đang có mã PIN." if view.has_pin else "Hồ sơ này chưa có mã PIN."
        widget, box = self._section(
            "Mã PIN",
            f"{has} Mã PIN để người dùng chung máy không mở nhầm hồ sơ; mã PIN chỉ che, không mã hóa dữ "
            f"liệu.",
        )
        flow = Flow(self.theme.space(3))
        if view.has_pin:
            flow.add(quiet_button(self.theme, "Đổi mã PIN…", partial(self._ask_pin, True, False)))
            flow.add(quiet_button(self.theme, "Gỡ mã PIN…", partial(self._ask_pin, True, True)))
        else:
            flow.add(quiet_button(self.theme, "Đặt mã PIN…", partial(self._ask_pin, False, False)))
        box.addWidget(flow)
        return widget

    def _ask_pin(self, has_pin: bool, remove: bool) -> None:
        dialog = PinSettingDialog(self.context, self._presenter(), has_pin, remove, self)
        if dialog.ask():
            self.context.say("Đã gỡ mã PIN." if remove else "Đã đặt mã PIN.")
            self.open("")

    # Profile and data

    def _profile_section(self, view: SettingsView) -> QWidget:
        theme = self.theme
        widget, box = self._section("Hồ sơ")
        box.addLayout(facts_grid(theme, view.about, airy=True))
        edit = quiet_button(theme, "Sửa hồ sơ", partial(self.go.emit, "profile-edit"), icon_name="pencil")
        box.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
        return widget

    def _unit_section(self) -> QWidget:
        widget, box = column(self.theme.space(3))
        box.addWidget(hairline())
        box.addSpacing(self.theme.space(2))
        self.unit_link = UnitLinkSection(self.context)
        box.addWidget(self.unit_link)
        return widget

    def _data_section(self, view: SettingsView) -> QWidget:
        theme = self.theme
        widget, box = self._section(
            "Dữ liệu của anh/chị", "Mọi thứ chỉ nằm trên máy này. Lấy ra hay xóa đi, tùy anh/chị."
        )
        for text, button in (
            (
                "Lưu mọi thứ máy đang giữ về anh/chị thành một tệp đọc được.",
                quiet_button(theme, "Lưu bản đọc được…", partial(self._export, view), icon_name="file-text"),
            ),
            (
                "Mang hồ sơ, bài đã đọc, kết quả thi và giấy xác nhận sang máy khác bằng một tệp.",
                quiet_button(
                    theme, "Chuyển hồ sơ sang máy khác…", partial(self._pack, view), icon_name="hard-drive"
                ),
            ),
            (
                "Xóa hồ sơ và mọi kết quả khỏi máy này, kể cả trong các bản sao lưu. Không lấy lại được.",
                danger_button(theme, "Xóa hồ sơ…", partial(self._erase, view)),
            ),
        ):
            box.addWidget(Text(theme, text))
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            box.addSpacing(theme.space(2))
        return widget

    def _export(self, view: SettingsView) -> None:
        path = self.choose_place(self, "Lưu bản đọc được", view.export_name, "Tệp JSON (*.json)")
        if path:
            self.context.background.run(
                self._presenter().export_readable, path, done=self._say_saved, owner=self
            )

    def _pack(self, view: SettingsView) -> None:
        path = self.choose_place(self, "Lưu tệp hồ sơ", view.move_name, "Hồ sơ elearn (*.hoso)")
        if path:
            self.context.background.run(self._presenter().pack, path, done=self._say_saved, owner=self)

    def _say_saved(self, path: Path) -> None:
        self.context.say(f"Đã lưu vào {path}")

    def _erase(self, view: SettingsView) -> None:
        words = (
            "Bài đã đọc, ghi chú, kết quả thi và giấy xác nhận lưu trên máy này sẽ mất hẳn, kể cả trong các bản sao "
            "lưu. Giấy và tệp kết quả đã lưu ra nơi khác thì vẫn còn."
        )
        title = "Xóa hồ sơ và mọi kết quả?"
        if NameDialog(self.theme, title, words, view.name, "Xóa hồ sơ", "Giữ lại hồ sơ", self).ask():
            self.context.background.run(self._presenter().erase, done=self._erased, owner=self)

    def _erased(self, left: list[Path]) -> None:
        say = self.context.say
        self.context.enter("")
        if left:
            names = ", ".join(path.name for path in left)
            say(f"Đã xóa hồ sơ. Còn tệp không dọn được, xin xóa bằng tay: {names}")
        else:
            say("Đã xóa hồ sơ và mọi kết quả khỏi máy này.")
