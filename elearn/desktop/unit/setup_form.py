"""The fields of a unit's settings, with its paper beside them as it will look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from elearn.desktop.page import column
from elearn.desktop.presenters.unit.setup import (
    ASKS_COLLECTIVE,
    ASKS_HEAD,
    FORMS,
    PaperPreview,
    SetupForm,
    preview,
    usual_signing,
)
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.choosing import ChoiceField
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.labelled import show_faults
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.staying import Staying

_GROUPS: tuple[tuple[str, tuple[tuple[str, str, str, int], ...]], ...] = (
    (
        "Đơn vị",
        (
            ("above", "Cơ quan chủ quản (không bắt buộc)", "Dòng trên cùng bên trái của văn bản. Ví dụ: Ủy ban nhân dân thành phố Hà Nội", 0),
            ("name", "Tên đơn vị", "Như trên con dấu. Ví dụ: Ủy ban nhân dân xã Thanh Trì", 0),
            ("short_name", "Tên gọi tắt (không bắt buộc)", "Dùng ở nơi hẹp, như mã QR trên giấy. Ví dụ: UBND xã Thanh Trì", 0),
            ("place", "Địa danh", "Đứng trước ngày tháng. Ví dụ: Thanh Trì", 320),
        ),
    ),
    (
        "Người ký giấy chứng nhận",
        (
            ("signer", "Họ và tên", "Không ghi học hàm, học vị", 0),
            ("position", "Chức vụ", "Ví dụ: Chủ tịch", 0),
        ),
    ),
    (
        "Số giấy chứng nhận",
        (
            ("symbol", "Ký hiệu", "Đứng sau số và năm. Để trống nếu đơn vị không dùng.", 200),
            ("first_number", "Số bắt đầu của năm nay", "Đơn vị đã cấp giấy bằng tay trong năm thì ghi số tiếp theo. Sang năm sau, số trở về 1.", 120),
        ),
    ),
)  # fmt: skip


class SetupFields(QWidget):
    """Emits `submitted` when Enter is pressed in a field."""

    submitted = Signal()

    def __init__(
        self, theme: Theme, form: SetupForm, today: date, *, new: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._today, self._new = theme, today, new
        self._proposes = new  # a form of signing, until one was chosen
        self.fields: dict[str, Field] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        row = Reflow(theme.scaled(860), theme.space(7), theme.space(5))
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        for title, fields in _GROUPS:
            box.addWidget(Heading(theme, title, 2))
            for key, label, hint, width in fields:
                self._add(box, key, label, hint, getattr(form, key), width)
            if title.startswith("Người ký"):
                self._add_form_of_signing(box, form)
            box.addSpacing(theme.space(3))
        if new:
            self._add_password(box)
        box.addStretch(1)
        row.add(left, 5)
        self.paper = PaperSketch(theme)
        beside = QWidget()
        side = QVBoxLayout(beside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.space(2))
        side.addWidget(Text(theme, "Trên văn bản sẽ như sau", "caption", "ink2"))
        side.addWidget(self.paper)
        self.beside = Staying(beside)
        row.add(self.beside, 4)
        outer.addWidget(row)
        self._changed()

    def _add(self, box: QVBoxLayout, key: str, label: str, hint: str, value: str, width: int) -> None:
        field = Field(self._theme, label, hint, value=value, width=width, secret=key.startswith("password"))
        if key == "name":
            field.input.textEdited.connect(self._propose)
        field.input.textEdited.connect(self._changed)
        field.input.returnPressed.connect(self.submitted)
        self.fields[key] = field
        box.addWidget(field)

    def _add_form_of_signing(self, box: QVBoxLayout, form: SetupForm) -> None:
        self.form_of_signing = ChoiceField(
            self._theme,
            "Hình thức ký",
            FORMS,
            "Theo Nghị định 30/2020/NĐ-CP, Điều 13",
            chosen=form.signing_form,
            changed=self._form_chosen,
        )
        box.addWidget(self.form_of_signing)
        self._add(box, "collective", "Thay mặt tập thể nào", "Ví dụ: Ủy ban nhân dân", form.collective, 0)
        self._add(
            box, "head_position", "Chức vụ của người đứng đầu", "Ví dụ: Chủ tịch", form.head_position, 0
        )

    def _add_password(self, box: QVBoxLayout) -> None:
        theme = self._theme
        box.addWidget(Heading(theme, "Mật khẩu của đơn vị", 2))
        words = (
            "Khóa của đơn vị dùng để ký giấy chứng nhận, ký tệp giao học và mở tệp kết quả mà người học nộp. "
            "Mật khẩu giữ khóa ấy và không được gửi đi đâu. Quên mật khẩu thì chỉ mã khôi phục, in ra ở bước sau, mở lại "
            "được."
        )
        box.addWidget(Text(theme, words, tone="ink2"))
        self._add(box, "password", "Mật khẩu", "Ít nhất 8 ký tự; nên là một câu dễ nhớ", "", 320)
        self._add(box, "password_again", "Nhập lại mật khẩu", "", "", 320)

    def _form_chosen(self, _value: str) -> None:
        self._proposes = False
        self._changed()

    def _propose(self, name: str) -> None:
        """A people's committee signs on behalf of itself; who types its name need not know."""
        form, collective = usual_signing(name)
        if self._proposes and form != self.form_of_signing.value:
            self.form_of_signing.input.choose(form)
            self.fields["collective"].input.setText(collective)

    def _changed(self, *_: object) -> None:
        form = self.typed()
        self.fields["collective"].setVisible(form.signing_form in ASKS_COLLECTIVE)
        self.fields["head_position"].setVisible(form.signing_form in ASKS_HEAD)
        self.paper.show_preview(preview(form, self._today))

    def typed(self) -> SetupForm:
        """What stands in the fields."""
        values = {key: field.input.text() for key, field in self.fields.items()}
        return SetupForm(**values, signing_form=self.form_of_signing.value)

    def show_faults(self, found: dict[str, str]) -> QWidget | None:
        """Say what is wrong at each field; the first of them, which has the focus then."""
        return show_faults(self.fields, found)


