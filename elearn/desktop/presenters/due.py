"""What the unit asks of a learner, in words: until when, how many days are left, what is late."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elearn.desktop.presenters.courses import Tone

SOON = 7  # days before a deadline that is to be minded


def due_words(due: Any) -> str:
    """A deadline as a line of a course: "hạn 02/12/2026, còn 12 ngày"."""
    day, left = f"{due.deadline:%d/%m/%Y}", due.days_left
    if left < 0:
        return f"quá hạn {-left} ngày (hạn {day}), vẫn học và thi được"
    if left == 0:
        return f"hạn hôm nay, {day}"
    return f"hạn {day}, còn {left} ngày"


def due_tone(due: Any) -> Tone:
    """How a deadline is shown: late, soon, or quietly."""
    return "bad" if due.days_left < 0 else "desk" if due.days_left <= SOON else "plain"


def reminder(dues: Iterable[Any], titles: dict[str, str]) -> str:
    """The day's reminder in one line, "" where there is nothing: late courses first, then the next deadline."""
    everything = list(dues)
    late = [due for due in everything if due.days_left < 0]
    coming = [due for due in everything if due.days_left >= 0]
    said = []
    if late:
        said.append(f"Đã quá hạn: {', '.join(titles.get(one.course, one.course) for one in late)}.")
    if coming:
        first = min(one.days_left for one in coming)
        names = ", ".join(titles.get(one.course, one.course) for one in coming if one.days_left == first)
        when = "Hôm nay là hạn" if first == 0 else f"Còn {first} ngày đến hạn"
        said.append(f"{when} của {names}.")
    return " ".join(said)
