"""Whole answers given without reading, for the types that `guessers` leaves out, and what they earn.

Parts of a text stand where they stand: who marks every second one, or all but the greeting and the
signature, must not do better than who draws lots. Options, cards and right parts are shuffled on a paper,
so there only their words can be looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb, perm

from elearn.learning import marks
from elearn.learning.grading import grade
from elearn.learning.item import (
    Classify,
    Item,
    MarkText,
    Matching,
    MultipleChoice,
    Response,
    TrueFalse,
    type_of,
)
from elearn.library.plain_text import words_in
from elearn.vietnamese.text import fold

MOST_BY_PLACE = 0.5  # points that one text may give for the places of its parts alone
_Parts = Mapping[str, str]  # the words of each part by its id, as they are read


@dataclass(frozen=True, slots=True)
class Earned:
    """What blind answers earn on a bank's items of one type: means of their points, 0..1."""

    items: int
    by_lot: float
    by_way: dict[str, float]


def earned(items: Iterable[Item]) -> dict[str, Earned]:
    """By type: what a draw by lot and each way of answering earn; only types that are there."""
    by_type: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if type_of(item) in _WAYS and _askable(item):
            by_type[type_of(item)].append(item)
    return {
        kind: Earned(
            len(asked),
            sum(map(_by_lot, asked)) / len(asked),
            {name: sum(grade(one, way(one)) for one in asked) / len(asked) for name, way in _WAYS[kind].items()},
        )
        for kind, asked in by_type.items()
    }  # fmt: skip


def best_by_place(item: MarkText) -> tuple[str, float]:
    """The way of marking by place that earns most on one text, and its points, 0..1; "" where none earns."""
    if not _askable(item):
        return "", 0.0
    found = {name: grade(item, way(item)) for name, way in _BY_PLACE.items()}
    best = max(found, key=lambda name: found[name])
    return (best, found[best]) if found[best] else ("", 0.0)


def _askable(item: Item) -> bool:
    """Whether it has a key that can be met and missed; what has none is a fault of its own."""
    if isinstance(item, MarkText):
        return item.stimulus is not None and any(one.correct for one in item.marks)
    if isinstance(item, MultipleChoice | TrueFalse):
        return any(one.correct for one in item.options)
    if isinstance(item, Classify):
        return bool(item.cards) and len(item.bins) > 1
    return isinstance(item, Matching) and len(item.pairs) > 1


# By lot


def _by_lot(item: Item) -> float:
    """The points that a draw by lot has on average, exactly."""
    if isinstance(item, TrueFalse):
        return 1 / len(item.options)
    if isinstance(item, MarkText | MultipleChoice):
        parts = item.marks if isinstance(item, MarkText) else item.options
        right = [one.id for one in parts if one.correct]
        wrong = [one.id for one in parts if not one.correct]
        points = sum(
            comb(len(right), some)
            * comb(len(wrong), more)
            * grade(item, _chosen(right[:some] + wrong[:more]))
            for some in range(len(right) + 1)
            for more in range(len(wrong) + 1)
        )
        return points / float(2 ** len(parts))
    return sum(often * grade(item, _placed(item, right)) for right, often in _by_lot_placed(item))


def _by_lot_placed(item: Item) -> Iterator[tuple[int, float]]:
    """How many parts a draw by lot places right, each number with its probability."""
    if isinstance(item, Classify):
        count, bins = len(item.cards), len(item.bins)
        for right in range(count + 1):
            yield right, comb(count, right) * (bins - 1) ** (count - right) / bins**count
    elif isinstance(item, Matching):
        count, places = len(item.pairs), len(item.pairs) + len(item.extra)
        for right in range(count + 1):
            left = count - right  # each of these misses its own place: inclusion and exclusion
            misses = sum(
                (-1) ** hit * comb(left, hit) * perm(places - right - hit, left - hit)
                for hit in range(left + 1)
            )
            yield right, comb(count, right) * misses / perm(places, count)