class PaperSketch(QFrame):
    """The upper and the lower end of an administrative document, in small."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("stimulus", "sheet")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 20, 12, 24)
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 8)
        self._cells: list[QWidget] = []
        self._shown: PaperPreview | None = None

    def show_preview(self, shown: PaperPreview) -> None:
        """Another state of the fields."""
        if shown == self._shown:
            return
        self._shown = shown
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        self._head(0, shown.organ, 72)
        country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        self._head(1, ((country, True), ("Độc lập - Tự do - Hạnh phúc", True)), 154)
        self._grid.setRowMinimumHeight(1, self._theme.space(4))
        self._put(2, 0, f"Số: {shown.number}", 400)
        self._put(2, 1, shown.place_and_day, 400, italic=True)
        self._grid.setRowMinimumHeight(3, self._theme.space(6))
        at = 4
        for line in shown.authority:
            self._put(at, 1, line, 700)
            at += 1
        self._grid.setRowMinimumHeight(at, self._theme.space(7))
        self._put(at + 1, 1, shown.signer or "Họ và tên người ký", 700)
        self.setAccessibleName(
            f"Trên văn bản: {', '.join(line for line, _ in shown.organ)}; số {shown.number}; {shown.place_and_day}; "
            f"{', '.join(shown.authority)}; {shown.signer}"
        )

    def _head(self, place: int, lines: Sequence[tuple[str, bool]], rule: int) -> None:
        """One side of the heading, a rule below it."""
        side, box = column()
        for words, bold in lines:
            box.addWidget(self._line(words, 700 if bold else 400))
        box.addSpacing(2)
        line = QFrame()
        line.setProperty("line", "ink")
        line.setFixedWidth(self._theme.scaled(rule))
        box.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        self._add(side, 0, place)

    def _put(self, row: int, place: int, words: str, weight: int, *, italic: bool = False) -> None:
        self._add(self._line(words, weight, italic=italic), row, place)

    def _line(self, words: str, weight: int, *, italic: bool = False) -> Text:
        line = Text(self._theme, words, "caption", weight=weight)
        if italic:
            font = line.font()
            font.setItalic(True)
            line.setFont(font)
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        return line

    def _add(self, cell: QWidget, row: int, place: int) -> None:
        self._grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignTop)
        self._cells.append(cell)
        cell.show()
