"""An icon at the height of the first line of the text beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import IconLabel


def sign(theme: Theme, name: str, colour: str, px: int = 16, role: str = "body") -> QVBoxLayout:
    """The icon with the room above it that brings it to the middle of a line of `role`."""
    box = QVBoxLayout()
    box.setContentsMargins(0, sign_drop(theme, px, role), 0, 0)
    box.setSpacing(0)
    box.addWidget(IconLabel(theme, name, colour, px), 0, Qt.AlignmentFlag.AlignTop)
    box.addStretch(1)
    return box


def sign_drop(theme: Theme, px: int, role: str = "body") -> int:
    """How far below the line's upper edge an icon of `px` begins."""
    return max(0, round((theme.line_px(role) - theme.scaled(px)) / 2))


def add_sign(row: QBoxLayout, theme: Theme, name: str, colour: str, px: int = 16, role: str = "body") -> None:
    """Put such an icon into a row."""
    row.addLayout(sign(theme, name, colour, px, role))
