"""The rules of an assignment from a file, TOML or JSON: for all courses, for one course, for a person.

deadline = 2026-12-15           # over the command's own
pass_mark = 0.8                 # also attempts, wait_hours, minutes, supervised; or all of them below [rules]
[courses.phat-ngon-bao-chi]     # the same, and roles and a deadline of its own
roles = ["lanh-dao", "nguoi-phat-ngon"]
attempts = 2
[extra_time]                    # per cent more time, by staff code
"CB001" = 50
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec

from elearn.errors import Reason, Refusal
from elearn.learning.assignment import CourseAssigned, RuleChanges, Share

LARGEST = 1024 * 1024


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass_mark: Share | None = None
    attempts: Annotated[int, msgspec.Meta(ge=0, le=1000)] | None = None
    wait_hours: Annotated[int, msgspec.Meta(ge=0, le=8760)] | None = None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=600)] | None = None
    supervised: bool | None = None


class _CourseRules(_Rules, frozen=True, forbid_unknown_fields=True):
    roles: tuple[str, ...] = ()
    deadline: date | None = None


class _File(_Rules, frozen=True, forbid_unknown_fields=True):
    rules: _Rules = _Rules()
    courses: dict[str, _CourseRules] = {}
    extra_time: dict[str, Annotated[int, msgspec.Meta(ge=0, le=300)]] = {}
    deadline: date | None = None

    def said(self, name: str) -> Any:
        """What is said for all courses; None where nothing is."""
        below = getattr(self.rules, name)
        return getattr(self, name) if below is None else below


@dataclass(frozen=True, slots=True)
class AssignmentRules:
    """What a rules file says; empty where there is none. `extra_percent` by staff code."""

    file: Any = field(default_factory=_File)

    @property
    def extra_percent(self) -> dict[str, int]:
        """More time in exams, in per cent by staff code."""
        return dict(self.file.extra_time)

    def courses(self, ids: Sequence[str], deadline: date) -> tuple[CourseAssigned, ...]:
        """The courses as they are to be assigned, in the order given."""
        return tuple(self._course(one, self.file.deadline or deadline) for one in dict.fromkeys(ids))

    def named(self) -> tuple[str, ...]:
        """The courses that the file names."""
        return tuple(self.file.courses)

    def _course(self, course: str, deadline: date) -> CourseAssigned:
        own = self.file.courses.get(course, _CourseRules())
        rules = {
            name: self.file.said(name) if getattr(own, name) is None else getattr(own, name)
            for name in ("pass_mark", "attempts", "wait_hours", "minutes", "supervised")
        }
        changes = RuleChanges(**rules | {"supervised": bool(rules["supervised"])})
        return CourseAssigned(course, own.deadline or deadline, own.roles, changes)


def read_rules(path: Path) -> AssignmentRules:
    """Read a rules file. Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE, RULES_UNREADABLE."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Refusal(Reason.FILE_NOT_FOUND, path=str(path)) from error
    except OSError as error:
        raise Refusal(Reason.FILE_UNREADABLE, path=str(path)) from error
    try:
        return AssignmentRules(msgspec.convert(_parsed(content), type=_File, strict=False))
    except msgspec.ValidationError as error:
        detail = _detail(str(error))
        raise Refusal(Reason.RULES_UNREADABLE, path=str(path), detail=detail) from error
    except (ValueError, RecursionError) as error:  # TOML's and JSON's own, and bytes that are no UTF-8
        detail = "đây không phải tệp TOML hay JSON đúng."
        raise Refusal(Reason.RULES_UNREADABLE, path=str(path), detail=detail) from error


def _detail(found: str) -> str:
    """What msgspec found wrong, in Vietnamese."""
    said, _, place = found.partition(" - at `$")
    where = place.strip(".`")
    unknown = re.search(r"unknown field `(.*)`", said)
    if unknown:
        name = f"{where}.{unknown[1]}" if where else unknown[1]
        return f"không có mục “{name}”; các mục có thể ghi: {', '.join(_known(where))}."
    return (
        f"mục “{where}” có giá trị không dùng được." if where else "nội dung không phải các mục của quy định."
    )


def _known(where: str) -> tuple[str, ...]:
    if where.startswith("courses"):
        return _CourseRules.__struct_fields__
    return _Rules.__struct_fields__ if where == "rules" else _File.__struct_fields__


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST:
        raise ValueError("too large")
    text = content.decode("utf-8-sig")
    return json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
