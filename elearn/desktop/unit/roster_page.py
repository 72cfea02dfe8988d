"""The roster: everybody, found and sorted; people moved, gone, added; the last import taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.roster import COLUMNS, MemberLine, RosterPresenter, RosterView
from elearn.desktop.presenters.unit.words import count_words
from elearn.desktop.unit.part_dialogs import PartDialog
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.choosing import Check, Combo
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.search_input import search_input
from elearn.desktop.widgets.states import empty_state
from elearn.desktop.widgets.table import Table
from elearn.vietnamese.text import fold


class RosterPage(UnitPage):
    """`unit-roster`."""

    title = "Danh sách người học"
    tab = "unit-roster"
    widest = 1400
    fills = True
    primary: Button | None = None
    table: Table | None = None

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = RosterPresenter(context.services)
        self._part, self._words, self._with_left = "", "", False
        self._current: int | None = None

    def open(self, argument: str) -> None:
        """Read the roster."""
        self.load(self._presenter.view, self._with_left, done=self._show)

    def focus_first(self) -> None:
        """The page decides, once the roster has come."""

    def _show(self, view: RosterView) -> None:
        theme = self.theme
        self._view = view
        self.primary = primary_button(theme, "Nhập từ tệp…", partial(self.go.emit, "unit-import"))
        if not view.lines and not self._with_left:
            self._show_empty(view)
            return
        ways = [
            quiet_button(
                theme, "Thêm người…", partial(self.go.emit, "unit-person-edit"), icon_name="user-round-plus"
            ),
            quiet_button(theme, "Bộ phận…", partial(self.go.emit, "unit-parts"), icon_name="list-tree"),
            self.primary,
        ]
        content, box = self.head("Danh sách người học", view.about, ways)
        if view.undo:
            line = Flow(12)
            line.add(Text(theme, view.undo, "caption", "ink2"))
            line.add(link_button(theme, "Hoàn tác lần nhập này", self._undo, role="caption"))
            box.addWidget(line)
            box.addSpacing(theme.space(3))
        box.addWidget(self._filter_row(view))
        box.addSpacing(theme.space(1))
        self.table = Table(
            theme, COLUMNS, "Danh sách người học", "Không có ai khớp. Hãy xóa chữ tìm hoặc chọn bộ phận khác.",
            several=True,
        )  # fmt: skip
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.opened.connect(self._open_person)
        self.table.put(view.lines)
        box.addWidget(self.table, 1)
        box.addWidget(self._actions())
        self.table.picked.connect(self._picked)
        self._choose()
        self.show_content(content)
        if self._current is not None and self.table.go_to(lambda line: line.key == self._current):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self, view: RosterView) -> None:
        content, box = self.head(
            "Danh sách người học", view.about if view.undo else "Ai học, ở bộ phận nào, giữ chức vụ gì"
        )
        words = (
            "Dùng tệp Excel (.xlsx, .xls) hoặc .csv mà cơ quan đang có; không cần sửa trước. Máy cho xem đã hiểu thế nào "
            "trước khi nhập, và hoàn tác được."
        )
        state = empty_state(
            self.theme, "users-round", "Chưa có ai trong danh sách", words, "Nhập từ tệp…",
            partial(self.go.emit, "unit-import"),
        )  # fmt: skip
        box.addWidget(state)
        more = link_button(self.theme, "Hoặc thêm từng người", partial(self.go.emit, "unit-person-edit"))
        box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.show_content(content)
        for button in state.findChildren(Button):
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter_row(self, view: RosterView) -> QWidget:
        theme = self.theme
        row = Reflow(theme.scaled(620), theme.space(3), theme.space(2))
        self.search = search_input(
            theme, "Tìm tên, mã, chức vụ", "Tìm theo tên, mã, chức vụ hoặc bộ phận", self._type, self._words
        )
        row.add(self.search, 3)
        if len(view.parts) > 2:
            row.add(Combo(theme, view.parts, "Bộ phận", self._part, self._choose_part), 2)
        row.add(Check(theme, "Cả người đã rời đơn vị", checked=self._with_left, changed=self._show_left), 2)
        return row

    def _actions(self) -> QWidget:
        """What can be done with the people who are picked; the room is kept, so that nothing jumps."""
        theme = self.theme
        widget = Reflow(theme.scaled(620), theme.space(3), theme.space(2))
        self.picked_words = Text(theme, "", tone="ink2")
        widget.add(self.picked_words, 1)
        ways = Flow(8)
        self.open_button = quiet_button(theme, "Mở", self._open_current, name="Mở trang của người đang chọn")
        self.move_button = quiet_button(theme, "Chuyển bộ phận…", self._move)
        self.leave_button = quiet_button(theme, "Đã rời đơn vị…", self._leave)
        self._only_with_picks = (self.open_button, self.move_button, self.leave_button)
        for button in self._only_with_picks:
            ways.add(button)
        ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        widget.add(ways)
        widget.setContentsMargins(0, theme.space(2), 0, 0)
        self._picked(0)
        return widget

    # Choosing

    def _type(self, words: str) -> None:
        self._words = words
        self._choose()

    def _choose_part(self, part: str) -> None:
        self._part = part
        self._choose()

    def _show_left(self, with_left: bool) -> None:
        self._with_left = with_left
        self.open("")

    def _choose(self) -> None:
        if self.table is not None:
            self.table.choose(_filter(self._part, fold(self._words).split()))

    def _picked(self, number: int) -> None:
        words = "Chọn người bằng chuột hoặc phím; giữ Ctrl hoặc Shift để chọn nhiều."
        self.picked_words.set_text(f"Đang chọn {count_words(number)} người." if number else words)
        for button in self._only_with_picks:
            button.setEnabled(number > 0)
        self.open_button.setEnabled(number == 1)

    # Doing

    def _open_person(self, line: MemberLine) -> None:
        self._current = line.key
        self.go.emit(f"unit-person:{line.key}")

    def _open_current(self) -> None:
        if self.table is not None and self.table.picks:
            self._open_person(self.table.picks[0])

    def _keys(self) -> list[int]:
        return [line.key for line in self.table.picks] if self.table is not None else []

    def _move(self) -> None:
        keys = self._keys()
        dialog = PartDialog(self.context, [value for value, _ in self._view.parts if value], len(keys), self)
        if keys and dialog.ask():
            self.context.background.run(
                self._presenter.move, keys, dialog.chosen, done=self._moved, owner=self
            )

    def _moved(self, number: int) -> None:
        self.context.say(
            f"Đã chuyển {count_words(number)} người." if number else "Những người này đã ở bộ phận đó."
        )
        self.open("")

    def _leave(self) -> None:
        keys = self._keys()
        words = (
            f"{count_words(len(keys))} người sẽ được ghi là đã rời đơn vị từ hôm nay và không còn trong danh sách, báo cáo. Kết quả và "
            "giấy đã cấp vẫn được giữ; có thể đưa trở lại bất cứ lúc nào."
        )
        if keys and self.context.ask("Ghi là đã rời đơn vị?", words, "Ghi là đã rời", "Để sau"):
            self.context.background.run(self._presenter.leave, keys, done=self._left, owner=self)

    def _left(self, number: int) -> None:
        self._current = None
        self.context.say(f"Đã ghi {count_words(number)} người rời đơn vị.")
        self.open("")

    def _undo(self) -> None:
        words = (
            f"{self._view.undo} Hoàn tác thì danh sách trở về như trước lần nhập ấy; kết quả học không mất."
        )
        if self.context.ask("Hoàn tác lần nhập?", words, "Hoàn tác", "Để sau", danger=True):
            self.context.background.run(self._presenter.undo, done=self._undone, owner=self)

    def _undone(self, words: str) -> None:
        self.context.say(words)
        self.open("")


def _filter(part: str, needles: list[str]) -> Callable[[MemberLine], bool] | None:
    if not part and not needles:
        return None
    below = f"{part} / "

    def chosen(line: MemberLine) -> bool:
        if part and line.part != part and not line.part.startswith(below):
            return False
        return all(needle in line.found_by for needle in needles)

    return chosen
