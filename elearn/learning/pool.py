"""Which items may be asked today, and which of them serve a learner best."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from elearn.learning.citation import parse_citation
from elearn.learning.course import BlueprintLine, Document
from elearn.learning.grading import is_full
from elearn.learning.item import Item


def documents_of(items: Iterable[Item]) -> set[str]:
    """The ids of the documents that items rest on."""
    return {parse_citation(source).document for item in items for source in item.sources}


def lapsed(documents: Iterable[Document], written: date, today: date) -> set[str]:
    """The ids of documents that were in force when the course was written and are no longer.

    A document that had lapsed before is cited as history: what is said of it stays true.
    """
    return {one.id for one in documents if one.in_force(written) and not one.in_force(max(written, today))}


def in_force(items: Iterable[Item], lapsed_documents: Collection[str]) -> list[Item]:
    """The items none of whose sources has lapsed."""
    return [item for item in items if not documents_of([item]) & set(lapsed_documents)]


def short_of(items: Iterable[Item], blueprint: Sequence[BlueprintLine]) -> BlueprintLine | None:
    """The first line of a blueprint that items with use `exam` or `both` cannot fill; None where all can."""
    found: dict[str, int] = {}
    for item in items:
        if item.use in ("exam", "both"):
            found[item.topic] = found.get(item.topic, 0) + 1
    return next((line for line in blueprint if found.get(line.topic, 0) < line.items), None)


def for_practice(items: Iterable[Item]) -> list[Item]:
    """The items that practice may show."""
    return [item for item in items if item.use in ("practice", "both")]


def against_mistakes(items: Sequence[Item], wrong: Collection[str]) -> list[Item]:
    """The practice items that train what was answered wrong (ids of items of any use).

    An item that practice may show stands for itself. One that only an exam may show is trained by those of
    its lesson with its objective, and by those of its lesson where there is none.
    """
    pool = for_practice(items)
    own = {item.id for item in pool}
    chosen = own & set(wrong)
    for item in items:
        if item.id in own or item.id not in wrong:
            continue
        of_lesson = [one for one in pool if one.lesson == item.lesson]
        akin = [one for one in of_lesson if one.objective == item.objective]
        chosen |= {one.id for one in akin or of_lesson}
    return [item for item in pool if item.id in chosen]


def weakest_first(items: Iterable[Item], last_points: Mapping[str, float]) -> list[Item]:
    """Items last answered without full points (fewest first), then those never answered, then the rest."""

    def weakness(item: Item) -> tuple[int, float]:
        points = last_points.get(item.id)
        if points is None:
            return (1, 0.0)
        return (2, points) if is_full(points) else (0, points)

    return sorted(items, key=weakness)
