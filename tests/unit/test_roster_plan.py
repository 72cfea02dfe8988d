"""What an import would change, before it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Member
from elearn.unit.roster_plan import RosterPlan, plan_import

THUY = RosterPerson("Nguyễn Thị Thuỷ", "CB001", ("Văn phòng",), "Chủ tịch", date(1980, 2, 5))
TAM = RosterPerson("Lê Văn Tám", "CB002")
NU = RosterPerson("Trần Nụ", birth_date=date(1991, 8, 15))


def members(*people: RosterPerson, **odd: Any) -> list[Member]:
    return [Member(key, person, **odd) for key, person in enumerate(people, 1)]


def test_the_first_list_adds_everybody() -> None:
    assert plan_import([THUY, TAM], []) == RosterPlan((THUY, TAM), (), (), 0)


def test_the_same_list_again_changes_nothing() -> None:
    again = plan_import([NU, TAM, THUY], members(THUY, TAM, NU))
    assert again.is_empty
    assert again.same == 3


def test_who_moves_leaves_and_comes() -> None:
    moved = replace(THUY, sub_unit=("Kinh tế",), name="Nguyễn Thị Thủy")
    new = RosterPerson("Ngô Mới", "CB009")
    plan = plan_import([moved, new], members(THUY, TAM))
    assert plan.added == (new,)
    assert [(one.member.key, one.after, one.is_renamed, one.comes_back) for one in plan.changed] == [
        (1, moved, False, False)
    ]
    assert [one.key for one in plan.left] == [2]


def test_a_code_beside_another_name_is_to_be_looked_at() -> None:
    (one,) = plan_import([replace(TAM, name="Phạm Khác")], members(TAM)).changed
    assert one.is_renamed


def test_who_had_left_comes_back_as_the_same_person() -> None:
    gone = members(TAM, left_on=date(2026, 1, 1))
    (one,) = plan_import([TAM], gone).changed
    assert (one.member.key, one.comes_back) == (1, True)
    assert plan_import([], gone).is_empty


def test_the_unit_begins_to_give_codes() -> None:
    coded = replace(NU, code="CB003")
    (one,) = plan_import([coded], members(NU)).changed
    assert (one.member.key, one.after) == (1, coded)
    (other,) = plan_import([TAM], members(replace(TAM, code="ZZ"), earlier_codes=("cb 002",))).changed
    assert other.after == TAM


def test_namesakes_stay_two() -> None:
    one, other = RosterPerson("Bùi Út", "A"), RosterPerson("Bùi Út", "B")
    assert plan_import([one, other], members(other, one)).is_empty
    assert plan_import([RosterPerson("Bùi Út", "C")], members(one)).added == (RosterPerson("Bùi Út", "C"),)
    born = [RosterPerson("Bùi Út", birth_date=date(1990, 1, day)) for day in (1, 2)]
    assert plan_import(born[::-1], members(*born)).is_empty


def test_what_the_list_does_not_tell_stays() -> None:
    bare = RosterPerson(THUY.name, THUY.code)
    assert plan_import([bare], members(THUY), frozenset({"name", "code"})).is_empty
    assert not plan_import([bare], members(THUY)).is_empty


@given(
    st.lists(
        st.sampled_from([THUY, TAM, NU, RosterPerson("Bùi Út", "A"), RosterPerson("Bùi Út", "B")]),
        unique=True,
    ),
    st.randoms(),
)
def test_everybody_is_accounted_for_once(listed: list[RosterPerson], chance: Any) -> None:
    held = members(*chance.sample([THUY, TAM, NU, RosterPerson("Bùi Út", "A")], 3))
    plan = plan_import(listed, held)
    assert len(plan.added) + len(plan.changed) + plan.same == len(listed)
    assert len(plan.changed) + plan.same + len(plan.left) == len(held)
