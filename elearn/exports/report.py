"""The report that goes with the list, before anything draws it: figures by course and sub-unit, who is missing.

Counted are rows, one for each person and assigned course. Courses held by others are told apart and not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from elearn.exports.completion_list import WITHOUT_PART, count_people, in_order, subject_of
from elearn.exports.list_values import CompletionRow, ListHead, Outcome

_ELSEWHERE = (Outcome.REGISTERED, Outcome.ATTENDED)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many rows stand how, under one name."""

    name: str
    people: int
    done: int = 0
    not_passed: int = 0
    under_way: int = 0
    not_begun: int = 0
    late: int = 0

    @property
    def all(self) -> int:
        """All rows."""
        return self.done + self.not_passed + self.under_way + self.not_begun

    @property
    def share_done(self) -> float:
        """What part is done, 0.0 to 1.0."""
        return self.done / self.all if self.all else 0.0


@dataclass(frozen=True, slots=True)
class CompletionReport:
    """What the report says. Rows are in the order of the list; `finished` are people with every course done."""

    head: ListHead
    whole: Figures
    finished: int
    without_course: tuple[CompletionRow, ...]
    by_course: tuple[Figures, ...]
    by_part: tuple[Figures, ...]
    missing: tuple[CompletionRow, ...]
    elsewhere: tuple[CompletionRow, ...]


def completion_report(rows: Iterable[CompletionRow], head: ListHead) -> CompletionReport:
    """Count what the rows say. Courses stand in the order in which they come, sub-units in that of the list."""
    ours = list(rows)
    ordered = in_order(ours)
    counted = [row for row in ordered if row.outcome not in (*_ELSEWHERE, Outcome.NOT_ASSIGNED)]
    courses = dict.fromkeys((row.course, row.version) for row in ours if row.course)
    behind = {row.who for row in counted if row.outcome is not Outcome.DONE}
    return CompletionReport(
        head=head if head.subject else replace(head, subject=subject_of(ordered)),
        whole=_figures("Toàn đơn vị", counted),
        finished=len({row.who for row in counted} - behind),
        without_course=tuple(row for row in ordered if row.outcome is Outcome.NOT_ASSIGNED),
        by_course=tuple(
            figures
            for course, version in courses
            if (figures := _figures(_title(course, version), _of_course(counted, course, version))).all
        ),
        by_part=_by_part(counted),
        missing=tuple(row for row in counted if row.outcome is not Outcome.DONE),
        elsewhere=tuple(row for row in ordered if row.outcome in _ELSEWHERE),
    )


def _of_course(rows: Sequence[CompletionRow], course: str, version: str) -> list[CompletionRow]:
    return [row for row in rows if (row.course, row.version) == (course, version)]


def _title(course: str, version: str) -> str:
    return f"{course} – {version}" if version else course


def _by_part(rows: Sequence[CompletionRow]) -> tuple[Figures, ...]:
    """By the first level of sub-units; () where nobody has one."""
    parts: dict[str, list[CompletionRow]] = {}
    for row in rows:
        parts.setdefault(row.sub_unit[0] if row.sub_unit else "", []).append(row)
    if list(parts) in ([], [""]):
        return ()
    return tuple(_figures(part or WITHOUT_PART, of_part) for part, of_part in parts.items())


def _figures(name: str, rows: Sequence[CompletionRow]) -> Figures:
    counts = Counter(row.outcome for row in rows)
    return Figures(
        name=name,
        people=count_people(rows),
        done=counts[Outcome.DONE],
        not_passed=counts[Outcome.NOT_PASSED],
        under_way=counts[Outcome.UNDER_WAY],
        not_begun=counts[Outcome.NOT_BEGUN],
        late=sum(row.late and row.outcome is not Outcome.DONE for row in rows),
    )
