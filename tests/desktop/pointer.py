"""Moves the pointer over a text as a hand does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from elearn.desktop.reader.passage import Passage
from elearn.desktop.reader.typeset import Link


def link_to(passages, target: str) -> tuple[Passage, Link]:
    """A link among passages, by where it leads. Raises AssertionError where there is none."""
    for passage in passages:
        for one in passage.links:
            if one.target == target:
                return passage, one
    raise AssertionError(target)


def hover(passage: Passage, link: Link) -> None:
    """The pointer comes to the middle of a link."""
    middle = passage.mapFromGlobal(passage.place_of(link).center())
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(middle), QPointF(passage.mapToGlobal(middle)), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(passage.viewport(), move)


def leave(passage: Passage) -> None:
    """The pointer leaves a text."""
    QApplication.sendEvent(passage, QEvent(QEvent.Type.Leave))
