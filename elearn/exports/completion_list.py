"""The completion list: everyone on the roster, in the order of Vietnamese names, grouped by sub-unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby

from elearn.exports.administrative import roman, short_day, whole_number
from elearn.exports.form_table import Cell, Column, FormTable, Group, Heading, Row
from elearn.exports.list_values import CompletionRow, ListHead, Outcome
from elearn.vietnamese.collate import name_key, text_key

# Each with its width in millimetres on paper, and in a spreadsheet, where there is room for whole paths.
_COLUMNS = (
    (Column("STT", 9.5, centred=True), 10),
    (Column("Họ và tên", 33), 38),
    (Column("Mã hoặc ngày sinh", 20.5, centred=True), 22),
    (Column("Chức vụ", 22), 28),
    (Column("Bộ phận", 23), 31),
    (Column("Khóa – phiên bản", 36), 38),
    (Column("Kết quả", 23, centred=True), 21),
    (Column("Điểm", 13, centred=True), 14),
    (Column("Số lượt", 9, centred=True), 11),
    (Column("Ngày hoàn thành", 20.5, centred=True), 21),
    (Column("Số giấy chứng nhận", 26, centred=True), 30),
    (Column("Ghi chú", 16.5), 18),
)
WITHOUT_PART = "Chưa ghi bộ phận"


def completion_table(rows: Iterable[CompletionRow], head: ListHead, *, on_paper: bool = True) -> FormTable:
    """The list as a table: one numbered row for each row that came in.

    On paper the headings name the sub-unit, and the column only its last part; where rows are filtered and
    sorted each holds the whole path. Sub-units are in the order of their names, people in that of theirs (given name first), a person's courses
    as they came. There are no headings where nobody has a sub-unit.
    """
    ordered = in_order(rows)
    return FormTable(
        head=head if head.subject else replace(head, subject=subject_of(ordered)),
        columns=tuple(column if on_paper else replace(column, width_mm=wide) for column, wide in _COLUMNS),
        groups=tuple(_groups(ordered, on_paper)),
        closing=_closing(ordered, head),
    )


def in_order(rows: Iterable[CompletionRow]) -> list[CompletionRow]:
    """By sub-unit (who has none comes last), then name, code and date of birth; equals as they came."""
    place, name = cache(_place_key), cache(name_key)

    def key(row: CompletionRow) -> tuple[object, ...]:
        return place(row.sub_unit), name(row.name), row.code, row.birth_date or date.min, row.person

    return sorted(rows, key=key)


def part_of(sub_unit: Sequence[str]) -> str:
    """A sub-unit as one text, "" for the unit itself."""
    return " / ".join(sub_unit)


def count_people(rows: Iterable[CompletionRow]) -> int:
    """How many people the rows are about."""
    return len({row.who for row in rows})


def _place_key(path: tuple[str, ...]) -> tuple[object, ...]:
    return (not path, *(text_key(part) for part in path))


def _groups(ordered: Sequence[CompletionRow], on_paper: bool) -> Iterator[Group]:
    number = 0
    for headings, members in _with_headings(ordered):
        rows = []
        for row in members:
            number += 1
            part = (row.sub_unit or ("",))[-1] if on_paper else part_of(row.sub_unit)
            rows.append(_cells(number, row, part))
        yield Group(headings, tuple(rows))


def _with_headings(
    ordered: Sequence[CompletionRow],
) -> Iterator[tuple[tuple[Heading, ...], list[CompletionRow]]]:
    """The rows of each sub-unit with its headings: "I. …" for the first level, "1. …" for the second."""
    if not any(row.sub_unit for row in ordered):
        yield (), list(ordered)
        return
    for major, (top, of_top) in enumerate(groupby(ordered, key=lambda row: row.sub_unit[:1]), 1):
        members = list(of_top)
        title = top[0] if top else WITHOUT_PART
        outer = [Heading(0, f"{roman(major)}. {title} ({_people(members)})")]
        minor = 0
        for path, of_path in groupby(members, key=lambda row: row.sub_unit):
            rows = list(of_path)
            inner = []
            if len(path) > 1:
                minor += 1
                inner = [Heading(1, f"{minor}. {part_of(path[1:])} ({_people(rows)})")]
            yield (*outer, *inner), rows
            outer = []


def _people(rows: Iterable[CompletionRow]) -> str:
    return f"{whole_number(count_people(rows))} người"


def _cells(number: int, row: CompletionRow, part: str) -> Row:
    whose: Cell = row.code or row.birth_date
    return (
        number,
        row.name,
        whose,
        row.position or None,
        part or None,
        _course(row) or None,
        row.outcome.value,
        row.share,
        row.attempts or (0 if row.outcome is Outcome.UNDER_WAY else None),
        row.completed_on,
        row.certificate or None,
        _note(row) or None,
    )


def _course(row: CompletionRow) -> str:
    return f"{row.course} – {row.version}" if row.version else row.course


def _note(row: CompletionRow) -> str:
    late = ""
    if row.late:
        late = "Hoàn thành sau hạn" if row.outcome is Outcome.DONE else "Quá hạn"
    return "; ".join(filter(None, (late, row.note)))


def subject_of(rows: Sequence[CompletionRow]) -> tuple[str, ...]:
    """What a list or a report is of: the one course by its title, several by their number."""
    courses = list(dict.fromkeys(row.course for row in rows if row.course))
    if len(courses) == 1:
        return ("Kết quả học tập của công chức, viên chức, người lao động", f"khóa “{courses[0]}”")
    return ("Kết quả học tập của công chức, viên chức, người lao động",)


def _closing(rows: Sequence[CompletionRow], head: ListHead) -> tuple[str, ...]:
    """The totals in a sentence; `./.` ends the contents (annex III of the decree)."""
    if not rows:
        return ("Danh sách chưa có người nào./.",)
    by_outcome = Counter(row.outcome for row in rows)
    by_outcome_said = [
        f"{outcome.value.lower()} {whole_number(by_outcome[outcome])}"
        for outcome in Outcome
        if by_outcome[outcome]
    ]
    late = sum(row.late for row in rows)
    as_of = f"Số liệu đến ngày {short_day(head.as_of)}. " if head.as_of else ""
    lines = f", {whole_number(len(rows))} dòng" if len(rows) != count_people(rows) else ""
    said = ", ".join(by_outcome_said) + (f"; trong đó quá hạn {whole_number(late)}" if late else "")
    return (f"{as_of}Danh sách có {_people(rows)}{lines}: {said}./.",)
