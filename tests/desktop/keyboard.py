"""Goes through a window as somebody without a mouse does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def focused() -> QWidget:
    """What has the focus. Raises AssertionError where nothing has."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def tab_stops(window: QWidget, most: int = 200) -> list[str]:
    """The names at which Tab stops, from where the focus is, once round."""
    names: list[str] = []
    first = focused()
    for _ in range(most):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        here = focused()
        if here is first:
            break
        names.append(here.accessibleName())
    return names


def tab_to(name: str, most: int = 200) -> QWidget:
    """Press Tab until something whose name begins so has the focus. Raises AssertionError where none has."""
    seen = []
    for _ in range(most):
        here = focused()
        if here.accessibleName().startswith(name):
            return here
        seen.append(here.accessibleName())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name!r}; it stops at {seen[:most]}")


def press(name: str) -> None:
    """Tab to something and press Enter."""
    QTest.keyClick(tab_to(name), Qt.Key.Key_Return)


def type_into(name: str, text: str) -> None:
    """Tab to an input and type."""
    widget = tab_to(name)
    for letter in text:  # QTest.keyClicks knows no letters beyond Latin-1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
