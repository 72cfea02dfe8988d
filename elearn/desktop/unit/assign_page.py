"""Assigning courses: chosen, given a deadline and rules, written into one file for the machines."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_folder
from elearn.desktop.page import column
from elearn.desktop.pages.certificates_page import show_with_system
from elearn.desktop.presenters.unit.assigning import AssignedView, AssignPresenter, AssignView, assign_faults
from elearn.desktop.unit.course_card import CourseCard
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal
from elearn.wording import sentence

WHY = "Tệp giao học được ký bằng khóa của đơn vị, để máy của người học biết chắc tệp do đơn vị lập."


class AssignPage(UnitPage):
    """`unit-assign`."""

    title = "Giao khóa"
    tab = "unit-assign"
    choose_folder = staticmethod(choose_folder)
    show_file = staticmethod(show_with_system)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = AssignPresenter(context.services)
        self.cards: list[CourseCard] = []

    def open(self, argument: str) -> None:
        """Read what is asked now."""
        self.load(self._presenter.view, done=self._show)

    def focus_first(self) -> None:
        """The deadline has it, once the page is there."""

    def _show(self, view: AssignView) -> None:
        theme = self.theme
        if not view.people:
            content, box = self.head("Giao khóa", "Ai học khóa nào, đến hạn nào, theo quy định nào")
            words = "Tệp giao học mang theo danh sách người học, nên cần nhập danh sách trước."
            self.ask_for_roster(content, box, "Chưa có ai để giao", words)
            return
        codes = quiet_button(
            theme, "Mã dự thi có giám sát…", partial(self.go.emit, "unit-codes"), icon_name="key-round"
        )
        self.primary = primary_button(theme, "Lưu tệp giao học…", self._try)
        content, box = self.head("Giao khóa", view.about, [codes, self.primary])
        self._place = QVBoxLayout()
        box.addLayout(self._place)
        columns = Reflow(theme.scaled(820), theme.space(6), theme.space(4))
        columns.add(self._courses(view), 5)
        columns.add(self._beside(view), 3)
        box.addWidget(columns)
        box.addStretch(1)
        self.show_content(content)
        self.deadline.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _courses(self, view: AssignView) -> QWidget:
        theme = self.theme
        widget, box = column(theme.space(3))
        self._view = view
        self.deadline = Field(
            theme, "Hạn chung", "Ngày cuối để hoàn thành, như 02/12/2026", value=view.deadline, width=220
        )
        self.deadline.input.textChanged.connect(self._common_deadline)
        box.addWidget(self.deadline)
        self.cards = []
        for form in view.courses:
            card = CourseCard(theme, form, view.roles, view.people, view.today)
            self.cards.append(card)
            box.addWidget(card)
        box.addStretch(1)
        return widget

    def _beside(self, view: AssignView) -> QWidget:
        theme = self.theme
        widget, box = column(theme.space(4))
        how = Card(theme, "sunken", 20)
        how.body.addWidget(Heading(theme, "Tệp giao học dùng thế nào", 3))
        for words in (
            (
                "Chép tệp .giao vào USB hoặc thư mục chung, rồi mở trên từng máy: bấm đúp vào tệp, hoặc Cài đặt → Nhận tệp "
                "giao học."
            ),
            "Từ đó máy của người học hiện hạn và số ngày còn lại; tệp kết quả được khóa kín, chỉ đơn vị mở được.",
            (
                "Đổi danh sách, hạn hay quy định thì lưu tệp mới; tệp mới thay tệp cũ trên máy. Quá hạn vẫn học và thi được, chỉ "
                "ghi là sau hạn."
            ),
        ):
            how.body.addSpacing(theme.space(1))
            how.body.addWidget(Text(theme, words, tone="ink2"))
        box.addWidget(how)
        extra = Card(theme, padding=20)
        extra.body.addWidget(Heading(theme, "Người được thêm giờ thi", 3))
        if view.extra:
            for key, words in view.extra:
                link = link_button(theme, words, partial(self.go.emit, f"unit-person:{key}"))
                extra.body.addSpacing(theme.space(1))
                extra.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            words = "Chưa có ai. Người cần thêm thời gian (mắt kém, khuyết tật…) thì đặt trong trang của người đó."
            extra.body.addWidget(Text(theme, words, tone="ink2"))
        box.addWidget(extra)
        if view.codes:
            box.addWidget(
                Text(theme, f"Có {view.codes} mã dự thi từ hôm nay; tệp mới sẽ mang theo.", "caption", "ink2")
            )
        box.addStretch(1)
        return widget

    def _common_deadline(self, text: str) -> None:
        for card in self.cards:
            card.set_deadline(text)

    # Writing the file

    def _forms(self) -> tuple:  # type: ignore[type-arg]
        return tuple(card.form for card in self.cards)

    def _try(self) -> None:
        forms = self._forms()
        found = assign_faults(forms)
        for card in self.cards:
            for name in card.fields:
                card.show_fault(name, found.get((card.form.course, name), ""))
        clear(self._place)
        if found:
            self._lead_to(found)
            return
        folder = self.choose_folder(self, "Chọn nơi lưu tệp giao học")
        if folder is not None:
            self.with_keys(partial(self._write, folder), WHY)

    def _lead_to(self, found: dict[tuple[str, str], str]) -> None:
        none = found.get(("", "courses"))
        if none:
            self._tell(self.note("bad", "circle-alert", none))
            return
        for card in self.cards:
            wrong = next((name for name in card.fields if (card.form.course, name) in found), None)
            if wrong:
                card.fields[wrong].input.setFocus(Qt.FocusReason.OtherFocusReason)
                self.scroll_area.bring_into_view(card.fields[wrong])
                return

    def _write(self, folder: Path) -> None:
        self.context.background.run(
            self._presenter.assign,
            self._forms(),
            folder,
            done=self._written,
            failed=self._refused,
            owner=self,
        )

    def _refused(self, refusal: Refusal) -> None:
        self._tell(self.note("bad", "circle-alert", sentence(refusal)))

    def _written(self, made: AssignedView) -> None:
        words = f"{made.words} {'; '.join(made.courses)}."
        show = link_button(self.theme, "Mở thư mục", partial(self.show_file, made.folder))
        self._tell(self.note("good", "circle-check", words, show))

    def _tell(self, card: Card) -> None:
        clear(self._place)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place.addWidget(card)
        self._place.addSpacing(self.theme.space(3))
        card.show()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.bring_into_view(card)
