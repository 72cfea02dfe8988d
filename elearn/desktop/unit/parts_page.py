"""Sub-units as a tree of two levels: renamed, merged."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.roster import PartLine, RosterPresenter
from elearn.desktop.unit.part_dialogs import MergeDialog, RenameDialog
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.buttons import quiet_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state


class PartsPage(UnitPage):
    """`unit-parts`."""

    title = "Bộ phận"
    tab = "unit-roster"
    widest = 860

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = RosterPresenter(context.services)

    def open(self, argument: str) -> None:
        """Read the tree."""
        self.load(self._presenter.parts, done=self._show)

    def _show(self, parts: tuple[PartLine, ...]) -> None:
        theme = self.theme
        about = "Cơ cấu thay đổi thì đổi tên hoặc gộp ở đây. Lịch sử, kết quả và giấy đã cấp được giữ."
        content, box = self.head("Bộ phận", about, back=("Danh sách", "unit-roster"))
        if not parts:
            words = "Danh sách nhập vào có cột bộ phận thì cây bộ phận tự có. Chuyển người sang bộ phận mới ở trang Danh sách."
            box.addWidget(empty_state(theme, "list-tree", "Chưa có bộ phận nào", words))
        for part in parts:
            box.addWidget(hairline())
            box.addWidget(self._line(part, [one.value for one in parts]))
        if parts:
            box.addWidget(hairline())
        box.addStretch(1)
        self.show_content(content)

    def _line(self, part: PartLine, all_parts: list[str]) -> QWidget:
        theme = self.theme
        line = Reflow(theme.scaled(560), theme.space(4), theme.space(1))
        line.setContentsMargins(0, 6, 0, 6)
        names = QWidget()
        row = QHBoxLayout(names)
        row.setContentsMargins(theme.space(5) * (part.depth - 1), 0, 0, 0)
        row.setSpacing(theme.space(3))
        name = Text(theme, part.name, weight=600 if part.depth == 1 else 400)
        name.setAccessibleName(f"{part.value}, {part.people} người")
        row.addWidget(name, 1)
        people = Text(theme, f"{part.people} người", tone="ink2", wrap=False)
        row.addWidget(people)
        line.add(names, 1)
        ways = Flow(8)
        ways.add(
            quiet_button(
                theme, "Đổi tên…", partial(self._rename, part, all_parts), name=f"Đổi tên {part.value}"
            )
        )
        if len(all_parts) > 1:
            merge = quiet_button(
                theme, "Gộp vào…", partial(self._merge, part, all_parts), name=f"Gộp {part.value} vào…"
            )
            ways.add(merge)
        line.add(ways)
        return line

    def _rename(self, part: PartLine, all_parts: list[str]) -> None:
        dialog = RenameDialog(self.context, part.value, all_parts, self)
        if dialog.ask():
            self._go_on(part, dialog.after)

    def _merge(self, part: PartLine, all_parts: list[str]) -> None:
        dialog = MergeDialog(self.context, part.value, all_parts, self)
        if dialog.ask():
            self._go_on(part, dialog.after)

    def _go_on(self, part: PartLine, after: str) -> None:
        done = partial(self._done, after)
        self.context.background.run(self._presenter.rename_part, part.path, after, done=done, owner=self)

    def _done(self, after: str, people: int) -> None:
        self.context.say(f"Đã xong: {people} người nay thuộc “{after}”.")
        self.open("")
