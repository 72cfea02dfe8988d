"""The start met something in the way: one page that says what, what was kept, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from elearn.desktop.page import ColumnPage, column
from elearn.desktop.presenters.trouble import TroublePresenter, TroubleView, WayBack
from elearn.desktop.widgets.buttons import danger_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.errors import Refusal


class TroublePage(ColumnPage):
    """Emits `again` when opening should be tried once more, `visit` with the refusal to read without records."""

    title = "Chưa mở được"
    widest = 700
    centred = True
    again = Signal()
    visit = Signal(object)  # Refusal
    _refusal: Refusal | None = None

    def show_refusal(self, refusal: Refusal) -> None:
        """Look for a way back and show it."""
        self._refusal = refusal
        self.context.background.run(self._presenter().view, refusal, done=self._show, owner=self)

    def _presenter(self) -> TroublePresenter:
        return TroublePresenter(self.context.services)

    def _show(self, view: TroubleView) -> None:
        theme = self.theme
        content, box = column(theme.space(3))
        box.addWidget(IconLabel(theme, "triangle-alert", "desk", 40))
        box.addWidget(Heading(theme, "Chưa mở được dữ liệu học"))
        box.addWidget(Text(theme, view.sentence, "reading"))
        box.addSpacing(theme.space(3))
        if view.way_back:
            self._show_way_back(view.way_back, box)
        actions = Flow(theme.space(3))
        actions.add(quiet_button(theme, "Thử mở lại", self.again.emit, icon_name="refresh-cw"))
        if view.may_visit:
            actions.add(quiet_button(theme, "Đọc bài, không lưu", self._ask_visit, icon_name="book-open"))
        if view.may_start_anew:
            actions.add(danger_button(theme, "Bắt đầu lại từ đầu…", self._ask_anew))
        box.addWidget(actions)
        box.addSpacing(theme.space(4))
        box.addWidget(Text(theme, f"Dữ liệu nằm ở: {view.folder}", "caption", "ink2"))
        self.show_content(content)
        self.focus_first()

    def _show_way_back(self, way: WayBack, box: QVBoxLayout) -> None:
        card = Card(self.theme)
        card.body.addWidget(Text(self.theme, way.words))
        card.body.addSpacing(self.theme.space(3))
        button = primary_button(self.theme, "Quay về bản sao lưu này", partial(self._go_back, way))
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(card)
        box.addSpacing(self.theme.space(3))

    def _go_back(self, way: WayBack) -> None:
        self.context.background.run(
            self._presenter().go_back, way.file, done=self._done, failed=self.show_refusal, owner=self
        )

    def _ask_visit(self) -> None:
        self.visit.emit(self._refusal)

    def _ask_anew(self) -> None:
        if self.context.ask(
            "Bắt đầu lại từ đầu?",
            "Máy này không có bản sao lưu nào còn tốt. Tệp hỏng được giữ lại để nhờ người am hiểu xem; hồ sơ và "
            "kết quả thì trống như lúc mới cài.",
            "Bắt đầu lại từ đầu",
            danger=True,
        ):
            self.context.background.run(
                self._presenter().start_anew, done=self._done, failed=self.show_refusal, owner=self
            )

    def _done(self, _: object) -> None:
        self.again.emit()
