"""Who is done, under way, late; what deserves a second look."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.learning.assignment import CourseAssigned, RuleChanges
from elearn.learning.progress import CourseState
from elearn.learning.roster import RosterPerson
from elearn.unit.second_looks import LookKind, codes_used, second_looks
from elearn.unit.status import Count, Device, attempts_of, standing, totals
from tests.build.clock import FLAT_BATTERY
from tests.build.items import COURSE
from tests.build.taken import MACHINE, answer, device, exam

DONE, UNDER_WAY, NOT_BEGUN = CourseState.DONE, CourseState.UNDER_WAY, CourseState.NOT_BEGUN
ASKED = CourseAssigned(COURSE, date(2026, 11, 30))
TODAY = date(2026, 11, 26)


def stands(*devices: Device, asked: CourseAssigned = ASKED, today: date = TODAY, **how: Any) -> Any:
    found = standing(1, asked, devices, today, **how)
    return found.state, found.late, found.best, found.completed_on


@pytest.mark.parametrize(
    ("devices", "expected"),
    [
        pytest.param((), (NOT_BEGUN, False, None, None), id="nothing came"),
        pytest.param((device(lessons={"khac/bai": True}),), (NOT_BEGUN, False, None, None), id="another course's lesson"),
        pytest.param((device(lessons={f"{COURSE}/bai": False}),), (UNDER_WAY, False, None, None), id="a lesson opened"),
        pytest.param((device(exam(use="practice", share_1000=None)),), (UNDER_WAY, False, None, None), id="practised"),
        pytest.param((device(exam(0.5)),), (UNDER_WAY, False, 0.5, None), id="failed"),
        pytest.param((device(exam(0.5), exam(0.9, minutes=2000)),), (DONE, False, 0.9, date(2026, 11, 25)), id="then passed"),
        pytest.param(
            (device(exam(0.9, minutes=9)), device(exam(0.85, minutes=2), machine="B" * 16)),
            (DONE, False, 0.9, date(2026, 11, 24)),
            id="two devices",
        ),
        pytest.param((device(exam(0.9, state="paused", ended_at=None, share_1000=None, passed=None)),), (UNDER_WAY, False, None, None), id="open"),
        pytest.param(
            (device(exam(1.0, ended_at=FLAT_BATTERY, started_at=FLAT_BATTERY)),), (DONE, False, 1.0, date(2026, 11, 25)),
            id="a clock in 2009: the day on which it came",
        ),
    ],
)  # fmt: skip
def test_how_a_person_stands(devices: tuple[Device, ...], expected: Any) -> None:
    assert stands(*devices) == expected


def test_late_is_marked_and_never_blocked() -> None:
    early = CourseAssigned(COURSE, date(2026, 11, 23))
    assert stands(device(exam(1.0)), asked=early) == (DONE, True, 1.0, date(2026, 11, 24))
    assert stands(today=date(2026, 12, 1)) == (NOT_BEGUN, True, None, None)
    assert stands(today=date(2026, 11, 30)) == (NOT_BEGUN, False, None, None)
    assert stands(device(exam(1.0)), today=date(2026, 12, 31))[1] is False


def test_the_units_rules_decide() -> None:
    strict = CourseAssigned(COURSE, ASKED.deadline, rules=RuleChanges(pass_mark=0.95))
    mild = CourseAssigned(COURSE, ASKED.deadline, rules=RuleChanges(pass_mark=0.5))
    assert stands(device(exam(0.9)), asked=strict)[0] is UNDER_WAY
    assert stands(device(exam(0.5)), asked=mild)[0] is DONE
    watched = CourseAssigned(COURSE, ASKED.deadline, rules=RuleChanges(supervised=True))
    supervised = exam(1.0, supervised=True, exam_code="c")
    assert stands(device(exam(1.0)), asked=watched)[0] is UNDER_WAY
    assert stands(device(supervised), asked=watched)[0] is DONE
    assert stands(device(supervised), asked=watched, codes_used={"c": 2})[0] is UNDER_WAY
    assert codes_used([supervised, supervised, exam()]) == {"c": 2}


def test_a_profile_that_moved_brings_its_attempts_once() -> None:
    paused = exam(1.0, state="paused", ended_at=None, share_1000=None, passed=None)
    one = attempts_of([device(paused), device(exam(1.0), machine="B" * 16)])
    assert [attempt.state for attempt, _ in one] == ["handed_in"]
    assert standing(1, ASKED, [device(exam(1.0)), device(exam(1.0), machine="B" * 16)], TODAY).attempts == 1


@given(
    st.permutations(
        [
            device(exam(0.9, minutes=9)),
            device(exam(0.85, minutes=2), machine="B" * 16),
            device(exam(0.3), machine="C" * 16),
        ]
    )
)
def test_the_order_of_devices_does_not_matter(devices: list[Device]) -> None:
    assert standing(1, ASKED, devices, TODAY) == standing(1, ASKED, devices[::-1], TODAY)


def test_counts_by_course_and_sub_unit() -> None:
    people = {
        1: RosterPerson("A", sub_unit=("Văn phòng", "Tổ 1")),
        2: RosterPerson("B", sub_unit=("Văn phòng",)),
        3: RosterPerson("C"),
    }
    other = CourseAssigned("hai", date(2026, 11, 1))
    held = {1: [device(exam())], 2: [device(exam(0.5))], 3: []}
    all_of_them = [standing(one, asked, held[one], TODAY) for one in people for asked in (ASKED, other)]
    found = totals(all_of_them, people)
    assert found.all == Count(6, 1, 1, 4, 3)
    assert found.by_course == {COURSE: Count(3, 1, 1, 1, 0), "hai": Count(3, 0, 0, 3, 3)}
    assert found.by_sub_unit[("Văn phòng",)] == Count(4, 1, 1, 2, 2)
    assert found.by_sub_unit[("Văn phòng", "Tổ 1")] == Count(2, 1, 0, 1, 1)
    assert found.by_sub_unit[()] == Count(2, 0, 0, 2, 1)


def kinds(devices: dict[int, list[Device]]) -> list[LookKind]:
    return [look.kind for look in second_looks(devices)]


def test_ten_passes_on_one_machine_in_five_minutes() -> None:
    crowd = {one: [device(exam(1.0, minutes=one * 0.5))] for one in range(1, 11)}
    (look,) = second_looks(crowd)
    assert (look.kind, look.people, look.installation, look.count) == (
        LookKind.MANY_PASSES,
        tuple(range(1, 11)),
        MACHINE,
        10,
    )
    assert kinds({one: [device(exam(1.0, minutes=one))] for one in range(1, 11)}) == []
    assert (
        kinds({one: [device(exam(1.0, minutes=one * 0.5), machine=f"{one:016d}")] for one in range(1, 11)})
        == []
    )
    assert kinds({one: crowd[one] for one in range(1, 10)}) == []


def test_a_clock_that_jumped() -> None:
    assert kinds({1: [device(exam(), clock_jumps=2)]}) == [LookKind.CLOCK]
    assert kinds({1: [device(exam(ended_at=FLAT_BATTERY))]}) == [LookKind.CLOCK]
    assert kinds({1: [device(exam(minutes=60 * 24 * 30))]}) == [LookKind.CLOCK]
    assert kinds({1: [device(exam())]}) == []


def _copied(shift: int = 0, wrong: int = 5) -> list[Any]:
    return [answer(f"i{one}", 0 if one < wrong else 1000, "b", at_s=60 * one + shift) for one in range(10)]


def test_the_same_wrong_answers_in_the_same_rhythm() -> None:
    def pair(other: list[Any]) -> list[LookKind]:
        return kinds(
            {
                1: [device(exam(0.5, answers=_copied()))],
                2: [device(exam(0.5, minutes=1, answers=other), machine="B" * 16)],
            }
        )

    assert pair(_copied(shift=2)) == [LookKind.SAME_WRONG_ANSWERS]
    assert pair(_copied(shift=20)) == []
    assert pair(_copied(wrong=4)) == []
    assert pair([answer(f"i{one}", 0, "c") for one in range(10)]) == []
    assert kinds({1: [device(exam(0.5, answers=_copied()), exam(0.5, minutes=1, answers=_copied()))]}) == []


def test_one_code_for_two_exams() -> None:
    coded = {"supervised": True, "exam_code": "c"}
    both = {1: [device(exam(**coded))], 2: [device(exam(minutes=30, **coded), machine="B" * 16)]}
    assert kinds(both) == [LookKind.CODE_TWICE]


def test_looks_come_in_one_order() -> None:
    crowd = {one: [device(exam(1.0, minutes=one * 0.4), clock_jumps=1)] for one in range(1, 15)}
    mixed = list(crowd.items())
    random.Random(1).shuffle(mixed)
    assert second_looks(dict(mixed)) == second_looks(crowd)
    assert exam().ended_at - exam().started_at == timedelta(minutes=20)
