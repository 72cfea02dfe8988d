"""What to read again after an attempt, and how each topic went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from elearn.learning.course import Course
from elearn.learning.grading import grade, is_full
from elearn.learning.sitting import SlotState


@dataclass(frozen=True, slots=True)
class ToReread:
    """A lesson behind wrong answers, with the sections (anchors) to read again, most missed first."""

    lesson_id: str
    anchors: tuple[str, ...]
    wrong: int


@dataclass(frozen=True, slots=True)
class TopicResult:
    """How a topic of the paper went. `points` of `items`; `share` is 0..1."""

    topic: str
    title: str
    items: int
    points: float
    share: float


def points_of(slot: SlotState) -> float:
    """A slot's points as kept, or as its response would be graded now, 0..1."""
    return slot.points if slot.points is not None else grade(slot.item, slot.response)


def to_reread(course: Course, slots: Iterable[SlotState]) -> list[ToReread]:
    """Exactly the lessons behind answers without full points, in the course's order."""
    missed: dict[str, dict[str, int]] = {}
    wrong: dict[str, int] = {}
    for slot in slots:
        if is_full(points_of(slot)):
            continue
        item = slot.item
        wrong[item.lesson] = wrong.get(item.lesson, 0) + 1
        sections = missed.setdefault(item.lesson, {})
        if item.section:
            sections[item.section] = sections.get(item.section, 0) + 1
    place = {card.id: card.position for card in course.lessons}
    return [
        ToReread(lesson, tuple(sorted(missed[lesson], key=lambda a: -missed[lesson][a])), wrong[lesson])
        for lesson in sorted(wrong, key=lambda lesson: (place.get(lesson, len(place) + 1), lesson))
    ]


def by_topic(course: Course, slots: Iterable[SlotState]) -> list[TopicResult]:
    """Points per topic, in the blueprint's order; topics outside it come last."""
    titles = {line.topic: line.title for line in course.exam.blueprint}
    points: dict[str, list[float]] = {}
    for slot in slots:
        points.setdefault(slot.item.topic, []).append(points_of(slot))
    order = [topic for topic in titles if topic in points]
    order += sorted(topic for topic in points if topic not in titles)
    return [
        TopicResult(topic, titles.get(topic, topic), len(got), sum(got), sum(got) / len(got))
        for topic in order
        for got in [points[topic]]
    ]
