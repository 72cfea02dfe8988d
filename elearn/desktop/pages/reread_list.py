"""Lessons to read again: title, what was missed, how long it takes; each row leads to its section."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.presenters.rereading import LessonToReread
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.two_line_row import TwoLineRow


class RereadList(QWidget):
    """Emits `go` with a route."""

    go = Signal(str)

    def __init__(self, theme: Theme, lessons: Sequence[LessonToReread]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for number, one in enumerate(lessons):
            row = TwoLineRow(
                theme, one.title, one.about, f"Đọc lại {one.title}, {one.about}", line=bool(number), side=0
            )
            row.clicked.connect(partial(self._chosen, one.route))
            box.addWidget(row)

    def _chosen(self, route: str, _checked: bool = False) -> None:
        self.go.emit(route)
