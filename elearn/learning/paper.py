"""Which items stand on a paper and in which order, from a seed that draws the same paper again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from elearn.learning.course import BlueprintLine
from elearn.learning.item import (
    Classify,
    Item,
    Matching,
    MultipleChoice,
    Ordering,
    SingleChoice,
)
from elearn.learning.sitting import Paper, PaperSlot


class PoolTooSmall(Exception):
    """A topic has fewer items than the blueprint asks for; a paper is never drawn short."""

    def __init__(self, topic: str, wanted: int, found: int) -> None:
        super().__init__(f"{topic}: {found} of {wanted}")
        self.topic, self.wanted, self.found = topic, wanted, found


def draw(items: Iterable[Item], blueprint: Sequence[BlueprintLine], seed: int) -> Paper:
    """An exam's paper: per topic as many items as the blueprint says, shuffled, parts shuffled.

    Only items with use `exam` or `both` are drawn. The same items (in whatever order), blueprint
    and seed give the same paper. Raises PoolTooSmall.
    """
    random = Random(seed)  # noqa: S311 - the seed is recorded so that the paper can be drawn again
    pool = _by_id(item for item in items if item.use in ("exam", "both"))
    drawn: list[Item] = []
    for line in blueprint:
        of_topic = [item for item in pool if item.topic == line.topic]
        if len(of_topic) < line.items:
            raise PoolTooSmall(line.topic, line.items, len(of_topic))
        drawn += random.sample(of_topic, line.items)
    random.shuffle(drawn)
    return _paper(drawn, seed, random)


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
