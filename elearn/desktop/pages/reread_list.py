"""Lessons to read again: title, what was missed, how long it takes; each row leads to its section."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.presenters.rereading import LessonToReread
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton


class RereadList(QWidget):
    """Emits `go` with a route."""

    go = Signal(str)

    def __init__(self, theme: Theme, lessons: Sequence[LessonToReread]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for number, one in enumerate(lessons):
            if number:
                box.addWidget(hairline())
            row = RowButton(theme, f"Đọc lại {one.title}, {one.about}", "line")
            row.row.setContentsMargins(0, theme.space(3), 0, theme.space(3))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Text(theme, one.title, weight=600))
            words.addWidget(Text(theme, one.about, "caption", "ink2"))
            row.row.addLayout(words, 1)
            row.row.addWidget(IconLabel(theme, "chevron-right", "ink2", 18))
            row.seal()
            row.clicked.connect(partial(self._chosen, one.route))
            box.addWidget(row)

    def _chosen(self, route: str, _checked: bool = False) -> None:
        self.go.emit(route)
