"""Applies the style sheet again after a widget's variant has changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def repolish(widget: QWidget) -> None:
    """Take up another variant; a widget that was never shown will be dressed once, when it is."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
