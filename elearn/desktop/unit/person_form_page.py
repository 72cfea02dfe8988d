"""Somebody added to the roster by hand, or corrected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import column
from elearn.desktop.presenters.unit.roster import MemberForm, RosterPresenter, member_faults
from elearn.desktop.presenters.unit.words import ROLES
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import link_button, primary_button
from elearn.desktop.widgets.choosing import ChoiceField
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.labelled import show_faults
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

_FIELDS = (
    ("name", "Họ và tên", "Ghi đủ dấu; tên này được in trên giấy chứng nhận", 0),
    ("code", "Mã cán bộ", "Do đơn vị đặt. Mã cũ vẫn giúp nhận ra tệp kết quả cũ.", 240),
    ("part", "Bộ phận", "Cấp dưới ghi sau dấu “/”: Văn phòng / Tổ một cửa", 0),
    ("position", "Chức vụ", "", 0),
    ("birth", "Ngày sinh (không bắt buộc)", "Như 09/11/1988; cần khi có người trùng tên mà không có mã", 240),
)


class PersonFormPage(UnitPage):
    """`unit-person-edit[:KEY]`."""

    title = "Thông tin người học"
    tab = "unit-roster"
    widest = 640

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = RosterPresenter(context.services)
        self._key: int | None = None
        self.fields: dict[str, Field] = {}

    def open(self, argument: str) -> None:
        """Show empty fields, or a person's."""
        self._key = int(argument) if argument.isdigit() else None
        if self._key is None:
            self._show(MemberForm())
        else:
            self.load(self._presenter.form, self._key, done=self._show)

    def focus_first(self) -> None:
        """The first field has it."""

    def _show(self, form: MemberForm) -> None:
        theme, new = self.theme, self._key is None
        back = ("Danh sách", "unit-roster") if new else (form.name, f"unit-person:{self._key}")
        content, box = self.head("Thêm người" if new else "Sửa thông tin", back=back)
        fields, lines = column(theme.space(4))
        self._error = Text(theme, "", tone="bad", weight=600)
        self._error.hide()
        lines.addWidget(self._error)
        for key, label, hint, width in _FIELDS:
            self._add(lines, key, label, hint, getattr(form, key), width)
        roles = [
            ("", "Chưa ghi"),
            *((role, words) for role, words in ROLES.items() if role != "moi-cong-chuc"),
        ]
        self.role = ChoiceField(
            theme, "Vai trò", roles, "Khóa có thể giao theo vai trò", chosen=form.role, width=320
        )
        lines.addWidget(self.role)
        hint = "Phần trăm thời gian thi được thêm, cho người mắt kém, khuyết tật…; các máy biết từ tệp giao học sau."
        self._add(lines, "extra", "Thêm giờ thi (%)", hint, form.extra, 120)
        self._add(lines, "note", "Ghi chú của đơn vị", "Chỉ hiện trên máy này", form.note, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.space(5))
        self.keep_button = primary_button(theme, "Thêm vào danh sách" if new else "Lưu thay đổi", self._keep)
        row.addWidget(self.keep_button)
        row.addWidget(link_button(theme, "Quay lại", partial(self.go.emit, back[1])))
        row.addStretch(1)
        lines.addLayout(row)
        if not new:
            words = "Giấy đã cấp giữ nguyên tên và đơn vị như lúc cấp; tên sai trên giấy thì thay giấy ở trang Giấy chứng nhận."
            lines.addWidget(Text(theme, words, "caption", "ink2"))
        box.addWidget(fields)
        self.show_content(content)
        self.fields["name"].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, lines, key, label, hint, value, width) -> None:  # type: ignore[no-untyped-def]
        field = Field(self.theme, label, hint, value=value, width=width)
        field.input.returnPressed.connect(self._keep)
        self.fields[key] = field
        lines.addWidget(field)

    def _typed(self) -> MemberForm:
        return MemberForm(
            **{key: field.input.text() for key, field in self.fields.items()}, role=self.role.value
        )

    def _keep(self) -> None:
        if not self.keep_button.isEnabled():
            return
        form = self._typed()
        found = member_faults(form)
        first = show_faults(self.fields, found)
        if first is not None:
            self.scroll_area.ensureWidgetVisible(first, 0, 48)
        if found:
            return
        self.keep_button.setEnabled(False)
        work = partial(self._presenter.keep, form, self._key)
        self.context.background.run(work, done=self._kept, failed=self._refused, owner=self)

    def _kept(self, key: int) -> None:
        self.context.say("Đã lưu.")
        self.go.emit(f"unit-person:{key}")

    def _refused(self, refusal: Refusal) -> None:
        self.keep_button.setEnabled(True)
        if refusal.reason is Reason.CODE_TAKEN:
            self.fields["code"].set_error(sentence(refusal))
            self.fields["code"].input.setFocus()
        else:
            self._error.set_text(sentence(refusal))
            self._error.show()
