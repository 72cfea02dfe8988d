"""Names and values below each other: what is known about a person, a paper, an exam."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.rich_text import Text


def facts_grid(
    theme: Theme,
    facts: Iterable[tuple[str, str]],
    *,
    airy: bool = False,
    strong: frozenset[int] = frozenset(),
) -> QGridLayout:
    """Two columns. `airy`: on a page of its own, not in a card. `strong`: the rows whose values stand out."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.space(5 if airy else 4))
    grid.setVerticalSpacing(theme.space(2 if airy else 1))
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(facts):
        grid.addWidget(Text(theme, name, tone="ink2"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(theme, value, weight=600 if at in strong else None), at, 1)
    return grid
