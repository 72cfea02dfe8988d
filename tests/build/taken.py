"""What a unit has taken in: exams and devices, valid by default, one keyword the odd one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from elearn.learning.intake import Taken, TakenAnswer, TakenAttempt
from elearn.learning.item import Response
from elearn.unit.status import Device
from tests.build.clock import A_TUESDAY
from tests.build.items import COURSE

MACHINE = "0123456789ABCDEF"


def answer(item: str, points: int = 1000, chosen: str = "a", **odd: Any) -> TakenAnswer:
    """A single choice, answered after a minute."""
    usual: dict[str, Any] = {
        "type": "single_choice",
        "response": Response((chosen,)),
        "spent_ms": 900,
        "at_s": 60,
    }
    return TakenAnswer(item=item, points_1000=points, **(usual | odd))


def exam(
    share: float = 1.0, *, minutes: float = 0, answers: Sequence[TakenAnswer] = (), **odd: Any
) -> TakenAttempt:
    """An exam that ended so many minutes after eight on a Tuesday; 80 % pass."""
    ended = A_TUESDAY + timedelta(minutes=minutes)
    usual: dict[str, Any] = {
        "id": f"{minutes}-{share}",
        "course": COURSE,
        "use": "exam",
        "number": 1,
        "state": "handed_in",
        "library": "2026.11",
        "items": max(4, len(answers)),
        "started_at": ended - timedelta(minutes=20),
        "ended_at": ended,
        "share_1000": round(share * 1000),
        "passed": share >= 0.8,
        "supervised": False,
        "answers": tuple(answers),
    }
    return TakenAttempt(**(usual | odd))


def device(
    *attempts: TakenAttempt, machine: str = MACHINE, received_on: date = date(2026, 11, 25), **odd: Any
) -> Device:
    """A device that brought in these attempts the day after."""
    usual: dict[str, Any] = {"library": "2026.11", "attempts": attempts, "last_at": A_TUESDAY}
    return Device(machine, Taken(**(usual | odd)), received_on)
