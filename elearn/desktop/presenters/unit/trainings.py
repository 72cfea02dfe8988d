"""Courses held by others: who registered and attended, and who of those whom the order names is still without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from elearn.desktop.presenters.table import Column
from elearn.desktop.presenters.unit.words import day_words, part_words, role_words

_STATES = {
    "attended": ("Đã tham gia", "good"),
    "registered": ("Đã đăng ký", "accent"),
    "without": ("Chưa tham gia", "desk"),
}


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A person and a course held by others, or somebody without one."""

    person: int
    name: str
    state: str
    course: str
    when: str
    about: str
    found_by: str = field(repr=False, default="")


COLUMNS = (
    Column("Họ và tên", lambda row: row.name, 190, 3, kind="strong"),
    Column(
        "Tình trạng",
        lambda row: _STATES[row.state][0],
        124,
        kind="chip",
        tone=lambda row: _STATES[row.state][1],
        sort=lambda row: row.state,
    ),
    Column("Khóa, lớp", lambda row: row.course, 200, 3, sort=lambda row: row.course or None, drop=2),
    Column("Thời gian", lambda row: row.when, 170, drop=3),
    Column("Chi tiết", lambda row: row.about, 240, 5, kind="quiet", small=True, drop=1),
)


@dataclass(frozen=True, slots=True)
class TrainingsView:
    """What the page shows: first who is without a course, then what is known."""

    about: str
    rows: tuple[TrainingRow, ...]
    without: int


class TrainingsPresenter:
    """Asks the unit's services; `view` may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> TrainingsView:
        """Everybody whom a course held by others concerns. Raises Refusal."""
        from elearn.vietnamese.collate import name_key
        from elearn.vietnamese.text import fold

        unit = self._services.unit
        people = {one.key: one.person for one in unit.roster.people()}
        without = unit.overview.without_training()
        missing = [
            TrainingRow(
                one.key,
                one.person.name,
                "without",
                "",
                "",
                " · ".join(filter(None, (role_words(one.person.role), part_words(one.person.sub_unit)))),
                fold(f"{one.person.name} {part_words(one.person.sub_unit)}"),
            )
            for one in sorted(without, key=lambda one: name_key(one.person.name))
        ]
        held = [
            TrainingRow(
                one.person,
                people[one.person].name,
                one.state.value,
                one.name,
                " – ".join(filter(None, (day_words(one.begins_on), day_words(one.ends_on)))),
                " · ".join(
                    filter(None, (one.organiser, f"giấy số {one.number}" if one.number else "", one.note))
                ),
                fold(f"{people[one.person].name} {one.name} {one.organiser}"),
            )
            for one in unit.overview.trainings()
            if one.person in people
        ]
        held.sort(key=lambda row: name_key(row.name))
        attended = len({row.person for row in held if row.state == "attended"})
        said = f"{attended} người đã tham gia" if attended else "Chưa ai tham gia"
        if missing:
            said += (
                f"; {len(missing)} lãnh đạo, người phát ngôn, người làm truyền thông chưa tham gia lớp nào"
            )
        return TrainingsView(
            said,
            (*missing, *held),
            len(missing),
        )
