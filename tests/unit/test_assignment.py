"""The assignment file: what the unit asks comes through whole, and nothing that was changed does."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.credentials import envelope
from elearn.errors import Reason, Refusal
from elearn.learning.assignment import CourseAssigned, PersonListed, RuleChanges, days_left, ruled
from elearn.unit.assignment import TYP, read_assignment, write_assignment
from elearn.unit.exam_codes import find_code, hash_of, kept_codes, new_code
from tests.build.assignments import DEADLINE, SEALING, assignment
from tests.build.certificates import KEY, OTHER_KEY
from tests.build.courses import rules
from tests.build.items import COURSE

TODAY = date(2026, 11, 24)


def reason_of(text: str) -> Reason | None:
    try:
        read_assignment(text, "a.giao")
    except Refusal as refusal:
        return refusal.reason
    return None


def test_what_the_unit_asks_comes_back() -> None:
    changes = RuleChanges(pass_mark=0.7, attempts=2, wait_hours=1, minutes=30, supervised=True)
    asked = assignment(
        courses=(CourseAssigned(COURSE, DEADLINE, ("lanh-dao",), changes), CourseAssigned("hai", DEADLINE)),
        codes=kept_codes([new_code()], "0123456789abcdef" * 2, COURSE, TODAY),
    )
    found = read_assignment(write_assignment(asked, KEY))
    assert (found.assignment, found.public, found.key_id, found.sealing) == (
        asked,
        KEY.public,
        KEY.key_id,
        SEALING,
    )
    assert [one.course for one in found.assignment.for_role("lanh-dao")] == [COURSE, "hai"]
    assert [one.course for one in found.assignment.for_role("")] == ["hai"]
    assert found.assignment.course("ba") is None


def _changed(change: Any, key: Any = KEY) -> str:
    content = json.loads(msgspec.json.encode(assignment()))
    change(content)
    return envelope.sign(json.dumps(content).encode(), key, TYP)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda one: None, None, id="nothing"),
        pytest.param(lambda one: one.update(version=2), Reason.ASSIGNMENT_NEWER, id="a later version"),
        pytest.param(lambda one: one.update(version=0), Reason.ASSIGNMENT_UNREADABLE, id="no version"),
        pytest.param(lambda one: one.update(more=1), Reason.ASSIGNMENT_UNREADABLE, id="a field that is not known"),
        pytest.param(lambda one: one.update(courses=[]), Reason.ASSIGNMENT_UNREADABLE, id="no course"),
        pytest.param(lambda one: one.update(sequence=0), Reason.ASSIGNMENT_UNREADABLE, id="no number"),
        pytest.param(lambda one: one["courses"].append(one["courses"][0]), Reason.ASSIGNMENT_UNREADABLE, id="a course twice"),
        pytest.param(
            lambda one: one["roster"].append({"code": "cb001", "name": "x"}), Reason.ASSIGNMENT_UNREADABLE, id="a code twice"
        ),
        pytest.param(lambda one: one["unit"].update(sealing="A" * 42 + "B"), Reason.ASSIGNMENT_UNREADABLE, id="spare bits"),
        pytest.param(lambda one: one["unit"].update(name="x" * 401), Reason.ASSIGNMENT_UNREADABLE, id="a name without end"),
        pytest.param(
            lambda one: one["courses"][0].update(rules={"pass_mark": 1.5}), Reason.ASSIGNMENT_UNREADABLE, id="more than all"
        ),
    ],
)  # fmt: skip
def test_a_change_under_a_new_signature(change: Any, reason: Reason | None) -> None:
    assert reason_of(_changed(change)) is reason


def test_somebody_elses_signature_is_refused() -> None:
    head, payload, _ = write_assignment(assignment(), KEY).strip().split(".")
    _, _, foreign = write_assignment(assignment(), OTHER_KEY).strip().split(".")
    assert reason_of(f"{head}.{payload}.{foreign}") is Reason.ASSIGNMENT_UNREADABLE


@settings(max_examples=80, deadline=None)
@given(place=st.integers(0, 10**6), change=st.integers(1, 127))
def test_no_changed_character_is_taken(place: int, change: int) -> None:
    text = write_assignment(assignment(), KEY)
    place %= len(text) - 1
    altered = text[:place] + chr(ord(text[place]) ^ change) + text[place + 1 :]
    assert reason_of(altered) is not None


@given(st.text(max_size=200))
def test_any_text_is_refused(text: str) -> None:
    assert reason_of(text) is Reason.ASSIGNMENT_UNREADABLE


def test_ten_thousand_people() -> None:
    many = tuple(PersonListed(f"CB{one:05d}", "Nguyễn Thị Thuỷ") for one in range(10_000))
    assert len(read_assignment(write_assignment(assignment(roster=many), KEY)).assignment.roster) == 10_000


def test_a_code_opens_its_exam_on_its_day_alone() -> None:
    asked = assignment()
    code = new_code()
    asked = assignment(codes=kept_codes([code, new_code()], asked.salt, COURSE, TODAY))
    opened = find_code(asked, code, COURSE, TODAY)
    assert opened in {one.hash for one in asked.codes}
    assert find_code(asked, f" {code.lower().replace('-', ' ')} ", COURSE, TODAY) == opened
    assert find_code(asked, code, "hai", TODAY) is None
    assert find_code(asked, code, COURSE, date(2026, 11, 25)) is None
    assert find_code(asked, new_code(), COURSE, TODAY) is None
    assert code not in str(asked.codes)


def test_letters_that_are_mistaken_do_not_matter() -> None:
    assert hash_of("0O1IL-VU234", "00" * 16, COURSE, TODAY) == hash_of(
        "00111-VV234", "00" * 16, COURSE, TODAY
    )


def test_the_units_rules_stand_over_the_courses() -> None:
    own = rules()
    assert ruled(own, RuleChanges()) == own
    changed = ruled(own, RuleChanges(pass_mark=0.5, attempts=0, wait_hours=0, minutes=30), extra_percent=50)
    assert (changed.pass_mark, changed.attempts, changed.wait_hours, changed.minutes) == (0.5, 0, 0, 45)
    assert ruled(own, RuleChanges(minutes=31), 25).minutes == 39
    assert changed.blueprint == own.blueprint


def test_days_that_are_left() -> None:
    assert [days_left(TODAY, date(2026, 11, one)) for one in (20, 24, 26)] == [4, 0, -2]
