"""A line above the whole window that stays: what holds as long as it is open, and one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text


class Notice(QFrame):
    """Emits `acted` when its button was pressed."""

    acted = Signal()

    def __init__(self, theme: Theme, text: str, action: str) -> None:
        super().__init__()
        self.setProperty("banner", "desk")
        self.setAccessibleName(text)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(24, 8, 24, 8)
        outer.setSpacing(theme.space(3))
        outer.addWidget(IconLabel(theme, "lock", "desk", 20))
        row = Reflow(theme.scaled(560), theme.space(4), theme.space(1))
        self.text = Text(theme, text, tone="desk", weight=600)
        row.add(self.text, 1)
        self.button = link_button(theme, action, self.acted.emit)
        row.add(self.button)
        outer.addWidget(row, 1)
