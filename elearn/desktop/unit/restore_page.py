"""Going back to a backup: a file is chosen, seen beside what is here, and put in its place once that is confirmed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.files import choose_file
from elearn.desktop.presenters.unit.restoring import (
    Restored,
    RestorePresenter,
    RestorePreview,
    RestoreView,
)
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, danger_button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.layouts import clear
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton
from elearn.errors import Refusal
from elearn.wording import sentence

ABOUT = "Dùng khi đổi máy, khi dữ liệu bị hỏng, hoặc khi cần về lại một ngày trước."
HOW = (
    "Chọn tệp đã lưu bằng nút “Lưu bản sao lưu” trong Thiết lập. Máy cho xem trong tệp có gì rồi mới hỏi; chưa xác nhận "
    "thì chưa có gì thay đổi."
)
KINDS = "Bản sao lưu (*.zip *.db)"


class RestorePage(UnitPage):
    """`unit-restore`."""

    title = "Khôi phục từ bản sao lưu"
    tab = "unit-settings"
    widest = 900
    choose_file = staticmethod(choose_file)
    primary: Button | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = RestorePresenter(context.services)

    def open(self, argument: str) -> None:
        """Read what can be gone back to."""
        self.load(self._presenter.view, done=self._show)

    def focus_first(self) -> None:
        """The primary button has it, once the page is there."""

    def _show(self, view: RestoreView) -> None:
        theme = self.theme
        content, box = self.head(self.title, ABOUT, back=view.back)
        self._place = QVBoxLayout()
        box.addLayout(self._place)
        if view.damaged:
            words = "Tệp dữ liệu của đơn vị trên máy này đã hỏng. Tệp hỏng được giữ lại, không bị ghi đè."
            box.addWidget(self.note("bad", "circle-alert", words))
            box.addSpacing(theme.space(4))
        if view.way_back:
            back = link_button(theme, "Quay lại dữ liệu ấy…", self._take_back)
            box.addWidget(self.note("sunken", "history", view.way_back, back))
            box.addSpacing(theme.space(4))
        box.addWidget(Text(theme, HOW))
        box.addSpacing(theme.space(3))
        self.primary = primary_button(theme, "Chọn tệp sao lưu…", self._choose)
        box.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignLeft)
        if view.daily:
            box.addSpacing(theme.space(5))
            box.addWidget(Heading(theme, "Hoặc bản máy tự giữ mỗi ngày", 2))
            box.addWidget(Text(theme, "Chỉ có dữ liệu của đơn vị; hồ sơ học giữ nguyên.", tone="ink2"))
            box.addSpacing(theme.space(2))
            for line in view.daily:
                box.addWidget(self._row(line.words, partial(self.look_at, line.file)))
                box.addSpacing(theme.space(1))
        box.addStretch(1)
        self.show_content(content)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, words: str, press: partial[None]) -> RowButton:
        row = RowButton(self.theme, words)
        row.row.addWidget(Text(self.theme, words), 1)
        row.row.addWidget(IconLabel(self.theme, "chevron-right", "ink2", 18))
        row.seal()
        row.clicked.connect(lambda _checked=False: press())
        return row

    def _choose(self) -> None:
        file = self.choose_file(self, "Chọn bản sao lưu", KINDS)
        if file is not None:
            self.look_at(file)

    def look_at(self, file: Path) -> None:
        """Show what a backup holds."""
        self.context.background.look_long(
            self._presenter.preview, file, done=self._show_preview, failed=self._refused, owner=self
        )

    def _refused(self, refusal: Refusal) -> None:
        clear(self._place)
        card = self.note("bad", "circle-alert", sentence(refusal))
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place.addWidget(card)
        self._place.addSpacing(self.theme.space(4))
        card.show()
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.bring_into_view(card)

    # A backup that was chosen

    def _show_preview(self, view: RestorePreview) -> None:
        theme = self.theme
        content, box = self.head(self.title, view.file.name, back=("Chọn tệp khác", "unit-restore"))
        self._place = QVBoxLayout()
        box.addLayout(self._place)
        sides = Reflow(theme.scaled(680), theme.space(4))
        sides.add(self._side("Đang có trên máy này", view.here, "plain"), 1)
        sides.add(self._side("Trong bản sao lưu", view.there, "accent"), 1)
        box.addWidget(sides)
        box.addSpacing(theme.space(4))
        for words in view.doubts:
            box.addWidget(self.note("desk", "circle-alert", words))
            box.addSpacing(theme.space(3))
        box.addWidget(Text(theme, view.replaces))
        box.addSpacing(theme.space(4))
        ways = Flow(12)
        self.primary = danger_button(theme, "Khôi phục…", partial(self._ask, view))
        ways.add(self.primary)
        ways.add(quiet_button(theme, "Không khôi phục", partial(self.open, "")))
        box.addWidget(ways)
        box.addStretch(1)
        self.show_content(content)
        self.scroll_area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side(self, title: str, lines: tuple[tuple[str, str], ...], kind: str) -> Card:
        theme = self.theme
        card = Card(theme, kind, 20)
        card.setAccessibleName(title)
        card.body.addWidget(Heading(theme, title, 3))
        card.body.addSpacing(theme.space(2))
        card.body.addLayout(facts_grid(theme, lines))
        card.body.addStretch(1)
        return card

    def _ask(self, view: RestorePreview) -> None:
        if self.context.ask(
            "Thay dữ liệu trên máy này?", view.replaces, "Khôi phục", "Để nguyên", danger=True
        ):
            work = partial(self._presenter.restore, view.file, self.context.subject)
            self._carry_out(work)

    def _take_back(self) -> None:
        words = (
            "Dữ liệu đang có được thay bằng dữ liệu trước lần khôi phục. Dữ liệu đang có cũng được cất lại, nên quay đi quay "
            "lại đều không mất gì."
        )
        if self.context.ask("Quay lại dữ liệu trước đó?", words, "Quay lại", "Để nguyên", danger=True):
            self._carry_out(partial(self._presenter.take_back, self.context.subject))

    def _carry_out(self, work: partial[Restored]) -> None:
        if self.primary is not None:
            self.primary.setEnabled(False)
        self.context.say("Đang khôi phục…")
        self.context.background.run(work, done=self._restored, failed=self._failed, owner=self)

    def _failed(self, refusal: Refusal) -> None:
        if self.primary is not None:
            self.primary.setEnabled(True)
        self._refused(refusal)

    def _restored(self, done: Restored) -> None:
        """Begin anew with what was restored: no page that is there knows of it."""
        say, go = self.context.say, self.go.emit
        self.context.enter(done.subject)
        if done.subject:
            go(done.route)
        say(done.words)
