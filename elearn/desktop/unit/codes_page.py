"""One-time codes for supervised exams: made for a course and a day, shown, printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.pages.certificates_page import print_with_system
from elearn.desktop.presenters.unit.assigning import CODE_COLUMNS, AssignPresenter, CodesView, code_faults
from elearn.desktop.presenters.unit.passing import passing_file
from elearn.desktop.presenters.unit.words import today_of
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.choosing import ChoiceField
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.table import Table


class CodesPage(UnitPage):
    """`unit-codes`."""

    title = "Mã dự thi có giám sát"
    tab = "unit-assign"
    fills = True
    choose_place = staticmethod(choose_place)
    print_file = staticmethod(print_with_system)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = AssignPresenter(context.services)
        self._course = ""

    def open(self, argument: str) -> None:
        """Read the codes."""
        self.load(self._presenter.codes, done=self._show)

    def focus_first(self) -> None:
        """The fields have it, once the page is there."""

    def _show(self, view: CodesView) -> None:
        theme = self.theme
        self._view = view
        about = "Mỗi mã mở một lượt thi, trong đúng ngày. Người giám sát trao mã khi đã thấy người dự thi ngồi vào máy."
        content, box = self.head("Mã dự thi có giám sát", about, back=("Giao khóa", "unit-assign"))
        box.addWidget(self._form(view))
        box.addSpacing(theme.space(4))
        if view.stale:
            words = (
                "Có mã mới mà các máy chưa biết. Hãy lưu tệp giao học mới và mở trên các máy trước giờ thi."
            )
            go = link_button(theme, "Tới trang Giao khóa", partial(self.go.emit, "unit-assign"))
            box.addWidget(self.note("desk", "circle-alert", words, go))
            box.addSpacing(theme.space(3))
        self.table = Table(
            theme, CODE_COLUMNS, "Mã dự thi", "Chưa có mã nào. Chọn khóa, ngày thi, số mã rồi bấm “Tạo mã”."
        )
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.put(view.lines)
        box.addWidget(self.table, 1)
        if view.lines:
            ways = Flow(12)
            ways.add(quiet_button(theme, "In mã…", self._print, icon_name="printer"))
            ways.add(quiet_button(theme, "Lưu thành PDF…", self._save, icon_name="download"))
            box.addSpacing(theme.space(3))
            box.addWidget(ways)
        self.show_content(content)
        self.count.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form(self, view: CodesView) -> QWidget:
        theme = self.theme
        row = Reflow(theme.scaled(760), theme.space(4), theme.space(3))
        self.course = ChoiceField(theme, "Khóa", view.courses, chosen=self._course)
        self.day = Field(theme, "Ngày thi", value=view.today)
        self.count = Field(theme, "Số mã", value="10")
        self.primary = primary_button(theme, "Tạo mã", self._make)
        for widget, stretch in ((self.course, 4), (self.day, 2), (self.count, 1)):
            row.add(widget, stretch)
        self.day.input.returnPressed.connect(self._make)
        self.count.input.returnPressed.connect(self._make)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.addStretch(1)
        box.addWidget(self.primary)
        row.add(holder)
        return row

    def _make(self) -> None:
        if self.primary is None or not self.primary.isEnabled():
            return
        day, count = self.day.value, self.count.value
        found = code_faults(day, count, today_of(self.context.services))
        self.day.set_error(found.get("day", ""))
        self.count.set_error(found.get("count", ""))
        if found:
            (self.day if "day" in found else self.count).input.setFocus()
            return
        self._course = self.course.value
        self.primary.setEnabled(False)
        self.context.say("Đang tạo mã…")
        work = partial(self._presenter.make_codes, self._course, day, count)
        self.context.background.run(work, done=self._made, owner=self)

    def _made(self, number: int) -> None:
        self.context.say(f"Đã tạo {number} mã.")
        self.open("")

    def _save(self) -> None:
        path = self.choose_place(self, "Lưu mã dự thi", "ma-du-thi.pdf", "Tệp PDF (*.pdf)")
        if path is not None:
            work = partial(self._presenter.write_codes, self._view.lines)
            self.context.background.run(work, path, done=self._saved, owner=self)

    def _saved(self, path: Path) -> None:
        self.context.say(f"Đã lưu vào {path}.")

    def _print(self) -> None:
        work = partial(self._presenter.write_codes, self._view.lines)
        self.context.background.run(work, passing_file("ma-du-thi.pdf"), done=self._printed, owner=self)

    def _printed(self, path: Path) -> None:
        if not self.print_file(path):
            self.context.say("Máy này chưa có chương trình in PDF. Hãy lưu thành PDF rồi in ở máy khác.")
