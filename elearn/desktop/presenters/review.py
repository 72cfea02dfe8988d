"""Every question of an attempt as it was answered, with what is right and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elearn.learning.feedback import Feedback, Outcome
    from elearn.learning.item import Item, Response


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question: the wording that was answered against, the answer, what it teaches."""

    position: int
    item: Item
    order: tuple[str, ...]
    response: Response
    feedback: Feedback
    flagged: bool

    @property
    def outcome(self) -> Outcome:
        """How it went."""
        return self.feedback.outcome


@dataclass(frozen=True, slots=True)
class ReviewView:
    """An attempt that was handed in."""

    attempt: str
    title: str
    course: str
    items: tuple[ReviewItem, ...]

    def first_wrong(self) -> int:
        """The first question without full points, else the first."""
        return next((one.position for one in self.items if one.outcome.value != "right"), 0)


class ReviewPresenter:
    """One learner's attempts; may be called off the GUI thread."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def view(self, attempt_id: str) -> ReviewView:
        """An attempt with all its answers. Raises KeyError where it is another's or still open."""
        from elearn.learning.attempt import CLOSED
        from elearn.learning.feedback import feedback

        sitting = self._services.records.attempts.sitting(attempt_id)
        if sitting.subject != self._subject or sitting.state not in CLOSED:
            raise KeyError(attempt_id)
        course = self._services.library.course(sitting.course)
        items = tuple(
            ReviewItem(
                slot.position,
                slot.item,
                slot.order,
                slot.response,
                feedback(slot.item, slot.response),
                slot.flagged,
            )
            for slot in sitting.slots
        )
        return ReviewView(attempt_id, f"{course.title} · lượt {sitting.number}", course.id, items)
