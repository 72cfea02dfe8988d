"""How a part of an answer went: sign, colour and words for each, so that colour never tells it alone."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elearn.learning.feedback import Line


class Verdict(Enum):
    """What is shown of a part once the answer was checked."""

    GOOD = "good"  # chosen, and rightly
    PARTLY = "partly"  # chosen, and worth something
    BAD = "bad"  # chosen, and wrongly
    MISSED = "missed"  # would have been right
    NONE = "none"  # rightly left


SIGNS = {  # icon and tone
    Verdict.GOOD: ("circle-check", "good"),
    Verdict.PARTLY: ("circle-dot", "desk"),
    Verdict.BAD: ("circle-x", "bad"),
    Verdict.MISSED: ("circle-check", "good"),
}


def verdict_of(line: Line) -> Verdict:
    """How a part that is chosen or left went."""
    if line.chosen:
        return Verdict.GOOD if line.right else Verdict.BAD
    return Verdict.NONE if line.right else Verdict.MISSED
