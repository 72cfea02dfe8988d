"""An attempt as it is kept: the paper that was drawn, what was answered, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from elearn.learning.item import Item, Response


class AttemptUse(Enum):
    """Why an attempt was begun. One table keeps both."""

    PRACTICE = "practice"
    EXAM = "exam"


class AttemptState(Enum):
    """How an attempt stands."""

    RUNNING = "running"  # the clock runs in some window
    PAUSED = "paused"  # left, crashed or out of power; the clock stands
    HANDED_IN = "handed_in"  # by the learner
    TIMED_OUT = "timed_out"  # handed in by itself at time's end


@dataclass(frozen=True, slots=True)
class PaperSlot:
    """One place of a paper: the item and the order in which its parts are shown.

    `order`: ids of options (choice types), of right parts (matching), of lines (ordering),
    of cards (classify); empty where the order is the item's own (scenario, short answer, mark-the-text).
    """

    item_id: str
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What was drawn, with the seed that draws it again from the same library."""

    seed: int
    slots: tuple[PaperSlot, ...]


@dataclass(frozen=True, slots=True)
class SlotState:
    """An answered or open place of a paper. `item` is the wording that is answered against."""

    position: int  # 0-based
    item: Item
    order: tuple[str, ...]
    response: Response
    answered_at: datetime | None = None
    flagged: bool = False
    spent_ms: int = 0
    points: float | None = None  # 0..1, once graded


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt with its paper. `remaining_ms` is None where no time runs (practice)."""

    id: str
    subject: str
    course: str
    use: AttemptUse
    number: int  # 1 for the first attempt at this course's exam
    state: AttemptState
    library_version: str
    started_at: datetime
    position: int
    remaining_ms: int | None
    allowed_ms: int | None
    interruptions: int
    slots: tuple[SlotState, ...]


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """An ended or paused attempt as lists show it. `share` is 0..1, None while it is open."""

    id: str
    course: str
    use: AttemptUse
    number: int
    state: AttemptState
    started_at: datetime
    ended_at: datetime | None
    share: float | None
    points: float | None
    items: int
    passed: bool | None
    interruptions: int
    library_version: str
    waits_from: datetime | None = None  # the latest time known at its end, never earlier than one seen before
