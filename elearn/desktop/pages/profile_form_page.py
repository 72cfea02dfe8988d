"""Make a profile, change one, or take one in from another PC."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_file, read_small
from elearn.desktop.page import ColumnPage, column
from elearn.desktop.pages.roster_finder import RosterFinder
from elearn.desktop.presenters.profile_form import (
    ProfileForm,
    ProfileFormPresenter,
    faults,
    field_of,
    without_marks,
)
from elearn.desktop.presenters.profiles import ProfileCard, ProfilesPresenter
from elearn.desktop.presenters.roster_offer import Proposed, RosterOffer, roster_offer
from elearn.desktop.widgets.buttons import link_button, primary_button
from elearn.desktop.widgets.choosing import Check
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

PROFILE_FILES = "Hồ sơ elearn (*.hoso)"


class ProfileFormPage(ColumnPage):
    """`profile-edit:new` makes a profile, `:move` takes one in, `profile-edit` changes one's own."""

    title = "Hồ sơ người học"
    widest = 640

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.fields: dict[str, Field] = {}
        self.choose_file = choose_file
        self._new = True
        self._as_typed = ""  # a name that was asked about once
        self._first: QWidget | None = None  # where the keyboard begins
        self.finder: RosterFinder | None = None  # where the unit's roster is known
        self._filled: dict[str, str] = {}  # what the roster put into the fields
        self._other = ""  # the profile that already has the code

    def open(self, argument: str) -> None:
        """Show empty fields, the way in from another PC, or one's own profile."""
        self._new = argument != "" or not self.context.subject
        self.fields, self._filled, self._first, self.finder = {}, {}, None, None
        if argument == "move":
            self._show_move()
        elif self._new:
            self._show_form(ProfileForm())
        else:
            self.load(self._own_form, done=self._show_form)

    def _presenter(self) -> ProfileFormPresenter:
        return ProfileFormPresenter(self.context.services.records)

    def _own_form(self) -> ProfileForm:
        return self._presenter().form_of(self.context.subject)

    def _show_form(self, form: ProfileForm) -> None:
        content, box = column(self.theme.space(5))
        box.addWidget(Heading(self.theme, "Lập hồ sơ" if self._new else "Sửa hồ sơ"))
        self._error = Text(self.theme, "", tone="bad", weight=600)
        self._error.hide()
        box.addWidget(self._error)
        self._add_fields(form, box)
        if self._new:
            box.addWidget(self._pin())
        else:
            note = "Giấy đã cấp giữ nguyên tên và đơn vị như lúc cấp; hồ sơ đổi thì giấy cũ không đổi theo."
            box.addWidget(Text(self.theme, note, "caption", "ink2"))
        box.addLayout(self._buttons("Lập hồ sơ" if self._new else "Lưu thay đổi"))
        self.show_content(content)
        self._first = self.fields["name"].input
        self.focus_first()
        self.context.background.read(
            roster_offer,
            self.context.services,
            done=partial(self._offer, content),
            failed=lambda _: (
                None
            ),  # a profile is made without a roster, too; who reads lessons is told the rest
            owner=content,
        )

    # The unit's roster

    def _offer(self, content: QWidget, offer: RosterOffer | None) -> None:
        if offer is None or content is not self.content:
            return
        name, code = self.fields["name"], self.fields["staff_code"]
        self.finder = RosterFinder(self.theme, offer, name, code, content, inviting=self._new)
        self.finder.chosen.connect(self._chosen)

    def _chosen(self, one: Proposed) -> None:
        """Somebody found themselves: the fields say what the roster says, and nothing was kept yet."""
        if one.profile and (self._new or one.profile != self.context.subject):
            words = (
                f"{one.name} ({one.code}) đã có hồ sơ trên máy này; chưa lập thêm hồ sơ nào. Nếu đúng là mình, hãy mở hồ sơ ấy; "
                "nếu không, hãy chọn người khác."
            )
            self._offer_other(self.fields["name"], words, one.name, one.profile)
            return
        told = {"name": one.name, "unit": one.unit, "position": one.position, "staff_code": one.code}
        for key, text in told.items():
            field = self.fields[key]
            if text or field.input.text() == self._filled.get(key):  # what was typed by hand stays
                field.input.setText(text)
                field.input.setCursorPosition(0)
            field.set_error("")
        self._filled = told
        if self.finder is not None:
            self.finder.say_taken()

    def _offer_other(self, field: Field, words: str, name: str, subject: str) -> None:
        """Say whose profile there is already; a link opens it."""
        self._other = subject
        field.set_error(words, f"Mở hồ sơ của {name}")
        field.input.setFocus()
        self.scroll_area.bring_into_view(field)

    def _look_for_other(self) -> None:
        presenter = ProfilesPresenter(self.context.services.records)
        now = self.context.services.clock.now()
        self.context.background.read(
            presenter.card, self._other, now, done=partial(self._open_other, presenter), owner=self
        )

    def _open_other(self, presenter: ProfilesPresenter, card: ProfileCard) -> None:
        from elearn.desktop.pages.pin_dialog import let_in

        let_in(self.context, presenter, card, self)

    def focus_first(self) -> None:
        """The first field; where a profile is moved, the button."""
        (self._first or self.scroll_area).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_fields(self, form: ProfileForm, box: QVBoxLayout) -> None:
        name = "Ghi đủ dấu, như trên giấy tờ; tên này được in trên giấy xác nhận."
        code = "Do đơn vị cấp. Chưa có thì để trống, máy sẽ cấp một mã tạm."
        birth = "Chỉ ghi khi giấy của đơn vị cần. Ví dụ: 09/11/1988"
        box.addWidget(self._field("name", "Họ và tên", name, form.name))
        box.addWidget(self._field("unit", "Đơn vị", "Ví dụ: Ủy ban nhân dân xã Thanh Trì", form.unit))
        what = "Ví dụ: Công chức Văn phòng – Thống kê"
        box.addWidget(self._field("position", "Chức vụ, vị trí công tác", what, form.position))
        row = Reflow(self.theme.scaled(560), self.theme.space(5))
        row.add(self._field("staff_code", "Mã cán bộ (không bắt buộc)", code, form.staff_code, 240), 1)
        row.add(self._field("birth", "Ngày sinh (không bắt buộc)", birth, form.birth, 240), 1)
        box.addWidget(row)

    def _field(self, key: str, label: str, hint: str, value: str, width: int = 0) -> Field:
        field = Field(self.theme, label, hint, value=value, width=width)
        field.input.returnPressed.connect(self._keep)
        field.acted.connect(self._look_for_other)
        self.fields[key] = field
        return field

    def _pin(self) -> QWidget:
        """A tick that asks for a PIN; its two fields come with it."""
        widget, box = column(self.theme.space(3))
        about = (
            "Để người dùng chung máy không mở nhầm hồ sơ của anh/chị. Mã PIN chỉ che, không mã hóa dữ liệu."
        )
        self.pin_wanted = Check(self.theme, "Đặt mã PIN cho hồ sơ này", about, changed=self._want_pin)
        box.addWidget(self.pin_wanted)
        self._pin_row = Reflow(self.theme.scaled(560), self.theme.space(5))
        for key, label in (("pin", "Mã PIN, ít nhất 4 ký tự"), ("pin_again", "Nhập lại mã PIN")):
            field = Field(self.theme, label, secret=True, width=240)
            field.input.returnPressed.connect(self._keep)
            self.fields[key] = field
            self._pin_row.add(field, 1)
        self._pin_row.hide()
        box.addWidget(self._pin_row)
        return widget

    def _want_pin(self, wanted: bool) -> None:
        self._pin_row.setVisible(wanted)
        if wanted:
            self.fields["pin"].input.setFocus()
            self.scroll_area.bring_into_view(self.keep_button)
            return
        for key in ("pin", "pin_again"):
            self.fields[key].input.clear()
            self.fields[key].set_error("")

    def _buttons(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.space(5))
        self.keep_button = primary_button(self.theme, text, self._keep)
        row.addWidget(self.keep_button)
        back = "settings" if self.context.subject and not self._new else "profiles"
        row.addWidget(link_button(self.theme, "Quay lại", partial(self.go.emit, back)))
        row.addStretch(1)
        return row

    def _typed(self) -> ProfileForm:
        return ProfileForm(**{key: field.input.text() for key, field in self.fields.items()})

    def _keep(self) -> None:
        form = self._typed()
        found = faults(form, pin_wanted=self._new and self.pin_wanted.checked)
        for key, field in self.fields.items():
            field.set_error(found.get(key, ""))
        if found:
            self._lead_to(next(key for key in self.fields if key in found))
            return
        if self._is_doubtful(form.name):
            return
        self.keep_button.setEnabled(False)
        subject = "" if self._new else self.context.subject
        self.context.background.run(
            self._kept, form, subject, done=self._entered, failed=self._refused, owner=self
        )

    def _is_doubtful(self, name: str) -> bool:
        """A name without its marks would stand so on papers; it is asked about once."""
        family = without_marks(name)
        if not family or name == self._as_typed:
            return False
        self._as_typed = name
        again = self.keep_button.text()
        self.fields["name"].set_error(
            f"Họ “{family}” thường viết có dấu. Xin ghi đủ dấu, hoặc bấm “{again}” lần nữa để giữ như đã gõ."
        )
        self._lead_to("name")
        return True

    def _kept(self, form: ProfileForm, subject: str) -> str:
        return self._presenter().keep(form, subject)

    def _entered(self, subject: str) -> None:
        say, new = self.context.say, self._new
        self.context.enter(subject)
        if not new:
            say("Đã lưu hồ sơ.")

    def _refused(self, refusal: Refusal) -> None:
        self.keep_button.setEnabled(True)
        key = field_of(refusal)
        if refusal.reason is Reason.CODE_TAKEN and "subject" in refusal.facts and key in self.fields:
            name, subject = str(refusal.facts["name"]), str(refusal.facts["subject"])
            self._offer_other(self.fields[key], sentence(refusal), name, subject)
        elif key in self.fields:
            self.fields[key].set_error(sentence(refusal))
            self._lead_to(key)
        else:
            self._error.set_text(sentence(refusal))
            self._error.show()

    def _lead_to(self, key: str) -> None:
        field = self.fields[key]
        field.input.setFocus()
        self.scroll_area.ensureWidgetVisible(field, 0, 48)

    def _show_move(self) -> None:
        content, box = column(self.theme.space(4))
        box.addWidget(Heading(self.theme, "Chuyển hồ sơ từ máy khác"))
        box.addWidget(
            Text(
                self.theme,
                "Trên máy cũ, mở Cài đặt, chọn “Chuyển hồ sơ sang máy khác” để lưu một tệp .hoso vào USB. "
                "Rồi chọn "
                "tệp đó ở đây. Bài đã đọc, kết quả thi và giấy xác nhận được mang theo đủ; hồ sơ trên máy "
                "cũ vẫn còn "
                "cho đến khi anh/chị xóa.",
                "reading",
            )
        )
        self._error = Text(self.theme, "", tone="bad", weight=600)
        self._error.hide()
        box.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(self.theme.space(5))
        self.keep_button = primary_button(self.theme, "Chọn tệp hồ sơ…", self._move)
        row.addWidget(self.keep_button)
        row.addWidget(link_button(self.theme, "Quay lại", partial(self.go.emit, "profiles")))
        row.addStretch(1)
        box.addLayout(row)
        self.show_content(content)
        self._first = self.keep_button
        self.focus_first()

    def _move(self) -> None:
        path = self.choose_file(self, "Chọn tệp hồ sơ", PROFILE_FILES)
        if path is None:
            return
        self.keep_button.setEnabled(False)
        self.context.background.run(self._take_in, path, done=self._entered, failed=self._refused, owner=self)

    def _take_in(self, path: Path) -> str:
        try:
            return self._presenter().take_in(read_small(path))
        except Refusal as refusal:
            refusal.facts["path"] = path.name
            raise