def _placed(item: Item, right: int) -> Response:
    """The first so many parts in their places, the others out of them."""
    key = _key(item)
    return Response(pairs={part: place if at < right else "" for at, (part, place) in enumerate(key.items())})


def _key(item: Item) -> dict[str, str]:
    if isinstance(item, Classify):
        return {card.id: card.bin for card in item.cards}
    return {pair.id: pair.id for pair in item.pairs} if isinstance(item, Matching) else {}


def _chosen(ids: Sequence[str]) -> Response:
    return Response(chosen=tuple(ids))


# By place and by looks


def _marked(take: Callable[[Sequence[str]], Sequence[str]]) -> Callable[[Item], Response]:
    """Mark parts by where they stand."""
    return lambda item: _chosen(take(list(_parts(item))))


def _half(*, longest: bool) -> Callable[[Item], Response]:
    """Choose the longer or the shorter half of the parts."""

    def way(item: Item) -> Response:
        parts = _parts(item)
        by_length = sorted(parts, key=lambda one: len(parts[one]), reverse=longest)
        return _chosen(by_length[: (len(by_length) + 1) // 2])

    return way


def _parts(item: Item) -> _Parts:
    if isinstance(item, MarkText):
        return marks.marked(item.stimulus) if item.stimulus else {}
    return {one.id: one.text for one in item.options} if isinstance(item, MultipleChoice) else {}


def _always(option: str) -> Callable[[Item], Response]:
    return lambda _item: _chosen([option])


def _alike(item: Item) -> Response:
    """Put each part where most of its words are found again, and leave open what is found nowhere."""
    left, places = _sides(item)
    found = {part: _most_alike(words, places) for part, words in left.items()}
    return Response(pairs={part: place for part, place in found.items() if place})


def _sides(item: Item) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The words of what is to be placed and of the places, by their ids."""
    if isinstance(item, Matching):
        extra = {f"x{at}": text for at, text in enumerate(item.extra, 1)}
        right = {pair.id: pair.right for pair in item.pairs} | extra
        return _words({pair.id: pair.left for pair in item.pairs}), _words(right)
    if isinstance(item, Classify):
        return _words({one.id: one.text for one in item.cards}), _words(
            {one.id: one.text for one in item.bins}
        )
    return {}, {}


def _words(texts: _Parts) -> dict[str, set[str]]:
    return {name: set(words_in(fold(text))) for name, text in texts.items()}


def _most_alike(own: set[str], places: Mapping[str, set[str]]) -> str:
    """The one place that shares the greatest part of its words; "" where none does or two do alike."""
    shared = {name: len(own & words) / len(own | words) for name, words in places.items() if own | words}
    most = max(shared.values(), default=0.0)
    best = [name for name, part in shared.items() if part == most]
    return best[0] if most and len(best) == 1 else ""


_BY_PLACE: dict[str, Callable[[Item], Response]] = {
    "all": _marked(lambda parts: parts),
    "every-second-from-first": _marked(lambda parts: parts[::2]),
    "every-second-from-second": _marked(lambda parts: parts[1::2]),
    "first-half": _marked(lambda parts: parts[: (len(parts) + 1) // 2]),
    "last-half": _marked(lambda parts: parts[len(parts) // 2 :]),
    "all-but-ends": _marked(lambda parts: parts[1:-1]),
}
_WAYS: dict[str, dict[str, Callable[[Item], Response]]] = {
    "mark_text": _BY_PLACE | {"longest-half": _half(longest=True)},
    "multiple_choice": {
        "all": _BY_PLACE["all"],
        "longest-half": _half(longest=True),
        "shortest-half": _half(longest=False),
    },
    "true_false": {"always-true": _always("dung"), "always-false": _always("sai")},
    "matching": {"same-words": _alike},
    "classify": {"same-words": _alike},
}
