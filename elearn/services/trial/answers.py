"""How somebody answers who knows, and who does not: a response for every type of item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from zlib import crc32

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
    Step,
    TrueFalse,
)
from elearn.learning.paper import parts

LEFT_OPEN = 0.01


def knows(item: Item, ability: float, random: Random) -> bool:
    """Whether somebody of an ability (0..1) knows an item: each item has a difficulty of its own."""
    difficulty = crc32(item.id.encode()) % 1000 / 1000  # 0 is easy
    return random.random() < min(0.99, max(0.05, ability + 0.35 * (0.5 - difficulty)))


def respond(item: Item, random: Random, *, known: bool) -> Response:
    """What is given as an answer by somebody who knows, or by somebody who guesses."""
    if known:
        return right(item)
    return Response() if random.random() < LEFT_OPEN else guess(item, random)


def right(item: Item) -> Response:
    """The response that has all points."""
    if isinstance(item, SingleChoice | TrueFalse | MultipleChoice):
        return Response(chosen=tuple(one.id for one in item.options if one.correct))
    if isinstance(item, Matching):
        return Response(pairs={pair.id: pair.id for pair in item.pairs})
    if isinstance(item, Classify):
        return Response(pairs={card.id: card.bin for card in item.cards})
    if isinstance(item, Ordering):
        return Response(order=tuple(line.id for line in item.sequence))
    if isinstance(item, ShortAnswer):
        return Response(text=item.accept[0])
    if isinstance(item, MarkText):
        return Response(chosen=tuple(mark.id for mark in item.marks if mark.correct))
    return Response(chosen=_walk(item, lambda step: next(one.id for one in step.options if one.correct)))


def guess(item: Item, random: Random) -> Response:
    """A whole response by somebody who does not know; sometimes it is right all the same."""
    if isinstance(item, SingleChoice | TrueFalse):
        return Response(chosen=(random.choice(item.options).id,))
    if isinstance(item, MultipleChoice):
        return Response(chosen=_some([one.id for one in item.options], random))
    if isinstance(item, MarkText):
        return Response(chosen=_some([mark.id for mark in item.marks], random))
    if isinstance(item, Matching):
        places = random.sample(parts(item), len(item.pairs))
        return Response(pairs={pair.id: place for pair, place in zip(item.pairs, places, strict=True)})
    if isinstance(item, Classify):
        return Response(pairs={card.id: random.choice(item.bins).id for card in item.cards})
    if isinstance(item, Ordering):
        return Response(order=tuple(random.sample([line.id for line in item.sequence], len(item.sequence))))
    if isinstance(item, ShortAnswer):
        return Response(text=random.choice([*(one.text for one in item.near), "không nhớ"]))
    return Response(chosen=_walk(item, lambda step: random.choice(step.options).id))


def _some(ids: Sequence[str], random: Random) -> tuple[str, ...]:
    return tuple(sorted(random.sample(ids, random.randint(1, len(ids)))))


def _walk(item: Scenario, choose: Callable[[Step], str]) -> tuple[str, ...]:
    """The steps to an ending by a way of choosing; no step is walked twice."""
    steps = {step.id: step for step in item.steps}
    here: Step | None = item.steps[0]
    path: list[str] = []
    while here is not None:
        chosen = choose(here)
        path.append(f"{here.id}/{chosen}")
        del steps[here.id]
        here = steps.get(next(one.next or "" for one in here.options if one.id == chosen))
    return tuple(path)
