"""A course of two topics and four lessons, and its exam rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from elearn.learning.course import BlueprintLine, Course, ExamRules, LessonCard
from tests.build.items import COURSE


def rules(**odd: Any) -> ExamRules:
    """Two topics of two items, three attempts, a day's wait, 80 %."""
    usual: dict[str, Any] = {
        "pass_mark": 0.8,
        "minutes": 40,
        "attempts": 3,
        "wait_hours": 24,
        "blueprint": (BlueprintLine("bi-mat", "Bí mật", 2), BlueprintLine("tin-gia", "Tin giả", 2)),
    }
    return ExamRules(**(usual | odd))


def card(position: int, slug: str, **odd: Any) -> LessonCard:
    """A lesson of six minutes."""
    usual: dict[str, Any] = {
        "id": f"{COURSE}/{slug}",
        "course": COURSE,
        "position": position,
        "title": slug,
        "topic": "bi-mat",
        "minutes": 6,
        "words": 900,
        "revision": 1,
    }
    return LessonCard(**(usual | odd))


def course(**odd: Any) -> Course:
    """Three lessons: bi-mat-cong-tac, tin-gia, su-co."""
    usual: dict[str, Any] = {
        "id": COURSE,
        "title": "Luật An ninh mạng",
        "subtitle": "",
        "summary": "",
        "audience": "",
        "roles": (),
        "hours": 2.0,
        "valid_as_of": date(2026, 11, 23),
        "version": "1",
        "exam": rules(),
        "lessons": (card(1, "bi-mat-cong-tac"), card(2, "tin-gia"), card(3, "su-co")),
    }
    return Course(**(usual | odd))
