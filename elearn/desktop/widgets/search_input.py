"""An input that narrows what a page shows while one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from elearn.desktop.theme import Theme


def search_input(
    theme: Theme, words: str, name: str, typed: Callable[[str], object], value: str = ""
) -> QLineEdit:
    """`words` stand in it while it is empty, `name` is heard; `typed` is told of each change."""
    made = QLineEdit(value)
    made.setFont(theme.font("body"))
    made.setPlaceholderText(words)
    made.setAccessibleName(name)
    made.setClearButtonEnabled(True)
    made.textChanged.connect(typed)
    return made
