"""What a response teaches: a line for each part, with what was given and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from elearn.learning.grading import grade, is_accepted, is_full, walked
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


class Outcome(Enum):
    """How a response went."""

    RIGHT = "right"  # all points
    PARTLY = "partly"  # some points
    WRONG = "wrong"  # answered, no points
    OPEN = "open"  # not answered


@dataclass(frozen=True, slots=True)
class Line:
    """Feedback on one part: an option, a pair, a card, a line, a marked part, a step.

    `right`: what the learner did with this part is right (for an option that was rightly left, too).
    `given` and `wanted` are words for types where a part gets a place (the right part, the bin, the
    number of the line from 1, the option of a step), else "".
    """

    part: str
    text: str
    right: bool
    chosen: bool
    feedback: str
    given: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that is said about a response. `points` are 0..1."""

    points: float
    outcome: Outcome
    lines: tuple[Line, ...]
    explanation: str


def feedback(item: Item, response: Response) -> Feedback:
    """Feedback on every part of an item, in the item's own order (a scenario: of the path walked)."""
    points = grade(item, response)
    if response.is_empty:
        outcome = Outcome.OPEN
    elif is_full(points):
        outcome = Outcome.RIGHT
    else:
        outcome = Outcome.PARTLY if points > 0 else Outcome.WRONG
    return Feedback(points, outcome, _lines(item, response), item.explanation)


def _lines(item: Item, response: Response) -> tuple[Line, ...]:
    if isinstance(item, SingleChoice | TrueFalse | MultipleChoice):
        chosen = set(response.chosen)
        return tuple(
            Line(one.id, one.text, (one.id in chosen) == one.correct, one.id in chosen, one.feedback)
            for one in item.options
        )
    if isinstance(item, Matching):
        return _matching(item, response)
    if isinstance(item, Classify):
        return _classify(item, response)
    if isinstance(item, Ordering):
        return _ordering(item, response)
    if isinstance(item, MarkText):
        chosen = set(response.chosen)
        return tuple(
            Line(mark.id, "", (mark.id in chosen) == mark.correct, mark.id in chosen, mark.feedback)
            for mark in item.marks
        )
    if isinstance(item, ShortAnswer):
        return _short_answer(item, response)
    return _scenario(item, response)


def _matching(item: Matching, response: Response) -> tuple[Line, ...]:
    words = {pair.id: pair.right for pair in item.pairs}
    words |= {f"x{number}": text for number, text in enumerate(item.extra, 1)}
    return tuple(
        Line(
            part=pair.id,
            text=pair.left,
            right=response.pairs.get(pair.id) == pair.id,
            chosen=pair.id in response.pairs,
            feedback=pair.feedback,
            given=words.get(response.pairs.get(pair.id, ""), ""),
            wanted=pair.right,
        )
        for pair in item.pairs
    )


def _classify(item: Classify, response: Response) -> tuple[Line, ...]:
    words = {place.id: place.text for place in item.bins}
    return tuple(
        Line(
            part=card.id,
            text=card.text,
            right=response.pairs.get(card.id) == card.bin,
            chosen=card.id in response.pairs,
            feedback=card.feedback,
            given=words.get(response.pairs.get(card.id, ""), ""),
            wanted=words.get(card.bin, ""),
        )
        for card in item.cards
    )


def _ordering(item: Ordering, response: Response) -> tuple[Line, ...]:
    given = {line: number for number, line in enumerate(response.order, 1)}
    return tuple(
        Line(
            part=line.id,
            text=line.text,
            right=given.get(line.id) == number,
            chosen=line.id in given,
            feedback=line.feedback,
            given=str(given.get(line.id, "")),
            wanted=str(number),
        )
        for number, line in enumerate(item.sequence, 1)
    )


def _short_answer(item: ShortAnswer, response: Response) -> tuple[Line, ...]:
    typed = response.text.strip()
    right = is_accepted(typed, item.accept, item.hint)
    near = next((one.feedback for one in item.near if is_accepted(typed, (one.text,), item.hint)), "")
    said = item.explanation if right else near or item.feedback
    wanted = item.accept[0] if item.accept else ""
    return (Line("", typed, right, bool(typed), said, given=typed, wanted=wanted),)


def _scenario(item: Scenario, response: Response) -> tuple[Line, ...]:
    lines = []
    for step, option in walked(item, response):
        best = next((one.text for one in step.options if one.correct), "")
        lines.append(
            Line(
                f"{step.id}/{option.id}",
                step.stem,
                option.correct,
                True,
                option.feedback,
                given=option.text,
                wanted=best,
            )
        )
    return tuple(lines)


def ending_of(item: Scenario, response: Response) -> str:
    """The consequence that the walked path leads to, "" while it is still open."""
    path = walked(item, response)
    reached = path[-1][1].next if path else None
    return next((ending.text for ending in item.endings if ending.id == reached), "")
