"""Setting up the unit, changing what was set up, and the recovery sheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.pages.certificates_page import print_with_system
from elearn.desktop.presenters.unit.setup import NewUnit, SetupPresenter, SetupView, faults
from elearn.desktop.unit.setup_form import SetupFields
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.choosing import Check
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal
from elearn.wording import sentence


class SetupPage(UnitPage):
    """`unit-setup`: a new unit, or the settings of the one there is."""

    title = "Thiết lập đơn vị"
    tab = "unit-settings"
    choose_place = staticmethod(choose_place)
    print_file = staticmethod(print_with_system)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = SetupPresenter(context.services)
        self._new_unit: NewUnit | None = None
        self.fields: SetupFields | None = None

    def open(self, argument: str) -> None:
        """Show the fields."""
        self._new_unit = None
        self.load(self._presenter.view, done=self._show)

    def may_leave(self) -> bool:
        """A recovery code that nobody has kept is shown this once."""
        if self._new_unit is None or self.kept.checked:
            return True
        return self.context.ask(
            "Chưa cất mã khôi phục",
            "Mã khôi phục chỉ hiện lần này. Không có mã, quên mật khẩu là không ký và không mở được tệp của đơn vị "
            "nữa. Những gì đã cấp vẫn còn nguyên.",
            "Rời trang",
            "Ở lại",
            danger=True,
        )

    # The fields

    def _show(self, view: SetupView) -> None:
        theme, new = self.theme, view.is_new
        about = (
            "Làm một lần. Tên và người ký sửa lại được; giấy đã cấp giữ nguyên như lúc cấp." if new else ""
        )
        back = ("Đơn vị", "unit") if new else ("Thiết lập", "unit-settings")
        content, box = self.head("Thiết lập đơn vị" if new else "Tên, người ký, số giấy", about, back=back)
        self.fields = SetupFields(theme, view.form, view.today, new=new)
        self.fields.submitted.connect(self._keep)
        box.addWidget(self.fields)
        box.addSpacing(theme.space(4))
        self._error = Text(theme, "", tone="bad", weight=600)
        self._error.hide()
        box.addWidget(self._error)
        self.primary = primary_button(theme, "Thiết lập đơn vị" if new else "Lưu thay đổi", self._keep)
        box.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignLeft)
        self._is_new = new
        self.show_content(content)
        self.fields.beside.follow(self.scroll_area)
        self.fields.fields["above"].input.setFocus()

    def focus_first(self) -> None:
        """The first field has it."""

    def _keep(self) -> None:
        if self.fields is None or self.primary is None or not self.primary.isEnabled():
            return
        form = self.fields.typed()
        wrong = self.fields.show_faults(faults(form, new=self._is_new))
        if wrong is not None:
            self.scroll_area.ensureWidgetVisible(wrong, 0, 48)
            return
        self.primary.setEnabled(False)
        run = self.context.background.run
        if self._is_new:
            run(self._presenter.found, form, done=self._founded, failed=self._refused, owner=self)
        else:
            run(self._presenter.change, form, done=self._changed, failed=self._refused, owner=self)

    def _refused(self, refusal: Refusal) -> None:
        if self.primary is not None:
            self.primary.setEnabled(True)
        self._error.set_text(sentence(refusal))
        self._error.show()
        self.scroll_area.bring_into_view(self._error)

    def _changed(self, _: object) -> None:
        self.context.say("Đã lưu. Giấy và danh sách lập từ nay dùng thông tin mới.")
        self.go.emit("unit-settings")

    # The recovery sheet

    def _founded(self, made: NewUnit) -> None:
        self._new_unit = made
        theme = self.theme
        content, box = self.head("Cất mã khôi phục", f"Đã thiết lập {made.name}.", tabs=False)
        words = (
            "Nếu quên mật khẩu, chỉ mã này mở lại được khóa của đơn vị. Mã hiện ra một lần, ở đây và bây giờ. Hãy in "
            "phiếu, niêm phong và cất cùng con dấu; đừng cất trong máy này."
        )
        text = Text(theme, words, "reading")
        text.setMaximumWidth(theme.column)
        box.addWidget(text)
        box.addSpacing(theme.space(4))
        box.addWidget(self._code_card(made))
        box.addSpacing(theme.space(4))
        ways = Flow(12)
        self.primary = primary_button(theme, "Lưu phiếu để in (PDF)…", self._save_sheet)
        ways.add(self.primary)
        ways.add(quiet_button(theme, "In phiếu", self._print_sheet, icon_name="printer"))
        box.addWidget(ways)
        box.addSpacing(theme.space(4))
        self.kept = Check(theme, "Phiếu khôi phục đã được in hoặc cất ở nơi an toàn", changed=self._may_go_on)
        box.addWidget(self.kept)
        self.go_on = quiet_button(theme, "Tiếp tục", partial(self.go.emit, "unit"))
        self.go_on.setEnabled(False)
        box.addSpacing(theme.space(2))
        box.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_content(content)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _code_card(self, made: NewUnit) -> Card:
        theme = self.theme
        card = Card(theme, "desk", 20)
        card.setMaximumWidth(theme.column)
        card.body.addWidget(Text(theme, "Mã khôi phục", "caption", "ink2"))
        lines = made.code_lines
        code = Text(theme, "\n".join(lines), "h2")
        code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        code.setAccessibleName(f"Mã khôi phục: {' '.join(lines)}")
        card.body.addWidget(code)
        row = QHBoxLayout()
        row.addWidget(Text(theme, f"Dấu vân tay của khóa: {made.fingerprint}", "caption", "ink2"), 1)
        card.body.addSpacing(theme.space(2))
        card.body.addLayout(row)
        return card

    def _may_go_on(self, kept: bool) -> None:
        self.go_on.setEnabled(kept)

    def _save_sheet(self) -> None:
        if self._new_unit is None:
            return
        path = self.choose_place(self, "Lưu phiếu khôi phục", "phieu-khoi-phuc.pdf", "Tệp PDF (*.pdf)")
        if path is not None:
            self.context.background.run(
                self._presenter.save_sheet, self._new_unit, path, done=self._saved, owner=self
            )

    def _saved(self, path: Path) -> None:
        self.context.say(f"Đã lưu phiếu vào {path}. Hãy in ra rồi xóa tệp khỏi máy.")

    def _print_sheet(self) -> None:
        if self._new_unit is not None:
            self.context.background.run(
                self._presenter.sheet_to_print, self._new_unit, done=self._printed, owner=self
            )

    def _printed(self, path: Path) -> None:
        if not self.print_file(path):
            self.context.say(
                "Máy này chưa có chương trình in PDF. Hãy lưu phiếu thành tệp rồi in ở máy khác."
            )
