"""People who know nothing and choose by looks, and how often they would be right.

Each guesser names the options that look best to it; where several do, it takes one of them by lot. A bank
in which one of them does better than chance teaches to guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from elearn.learning.item import Item, Option, Scenario, SingleChoice
from elearn.library.plain_text import words_in
from elearn.vietnamese.text import fold

_PARTED = re.compile(r"[,;–(]|:(?=\D)")
ABOVE_CHANCE = 0.10  # what no guesser may exceed
_HEDGES = tuple(
    f" {fold(one)} "
    for one in (
        "có thể", "thường", "một số", "nếu", "trừ", "khi", "theo quy định", "trong trường hợp", "phần lớn",
        "đa số", "hầu hết", "nói chung", "chỉ", "ngoại trừ", "tùy", "có lẽ", "ít nhất", "đôi khi", "có trường hợp",
        "phù hợp", "cần thiết", "hợp lý", "được phép", "trong phạm vi", "riêng", "miễn là", "mà không",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with one key: a single choice or a scenario's step. `key` is the index of the right option."""

    item: str
    stem: str
    options: tuple[str, ...]
    key: int


Guesser = Callable[[Choice], Sequence[float]]  # how good each option looks


def choices(items: Iterable[Item]) -> list[Choice]:
    """The single choices among items."""
    found = (_choice(item.id, item.stem, item.options) for item in items if isinstance(item, SingleChoice))
    return [one for one in found if one]


def step_choices(items: Iterable[Item]) -> list[Choice]:
    """The steps of scenarios among items."""
    found = (
        _choice(f"{item.id}/{step.id}", step.stem, step.options)
        for item in items
        if isinstance(item, Scenario)
        for step in item.steps
    )
    return [one for one in found if one]


def _choice(name: str, stem: str, options: Sequence[Option]) -> Choice | None:
    keys = [number for number, one in enumerate(options) if one.correct]
    if len(keys) != 1 or len(options) < 2:
        return None
    return Choice(name, stem, tuple(one.text for one in options), keys[0])


def chance(asked: Sequence[Choice]) -> float:
    """The share that falls to somebody who draws lots; 0 where nothing is asked."""
    return sum(1 / len(one.options) for one in asked) / len(asked) if asked else 0.0


def shares(asked: Sequence[Choice]) -> dict[str, float]:
    """What each guesser would have right, 0..1, by its name."""
    made = {name: _share(guesser, asked) for name, guesser in GUESSERS.items()}
    return made | {"position": _best_position(asked)}


def _share(guesser: Guesser, asked: Sequence[Choice]) -> float:
    if not asked:
        return 0.0
    total = 0.0
    for one in asked:
        looks = guesser(one)
        best = max(looks)
        taken = [number for number, look in enumerate(looks) if look == best]
        total += (one.key in taken) / len(taken)
    return total / len(asked)


def _best_position(asked: Sequence[Choice]) -> float:
    """Always the same letter, and the luckiest one; shorter questions take their last option."""
    if not asked:
        return 0.0
    most = max(len(one.options) for one in asked)
    return max(
        sum(one.key == min(position, len(one.options) - 1) for one in asked) / len(asked)
        for position in range(most)
    )


def _longest(one: Choice) -> list[float]:
    return [len(option) for option in one.options]


def _qualified(one: Choice) -> list[float]:
    """How much the option hedges."""
    return [
        sum(f" {' '.join(words_in(fold(option)))} ".count(hedge) for hedge in _HEDGES)
        for option in one.options
    ]


def _clauses(one: Choice) -> list[float]:
    """In how many parts the option is said."""
    return [len(_PARTED.findall(option)) for option in one.options]


def _overlap(one: Choice) -> list[float]:
    """How many words of the stem the option repeats."""
    stem = set(words_in(fold(one.stem)))
    return [len(stem & set(words_in(fold(option)))) for option in one.options]


def _odd(one: Choice) -> list[float]:
    """How little the option has in common with the others."""
    words = [set(words_in(fold(option))) for option in one.options]
    return [
        -sum(_alike(own, other) for at, other in enumerate(words) if at != number)
        for number, own in enumerate(words)
    ]


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


GUESSERS: dict[str, Guesser] = {
    "longest": _longest,
    "qualified": _qualified,
    "clauses": _clauses,
    "overlap": _overlap,
    "odd": _odd,
}
