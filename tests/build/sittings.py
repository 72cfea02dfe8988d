"""Records with people, papers and attempts in them, made through the real stores."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from elearn.learning.item import Item
from elearn.learning.paper import draw, practice_paper
from elearn.learning.sitting import AttemptState, AttemptSummary, AttemptUse, Sitting
from elearn.records.store import Records
from tests.build.courses import rules
from tests.build.items import COURSE, bank, right_response, wrong_response

BANK = bank({"bi-mat": 6, "tin-gia": 6})


def begin_exam(
    records: Records, subject: str, *, minutes: int = 40, seed: int = 7, exam_code: str = ""
) -> Sitting:
    """An exam of four items, begun."""
    paper = draw(BANK, rules().blueprint, seed)
    return records.attempts.begin(
        subject, COURSE, AttemptUse.EXAM, paper, BANK, minutes * 60_000, "2026.11", exam_code
    )


def begin_practice(
    records: Records, subject: str, *, limit: int = 5, seed: int = 7, items: Sequence[Item] = BANK
) -> Sitting:
    """Practice of five items, begun."""
    paper = practice_paper(items, seed, limit)
    return records.attempts.begin(subject, COURSE, AttemptUse.PRACTICE, paper, items, None, "2026.11")


def answer_all(records: Records, sitting: Sitting, *, right: int) -> None:
    """Answer every item, the first `right` of them right and the others without any points."""
    for slot in sitting.slots:
        answer = right_response if slot.position < right else wrong_response
        records.attempts.answer(sitting.id, slot.position, answer(slot.item), spent_ms=1000)


def whole_exam(records: Records, subject: str, *, right: int = 4, seed: int = 7) -> AttemptSummary:
    """An exam, sat and handed in: four right answers pass, three do not."""
    sitting = begin_exam(records, subject, seed=seed)
    answer_all(records, sitting, right=right)
    return records.attempts.hand_in(sitting.id, rules().pass_mark)


def summary(at: datetime, **odd: Any) -> AttemptSummary:
    """An exam that was failed and ended at a moment."""
    usual: dict[str, Any] = {
        "id": "a1",
        "course": COURSE,
        "use": AttemptUse.EXAM,
        "number": 1,
        "state": AttemptState.HANDED_IN,
        "started_at": at,
        "ended_at": at,
        "share": 0.5,
        "points": 2.0,
        "items": 4,
        "passed": False,
        "interruptions": 0,
        "library_version": "2026.11",
        "waits_from": at,
    }
    return AttemptSummary(**(usual | odd))
