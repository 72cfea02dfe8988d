"""What a page shows when it has nothing yet, when it waits, and when something is in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Clicked, primary_button, quiet_button
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text


def _state(theme: Theme, icon_name: str, tone: str, title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, theme.space(5), 0, theme.space(5))
    box.setSpacing(theme.space(2))
    box.addWidget(IconLabel(theme, icon_name, tone, 40))
    box.addSpacing(theme.space(1))
    box.addWidget(Heading(theme, title, 2))
    if text:
        passage = Text(theme, text, tone="ink2")
        passage.setMaximumWidth(theme.column)
        box.addWidget(passage)
    return widget, box


def empty_state(
    theme: Theme, icon_name: str, title: str, text: str, action: str = "", clicked: Clicked | None = None
) -> QWidget:
    """Nothing here yet: why, and what to do about it."""
    widget, box = _state(theme, icon_name, "ink2", title, text)
    if action:
        box.addSpacing(theme.space(2))
        box.addWidget(primary_button(theme, action, clicked), 0, Qt.AlignmentFlag.AlignLeft)
    return widget


def error_state(
    theme: Theme, text: str, again: Clicked | None = None, title: str = "Chưa làm được việc này"
) -> QWidget:
    """Something is in the way: the refusal's sentence, and "Thử lại" where trying again makes sense."""
    widget, box = _state(theme, "triangle-alert", "bad", title, text)
    if again:
        box.addSpacing(theme.space(2))
        box.addWidget(
            quiet_button(theme, "Thử lại", again, icon_name="refresh-cw"), 0, Qt.AlignmentFlag.AlignLeft
        )
    box.addStretch(1)  # where it has the whole window its parts stay together
    return widget


def loading_state(theme: Theme, text: str = "Đang mở…") -> QWidget:
    """Shown only where opening takes longer than a breath."""
    widget, box = _state(theme, "hourglass", "ink2", text, "")
    box.addStretch(1)
    return widget
