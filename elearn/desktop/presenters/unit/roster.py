"""The roster: everybody in a table, sub-units, moves and departures; the last import taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import (
    count_words,
    day_words,
    moment_words,
    part_words,
    role_words,
    today_of,
    typed_day,
)

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person of the roster as the table shows them; in the order of names. `found_by` is folded."""

    key: int
    name: str
    code: str
    position: str
    part: str
    role: str
    extra: str
    left: str
    found_by: str
    part_key: tuple[object, ...]


COLUMNS = (
    Column("STT", lambda _row: "", 52, kind="ordinal", drop=1),
    Column("Họ và tên", lambda row: row.name, 190, 4, kind="strong"),
    Column("Mã", lambda row: row.code, 90, 1, sort=lambda row: row.code or None, drop=5),
    Column(
        "Chức vụ", lambda row: row.position, 150, 3, sort=lambda row: row.position or None, small=True, drop=4
    ),
    Column(
        "Bộ phận", lambda row: row.part, 170, 4, sort=lambda row: row.part_key or None, small=True, drop=6
    ),
    Column(
        "Vai trò",
        lambda row: row.role,
        120,
        2,
        kind="quiet",
        sort=lambda row: row.role or None,
        small=True,
        drop=3,
    ),
    Column("Ghi chú", lambda row: row.left or row.extra, 130, 2, kind="quiet", small=True, drop=2),
)


@dataclass(frozen=True, slots=True)
class RosterView:
    """What the roster's page shows. `undo` says what would be taken back, "" where nothing can be."""

    about: str
    lines: tuple[MemberLine, ...]
    parts: tuple[tuple[str, str], ...]
    undo: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A sub-unit: `people` who belong to it, those of its own parts too."""

    path: Path
    name: str
    depth: int
    people: int

    @property
    def value(self) -> str:
        """The path as one text."""
        return part_words(self.path)


@dataclass(frozen=True, slots=True)
class MemberForm:
    """What stands in the fields about a person, as typed."""

    name: str = ""
    code: str = ""
    part: str = ""
    position: str = ""
    birth: str = ""
    role: str = ""
    extra: str = "0"
    note: str = ""


def member_faults(form: MemberForm) -> dict[str, str]:
    """What is wrong with the fields, a sentence by field."""
    found = {}
    if not form.name.strip():
        found["name"] = "Xin ghi họ và tên."
    try:
        typed_day(form.birth)
    except ValueError:
        found["birth"] = "Xin ghi ngày sinh như 09/11/1988, hoặc để trống."
    if form.extra.strip() and not (form.extra.strip().isdigit() and int(form.extra) <= 300):
        found["extra"] = "Xin ghi một số từ 0 đến 300."
    if len(path_of(form.part)) > 2:
        found["part"] = "Bộ phận có nhiều nhất hai cấp, ví dụ: Văn phòng / Tổ một cửa."
    return found


def path_of(text: str) -> Path:
    """A sub-unit's path from its text: "Văn phòng / Tổ một cửa"."""
    from elearn.vietnamese.text import tidy

    return tuple(level for one in text.split(" / ") if (level := tidy(one)))


def member_lines(members: Iterable[Any]) -> tuple[MemberLine, ...]:
    """Members in the order of Vietnamese names."""
    from functools import cache

    from elearn.vietnamese.collate import name_key, text_key
    from elearn.vietnamese.text import fold

    key_of_part = cache(lambda path: tuple(text_key(one) for one in path))
    ordered = sorted(members, key=lambda one: (name_key(one.person.name), one.person.code))
    return tuple(
        MemberLine(
            key=one.key,
            name=one.person.name,
            code=one.person.code,
            position=one.person.position,
            part=part_words(one.person.sub_unit),
            role=role_words(one.person.role),
            extra=f"thêm {one.extra_percent} % giờ thi" if one.extra_percent else "",
            left=f"đã rời ngày {day_words(one.left_on)}" if one.left_on else "",
            found_by=fold(
                f"{one.person.name} {one.person.code} {part_words(one.person.sub_unit)} {one.person.position}"
            ),
            part_key=key_of_part(one.person.sub_unit),
        )
        for one in ordered
    )


