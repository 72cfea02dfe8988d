"""The screen of a running exam: bars, the question, the overview beside it where there is room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from elearn.desktop.exam.banner import Banner
from elearn.desktop.exam.bars import BottomBar, TopBar, side_of
from elearn.desktop.exam.overview import CellLook, Overview, columns_in
from elearn.desktop.items import ItemWidget
from elearn.desktop.presenters.running import Cell, Kept, Running, summary
from elearn.desktop.theme import Theme
from elearn.desktop.theme.style_sheet import cell_side
from elearn.desktop.widgets.buttons import link_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.focus_follower import FocusFollower
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.scroll import Scroll
from elearn.learning.answered import Answered

_STATES = {Answered.OPEN: "open", Answered.PARTLY: "partly", Answered.WHOLE: "whole"}
_KINDS = {
    "single_choice": "một đáp án",
    "multiple_choice": "nhiều đáp án",
    "true_false": "đúng hay sai",
    "matching": "ghép cặp",
    "ordering": "xếp thứ tự",
    "short_answer": "trả lời ngắn",
    "classify": "xếp nhóm",
    "mark_text": "đánh dấu trong bài",
    "scenario": "tình huống nhiều bước",
}


class RunningView(QWidget):
    """Shows what `Running` holds. `wanted` carries the place of a question, `leave` asks to go."""

    wanted = Signal(int)
    leave = Signal()

    def __init__(self, theme: Theme, running: Running, title: str, about: str) -> None:
        super().__init__()
        self._theme, self._running = theme, running
        self.top = TopBar(theme, title, about)
        self.banner = Banner(theme)
        self.bottom = BottomBar(theme)
        self.bottom.all_wanted.connect(self._show_all)
        self.overview = Overview(theme, len(running))
        self.overview.wanted.connect(self.wanted)
        self._summary = Text(theme, "", "caption", "ink2")
        self.panel = self._make_panel()
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(side_of(theme), 24, side_of(theme), 32)
        self._rows.setSpacing(theme.space(3))
        self._place = Text(theme, "", "caption", "ink2")
        self._rows.addWidget(self._place)
        self._rows.addStretch(1)
        self.scroll_area = Scroll("Câu hỏi", self._holder)
        FocusFollower(self.scroll_area)
        self.item: ItemWidget | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.top, 0, 0, 1, 2)
        grid.addWidget(self.banner, 1, 0, 1, 2)
        grid.addWidget(self.scroll_area, 2, 0)
        grid.addWidget(self.panel, 2, 1)
        grid.addWidget(self.bottom, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(2, 1)

    def _make_panel(self) -> QFrame:
        theme = self._theme
        panel = QFrame()
        panel.setProperty("panel", "side")
        inner = QWidget()
        box = QVBoxLayout(inner)
        side = side_of(theme)
        box.setContentsMargins(20, 24, side, 24)  # its right edge is that of the bars' buttons
        box.setSpacing(theme.space(3))
        box.addWidget(Text(theme, "Các câu", weight=700))
        box.addWidget(self.overview)
        box.addWidget(self._summary)
        box.addStretch(1)
        leave = link_button(theme, "Tạm rời bài thi", self.leave.emit)
        box.addWidget(leave, 0, Qt.AlignmentFlag.AlignLeft)
        scroll = Scroll("Các câu của bài thi", inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)
        panel.setFixedWidth(self.overview.wide + 20 + side + 2)  # and the line at its left
        return panel

    def show_item(self, item: ItemWidget) -> None:
        """Put another question on the screen."""
        if self.item is not None:
            self._rows.removeWidget(self.item)
            self.item.hide()
            self.item.deleteLater()
        self.item = item
        at, count = self._running.position, len(self._running)
        kind = _KINDS[str(item.item.__struct_config__.tag)]
        self._place.set_text(f"Câu {at + 1} trong {count} · {kind}")
        item.stem.setAccessibleName(f"Câu {at + 1} trong {count}, {kind}. {item.item.stem}")
        self._rows.insertWidget(1, item)
        item.show()
        self.scroll_area.verticalScrollBar().setValue(0)
        self.show_progress()
        item.focus_question()

    def show_progress(self) -> None:
        """Overview, flag and place as they are now."""
        cells = self._running.cells()
        self.overview.show_looks([look_of(cell) for cell in cells])
        self._summary.set_text(summary(cells))
        here = self._running.position
        keys = self.item.keys if self.item is not None else ""
        flagged = self._running.flagged(here)
        self.bottom.show_place(here, len(self._running), flagged=flagged, keys=keys)

    def show_kept(self) -> None:
        """Whether what was answered is on the disk."""
        at = self._running.kept_at
        self.top.show_kept(self._running.state, f"{at:%H:%M:%S}" if at else "")
        if self._running.state is Kept.KEPT:
            self.banner.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The overview stands beside the question while that leaves it enough room."""
        super().resizeEvent(event)
        beside = event.size().width() - self.panel.width() >= self._theme.scaled(480)
        self.panel.setVisible(beside)
        self.bottom.all_button.setVisible(not beside)
        self.bottom.show_keys(event.size().width() >= self._theme.scaled(1100))

    def _show_all(self) -> None:
        dialog = Dialog(self._theme, "Các câu", summary(self._running.cells()), self)
        overview = Overview(
            self._theme, len(self._running), columns_in(self._theme, dialog.minimumWidth() - 56)
        )
        overview.show_looks([look_of(cell) for cell in self._running.cells()])
        overview.wanted.connect(dialog.accept)
        scroll = Scroll("Bảng các câu", overview)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys go about in the overview
        room = self.height() - self._theme.scaled(230)  # for what stands above and below it
        scroll.setFixedHeight(min(overview.sizeHint().height(), max(2 * cell_side(self._theme), room)))
        FocusFollower(scroll)
        dialog.body.addWidget(scroll)
        leave = quiet_button(self._theme, "Tạm rời bài thi", dialog.reject)
        dialog.buttons.addWidget(leave)
        dialog.buttons.addWidget(quiet_button(self._theme, "Đóng", dialog.reject))
        chosen: list[int] = []
        overview.wanted.connect(chosen.append)
        left: list[bool] = []
        leave.clicked.connect(left.append)
        overview.cells[self._running.position].setFocus()
        dialog.ask()
        if chosen:
            self.wanted.emit(chosen[0])
        elif left:
            self.leave.emit()


def look_of(cell: Cell) -> CellLook:
    """A question of a running exam in the overview."""
    return CellLook(_STATES[cell.answered], cell.flagged, cell.current, cell.said)
