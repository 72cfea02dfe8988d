"""Headings of three sizes; a screen reader hears them as headings by name."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.rich_text import Text


class Heading(Text):
    """A heading of level 1 (one a page), 2 or 3."""

    def __init__(
        self, theme: Theme, text: str, level: int = 1, tone: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, f"h{level}", tone, parent=parent)
        self.level = level
        self.setObjectName(f"h{level}")
