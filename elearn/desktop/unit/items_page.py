"""Which questions people fail: what deserves attention first, in plain words; the figures as a table for the author."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from elearn.desktop.context import Context
from elearn.desktop.files import choose_place
from elearn.desktop.presenters.unit.items import COLUMNS, ItemsPresenter, ItemsView
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, primary_button
from elearn.desktop.widgets.choosing import Combo
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.search_input import search_input
from elearn.desktop.widgets.states import empty_state, error_state, loading_state
from elearn.desktop.widgets.table import Table
from elearn.errors import Refusal
from elearn.vietnamese.text import fold
from elearn.wording import sentence

ABOUT = "Câu nào nhiều người sai, câu nào nên xem lại"  # until there are figures


class ItemsPage(UnitPage):
    """`unit-items[:COURSE]`."""

    title = "Câu hỏi"
    tab = "unit-items"
    widest = 1400
    fills = True
    choose_place = staticmethod(choose_place)
    primary: Button | None = None

    def __init__(self, context: Context, parent: object = None) -> None:
        super().__init__(context)
        self._presenter = ItemsPresenter(context.services)
        self._course = ""

    def open(self, argument: str) -> None:
        """Read the figures; they take a while where many people have sat exams."""
        self._course = argument or self._course
        self._visit += 1
        arrived = partial(self._arrived, self._visit)
        self._patience.start()
        self.context.background.look_long(
            self._presenter.view, self._course, done=arrived, failed=self._failed, owner=self
        )

    def _show_loading(self) -> None:
        content, box = self.head("Câu hỏi", ABOUT)
        box.addWidget(loading_state(self.theme, "Đang tính từ mọi bài thi đã nhận…"))
        box.addStretch(1)
        self.show_content(content)

    def _failed(self, refusal: Refusal) -> None:
        self.show_content(error_state(self.theme, sentence(refusal), partial(self.open, "")))

    def _arrived(self, visit: int, view: ItemsView) -> None:
        if visit == self._visit:
            self._show(view)

    def _show(self, view: ItemsView) -> None:
        theme = self.theme
        self.primary = primary_button(theme, "Xuất bảng cho người soạn…", self._export)
        content, box = self.head("Câu hỏi", view.about or ABOUT, [self.primary] if view.lines else [])
        if not view.lines:
            words = "Khi đã nhận tệp kết quả có bài thi, ở đây cho biết câu nào nhiều người sai, câu nào nên xem lại."
            box.addWidget(empty_state(theme, "list-checks", "Chưa có bài thi nào", words))
            box.addStretch(1)
            self.show_content(content)
            return
        words = (
            f"Câu dưới {view.fewest} lượt trả lời chưa nói lên điều gì nên không có chỉ số. Phân biệt: từ -1 đến 1; càng cao thì "
            "câu càng tách được người nắm chắc với người chưa chắc."
        )
        box.addWidget(Text(theme, words, "caption", "ink2"))
        box.addSpacing(theme.space(2))
        row = Reflow(theme.scaled(560), theme.space(3), theme.space(2))
        row.add(Combo(theme, view.courses, "Khóa", view.course, self._choose_course), 2)
        self.search = search_input(theme, "Tìm trong câu hỏi", "Tìm trong câu hỏi", self._type)
        row.add(self.search, 3)
        box.addWidget(row)
        box.addSpacing(theme.space(1))
        self.table = Table(theme, COLUMNS, "Câu hỏi", "Không có câu nào khớp.", several=True)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.put(view.lines)
        self.table.chosen.connect(self._tell)
        box.addWidget(self.table, 1)
        self.details = Text(theme, "Chọn một câu để đọc đủ.", tone="ink2")
        box.addSpacing(theme.space(2))
        box.addWidget(self.details)
        self.show_content(content)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_course(self, course: str) -> None:
        self._course = course
        self.open("")

    def _type(self, text: str) -> None:
        needles = fold(text).split()
        self.table.choose((lambda line: all(word in line.found_by for word in needles)) if needles else None)

    def _tell(self, line) -> None:  # type: ignore[no-untyped-def]
        self.details.set_text(
            " ".join(filter(None, (line.stem, f"({line.course})" if line.course else "", line.words)))
        )

    def _export(self) -> None:
        kinds = "Excel (*.xlsx);;CSV (*.csv)"
        path = self.choose_place(self, "Xuất bảng cho người soạn", "phan-tich-cau-hoi.xlsx", kinds)
        if path is not None:
            self.context.background.look_long(
                self._presenter.export, path, self._course, done=self._saved, owner=self
            )

    def _saved(self, path: Path) -> None:
        self.context.say(f"Đã lưu vào {path}.")
