"""Taking a roster in: what was understood of the file, what it would change, and which rows stand in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import count_words, day_words, part_words, role_words
from elearn.wording import ROSTER_FIELDS, ROSTER_REPAIRS, fault_sentence

NOT_USED = "-"
FIELD_CHOICES = ((NOT_USED, "không dùng"), *ROSTER_FIELDS.items())


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the file: "Cột B", its heading, the field's value or NOT_USED."""

    index: int
    letter: str
    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A row that was not understood."""

    row: int
    words: str


@dataclass(frozen=True, slots=True)
class RepairLine:
    """A cell that was repaired; `doubtful`: somebody should look at it."""

    row: int
    field: str
    before: str
    after: str
    how: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What becomes of a person: `what` is "Mới", "Thay đổi" or "Rời đi"."""

    what: str
    tone: str
    name: str
    details: str


FAULT_COLUMNS = (
    Column("Hàng", lambda row: str(row.row), 64, kind="number", sort=lambda row: row.row),
    Column("Vì sao chưa đọc được", lambda row: row.words, 420, 1),
)
REPAIR_COLUMNS = (
    Column("Hàng", lambda row: str(row.row), 64, kind="number", sort=lambda row: row.row),
    Column("Trong tệp", lambda row: row.before, 190, 3, drop=3),
    Column("Sẽ ghi", lambda row: row.after, 190, 3, kind="strong"),
    Column("Ô", lambda row: row.field, 90, 1, kind="quiet", drop=1),
    Column("Đã làm gì", lambda row: row.how, 200, 3, kind="quiet", small=True, drop=2),
    Column(
        "",
        lambda row: "Nên xem lại" if row.doubtful else "",
        108,
        kind="chip",
        tone=lambda _row: "desk",
        empty="không có gì phải xem",
    ),
)
CHANGE_COLUMNS = (
    Column("", lambda row: row.what, 96, kind="chip", tone=lambda row: row.tone),
    Column("Họ và tên", lambda row: row.name, 190, 2, kind="strong"),
    Column("Chi tiết", lambda row: row.details, 300, 4, kind="quiet", small=True, drop=1),
)


@dataclass(frozen=True, slots=True)
class ImportView:
    """What was understood. `summary` tells what taking it would do; `taken` holds the service's own preview."""

    file_name: str
    about: str
    summary: str
    can_be_taken: bool
    people: int
    columns: tuple[ColumnLine, ...]
    faults: tuple[FaultLine, ...]
    repairs: tuple[RepairLine, ...]
    changes: tuple[ChangeLine, ...]
    left_out: str
    keep_others: bool
    preview: Any = field(repr=False, compare=False, default=None)


class ImportPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def read(
        self, path: Path, columns: Mapping[int, str] | None = None, keep_others: bool = False
    ) -> ImportView:
        """Read a file; `columns` (from 0, to a field's value or NOT_USED) overrule what is found. Raises Refusal."""
        from elearn.unit.roster_header import Field

        chosen = (
            None
            if columns is None
            else {at: Field(one) if one != NOT_USED else None for at, one in columns.items()}
        )
        preview = self._services.unit.roster.read(path, columns=chosen, keep_others=keep_others)
        return self._view(preview, keep_others)

    def take(self, view: ImportView) -> str:
        """Import what was looked over; what to say about it. Raises Refusal."""
        made = self._services.unit.roster.take(view.preview)
        return f"Đã nhập {count_words(made.people)} người từ {made.file_name}. Có thể hoàn tác trong trang Danh sách."

    def _view(self, preview: Any, keep_others: bool) -> ImportView:
        reading, plan = preview.reading, preview.plan
        parts = [f"trang tính “{reading.sheet}”"] if reading.sheet else []
        if reading.header_row:
            parts.append(f"tiêu đề ở hàng {reading.header_row}")
        if reading.encoding:
            parts.append(f"mã chữ {reading.encoding.upper()}")
        return ImportView(
            file_name=preview.path.name,
            about=" · ".join([preview.path.name, *parts]),
            summary=_summary(plan, keep_others),
            can_be_taken=preview.can_be_taken,
            people=len(reading.entries),
            columns=tuple(
                ColumnLine(one.index, one.letter, one.heading, one.field.value if one.field else NOT_USED)
                for one in reading.columns
            ),
            faults=tuple(FaultLine(one.row, fault_sentence(one.fault.value, one.facts)) for one in reading.faults),
            repairs=tuple(
                RepairLine(
                    one.row, ROSTER_FIELDS[one.field.value], one.before, one.after, ROSTER_REPAIRS[one.how.value],
                    one.doubtful,
                )
                for one in sorted(reading.repairs, key=lambda one: (not one.doubtful, one.row))
            ),
            changes=_changes(preview),
            left_out=_rows(reading.left_out),
            keep_others=keep_others,
            preview=preview,
        )  # fmt: skip


def _summary(plan: Any, keep_others: bool) -> str:
    said = [
        f"{count_words(number)} {words}"
        for number, words in (
            (len(plan.added), "người mới"),
            (len(plan.changed), "người thay đổi"),
            (plan.same, "người giữ nguyên"),
            (plan.joined, "hàng là của người đã gộp hồ sơ"),
        )
        if number
    ]
    if plan.left and not keep_others:
        said.append(f"{count_words(len(plan.left))} người không có trong tệp, sẽ ghi là đã rời đơn vị")
    return "; ".join(said)


def _rows(rows: tuple[int, ...]) -> str:
    """Which rows were passed over, in words; at most a dozen by number."""
    if not rows:
        return ""
    shown = ", ".join(str(one) for one in rows[:12]) + ("…" if len(rows) > 12 else "")
    return f"Bỏ qua {len(rows)} hàng không phải người (tiêu đề nhóm, tổng cộng, chữ ký): hàng {shown}."


def _changes(preview: Any) -> tuple[ChangeLine, ...]:
    from elearn.vietnamese.collate import name_key

    lines = []
    for key, person in preview.plan.changed:
        member = preview.before.get(key)
        lines.append(ChangeLine("Thay đổi", "desk", person.name, _differences(member, person)))
    for key in preview.plan.left:
        member = preview.before.get(key)
        if member:
            lines.append(ChangeLine("Rời đi", "bad", member.person.name, _about(member.person)))
    lines += [ChangeLine("Mới", "good", person.name, _about(person)) for person in preview.plan.added]
    order = {"Thay đổi": 0, "Rời đi": 1, "Mới": 2}
    return tuple(sorted(lines, key=lambda one: (order[one.what], name_key(one.name))))


def _about(person: Any) -> str:
    return " · ".join(
        filter(None, (person.code, person.position, part_words(person.sub_unit), role_words(person.role)))
    )


def _differences(member: Any, person: Any) -> str:
    if member is None:
        return _about(person)
    before = member.person
    told = [] if member.is_there else ["trở lại đơn vị"]
    for words, old, new in (
        ("tên", before.name, person.name),
        ("mã", before.code, person.code),
        ("bộ phận", part_words(before.sub_unit), part_words(person.sub_unit)),
        ("chức vụ", before.position, person.position),
        ("ngày sinh", day_words(before.birth_date), day_words(person.birth_date)),
        ("vai trò", role_words(before.role), role_words(person.role)),
    ):
        if old != new:
            told.append(f"{words}: {old or 'chưa ghi'} → {new or 'chưa ghi'}")
    return "; ".join(told)
