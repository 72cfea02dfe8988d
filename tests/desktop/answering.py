"""Answers a question on the screen as a person does: by mouse, or by keyboard alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from elearn.desktop.stimuli.marked_text import PartButton
from elearn.learning import item as kinds
from elearn.learning.item import Response
from tests.desktop.keyboard import focused, press, tab_to, type_into


def click(widget: QWidget) -> None:
    """Press in its middle, as a hand does that sees it."""
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())


def button(inside: QWidget, name: str) -> QWidget:
    """What is shown and named so, else what begins so. Raises ValueError where nothing does."""
    shown = [
        one
        for one in inside.findChildren(QWidget)
        if one.isVisible()
        and one.accessibleName().startswith(name)
        and one.focusPolicy() & Qt.FocusPolicy.ClickFocus
    ]
    return min(shown, key=lambda one: one.accessibleName() != name)


def by_mouse(widget: Any, response: Response) -> None:  # noqa: PLR0912 - a type, a branch
    """Give an answer with the mouse (a short one is typed into the line that was clicked)."""
    item = widget.item
    if isinstance(item, kinds.ShortAnswer):
        edit = widget.findChild(QLineEdit)
        click(edit)
        edit.setText("")
        type_into("Câu trả lời", response.text)
    elif isinstance(item, kinds.Matching):
        for left, right in response.pairs.items():
            click(widget._left[left])
            click(widget._right[right])
    elif isinstance(item, kinds.Classify):
        for card, place in response.pairs.items():
            click(widget._cards[card].bins[place])
    elif isinstance(item, kinds.Ordering):
        _order_by_mouse(widget, response.order)
    elif isinstance(item, kinds.MarkText):
        for part in widget.findChildren(PartButton):
            if part.mark in response.chosen:
                spot = part.rects[0].center().toPoint() - part.pos()
                QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=spot)
    elif isinstance(item, kinds.Scenario):
        for entry in response.chosen:
            view = widget._views[-1]
            click(view.column.cards[entry.partition("/")[2]])
            click(view._on)
    else:
        for one in response.chosen:
            click(widget.column.cards[one])


def _order_by_mouse(widget: Any, order: tuple[str, ...]) -> None:
    for place, one in enumerate(order):
        while widget._order.index(one) > place:
            click(widget._lines[one]._up)


def by_keyboard(widget: Any, response: Response) -> None:  # noqa: PLR0912 - as above
    """Give an answer without a mouse."""
    item = widget.item
    if isinstance(item, kinds.ShortAnswer):
        type_into("Câu trả lời", response.text)
    elif isinstance(item, kinds.Matching):
        numbers = {pair.id: at for at, pair in enumerate(item.pairs, 1)}
        for left, right in response.pairs.items():
            QTest.keyClicks(focused(), str(numbers[left]))
            QTest.keyClicks(focused(), widget._signs[right].lower())
    elif isinstance(item, kinds.Classify):
        numbers = {place.id: at for at, place in enumerate(item.bins, 1)}
        for card in widget._cards:  # as they stand on the screen: the next one is due by itself
            QTest.keyClicks(focused(), str(numbers[response.pairs[card]]))
    elif isinstance(item, kinds.Ordering):
        words = {line.id: line.text for line in item.sequence}
        for place, one in enumerate(response.order, 1):
            tab_to(f"Vị trí {widget._order.index(one) + 1} trong {len(words)}: {words[one]}")
            QTest.keyClicks(focused(), str(place))
    elif isinstance(item, kinds.MarkText):
        for part in widget.marks.parts:
            if part.mark in response.chosen:
                tab_to(part.words)
                QTest.keyClick(focused(), Qt.Key.Key_Space)
    elif isinstance(item, kinds.Scenario):
        for entry in response.chosen:
            _press_option(widget._views[-1].column, entry.partition("/")[2])
            press("Đi tiếp sau bước")
    else:
        for one in response.chosen:
            _press_option(widget.column, one)


def _press_option(column: Any, option: str) -> None:
    QTest.keyClicks(focused(), str(list(column.cards).index(option) + 1))
