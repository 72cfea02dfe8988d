"""The rules of an assignment, from a file that a head can write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.learning.assignment import CourseAssigned, RuleChanges
from elearn.unit.rules_file import AssignmentRules, read_rules

DAY = date(2026, 12, 31)
TOML = """
[rules]
pass_mark = 0.7
supervised = true
[courses.phat-ngon-bao-chi]
roles = ["lanh-dao"]
deadline = 2026-12-15
attempts = 2
supervised = false
[extra_time]
"CB001" = 50
"""
JSON = """{"rules": {"pass_mark": 0.7, "supervised": true}, "courses": {"phat-ngon-bao-chi": {"roles": ["lanh-dao"],
"deadline": "2026-12-15", "attempts": 2, "supervised": false}}, "extra_time": {"CB001": 50}}"""


@pytest.mark.parametrize("text", [TOML, JSON, "\ufeff" + TOML], ids=["toml", "json", "with a mark"])
def test_rules_for_all_for_one_and_for_a_person(tmp_path: Path, text: str) -> None:
    (tmp_path / "r").write_text(text, "utf-8")
    rules = read_rules(tmp_path / "r")
    assert rules.courses(["a", "phat-ngon-bao-chi", "a"], DAY) == (
        CourseAssigned("a", DAY, (), RuleChanges(pass_mark=0.7, supervised=True)),
        CourseAssigned(
            "phat-ngon-bao-chi", date(2026, 12, 15), ("lanh-dao",), RuleChanges(pass_mark=0.7, attempts=2)
        ),
    )
    assert (rules.extra_percent, rules.named()) == ({"CB001": 50}, ("phat-ngon-bao-chi",))


def test_rules_for_all_stand_without_a_heading_too(tmp_path: Path) -> None:
    (tmp_path / "r").write_text('{"pass_mark": 0.7, "attempts": 3, "rules": {"attempts": 2}}', "utf-8")
    assert read_rules(tmp_path / "r").courses(["a"], DAY) == (
        CourseAssigned("a", DAY, (), RuleChanges(pass_mark=0.7, attempts=2)),
    )


def test_without_a_file_courses_keep_their_rules() -> None:
    assert AssignmentRules().courses(["a"], DAY) == (CourseAssigned("a", DAY),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pass_mark = 2", "“pass_mark” có giá trị"),
        ("level = 1", "không có mục “level”; các mục có thể ghi: pass_mark, attempts"),
        ("[courses.a]\nlevel = 1", "“courses[...].level”; các mục có thể ghi: pass_mark"),
        ("pass = 1", "không có mục “pass”"),
        ("[rules]\npass_mark = 2", "rules.pass_mark"),
        ("[rules]\npass_mark = 'cao'", "rules.pass_mark"),
        ("[rules]\nlevel = 1", "không có mục “rules.level”"),
        ("[courses.a]\ndeadline = 'mai'", "deadline"),
        ("[extra_time]\nA = 500", "extra_time"),
        ("không phải", "TOML hay JSON"),
        ('{"rules"', "TOML hay JSON"),
        ("[" * 5000, "TOML hay JSON"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "r").write_text(text, "utf-8")
    with pytest.raises(Refusal) as refused:
        read_rules(tmp_path / "r")
    assert refused.value.reason is Reason.RULES_UNREADABLE
    assert told in str(refused.value.facts["detail"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r").write_bytes(content)
    try:
        read_rules(tmp_path / "r")
    except Refusal as refusal:
        assert refusal.reason is Reason.RULES_UNREADABLE  # noqa: PT017 - either is well


def test_no_file() -> None:
    with pytest.raises(Refusal) as refused:
        read_rules(Path("khong-co.toml"))
    assert refused.value.reason is Reason.FILE_NOT_FOUND
