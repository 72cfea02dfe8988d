"""Item analysis by the definitions of Moodle's quiz statistics (mod/quiz/report/statistics).

Over the closed exams in which an item stood, each item worth one point at most:
facility: the mean of its points. Standard deviation: of its points (divided by n - 1). Discrimination index:
the correlation of its points with the points of the rest of the paper. Discriminative efficiency: its
covariance with the rest, as a part of the greatest that these points could have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from elearn.learning.intake import TakenAnswer, TakenAttempt

FEWEST = 20  # answers below which no figure is told: chance alone would speak


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """An item's figures; None where there are too few answers, or where all of them are alike.

    `facility` 0..1; `deviation` in points, 0..1; `discrimination` and `efficiency` -1..1 (Moodle shows per cent).
    `chosen` tells how often each option or mark was taken, "" how often nothing was answered.
    """

    item: str
    type: str
    answers: int
    facility: float | None = None
    deviation: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    chosen: tuple[tuple[str, int], ...] = ()


def item_statistics(attempts: Iterable[TakenAttempt]) -> list[ItemStatistics]:
    """The figures of every item that stood in a closed exam, by id."""
    points: dict[str, list[float]] = defaultdict(list)
    others: dict[str, list[float]] = defaultdict(list)
    chosen: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, str] = {}
    for attempt in attempts:
        if not attempt.is_exam:
            continue
        whole = sum(answer.points_1000 for answer in attempt.answers)
        for answer in attempt.answers:
            points[answer.item].append(answer.points_1000 / 1000)
            others[answer.item].append((whole - answer.points_1000) / 1000)
            chosen[answer.item].update(_choices(answer))
            types[answer.item] = answer.type
    return [_figures(item, types[item], points[item], others[item], chosen[item]) for item in sorted(points)]


def _choices(answer: TakenAnswer) -> Iterable[str]:
    if answer.response is None:
        return [""]
    return answer.response.chosen


def _figures(
    item: str, kind: str, points: Sequence[float], others: Sequence[float], chosen: Counter[str]
) -> ItemStatistics:
    count = len(points)
    if count < FEWEST:
        return ItemStatistics(item, kind, count)
    own, rest = _differences(points), _differences(others)
    variance, other_variance = _product(own, own), _product(rest, rest)
    covariance = _product(own, rest)
    greatest = _product(sorted(own), sorted(rest))
    spread = sqrt(variance * other_variance)
    return ItemStatistics(
        item=item,
        type=kind,
        answers=count,
        facility=fsum(points) / count,
        deviation=sqrt(variance / (count - 1)),
        discrimination=_within(covariance / spread) if spread > 1e-12 else None,
        efficiency=_within(covariance / greatest) if greatest > 1e-12 else None,
        chosen=tuple(sorted(chosen.items())),
    )


def _differences(values: Sequence[float]) -> list[float]:
    mean = fsum(values) / len(values)
    return [value - mean for value in values]


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    return fsum(first * second for first, second in zip(one, other, strict=True))


def _within(value: float) -> float:
    return min(1.0, max(-1.0, value))
