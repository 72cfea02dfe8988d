"""What the library must hold once all its courses stand: enough items, of enough kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elearn.learning.course import Figure, Section
from elearn.learning.item import Item, MarkText, Scenario
from elearn.library.problems import Problems
from elearn.library.sources import CourseSource, Sources

COURSES = 4  # below, the library is still being written


@dataclass(frozen=True, slots=True)
class Totals:
    """What is asked of the whole library."""

    items: int = 400
    stimuli: int = 60
    branching: int = 14  # scenarios over three steps or more, with endings that differ
    mark_text: int = 30
    lessons: tuple[int, int] = (8, 16)  # a course
    figures: int = 2  # a course
    exam_bank: float = 3.0  # exam items for each item of a paper


def check_totals(sources: Sources, problems: Problems, wanted: Totals = Totals()) -> None:
    """Note what is still missing from a library of four courses."""
    items = [one.item for course in sources.courses for one in course.items]
    file = "content/library.toml"

    def least(found: int, least: int, what: str) -> None:
        if found < least:
            problems.add(file, 1, "totals", f"thư viện có {found} {what}; cần ít nhất {least}")

    least(len(items), wanted.items, "câu hỏi")
    least(
        sum(map(has_stimulus, items)),
        wanted.stimuli,
        "câu có tài liệu vẽ sẵn (nhóm chat, bài đăng, công văn…)",
    )
    least(sum(map(branches, items)), wanted.branching, "tình huống rẽ nhánh từ ba bước")
    least(sum(isinstance(one, MarkText) for one in items), wanted.mark_text, "câu đánh dấu")
    for course in sources.courses:
        _check_course(course, problems, wanted)


def _check_course(course: CourseSource, problems: Problems, wanted: Totals) -> None:
    count = len(course.lessons)
    if not wanted.lessons[0] <= count <= wanted.lessons[1]:
        words = f"khóa có {count} bài; cần từ {wanted.lessons[0]} đến {wanted.lessons[1]}"
        problems.add(course.file, 1, "totals", words)
    drawn = {one.asset for text in course.texts() for one in _figures(text.text.sections)}
    if len(drawn) < wanted.figures:
        problems.add(course.file, 1, "totals", f"khóa có {len(drawn)} hình; cần ít nhất {wanted.figures}")
    bank = sum(one.item.use in ("exam", "both") for one in course.items)
    if bank < course.about.exam.items * wanted.exam_bank:
        words = f"khóa có {bank} câu thi cho đề {course.about.exam.items} câu; cần ít nhất gấp {wanted.exam_bank:g}"
        problems.add(course.file, 1, "totals", words)


def _figures(sections: Sequence[Section]) -> list[Figure]:
    return [block for one in sections for block in one.blocks if isinstance(block, Figure)]


def has_stimulus(item: Item) -> bool:
    """Whether the program draws material for it."""
    return bool(item.stimulus) or (isinstance(item, Scenario) and any(one.stimulus for one in item.steps))


def branches(item: Item) -> bool:
    """A scenario whose longest path has three steps or more, and whose endings differ."""
    if not isinstance(item, Scenario):
        return False
    ways = {step.id: [one.next for one in step.options] for step in item.steps}

    def depth(step: str | None, seen: frozenset[str]) -> int:
        if step is None or step not in ways or step in seen:
            return 0
        return 1 + max((depth(one, seen | {step}) for one in ways[step]), default=0)

    return depth(item.steps[0].id, frozenset()) >= 3 and len({one.text for one in item.endings}) >= 2
