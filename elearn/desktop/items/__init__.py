"""Questions that are answered: one module for each type, all used in the same way."""

from elearn.desktop.items.item_widget import ItemWidget
from elearn.desktop.items.make import Mode, make_item_widget

__all__ = ["ItemWidget", "Mode", "make_item_widget"]
