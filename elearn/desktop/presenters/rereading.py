"""The lessons behind wrong answers, as result pages list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elearn.errors import Refusal

if TYPE_CHECKING:
    from elearn.learning.sitting import Sitting


@dataclass(frozen=True, slots=True)
class LessonToReread:
    """A lesson to read again, from the section that was missed most."""

    title: str  # "Bài 7 · Bí mật công tác trên nhóm Zalo"
    about: str  # "3 câu sai · mục 3, mục 4 · 6 phút"
    route: str
    minutes: int


def lessons_to_reread(library: Any, sitting: Sitting) -> tuple[LessonToReread, ...]:
    """Exactly the lessons behind answers without full points, in the course's order.

    A lesson that the library has no more is left out.
    """
    from elearn.learning.review import to_reread

    found = []
    for one in to_reread(library.course(sitting.course), sitting.slots):
        try:
            lesson = library.lesson(one.lesson_id)
        except Refusal:
            continue
        numbers = {section.anchor: number for number, section in enumerate(lesson.sections, 1)}
        places = sorted(numbers[anchor] for anchor in one.anchors if anchor in numbers)
        parts = [f"{one.wrong} câu sai"]
        parts += [", ".join(f"mục {number}" for number in places)] if places else []
        parts += [f"{lesson.card.minutes} phút"]
        anchor = next((one for one in one.anchors if one in numbers), "")
        found.append(
            LessonToReread(
                title=f"Bài {lesson.card.position} · {lesson.card.title}",
                about=" · ".join(parts),
                route=f"lesson:{lesson.card.id}" + (f"#{anchor}" if anchor else ""),
                minutes=lesson.card.minutes,
            )
        )
    return tuple(found)
