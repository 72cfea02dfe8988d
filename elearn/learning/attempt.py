"""The rules of an attempt: when one may begin, what may be answered, what time is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from elearn.errors import Reason, Refusal
from elearn.learning.course import ExamRules
from elearn.learning.item import (
    Classify,
    Item,
    MarkText,
    Matching,
    MultipleChoice,
    Ordering,
    Response,
    Scenario,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from elearn.learning.paper import parts
from elearn.learning.sitting import AttemptState, AttemptSummary, AttemptUse

CLOSED = frozenset({AttemptState.HANDED_IN, AttemptState.TIMED_OUT})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an exam may begin; where not, `reason` and (for a wait) until when."""

    may_begin: bool
    used: int  # attempts that were handed in
    allowed: int  # 0: without limit
    best: float | None  # 0..1
    passed: bool
    reason: Reason | None = None
    until: datetime | None = None

    @property
    def refusal(self) -> Refusal | None:
        """The verdict as a refusal to show, None where the exam may begin."""
        if self.reason is Reason.EXAM_WAIT:
            return Refusal(Reason.EXAM_WAIT, until=self.until)
        if self.reason is Reason.EXAM_NO_ATTEMPTS_LEFT:
            return Refusal(Reason.EXAM_NO_ATTEMPTS_LEFT, allowed=self.allowed)
        return None


def may_begin(history: Sequence[AttemptSummary], rules: ExamRules, now: datetime) -> Verdict:
    """Whether a new attempt at a course's exam may begin.

    `history` holds attempts at this course. `now` is the known time: the later of the calendar and
    the last time known plus what the program has seen pass, so that a clock set back shortens no
    wait. After a failed attempt `rules.wait_hours` must have passed since its own known end.
    """
    ended = sorted(
        (one for one in history if one.use is AttemptUse.EXAM and one.state in CLOSED),
        key=lambda one: (_ended(one), one.number),
    )
    shares = [one.share for one in ended if one.share is not None]
    best = max(shares, default=None)
    passed = any(one.passed for one in ended)
    if rules.attempts and len(ended) >= rules.attempts:
        return Verdict(False, len(ended), rules.attempts, best, passed, Reason.EXAM_NO_ATTEMPTS_LEFT)
    if ended and not ended[-1].passed:
        until = _ended(ended[-1]) + timedelta(hours=rules.wait_hours)
        if now < until:
            return Verdict(False, len(ended), rules.attempts, best, passed, Reason.EXAM_WAIT, until)
    return Verdict(True, len(ended), rules.attempts, best, passed)


def _ended(one: AttemptSummary) -> datetime:
    return one.waits_from or one.ended_at or one.started_at


def left_after(remaining_ms: int | None, spent_ms: int) -> int | None:
    """The time that is left, never below 0; None where no time runs.

    Raises ValueError for a negative time: durations come from a clock that does not run backwards.
    """
    if spent_ms < 0:
        raise ValueError(spent_ms)
    return None if remaining_ms is None else max(0, remaining_ms - spent_ms)


def fits(item: Item, response: Response) -> bool:
    """Whether a response names only parts of this item and is of its kind; an empty one always does."""
    if response.is_empty:
        return True
    if isinstance(item, ShortAnswer):
        return not (response.chosen or response.pairs or response.order)
    if response.text:
        return False
    if isinstance(item, Ordering):
        return not (response.chosen or response.pairs) and _within(response.order, parts(item))
    if isinstance(item, Matching):
        return (
            not (response.chosen or response.order)
            and {pair.id for pair in item.pairs} >= set(response.pairs)
            and set(parts(item)) >= set(response.pairs.values())
        )
    if isinstance(item, Classify):
        return (
            not (response.chosen or response.order)
            and {card.id for card in item.cards} >= set(response.pairs)
            and {place.id for place in item.bins} >= set(response.pairs.values())
        )
    if response.pairs or response.order:
        return False
    return _fits_chosen(item, response.chosen)


def _fits_chosen(
    item: SingleChoice | TrueFalse | MultipleChoice | MarkText | Scenario, chosen: tuple[str, ...]
) -> bool:
    if isinstance(item, Scenario):
        places = {f"{step.id}/{option.id}" for step in item.steps for option in step.options}
        return places >= set(chosen)
    if isinstance(item, MarkText):
        return _within(chosen, tuple(mark.id for mark in item.marks))
    if isinstance(item, MultipleChoice):
        return _within(chosen, parts(item))
    return len(chosen) == 1 and _within(chosen, tuple(option.id for option in item.options))


def _within(given: Sequence[str], known: Sequence[str]) -> bool:
    return len(set(given)) == len(given) and set(given) <= set(known)
