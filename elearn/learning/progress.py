"""How far a learner has come: when a lesson counts as read, and a course as done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from elearn.learning.attempt import CLOSED
from elearn.learning.course import Course
from elearn.learning.reading import LessonReading
from elearn.learning.sitting import AttemptSummary, AttemptUse

READ_TO = 0.98  # a last line below the window's edge must not cost the lesson
LEAST_PART_OF_MINUTES = 1 / 3


class CourseState(Enum):
    """How a learner stands with a course."""

    NOT_BEGUN = "not_begun"  # nothing opened, nothing sat
    UNDER_WAY = "under_way"  # something was done
    DONE = "done"  # the exam was passed


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """A learner's progress in a course. `share` of lessons read, `best` exam share: 0..1."""

    course: str
    lessons: int
    lessons_read: int
    share: float
    minutes_left: int
    next_lesson: str | None  # the first that is to be read
    read_again: tuple[str, ...]  # lessons whose meaning has changed since they were read
    attempts: int  # exams handed in
    best: float | None
    passed: bool
    open_exam: str | None  # an attempt's id
    state: CourseState


def counts_as_read(seconds: float, minutes: float, furthest: float) -> bool:
    """Whether a person can have read a lesson: scrolled through, for a third of its minutes at least.

    `seconds` with the window in front; `furthest` is the share that was ever in view, 0..1.
    """
    return furthest >= READ_TO and seconds >= minutes * 60 * LEAST_PART_OF_MINUTES


def course_progress(
    course: Course, states: Mapping[str, LessonReading], history: Sequence[AttemptSummary]
) -> CourseProgress:
    """Progress in a course; states and attempts of other courses are passed over."""
    unread = [card for card in course.lessons if not _state(states, card.id).is_read(card.revision)]
    again = tuple(card.id for card in unread if _state(states, card.id).read_revision is not None)
    exams = [one for one in history if one.course == course.id and one.use is AttemptUse.EXAM]
    ended = [one for one in exams if one.state in CLOSED]
    passed = any(one.passed for one in ended)
    read = len(course.lessons) - len(unread)
    begun = any(card.id in states for card in course.lessons) or any(
        one.course == course.id for one in history
    )
    return CourseProgress(
        course=course.id,
        lessons=len(course.lessons),
        lessons_read=read,
        share=read / len(course.lessons) if course.lessons else 1.0,
        minutes_left=sum(card.minutes for card in unread),
        next_lesson=unread[0].id if unread else None,
        read_again=again,
        attempts=len(ended),
        best=max((one.share for one in ended if one.share is not None), default=None),
        passed=passed,
        open_exam=next((one.id for one in exams if one.state not in CLOSED), None),
        state=CourseState.DONE if passed else CourseState.UNDER_WAY if begun else CourseState.NOT_BEGUN,
    )


def _state(states: Mapping[str, LessonReading], lesson: str) -> LessonReading:
    return states.get(lesson) or LessonReading()
