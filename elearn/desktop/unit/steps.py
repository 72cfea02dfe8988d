"""The few steps until a unit works: which is done, which is next, which comes later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.presenters.unit.overview import Step
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, link_button, primary_button
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.rich_text import Text

_SIGNS = {
    "done": ("circle-check", "good", "Đã xong"),
    "next": ("arrow-right", "accent", "Việc tiếp theo"),
    "later": ("circle", "ink2", "Để sau"),
}


class Steps(QWidget):
    """Steps as quiet lines; the next one has the page's one primary button."""

    def __init__(
        self, theme: Theme, steps: Sequence[Step], go: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.primary: Button | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for step in steps:
            box.addWidget(hairline())
            box.addWidget(self._line(theme, step, go))
        box.addWidget(hairline())

    def _line(self, theme: Theme, step: Step, go: Callable[[str], object]) -> QWidget:
        icon_name, tone, said = _SIGNS[step.state]
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, theme.space(4), 0, theme.space(4))
        row.setSpacing(theme.space(3))
        add_sign(row, theme, icon_name, tone, 20, "h3")
        words = QVBoxLayout()
        words.setSpacing(theme.space(1))
        title = Text(theme, step.title, "h3", "ink" if step.state != "later" else "ink2")
        title.setAccessibleName(f"{step.title}: {said}")
        words.addWidget(title)
        words.addWidget(Text(theme, step.about, tone="ink2"))
        if step.state == "next":
            words.addSpacing(theme.space(2))
            self.primary = primary_button(theme, step.action, partial(go, step.route))
            words.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignLeft)
        elif step.state == "done" and step.action:
            link = link_button(theme, step.action, partial(go, step.route))
            words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        return line