def part_lines(parts: Iterable[Any]) -> tuple[PartLine, ...]:
    """Sub-units as a tree in the order of their names."""
    from elearn.vietnamese.collate import text_key

    ordered = sorted(parts, key=lambda one: tuple(text_key(name) for name in one.path))
    return tuple(PartLine(one.path, one.path[-1], len(one.path), one.people) for one in ordered)


class RosterPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    @property
    def _roster(self) -> Any:
        return self._services.unit.roster

    def view(self, with_left: bool = False) -> RosterView:
        """Everybody. Raises Refusal."""
        members = self._roster.people(with_left=with_left)
        there = sum(one.is_there for one in members)
        parts = part_lines(self._roster.sub_units())
        return RosterView(
            about=self._about(there, len(parts)),
            lines=member_lines(members),
            parts=(("", "Mọi bộ phận"), *((one.value, "    " * (one.depth - 1) + one.name) for one in parts)),
            undo=self._undo_words(),
        )

    def _about(self, there: int, parts: int) -> str:
        said = [f"{count_words(there)} người"]
        if parts:
            said.append(f"{parts} bộ phận")
        imports = self._roster.imports()
        if imports:
            last = imports[-1]
            said.append(
                f"nhập lần cuối {moment_words(last.at, self._services.clock.now())} từ {last.file_name}"
            )
        return " · ".join(said)

    def _undo_words(self) -> str:
        if not self._roster.can_undo():
            return ""
        last = self._roster.imports()[-1]
        done = [
            f"{number} người {words}"
            for number, words in ((last.added, "mới"), (last.changed, "thay đổi"), (last.left, "rời đi"))
            if number
        ]
        when = moment_words(last.at, self._services.clock.now())
        return f"Lần nhập {when} từ {last.file_name}: {', '.join(done) or 'không thay đổi gì'}."

    def undo(self) -> str:
        """Take the last import back; what to say about it. Raises Refusal(NOTHING_TO_UNDO)."""
        undone = self._roster.undo()
        return f"Đã hoàn tác lần nhập từ {undone.file_name}; danh sách trở về như trước."

    # People

    def form(self, key: int) -> MemberForm:
        """The fields of a person. Raises Refusal(NO_SUCH_PERSON)."""
        member = self._roster.person(key)
        person = member.person
        return MemberForm(
            person.name,
            person.code,
            part_words(person.sub_unit),
            person.position,
            day_words(person.birth_date),
            person.role,
            str(member.extra_percent),
            member.note,
        )

    def keep(self, form: MemberForm, key: int | None) -> int:
        """Add a person, or correct one; the key. The form must have no faults. Raises Refusal(CODE_TAKEN)."""
        from elearn.learning.roster import RosterPerson
        from elearn.vietnamese.text import tidy

        person = RosterPerson(
            name=tidy(form.name),
            code=tidy(form.code),
            sub_unit=path_of(form.part),
            position=tidy(form.position),
            birth_date=typed_day(form.birth),
            role=form.role,
        )
        if key is None:
            key = int(self._roster.add(person).key)
        extra = int(form.extra.strip() or 0)
        self._roster.correct(key, person, extra_percent=extra, note=form.note.strip())
        return key

    def move(self, keys: Sequence[int], part: str) -> int:
        """Move people to a sub-unit; how many were moved. Raises Refusal."""
        moved = 0
        for key in keys:
            member = self._roster.person(key)
            if member.person.sub_unit != path_of(part):
                self._roster.correct(key, replace(member.person, sub_unit=path_of(part)))
                moved += 1
        return moved

    def leave(self, keys: Sequence[int], on: date | None = None) -> int:
        """People leave the unit; how many. Raises Refusal."""
        for key in keys:
            self._roster.leave(key, on or today_of(self._services))
        return len(keys)

    def come_back(self, key: int) -> None:
        """Somebody is there again. Raises Refusal."""
        self._roster.come_back(key)

    # Sub-units

    def parts(self) -> tuple[PartLine, ...]:
        """The tree of sub-units. Raises Refusal."""
        return part_lines(self._roster.sub_units())

    def rename_part(self, before: Path, after: str) -> int:
        """Rename a sub-unit, or merge it into one that is there; how many people go along. Raises Refusal."""
        return int(self._roster.rename_sub_unit(before, path_of(after)))
