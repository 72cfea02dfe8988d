"""A chip: a state in one or two words, told by colour and by its text."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text


class Chip(QFrame):
    """`kind` is plain, accent, good, desk (mind this) or bad."""

    def __init__(
        self, theme: Theme, text: str, kind: str = "plain", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("chip", kind)
        tone = "ink" if kind == "plain" else kind
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 10, 2)
        row.setSpacing(theme.space(1))
        if icon_name:
            row.addWidget(IconLabel(theme, icon_name, tone, 14))
        self.label = Text(theme, text, "caption", tone, wrap=False)
        row.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Show another state of the same kind."""
        self.label.set_text(text)
        self.setAccessibleName(text)
