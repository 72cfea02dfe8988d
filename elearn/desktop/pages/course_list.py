"""Courses as quiet lines: title, progress, state, one link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.progress import ProgressBar
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

if TYPE_CHECKING:
    from elearn.desktop.presenters.courses import CourseRow


LOWEST = 60  # pixels of a line, at 100 % text


class CourseList(QWidget):
    """Emits `chosen` with the route of a line's link.

    Made at once is what `room` pixels show; `rest` holds the steps that make what is below, a line each.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, rows: Sequence[CourseRow], room: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        first = max(1, 1 + room // theme.scaled(LOWEST))
        for row in rows[:first]:
            self._add(theme, row)
        self.rest: list[Callable[[], object]] = [partial(self._add, theme, row) for row in rows[first:]]
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def _add(self, theme: Theme, row: CourseRow) -> None:
        for widget in (hairline(), self._line(theme, row)):
            self._box.addWidget(widget)
            if self.isVisible():
                widget.show()

    def _line(self, theme: Theme, row: CourseRow) -> QWidget:
        line = Reflow(theme.scaled(760), theme.space(4), theme.space(2))
        line.setContentsMargins(0, 12, 0, 12)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(theme, row.title, weight=600))
        lines.addWidget(Text(theme, row.about, "caption", "ink2"))
        if row.due:
            tone = "ink2" if row.due_tone == "plain" else row.due_tone
            lines.addWidget(Text(theme, row.due[:1].upper() + row.due[1:], "caption", tone))
        line.add(words, 3)
        line.add(self._progress(theme, row), 3)
        line.add(self._state(theme, row), 2)
        return line

    @staticmethod
    def _progress(theme: Theme, row: CourseRow) -> QWidget:
        widget = QWidget()
        box = QHBoxLayout(widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(3))
        box.addWidget(ProgressBar(theme, row.share, f"Đã đọc của khóa {row.title}"), 1)
        percent = Text(theme, f"{round(row.share * 100)} %", "caption", "ink2", wrap=False)
        percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        percent.setFixedWidth(theme.scaled(44))
        box.addWidget(percent)
        return widget

    def _state(self, theme: Theme, row: CourseRow) -> QWidget:
        widget = QWidget()
        box = QHBoxLayout(widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(3))
        box.addWidget(Chip(theme, row.chip, row.tone))
        box.addStretch(1)
        link = link_button(
            theme, row.action, partial(self.chosen.emit, row.route), name=f"{row.action}: {row.title}"
        )
        box.addWidget(link)
        return widget
