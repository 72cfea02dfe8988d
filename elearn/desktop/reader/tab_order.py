"""The order in which Tab goes through what is built late; Qt appends it to the window's order."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(frame: QWidget) -> list[QWidget]:
    """What inside a frame takes the focus, in the order in which it was put there."""
    return [one for one in frame.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def chain(before: QWidget, following: Iterable[QWidget]) -> None:
    """Have Tab go from a widget through others.

    `before` must take the focus, and so be none of the frames: Qt leaves alone what only frames stand between.
    """
    for one in following:
        QWidget.setTabOrder(before, one)
        before = one
