"""What is kept about people and why; the data of one person exported, corrected, erased."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.page import column
from elearn.desktop.presenters.unit.data import DataPresenter, DataView, ErasedView, KeptLine
from elearn.desktop.unit.person_picker import PersonPicker
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, danger_button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.name_dialog import NameDialog
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal
from elearn.vietnamese.file_names import file_name_part
from elearn.wording import sentence

MOST_FILES = 30


class DataPage(UnitPage):
    """`unit-data[:KEY]`."""

    title = "Dữ liệu về người học"
    tab = "unit-settings"
    widest = 900
    choose_place = staticmethod(choose_place)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = DataPresenter(context.services)

    def open(self, argument: str) -> None:
        """Read what is kept."""
        self.load(self._presenter.view, int(argument) if argument.isdigit() else 0, done=self._show)

    def _show(self, view: DataView) -> None:
        theme = self.theme
        self._view = view
        if view.name:
            back = (view.name, f"unit-person:{view.key}")
            title, about = (
                f"Dữ liệu của {view.name}",
                "Người học có quyền biết, nhận bản sao, yêu cầu sửa và xóa.",
            )
        else:
            back = ("Thiết lập", "unit-settings")
            title, about = (
                "Dữ liệu về người học",
                "Chỉ giữ những gì cần để tổ chức học; tất cả nằm trên máy này.",
            )
        content, box = self.head(title, about, back=back)
        if view.name:
            box.addWidget(self._person_ways(view))
        else:
            pick = quiet_button(theme, "Tìm dữ liệu của một người…", self._pick, icon_name="search")
            box.addWidget(pick, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(theme.space(5))
        box.addWidget(Heading(theme, "Đang giữ gì, để làm gì", 2))
        box.addSpacing(theme.space(2))
        for line in view.lines:
            box.addWidget(hairline())
            box.addWidget(self._line(line))
        box.addWidget(hairline())
        box.addSpacing(theme.space(5))
        self._add_files(box, view.files, "Tệp đã xuất ra ngoài")
        box.addStretch(1)
        self.show_content(content)
        if self.primary is not None and view.name:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, line: KeptLine) -> QWidget:
        theme = self.theme
        row = Reflow(theme.scaled(560), theme.space(4), theme.space(1))
        row.setContentsMargins(0, 10, 0, 10)
        words, lines = column()
        lines.addWidget(Text(theme, line.what, weight=600))
        lines.addWidget(Text(theme, line.why, "caption", "ink2"))
        row.add(words, 4)
        row.add(Text(theme, line.much, tone="ink2"), 2)
        return row

    def _add_files(self, box, files: tuple[str, ...], title: str) -> None:  # type: ignore[no-untyped-def]
        theme = self.theme
        if not files:
            return
        box.addWidget(Heading(theme, title, 2))
        box.addSpacing(theme.space(1))
        for words in files[:MOST_FILES]:
            box.addWidget(Text(theme, words[:1].upper() + words[1:], tone="ink2"))
        if len(files) > MOST_FILES:
            box.addWidget(Text(theme, f"Và {len(files) - MOST_FILES} tệp khác.", "caption", "ink2"))

    def _person_ways(self, view: DataView) -> QWidget:
        theme = self.theme
        widget, box = column(theme.space(2))
        edit = quiet_button(
            theme, "Sửa thông tin", partial(self.go.emit, f"unit-person-edit:{view.key}"), icon_name="pencil"
        )
        self.primary = primary_button(theme, "Xuất dữ liệu của người này…", self._export)
        for words, button in (
            ("Một tệp ZIP: bản đọc được, các giấy đã cấp, các tệp kết quả như đã nộp.", self.primary),
            ("Sai thì sửa; những gì đã ghi trước đó vẫn trong lịch sử.", edit),
            (
                "Xóa hẳn: dòng trong danh sách, tệp kết quả, giấy, ghi chú, kể cả trong bản sao lưu. Không lấy lại được.",
                danger_button(theme, "Xóa dữ liệu của người này…", self._erase),
            ),
        ):
            box.addWidget(Text(theme, words, tone="ink2"))
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            box.addSpacing(theme.space(2))
        return widget

    def _pick(self) -> None:
        picker = PersonPicker(self.context, "Dữ liệu của ai?", self._view.people, self)
        if picker.ask():
            self.go.emit(f"unit-data:{picker.chosen}")

    def _export(self) -> None:
        name = f"du-lieu-{file_name_part(self._view.name)}.zip"
        path = self.choose_place(self, "Xuất dữ liệu", name, "Tệp ZIP (*.zip)")
        if path is not None:
            self.context.background.run(
                self._presenter.export, self._view.key, path, done=self._exported, owner=self
            )

    def _exported(self, path: Path) -> None:
        self.context.say(f"Đã lưu vào {path}. Hãy trao tận tay người yêu cầu.")

    def _erase(self) -> None:
        words = (
            "Dòng trong danh sách, tệp kết quả, giấy chứng nhận, ghi chú và tên trong nhật ký đều mất hẳn, kể cả trong các bản "
            "sao lưu của máy này. Sổ cấp giấy giữ số, ngày, khóa và ghi “đã xóa theo yêu cầu”."
        )
        title = "Xóa dữ liệu của người này?"
        if NameDialog(self.theme, title, words, self._view.name, "Xóa hẳn", "Giữ lại", self).ask():
            self.context.background.run(
                self._presenter.erase, self._view.key, done=self._erased, failed=self._refused, owner=self
            )

    def _refused(self, refusal: Refusal) -> None:
        self.context.say(sentence(refusal))

    def _erased(self, erased: ErasedView) -> None:
        theme = self.theme
        content, box = self.head("Đã xóa dữ liệu", back=("Danh sách", "unit-roster"))
        card = self.note("good", "circle-check", erased.words)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addWidget(card)
        box.addSpacing(theme.space(4))
        if erased.needs_new_assignment:
            words = "Tệp giao học đã phát còn tên người này. Hãy lưu tệp giao học mới và mở trên các máy."
            go = link_button(theme, "Tới trang Giao khóa", partial(self.go.emit, "unit-assign"))
            box.addWidget(self.note("desk", "circle-alert", words, go))
            box.addSpacing(theme.space(4))
        self._add_files(box, erased.files, "Tệp ở nơi khác còn tên người này; xin thu về hoặc xóa")
        box.addStretch(1)
        self.show_content(content)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
