"""How one part of an answer went, in words below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text

if TYPE_CHECKING:
    from elearn.learning.feedback import Line


def add_note(box: QVBoxLayout, theme: Theme, line: Line, given: str, wanted: str) -> str:
    """Add what was given, what would be right where that differs, and why; all of it as one text, too."""
    name, tone = ("circle-check", "good") if line.right else ("circle-x", "bad")
    row = QHBoxLayout()
    row.setSpacing(theme.space(2))
    row.addWidget(IconLabel(theme, name, tone, 18))
    row.addWidget(Text(theme, given, "body", tone, weight=600), 1)
    box.addLayout(row)
    said = [given, "đúng" if line.right else "chưa đúng"]
    if not line.right:
        box.addWidget(Text(theme, wanted, "body", weight=600))
        said.append(wanted)
    if line.feedback:
        box.addWidget(Text(theme, line.feedback, "body", "ink2"))
        said.append(line.feedback)
    return ". ".join(said)
