"""The roster: taken whole or not at all, taken back, changed by the next one; nobody is mixed up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Refusal
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Change, Member
from elearn.unit.roster_changes import plan_of
from elearn.unit.roster_header import Field
from tests.build.offices import Office
from tests.build.rosters import ROWS


def take(office: Office, rows: Any, **how: Any) -> tuple[int, int, int]:
    made = office.unit.roster.take(office.unit.roster.read(office.roster_file(rows), **how))
    return made.added, made.changed, made.left


def names(office: Office) -> list[str]:
    return [one.person.name for one in office.unit.roster.people()]


def test_a_roster_is_looked_over_then_taken_whole(office: Office) -> None:
    preview = office.unit.roster.read(office.roster_file(ROWS))
    assert (len(preview.plan.added), preview.can_be_taken) == (3, True)
    assert names(office) == []
    office.unit.roster.take(preview)
    thuy = office.unit.roster.people()[2]
    assert thuy.person == RosterPerson("Trần Thuỷ", "CB003", ("Kinh tế",), "Công chức", date(1985, 12, 1))
    assert take(office, ROWS) == (0, 0, 0)


def test_one_faulty_row_and_nothing_is_taken(office: Office) -> None:
    preview = office.unit.roster.read(office.roster_file([*ROWS, (4, "CB003", "Ai Đó Khác", "", "", "")]))
    assert not preview.can_be_taken
    with pytest.raises(ValueError):
        office.unit.roster.take(preview)
    assert names(office) == []


def test_the_next_roster_moves_people_and_lets_others_leave_and_one_step_takes_it_back(
    office: Office,
) -> None:
    take(office, ROWS)
    before = office.unit.roster.people()
    moved = [
        (1, "CB001", "Nguyễn Thị Ánh", "05/02/1980", "Chủ tịch", "Kinh tế"),
        (2, "CB009", "Trần Thuỷ", "1985-12-01", "Công chức", "Kinh tế"),  # another code: the birthday tells
        (3, "CB004", "Phạm Mới Đến", "", "", ""),
    ]
    assert take(office, moved) == (1, 2, 1)
    assert sorted(names(office)) == ["Nguyễn Thị Ánh", "Phạm Mới Đến", "Trần Thuỷ"]
    anh, thuy = office.unit.roster.person(before[0].key), office.unit.roster.person(before[2].key)
    assert [one.change for one in office.unit.roster.history(anh.key)] == [Change.CAME, Change.MOVED]
    assert office.unit.roster.history(anh.key)[1].before == before[0].person
    assert (thuy.person.code, thuy.earlier_codes) == ("CB009", ("CB003",))
    assert office.unit.roster.can_undo()
    office.unit.roster.undo()
    assert [replace(one, earlier_codes=()) for one in office.unit.roster.people()] == before
    with pytest.raises(Refusal, match="NOTHING_TO_UNDO"):
        office.unit.roster.undo()


def test_who_comes_back_is_the_same_person(office: Office) -> None:
    take(office, ROWS)
    take(office, ROWS[:1])
    tam = next(one for one in office.unit.roster.people(with_left=True) if one.person.code == "CB002")
    assert tam.left_on == date(2026, 11, 24)
    assert take(office, ROWS) == (0, 2, 0)
    assert office.unit.roster.person(tam.key).is_there
    assert [one.change for one in office.unit.roster.history(tam.key)][-2:] == [Change.LEFT, Change.RETURNED]


def test_two_people_who_change_codes_stay_who_they_are(office: Office) -> None:
    take(office, ROWS)
    by_name = {one.person.name: one.key for one in office.unit.roster.people()}
    swapped = [
        (1, "CB002", "Nguyễn Thị Ánh", "05/02/1980", "", ""),
        (2, "CB001", "Lê Văn Tám", "15/8/1991", "", ""),
        ROWS[2],
    ]
    preview = office.unit.roster.read(office.roster_file(swapped))
    changed = {key: preview.before[key].person.name for key, _ in preview.plan.changed}
    assert set(changed.values()) == {"Nguyễn Thị Ánh", "Lê Văn Tám"}  # to be looked at before it is taken
    office.unit.roster.take(preview)
    assert len(office.unit.roster.people()) == 3
    assert set(by_name.values()) == {one.key for one in office.unit.roster.people()}


def test_a_list_of_additions_lets_nobody_leave(office: Office) -> None:
    take(office, ROWS)
    assert take(office, [(1, "CB010", "Người Thêm", "", "", "")], keep_others=True) == (1, 0, 0)
    assert len(names(office)) == 4


def test_a_column_is_corrected_by_hand(office: Office) -> None:
    file = office.roster_file(ROWS)
    preview = office.unit.roster.read(file, header_row=4, columns={4: Field.ROLE})
    faults = [(one.row, one.fault) for one in preview.reading.faults]
    assert faults == []
    assert {one.person.role for one in preview.reading.entries} == {"lanh-dao", "moi-cong-chuc"}
    with pytest.raises(Refusal, match="ROSTER_NO_SUCH_SHEET"):
        office.unit.roster.read(file, sheet="không có")


def test_namesakes_stay_two(office: Office) -> None:
    rows = [(1, "CB001", "Trần Thuỷ", "", "", "A"), (2, "CB002", "Trần Thuỷ", "", "", "B")]
    take(office, rows)
    assert take(office, list(reversed(rows))) == (0, 0, 0)
    assert take(office, [(1, "", "Trần Thuỷ", "", "", "B")]) == (0, 0, 1)
    assert [one.person.code for one in office.unit.roster.people()] == ["CB002"]


def test_a_renamed_sub_unit_takes_its_people_along_and_an_old_roster_is_understood(office: Office) -> None:
    take(office, ROWS)
    assert office.unit.roster.rename_sub_unit(("Văn phòng",), ("Văn phòng HĐND và UBND",)) == 2
    assert office.unit.roster.rename_sub_unit(("Kinh tế",), ("Văn phòng HĐND và UBND", "Tổ kinh tế")) == 1
    assert {one.path: one.people for one in office.unit.roster.sub_units()} == {
        ("Văn phòng HĐND và UBND",): 3,
        ("Văn phòng HĐND và UBND", "Tổ kinh tế"): 1,
    }
    assert take(office, ROWS) == (0, 0, 0)


def test_a_code_belongs_to_one(office: Office) -> None:
    take(office, ROWS)
    first, other, _ = office.unit.roster.people()
    with pytest.raises(Refusal, match="CODE_TAKEN"):
        office.unit.roster.correct(first.key, replace(first.person, code=" cb002 "))
    office.unit.roster.leave(other.key)
    assert office.unit.roster.correct(first.key, replace(first.person, code="CB002")).person.code == "CB002"
    with pytest.raises(Refusal, match="CODE_TAKEN"):
        office.unit.roster.come_back(other.key)


people = st.builds(
    RosterPerson,
    name=st.sampled_from(["Lê An", "Lê Ân", "Trần Thuỷ", "Trần Thủy", "Vũ Hoà"]),
    code=st.sampled_from(["", "1", "2", "3", "4"]),
    sub_unit=st.sampled_from([(), ("A",), ("B",)]),
    birth_date=st.sampled_from([None, date(1980, 1, 1), date(1990, 1, 1)]),
)


def distinct(rows: list[RosterPerson]) -> list[RosterPerson]:
    """Rows that a reading would take: no code twice, no two that nothing tells apart."""
    kept: list[RosterPerson] = []
    for row in rows:
        alike = [one for one in kept if one.name == row.name]
        same_code = row.code and any(one.code == row.code for one in kept)
        unclear = any(not (one.code and row.code) for one in alike)
        if not same_code and not unclear:
            kept.append(row)
    return kept


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(people, max_size=6), st.lists(people, max_size=6), st.randoms())
def test_every_row_is_somebody_and_nobody_is_two(
    first: list[RosterPerson], later: list[RosterPerson], random: Any
) -> None:
    members = [Member(key, one) for key, one in enumerate(distinct(first), 1)]
    rows = distinct(later)
    plan = plan_of(members, rows)
    keys = [key for key, _ in plan.changed] + list(plan.left)
    assert len(keys) == len(set(keys))
    assert plan.people == len(rows)
    assert len(plan.changed) + plan.same + len(plan.left) == len(members)
    after = [Member(key, one) for key, one in plan.changed]
    after += [one for one in members if one.key not in set(keys)]
    after += [Member(100 + at, one) for at, one in enumerate(plan.added)]
    again = plan_of(after, rows)
    assert (again.added, again.left) == ((), ())
