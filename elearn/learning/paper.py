"""Which items stand on a paper and in which order, from a seed that draws the same paper again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from random import Random

from elearn.learning.course import BlueprintLine
from elearn.learning.item import (
    Classify,
    Item,
    Matching,
    MultipleChoice,
    Ordering,
    Scenario,
    SingleChoice,
)
from elearn.learning.sitting import Paper, PaperSlot

MOST_SCENARIOS = 3  # on a paper, where the pool allows it: each takes as long as several other items


class PoolTooSmall(Exception):
    """A topic has fewer items than the blueprint asks for; a paper is never drawn short."""

    def __init__(self, topic: str, wanted: int, found: int) -> None:
        super().__init__(f"{topic}: {found} of {wanted}")
        self.topic, self.wanted, self.found = topic, wanted, found


def draw(items: Iterable[Item], blueprint: Sequence[BlueprintLine], seed: int) -> Paper:
    """An exam's paper: per topic as many items as the blueprint says, shuffled, parts shuffled.

    Only items with use `exam` or `both` are drawn; within a topic the lessons take turns, so that no
    lesson is asked about over and over. The same items (in whatever order), blueprint and seed give the
    same paper. Raises PoolTooSmall.
    """
    random = Random(seed)  # noqa: S311 - the seed is recorded so that the paper can be drawn again
    pool = _by_id(item for item in items if item.use in ("exam", "both"))
    drawn: list[Item] = []
    for line in blueprint:
        of_topic = [item for item in pool if item.topic == line.topic]
        if len(of_topic) < line.items:
            raise PoolTooSmall(line.topic, line.items, len(of_topic))
        left = MOST_SCENARIOS - sum(isinstance(item, Scenario) for item in drawn)
        drawn += _spread(of_topic, line.items, left, random)
    random.shuffle(drawn)
    return _paper(drawn, seed, random)


def _spread(pool: Sequence[Item], count: int, scenarios: int, random: Random) -> list[Item]:
    """`count` items of a pool that has as many, its lessons in turns, with at most so many scenarios if it can be."""
    lessons: dict[str, list[Item]] = {}
    for item in random.sample(pool, len(pool)):
        lessons.setdefault(item.lesson, []).append(item)
    in_turns = [
        item
        for turn in zip_longest(*random.sample(list(lessons.values()), len(lessons)))
        for item in turn
        if item is not None
    ]
    chosen: list[Item] = []
    put_off: list[Item] = []
    for item in in_turns:
        if len(chosen) == count:
            break
        if isinstance(item, Scenario):
            if scenarios <= 0:
                put_off.append(item)
                continue
            scenarios -= 1
        chosen.append(item)
    return chosen + put_off[: count - len(chosen)]


def practice_paper(items: Iterable[Item], seed: int, limit: int) -> Paper:
    """At most `limit` practice items (use `practice` or `both`), shuffled; empty where there is none."""
    random = Random(seed)  # noqa: S311 - as above
    pool = _by_id(item for item in items if item.use in ("practice", "both"))
    return _paper(random.sample(pool, min(limit, len(pool))), seed, random)


def parts(item: Item) -> tuple[str, ...]:
    """The ids of the parts whose order a paper chooses, in the item's own order; often none."""
    if isinstance(item, SingleChoice | MultipleChoice):
        return tuple(option.id for option in item.options)
    if isinstance(item, Matching):
        extra = tuple(f"x{number}" for number in range(1, len(item.extra) + 1))
        return tuple(pair.id for pair in item.pairs) + extra
    if isinstance(item, Ordering):
        return tuple(line.id for line in item.sequence)
    if isinstance(item, Classify):
        return tuple(card.id for card in item.cards)
    return ()


def _paper(drawn: Sequence[Item], seed: int, random: Random) -> Paper:
    return Paper(seed, tuple(PaperSlot(item.id, _shuffled(item, random)) for item in drawn))


def _shuffled(item: Item, random: Random) -> tuple[str, ...]:
    own = parts(item)
    order = list(own)
    random.shuffle(order)
    if isinstance(item, Ordering) and len(own) > 1:
        while tuple(order) == own:  # lines shown in their right order would ask nothing
            random.shuffle(order)
    return tuple(order)


def _by_id(items: Iterable[Item]) -> list[Item]:
    """Sorted, each once: the order in which a library hands out items must not matter."""
    return [item for _, item in sorted({item.id: item for item in items}.items())]
