"""Chooses the widget for an item."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

from elearn.desktop.context import Context

if TYPE_CHECKING:
    from elearn.desktop.items.item_widget import ItemWidget
    from elearn.learning.item import Item

Mode = Literal["practice", "exam", "review"]

_WIDGETS = {
    "single_choice": "choices:SingleWidget",
    "true_false": "choices:SingleWidget",
    "multiple_choice": "choices:MultipleWidget",
    "matching": "matching:MatchingWidget",
    "ordering": "ordering:OrderingWidget",
    "short_answer": "short_answer:ShortAnswerWidget",
    "classify": "classify:ClassifyWidget",
    "mark_text": "mark_text:MarkTextWidget",
    "scenario": "scenario:ScenarioWidget",
}


def make_item_widget(item: Item, order: tuple[str, ...], context: Context, mode: Mode) -> ItemWidget:
    """A question as it is answered (`practice`, `exam`) or looked at afterwards (`review`).

    `order` is the order of its parts on the paper; empty where it is the item's own.
    """
    module, _, name = _WIDGETS[str(item.__struct_config__.tag)].partition(":")
    return getattr(import_module(f"{__package__}.{module}"), name)(  # type: ignore[no-any-return]
        item, order, context, mode
    )
