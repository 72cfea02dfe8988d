"""The link above a page's heading that leads to where the page belongs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Clicked, link_button


def add_way_back(box: QVBoxLayout, theme: Theme, words: str, go: Clicked, name: str = "") -> None:
    """Put it into a page's column; `name` is what a screen reader says in place of `words`."""
    link = link_button(theme, f"‹ {words}", go, name=name or words)
    box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
    box.addSpacing(theme.space(3))
