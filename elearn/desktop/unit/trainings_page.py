"""Courses held by others, and who is still without one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.trainings import COLUMNS, TrainingRow, TrainingsPresenter, TrainingsView
from elearn.desktop.unit.unit_page import UnitPage
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state
from elearn.desktop.widgets.table import Table


class TrainingsPage(UnitPage):
    """`unit-trainings`."""

    title = "Tập huấn do nơi khác tổ chức"
    tab = "unit-settings"
    fills = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = TrainingsPresenter(context.services)

    def open(self, argument: str) -> None:
        """Read what is known."""
        self.load(self._presenter.view, done=self._show)

    def _show(self, view: TrainingsView) -> None:
        theme = self.theme
        title = "Tập huấn do nơi khác tổ chức"
        content, box = self.head(title, view.about if view.rows else "", back=("Thiết lập", "unit-settings"))
        if not view.rows:
            words = (
                "Ghi lớp mà người của đơn vị đã đăng ký hoặc tham gia ở trang của từng người. Lãnh đạo, người phát ngôn và người "
                "làm truyền thông trong danh sách mà chưa tham gia lớp nào sẽ hiện ở đây."
            )
            box.addWidget(empty_state(theme, "graduation-cap", "Chưa ghi lớp nào", words))
            box.addStretch(1)
            self.show_content(content)
            return
        box.addWidget(
            Text(theme, "Bấm vào một người để ghi lớp đã đăng ký hoặc tham gia.", "caption", "ink2")
        )
        box.addSpacing(theme.space(1))
        table = Table(theme, COLUMNS, title)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        table.put(view.rows)
        table.opened.connect(self._open)
        box.addWidget(table, 1)
        self.show_content(content)
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: TrainingRow) -> None:
        self.go.emit(f"unit-person:{row.person}")
