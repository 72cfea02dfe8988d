"""Practice: questions one after the other, each checked at once. May be called off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elearn.desktop.presenters.rereading import LessonToReread, lessons_to_reread

if TYPE_CHECKING:
    from elearn.learning.feedback import Feedback
    from elearn.learning.item import Response
    from elearn.learning.sitting import Sitting

WRONG = "?wrong"


@dataclass(frozen=True, slots=True)
class PracticeView:
    """Practice that was begun: its questions, what it is called, where it leads back to."""

    sitting: Sitting
    title: str
    course: str
    course_title: str


@dataclass(frozen=True, slots=True)
class PracticeEnd:
    """How it went."""

    head: str
    text: str
    course: str
    course_title: str
    reread: tuple[LessonToReread, ...]
    again: str  # a route
    wrong: str  # a route, "" where nothing was wrong


class PracticePresenter:
    """One learner's practice."""

    def __init__(self, services: Any, subject: str) -> None:
        self._services, self._subject = services, subject

    def begin(self, argument: str) -> PracticeView:
        """Begin what a route names: COURSE, COURSE/LESSON or COURSE?wrong.

        Raises Refusal NO_SUCH_COURSE, NOTHING_TO_PRACTISE.
        """
        course_id, lesson, wrong = parse(argument)
        course = self._services.library.course(course_id)
        sitting = self._services.learner.begin_practice(
            self._subject, course_id, lesson_id=lesson, wrong_only=wrong
        )
        title = "Luyện câu sai" if wrong else "Luyện tập"
        if lesson:
            title = f"Luyện tập: {self._services.library.lesson_card(lesson).title}"
        return PracticeView(sitting, title, course_id, course.title)

    def quick(self) -> PracticeView | None:
        """Three questions on what was read; None where nothing was read yet."""
        sitting = self._services.learner.quick_review(self._subject)
        if sitting is None:
            return None
        course = self._services.library.course(sitting.course)
        return PracticeView(sitting, "Ôn nhanh", course.id, course.title)

    def answer(self, attempt: str, position: int, item: Any, response: Response) -> Feedback:
        """Keep an answer, then say what it teaches."""
        from elearn.learning.feedback import feedback

        self._services.records.attempts.answer(attempt, position, response)
        return feedback(item, response)

    def leave(self, attempt: str) -> None:
        """Practice that is left stays open; nobody is asked to finish it."""
        self._services.records.attempts.pause(attempt)

    def end(self, attempt: str, again: str) -> PracticeEnd:
        """Close it and say how it went; `again` is the route that leads to more of the same."""
        from elearn.learning.grading import is_full
        from elearn.learning.review import points_of

        self._services.learner.hand_in(attempt)
        sitting = self._services.records.attempts.sitting(attempt)
        course = self._services.library.course(sitting.course)
        right = sum(is_full(points_of(slot)) for slot in sitting.slots)
        total = len(sitting.slots)
        reread = lessons_to_reread(self._services.library, sitting)
        text = (
            "Không có câu nào sai." if right == total else "Các bài dưới đây giải thích những câu chưa đúng."
        )
        left = self._services.records.attempts.wrong_items(self._subject, course.id)
        return PracticeEnd(
            head=f"Đúng {right} trong {total} câu",
            text=text,
            course=course.id,
            course_title=course.title,
            reread=reread,
            again=again,
            wrong=f"practice:{course.id}{WRONG}" if left else "",
        )


def parse(argument: str) -> tuple[str, str | None, bool]:
    """Course, lesson (None for all) and whether only what was wrong, of a route's argument.

    A lesson's id begins with its course: "COURSE/LESSON".
    """
    name, mark, _ = argument.partition(WRONG)
    course = name.partition("/")[0]
    return course, (name if "/" in name else None), bool(mark)
