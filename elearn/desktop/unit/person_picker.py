"""Choosing somebody of the roster by name or code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.context import Context
from elearn.desktop.presenters.unit.intake import CANDIDATE_COLUMNS, Candidate
from elearn.desktop.widgets.buttons import primary_button, quiet_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.table import Table
from elearn.vietnamese.text import fold


class PersonPicker(Dialog):
    """`chosen` is the key of who was chosen, 0 before that."""

    def __init__(
        self, context: Context, title: str, people: Sequence[Candidate], parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, title, "", parent)
        theme = context.theme
        self.setMinimumWidth(min(theme.scaled(620), 1000))
        self.chosen = 0
        self.search = Field(theme, "Tìm tên, mã hoặc bộ phận")
        self.search.input.textChanged.connect(self._type)
        self.search.input.returnPressed.connect(self._take_first)
        self.body.addWidget(self.search)
        self.table = Table(
            theme, CANDIDATE_COLUMNS, "Người trong danh sách", "Không có ai khớp.", several=True
        )
        self.table.setFixedHeight(self.table.whole_height(6) + 4 * theme.target)
        self.table.put(people)
        self.table.opened.connect(self._take)
        self.table.picked.connect(self._picked)
        self.body.addWidget(self.table)
        self.buttons.addWidget(quiet_button(theme, "Để sau", self.reject), 0, Qt.AlignmentFlag.AlignVCenter)
        self.confirm = primary_button(theme, "Chọn người này", self._confirm)
        self.confirm.setEnabled(False)
        self.buttons.addWidget(self.confirm)
        self.search.input.setFocus()

    def _type(self, text: str) -> None:
        needles = fold(text).split()
        self.table.choose((lambda one: all(word in one.found_by for word in needles)) if needles else None)

    def _picked(self, number: int) -> None:
        self.confirm.setEnabled(number == 1)

    def _take_first(self) -> None:
        if self.table.shown == 1:
            self._take(self.table.rows_model.arranged.row(0))

    def _confirm(self) -> None:
        if self.table.picks:
            self._take(self.table.picks[0])

    def _take(self, one: Candidate) -> None:
        self.chosen = one.key
        self.accept()
