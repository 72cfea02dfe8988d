"""Walks what a screen reader would hear of a page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget


def interfaces(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """The accessible parts of a widget that are shown, depth first, itself included."""
    top = QAccessible.queryAccessibleInterface(widget)
    stack = [top] if top else []
    while stack:
        part = stack.pop()
        if part is None or not part.isValid():
            continue
        if part.state().invisible:
            continue
        yield part
        stack += [part.child(at) for at in reversed(range(part.childCount()))]


def name_of(part: QAccessibleInterface) -> str:
    """What is said of a part."""
    return part.text(QAccessible.Text.Name).strip()


def nameless(widget: QWidget) -> list[str]:
    """Focusable parts of a widget that have no name; empty where all is well.

    Both by QAccessible's own walk and by the widgets' focus policy: scroll areas and text widgets are
    focusable, too.
    """
    found = []
    for part in interfaces(widget):
        state = part.state()
        if state.focusable and not state.invisible and not name_of(part):
            found.append(_describe(part.object()))
    for child in [widget, *widget.findChildren(QWidget)]:
        if child.focusPolicy() == Qt.FocusPolicy.NoFocus or not child.isVisibleTo(widget):
            continue
        if child.focusProxy() is not None or child.objectName().startswith("qt_"):
            continue
        part = QAccessible.queryAccessibleInterface(child)
        if not part or not name_of(part):
            found.append(_describe(child))
    return sorted(set(found))


def names(widget: QWidget) -> list[str]:
    """Everything that is said of a widget, in order."""
    return [name for part in interfaces(widget) if (name := name_of(part))]


def _describe(thing: object) -> str:
    inside = []
    while isinstance(thing, QWidget) and len(inside) < 4:
        inside.append(f"{type(thing).__name__}({thing.objectName() or thing.accessibleName()})")
        thing = thing.parent()
    return " in ".join(inside)
