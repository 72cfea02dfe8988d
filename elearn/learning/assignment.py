"""What a unit asks of its people: courses by role, until when, by which rules."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final, Literal

import msgspec

from elearn.learning.course import ExamRules

FORMAT: Final = "elearn-assignment"
VERSION = 1

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Text = Annotated[str, msgspec.Meta(max_length=400)]
CourseId = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class RuleChanges(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a unit rules otherwise than a course does; None leaves the course's own rule.

    `attempts` 0 means without limit; `supervised`: only an attempt that was begun with a code counts.
    """

    pass_mark: Share | None = None
    attempts: Annotated[int, msgspec.Meta(ge=0, le=1000)] | None = None
    wait_hours: Annotated[int, msgspec.Meta(ge=0, le=8760)] | None = None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=600)] | None = None
    supervised: bool = False


class CourseAssigned(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A course and whom it is for: everybody, or people of these roles."""

    course: CourseId
    deadline: date
    roles: tuple[Text, ...] = ()
    rules: RuleChanges = RuleChanges()

    def is_for(self, role: str) -> bool:
        """Whether somebody of a role is to do the course."""
        return not self.roles or role in self.roles


class PersonListed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A person of the roster, as the learner's app knows them again. `extra_percent`: more time in exams."""

    code: Text
    name: Text
    role: Text = ""
    sub_unit: Annotated[tuple[Text, ...], msgspec.Meta(max_length=2)] = ()
    position: Text = ""
    extra_percent: Annotated[int, msgspec.Meta(ge=0, le=300)] = 0


class ExamCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A one-time code for a supervised exam, as its slow hash: it works on its day, once."""

    day: date
    hash: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class UnitMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The unit that assigns. `sealing` is its public X25519 key in base64url: result files are sealed for it."""

    name: Text
    sealing: Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9_-]{43}$")]
    above: Text = ""
    place: Text = ""


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that an assignment file says. A higher `sequence` of one unit supersedes a lower one."""

    format: Literal["elearn-assignment"] = FORMAT
    version: int = VERSION
    sequence: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    made_at: Moment
    unit: UnitMark
    courses: Annotated[tuple[CourseAssigned, ...], msgspec.Meta(min_length=1, max_length=200)]
    roster: Annotated[tuple[PersonListed, ...], msgspec.Meta(max_length=200_000)] = ()
    salt: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    codes: Annotated[tuple[ExamCode, ...], msgspec.Meta(max_length=20_000)] = ()

    def for_role(self, role: str) -> tuple[CourseAssigned, ...]:
        """The courses of somebody of a role, in the unit's order."""
        return tuple(one for one in self.courses if one.is_for(role))

    def course(self, course_id: str) -> CourseAssigned | None:
        """What is asked of a course."""
        return next((one for one in self.courses if one.course == course_id), None)


def ruled(rules: ExamRules, changes: RuleChanges, extra_percent: int = 0) -> ExamRules:
    """A course's exam rules as the unit rules them, with a person's extra time."""
    minutes = changes.minutes if changes.minutes is not None else rules.minutes
    return msgspec.structs.replace(
        rules,
        pass_mark=rules.pass_mark if changes.pass_mark is None else changes.pass_mark,
        attempts=rules.attempts if changes.attempts is None else changes.attempts,
        wait_hours=rules.wait_hours if changes.wait_hours is None else changes.wait_hours,
        minutes=-(-minutes * (100 + extra_percent) // 100),
    )


def days_left(deadline: date, today: date) -> int:
    """Days until a deadline, 0 on the day itself, negative when it is past."""
    return (deadline - today).days
