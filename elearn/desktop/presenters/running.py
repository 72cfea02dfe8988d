"""An exam while it runs: answers, flags, time, and what is not yet known to be on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from elearn.learning.answered import Answered, answered

if TYPE_CHECKING:
    from elearn.learning.item import Item, Response
    from elearn.learning.sitting import Sitting

ASLEEP_MS = 30_000  # a window that is shown ticks far more often; after this the machine has slept


class Kept(Enum):
    """Whether what was answered is on the disk."""

    NOTHING = "nothing"  # nothing was answered since the exam was opened
    KEEPING = "keeping"  # on its way
    KEPT = "kept"  # all of it, since `kept_at`
    FAILED = "failed"  # some of it could not be written


@dataclass(frozen=True, slots=True)
class Ticket:
    """One answer on its way to the disk."""

    number: int
    position: int
    response: Response


@dataclass(frozen=True, slots=True)
class Cell:
    """A question in the overview."""

    position: int
    answered: Answered
    flagged: bool
    current: bool

    @property
    def said(self) -> str:
        """What a screen reader says of it."""
        words = {
            Answered.OPEN: "chưa trả lời",
            Answered.PARTLY: "trả lời một phần",
            Answered.WHOLE: "đã trả lời",
        }
        parts = [f"Câu {self.position + 1}", words[self.answered]]
        parts += ["đánh dấu xem lại"] if self.flagged else []
        parts += ["đang ở đây"] if self.current else []
        return ", ".join(parts)


class Running:
    """Lives on the GUI thread; knows no Qt. Times are milliseconds of a clock that never runs backwards."""

    def __init__(self, sitting: Sitting, now_ms: int) -> None:
        self.attempt, self.position = sitting.id, sitting.position
        self.kept_at: datetime | None = None
        self._items = [slot.item for slot in sitting.slots]
        self._orders = [slot.order for slot in sitting.slots]
        self._responses = [slot.response for slot in sitting.slots]
        self._flags = [slot.flagged for slot in sitting.slots]
        self._left_ms, self._since_ms, self._pending_ms = sitting.remaining_ms, now_ms, 0
        self._looked_ms = now_ms
        self._on_the_way: dict[int, Ticket] = {}  # by position, the last answer given there
        self._failed: set[int] = set()  # positions
        self._tickets = 0

    # The paper

    def __len__(self) -> int:
        return len(self._items)

    def item(self, position: int) -> Item:
        """The question at a place."""
        return self._items[position]

    def order(self, position: int) -> tuple[str, ...]:
        """The order of its parts."""
        return self._orders[position]

    def response(self, position: int) -> Response:
        """What is answered there."""
        return self._responses[position]

    def flagged(self, position: int) -> bool:
        """Whether it is to be looked at again."""
        return self._flags[position]

    def flag(self, position: int, on: bool) -> None:
        """Mark it to be looked at again, or not."""
        self._flags[position] = on

    def cells(self) -> tuple[Cell, ...]:
        """The overview."""
        return tuple(
            Cell(at, answered(item, response), self._flags[at], at == self.position)
            for at, (item, response) in enumerate(zip(self._items, self._responses, strict=True))
        )

    # Answers and the disk

    def answer(self, position: int, response: Response) -> Ticket:
        """An answer was given; it counts as kept once `kept` was called with its ticket."""
        self._tickets += 1
        ticket = Ticket(self._tickets, position, response)
        self._responses[position] = response
        self._on_the_way[position] = ticket
        self._failed.discard(position)
        return ticket

    def kept_one(self, ticket: Ticket, at: datetime) -> None:
        """An answer is on the disk; a later one to the same question may still be on its way."""
        self.kept_at = at
        if self._on_the_way.get(ticket.position) == ticket:
            del self._on_the_way[ticket.position]
            self._failed.discard(ticket.position)

    def failed_one(self, ticket: Ticket) -> None:
        """An answer could not be written."""
        if self._on_the_way.get(ticket.position) == ticket:
            self._failed.add(ticket.position)

    def refused_one(self, ticket: Ticket) -> None:
        """An answer came too late: the exam was closed, or its time was over."""
        if self._on_the_way.get(ticket.position) == ticket:
            del self._on_the_way[ticket.position]
            self._failed.discard(ticket.position)

    def not_kept(self) -> list[Ticket]:
        """Every answer that is not known to be on the disk."""
        return sorted(self._on_the_way.values(), key=lambda ticket: ticket.number)

    @property
    def state(self) -> Kept:
        """How the answers stand."""
        if self._failed:
            return Kept.FAILED
        if self._on_the_way:
            return Kept.KEEPING
        return Kept.KEPT if self.kept_at else Kept.NOTHING

    # Time

    def left_ms(self, now_ms: int) -> int | None:
        """What is left; None where no time runs."""
        if self._left_ms is None:
            return None
        return max(0, self._left_ms - self._pending_ms - (now_ms - self._since_ms))

    def unreported_ms(self, now_ms: int) -> int:
        """Time that went by since it was last told to the disk."""
        return self._pending_ms + now_ms - self._since_ms

    def spend(self, now_ms: int) -> int:
        """Time that went by and is to be told to the disk now."""
        spent = self.unreported_ms(now_ms)
        self._since_ms, self._pending_ms = now_ms, 0
        if self._left_ms is not None:
            self._left_ms = max(0, self._left_ms - spent)
        return spent

    def take_back(self, spent_ms: int) -> None:
        """Telling failed: the time is told with the next."""
        self._pending_ms += spent_ms
        if self._left_ms is not None:
            self._left_ms += spent_ms

    def slept(self, now_ms: int) -> bool:
        """Whether the machine slept since this was last asked; what was slept is not taken."""
        gap, self._looked_ms = now_ms - self._looked_ms, now_ms
        if gap < ASLEEP_MS:
            return False
        self._since_ms += gap
        return True


def summary(cells: Iterable[Cell]) -> str:
    """The overview in a line for each state that there is: answered, in part, not, marked."""
    cells = list(cells)
    count = {state: sum(cell.answered is state for cell in cells) for state in Answered}
    lines = [f"{count[Answered.WHOLE]} câu đã trả lời"]
    for number, words in (
        (count[Answered.PARTLY], "trả lời một phần"),
        (count[Answered.OPEN], "chưa trả lời"),
        (sum(cell.flagged for cell in cells), "đánh dấu xem lại"),
    ):
        lines += [f"{number} câu {words}"] if number else []
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a learner is told before handing in, and the place to go to instead; None where there is none.

    `is_open`: a question is open or answered in part. Else the place is that of a question that was marked.
    """

    text: str
    place: int | None
    is_open: bool


def unfinished(cells: Iterable[Cell]) -> Unfinished:
    """What is open, answered in part, or marked to be looked at again."""
    cells = list(cells)
    lines = []
    for state, words in ((Answered.OPEN, "chưa trả lời"), (Answered.PARTLY, "mới trả lời một phần")):
        numbers = [cell.position + 1 for cell in cells if cell.answered is state]
        lines += [f"{len(numbers)} câu {words}: {_listed(numbers)}"] if numbers else []
    is_open = bool(lines)
    if not is_open:
        lines = ["Đã trả lời tất cả các câu."]
    flagged = [cell.position + 1 for cell in cells if cell.flagged]
    lines += [f"{len(flagged)} câu đánh dấu xem lại: {_listed(flagged)}"] if flagged else []
    if any(cell.answered is Answered.OPEN for cell in cells):
        lines.append("Câu để trống không có điểm.")
    places = (
        cell.position for cell in cells if (cell.answered is not Answered.WHOLE if is_open else cell.flagged)
    )
    return Unfinished("\n".join(lines), next(places, None), is_open)


def _listed(numbers: list[int], most: int = 12) -> str:
    words = ", ".join(str(one) for one in numbers[:most])
    return f"{words}…" if len(numbers) > most else f"{words}."
