"""Something that could not be written: the sentence and "Thử lại", above the question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from elearn.desktop.exam.bars import side_of
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import quiet_button
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text


class Banner(QFrame):
    """Hidden until there is something to say."""

    again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("banner", "bad")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(side_of(theme), 10, side_of(theme), 10)
        outer.setSpacing(theme.space(3))
        outer.addWidget(IconLabel(theme, "triangle-alert", "bad", 22))
        row = Reflow(theme.scaled(560), theme.space(4), theme.space(2))
        self._text = Text(theme, "", tone="bad", weight=600)
        row.add(self._text, 1)
        self.button = quiet_button(theme, "Thử lại", self.again.emit, icon_name="refresh-cw")
        row.add(self.button)
        outer.addWidget(row, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; "" hides it."""
        if text and text != self.text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._text.set_text(text)
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What is said, "" where nothing is."""
        return self._text.accessibleName() if not self.isHidden() else ""
