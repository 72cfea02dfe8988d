"""People as the overview's table shows them: one line each, in the order of Vietnamese names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import day_words, percent


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
    """A person with the courses that are looked at (standing lines of the services, none with an empty course).

    What is shown of it is made when it is seen: there may be ten thousand. `file_on` is the day of the newest
    file, None where none has come; `items` how many items a paper of each course holds.
    """

    key: int
    name: str
    code: str
    part: str
    part_key: tuple[object, ...]
    state: State
    given: tuple[Any, ...]
    file_on: date | None
    items: Mapping[str, int]

    @property
    def result(self) -> str:
        """As in "28/30" for one course, "2/3 khóa" for several."""
        if len(self.given) > 1:
            return f"{self._done}/{len(self.given)} khóa"
        if not self.given or self.given[0].best is None:
            return ""
        best, many = self.given[0].best, self.items.get(self.given[0].course, 0)
        return f"{round(best * many)}/{many}" if many else percent(best)

    @property
    def share(self) -> float | None:
        """What the result is sorted by, 0..1."""
        if len(self.given) == 1:
            return self.given[0].best  # type: ignore[no-any-return]
        return self._done / len(self.given) if self.given else None

    @property
    def _done(self) -> int:
        return sum(line.state.value == "done" for line in self.given)

    @property
    def completed_on(self) -> date | None:
        """When the last of the courses was done, None while one is not."""
        if self.state is not State.DONE:
            return None
        return max((line.completed_on for line in self.given if line.completed_on), default=None)

    @property
    def note(self) -> str:
        """The one thing that is worth saying beside a person."""
        numbers = [line.certificate for line in self.given if line.certificate]
        done = [line for line in self.given if line.state.value == "done"]
        said = []
        if len(numbers) == 1:
            said.append(f"giấy số {numbers[0]}")
        elif numbers:
            said.append(f"{len(numbers)} giấy")
        if len(done) > len(numbers):
            said.append("chờ cấp giấy")
        if any(line.late for line in done):
            said.append("xong sau hạn")
        failed = [line for line in self.given if line.not_passed]
        if failed and not said:
            said.append(f"thi {sum(line.attempts for line in failed)} lượt, chưa đạt")
        words = ", ".join(said)
        return words[:1].upper() + words[1:]


class FoundBy:
    """What people are found by, folded when it is first asked for."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}

    def __call__(self, line: PersonLine) -> str:
        """Name, code and sub-unit."""
        text = self._texts.get(line.key)
        if text is None:
            from elearn.vietnamese.text import fold

            text = self._texts[line.key] = fold(f"{line.name} {line.code} {line.part}")
        return text


COLUMNS = (
    Column("STT", lambda _row: "", 52, kind="ordinal", drop=2),
    Column("Họ và tên", lambda row: row.name, 190, 4, kind="strong"),
    Column(
        "Bộ phận", lambda row: row.part, 170, 4, sort=lambda row: row.part_key or None, small=True, drop=5
    ),
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
        lambda row: day_words(row.completed_on),
        104,
        kind="number",
        sort=lambda row: row.completed_on,
        drop=4,
    ),
    Column(
        "Tệp mới nhất",
        lambda row: day_words(row.file_on) or "chưa có",
        112,
        kind="number",
        sort=lambda row: row.file_on or date.min,
        drop=3,
    ),
    Column("Ghi chú", lambda row: row.note, 140, 3, kind="quiet", small=True, drop=1),
)

ALL, UNFINISHED, LOOKS = "all", "unfinished", "looks"
_UNFINISHED = frozenset({State.UNDER_WAY, State.NOT_BEGUN, State.LATE})


def filter_of(
    which: str,
    part: str,
    words: str,
    looked_at: frozenset[int] = frozenset(),
    found_by: FoundBy | None = None,
) -> Callable[[PersonLine], bool] | None:
    """Whom to show. `which`: all, unfinished, looks (those in `looked_at`), or a state's name.

    `part`: a sub-unit and those below it.
    `words` are folded; each must stand somewhere in name, code or sub-unit.
    """
    needles, text_of = words.split(), found_by or FoundBy()
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
        if not needles:
            return True
        text = text_of(line)
        return all(needle in text for needle in needles)

    return None if which == ALL and not part and not needles else chosen
