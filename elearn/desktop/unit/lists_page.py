"""The completion list in four formats, the report that goes with it, the register of certificates."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.page import column
from elearn.desktop.pages.certificates_page import show_with_system
from elearn.desktop.presenters.unit.documents import LIST, REPORT, DocumentForm
from elearn.desktop.presenters.unit.lists import FORMATS, ListsPresenter, ListsView
from elearn.desktop.unit.document_dialog import DocumentDialog
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card, hairline
from elearn.desktop.widgets.choosing import ChoiceField, Combo
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal
from elearn.wording import sentence


class ListsPage(UnitPage):
    """`unit-lists[:COURSE]`: from the overview two presses and the system's own dialog."""

    title = "Xuất danh sách, báo cáo"
    tab = "unit"
    widest = 960
    choose_place = staticmethod(choose_place)
    show_file = staticmethod(show_with_system)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = ListsPresenter(context.services)
        self._year = ""
        self._forms: dict[str, DocumentForm] = {}
        self.summaries: dict[str, Text] = {}

    def open(self, argument: str) -> None:
        """Read what can be written."""
        self.load(self._presenter.view, argument, done=self._show)

    def focus_first(self) -> None:
        """The primary button has it, once the page is there."""

    def _show(self, view: ListsView) -> None:
        theme = self.theme
        content, box = self.head("Xuất danh sách, báo cáo", view.about, back=("Tổng quan", "unit"))
        if not view.has_people:
            words = "Nhập danh sách người học trước; danh sách hoàn thành gồm đủ mọi người, kể cả người chưa bắt đầu."
            self.ask_for_roster(content, box, "Chưa có ai trong danh sách", words)
            return
        self._forms = {form.kind: form for form in view.documents}
        self._place = QVBoxLayout()
        box.addLayout(self._place)
        self.course = ChoiceField(theme, "Khóa", view.courses, chosen=view.course, width=420)
        box.addWidget(self.course)
        box.addSpacing(theme.space(4))
        box.addWidget(self._list_card())
        box.addSpacing(theme.space(4))
        lower = Reflow(theme.scaled(700), theme.space(4))
        lower.add(self._report_card(), 1)
        lower.add(self._register_card(view), 1)
        box.addWidget(lower)
        box.addStretch(1)
        self.show_content(content)
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_card(self) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(Heading(theme, "Danh sách hoàn thành", 2))
        words = (
            "Đủ mọi người theo bộ phận và thứ tự tên tiếng Việt, kể cả người chưa bắt đầu; có điểm, số lượt, ngày hoàn thành, "
            "số giấy chứng nhận."
        )
        card.body.addWidget(Text(theme, words, tone="ink2"))
        card.body.addSpacing(theme.space(3))
        for number, (ending, name, use, _) in enumerate(FORMATS):
            row = Reflow(theme.scaled(420), theme.space(4), theme.space(1))
            label = f"Lưu {name}…"
            press = partial(self._save_list, ending)
            button = (
                primary_button(theme, label, press, name=f"Lưu danh sách {name}")
                if number == 0
                else quiet_button(theme, label, press, name=f"Lưu danh sách {name}")
            )
            if number == 0:
                self.primary = button
            button.setFixedWidth(theme.scaled(150))
            row.add(button)
            row.add(Text(theme, use, tone="ink2"), 1)
            card.body.addWidget(row)
            card.body.addSpacing(theme.space(1))
        card.body.addSpacing(theme.space(2))
        card.body.addWidget(hairline())
        card.body.addSpacing(theme.space(2))
        card.body.addWidget(self._document(LIST, "Sửa số, ngày, nơi nhận của danh sách"))
        return card

    def _document(self, kind: str, name: str) -> QWidget:
        """What will stand on the document, and the way to another number, day or recipient."""
        theme = self.theme
        row = Reflow(theme.scaled(560), theme.space(4), theme.space(1))
        self.summaries[kind] = Text(theme, self._forms[kind].summary, "caption", "ink2")
        row.add(self.summaries[kind], 1)
        edit = partial(self._edit_document, kind)
        row.add(link_button(theme, "Sửa số, ngày, nơi nhận…", edit, name=name, role="caption"))
        return row

    def _edit_document(self, kind: str) -> None:
        dialog = DocumentDialog(self.context, self._forms[kind], self)
        if dialog.ask():
            self.context.background.run(
                self._presenter.keep, dialog.form, done=self._document_kept, failed=self._refused, owner=self
            )

    def _document_kept(self, form: DocumentForm) -> None:
        self._forms[form.kind] = form
        self.summaries[form.kind].set_text(form.summary)

    def _report_card(self) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(Heading(theme, "Báo cáo kèm theo", 3))
        words = "Số liệu, biểu đồ, người còn thiếu; theo thể thức văn bản, sẵn để ký."
        card.body.addWidget(Text(theme, words, tone="ink2"))
        card.body.addSpacing(theme.space(2))
        card.body.addWidget(self._document(REPORT, "Sửa số, ngày, nơi nhận của báo cáo"))
        card.body.addStretch(1)
        card.body.addSpacing(theme.space(3))
        button = quiet_button(theme, "Lưu báo cáo Word…", self._save_report)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _register_card(self, view: ListsView) -> QWidget:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(Heading(theme, "Sổ cấp giấy chứng nhận", 3))
        if not view.has_papers:
            card.body.addWidget(Text(theme, "Chưa cấp giấy nào nên sổ còn trống.", tone="ink2"))
            card.body.addStretch(1)
            return card
        card.body.addWidget(Text(theme, "Theo thứ tự số, có cột ký nhận.", tone="ink2"))
        widget, lines = column(theme.space(2))
        if len(view.years) > 2:
            lines.addWidget(Combo(theme, view.years, "Năm của sổ", self._year, self._choose_year))
        ways = Flow(8)
        ways.add(quiet_button(theme, "Lưu Excel…", partial(self._save_register, "xlsx"), name="Lưu sổ Excel"))
        ways.add(quiet_button(theme, "Lưu PDF…", partial(self._save_register, "pdf"), name="Lưu sổ PDF"))
        lines.addWidget(ways)
        card.body.addStretch(1)
        card.body.addSpacing(theme.space(3))
        card.body.addWidget(widget)
        return card

    def _choose_year(self, year: str) -> None:
        self._year = year

    def _ask_place(self, title: str, kind: str, ending: str) -> Path | None:
        kinds = next(one for key, _, _, one in FORMATS if key == ending)
        name = self._presenter.file_name(
            kind, ending, self.course.value if kind != "so-cap-giay" else self._year
        )
        return self.choose_place(self, title, name, kinds)

    def _save_list(self, ending: str) -> None:
        path = self._ask_place("Lưu danh sách hoàn thành", "danh-sach-hoan-thanh", ending)
        if path is not None:
            work = partial(self._presenter.write_list, path, ending, self.course.value, self._forms[LIST])
            self._run(work, path)

    def _save_report(self) -> None:
        path = self._ask_place("Lưu báo cáo", "bao-cao-ket-qua", "docx")
        if path is not None:
            self._run(
                partial(self._presenter.write_report, path, self.course.value, self._forms[REPORT]), path
            )

    def _save_register(self, ending: str) -> None:
        path = self._ask_place("Lưu sổ cấp giấy chứng nhận", "so-cap-giay", ending)
        if path is not None:
            self._run(partial(self._presenter.write_register, path, ending, self._year), path)

    def _run(self, work, path: Path) -> None:  # type: ignore[no-untyped-def]
        done = partial(self._saved, path.parent)
        self.context.background.run(work, done=done, failed=self._refused, owner=self)

    def _saved(self, folder: Path, words: str) -> None:
        show = link_button(self.theme, "Mở thư mục", partial(self.show_file, folder))
        self._tell(self.note("good", "circle-check", words, show))

    def _refused(self, refusal: Refusal) -> None:
        self._tell(self.note("bad", "circle-alert", sentence(refusal)))

    def _tell(self, card: Card) -> None:
        clear(self._place)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place.addWidget(card)
        self._place.addSpacing(self.theme.space(3))
        card.show()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.bring_into_view(card)
