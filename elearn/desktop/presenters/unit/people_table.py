"""People as the overview's table shows them: one line each, in the order of Vietnamese names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from elearn.desktop.presenters.table import Column


class State(Enum):
    """How a person stands with the courses that are looked at; the value is what the table says."""

    DONE = "Hoàn thành"
    UNDER_WAY = "Đang học"
    NOT_BEGUN = "Chưa học"
    LATE = "Quá hạn"  # not done, and the deadline is past
    NO_COURSE = "Chưa giao khóa"


TONES = {
    State.DONE: "good",
    State.UNDER_WAY: "accent",
    State.NOT_BEGUN: "plain",
    State.LATE: "bad",
    State.NO_COURSE: "plain",
}
_RANK = {state: place for place, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person. `result` is "28/30" for one course, "2/3 khóa" for several; `share` 0..1 is what it sorts by.

    `file_on` is the day of the newest file, None where none has come; `found_by` is folded.
    """

    key: int
    name: str
    code: str
    part: str
    state: State
    result: str
    share: float | None
    completed_on: date | None
    late_done: bool
    file_on: date | None
    note: str
    found_by: str
    part_key: tuple[object, ...] = ()


def day_text(day: date | None) -> str:
    """A day in a table: 23/11/2026, "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""


COLUMNS = (
    Column("STT", lambda _row: "", 52, kind="ordinal", drop=2),
    Column("Họ và tên", lambda row: row.name, 190, 4, kind="strong"),
    Column("Bộ phận", lambda row: row.part, 170, 4, sort=lambda row: row.part_key or None, drop=5),
    Column(
        "Tình trạng",
        lambda row: row.state.value,
        132,
        kind="chip",
        sort=lambda row: _RANK[row.state],
        tone=lambda row: TONES[row.state],
    ),
    Column("Kết quả", lambda row: row.result, 84, kind="number", sort=lambda row: row.share, drop=6),
    Column(
        "Hoàn thành",
        lambda row: day_text(row.completed_on),
        104,
        kind="number",
        sort=lambda row: row.completed_on,
        drop=4,
    ),
    Column(
        "Tệp mới nhất",
        lambda row: day_text(row.file_on) or "chưa có",
        112,
        kind="number",
        sort=lambda row: row.file_on or date.min,
        drop=3,
    ),
    Column("Ghi chú", lambda row: row.note, 140, 3, kind="quiet", drop=1),
)

ALL, UNFINISHED, LOOKS = "all", "unfinished", "looks"
_UNFINISHED = frozenset({State.UNDER_WAY, State.NOT_BEGUN, State.LATE})


def filter_of(
    which: str, part: str, words: str, looked_at: frozenset[int] = frozenset()
) -> Callable[[PersonLine], bool] | None:
    """Whom to show. `which`: all, unfinished, looks (those in `looked_at`), or a state's name.

    `part`: a sub-unit and those below it.
    `words` are folded; each must stand somewhere in name, code or sub-unit.
    """
    needles = words.split()
    below = f"{part} / "

    def chosen(line: PersonLine) -> bool:
        if part and line.part != part and not line.part.startswith(below):
            return False
        if which == UNFINISHED:
            if line.state not in _UNFINISHED:
                return False
        elif which == LOOKS:
            if line.key not in looked_at:
                return False
        elif which not in (ALL, line.state.name):
            return False
        return all(needle in line.found_by for needle in needles)

    return None if which == ALL and not part and not needles else chosen
