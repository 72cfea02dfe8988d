"""How far an item has been answered: what is open counts for nothing, and a learner is told in time."""

from __future__ import annotations

from enum import Enum

from elearn.learning.grading import steps_left
from elearn.learning.item import Classify, Item, Matching, Ordering, Response, Scenario


class Answered(Enum):
    """How far an item has been answered."""

    OPEN = "open"  # nothing was given
    PARTLY = "partly"  # parts have no place yet, or the scenario's path has not come to its end
    WHOLE = "whole"  # nothing is missing; whether it is right is another matter


def answered(item: Item, response: Response) -> Answered:
    """How far an item has been answered by a response that fits it."""
    if response.is_empty:
        return Answered.OPEN
    if isinstance(item, Matching):
        missing = len(item.pairs) - len(response.pairs)
    elif isinstance(item, Classify):
        missing = len(item.cards) - len(response.pairs)
    elif isinstance(item, Ordering):
        missing = len(item.sequence) - len(response.order)
    elif isinstance(item, Scenario):
        missing = steps_left(item, response)
    else:
        missing = 0
    return Answered.PARTLY if missing > 0 else Answered.WHOLE
