"""What is asked of whom: the assignment file, and one-time codes for supervised exams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from elearn.credentials import base64url
from elearn.errors import Reason, Refusal
from elearn.learning.assignment import Assignment, CourseAssigned, PersonListed, UnitMark
from elearn.learning.roster import EVERYONE
from elearn.learning.unit import HandedOutKind, Member
from elearn.records.unit.assignments import AssignmentMade, CodeMade
from elearn.services.handing_out import target_of, write_out
from elearn.unit.assignment import SUFFIX, write_assignment
from elearn.unit.exam_codes import hash_of, new_code
from elearn.unit.merge import code_key
from elearn.unit.rules_file import AssignmentRules
from elearn.vietnamese.file_names import file_name_part

if TYPE_CHECKING:
    from elearn.services.unit import UnitService

MOST_CODES = 2_000  # made at once; each takes about 50 ms


@dataclass(frozen=True, slots=True)
class Assignable:
    """A course that can be assigned, and the roles that it is meant for; () for everybody."""

    course: str
    title: str
    hours: float
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """An assignment file that was written. `for_people`: how many of the roster have each course now."""

    file: Path
    sequence: int
    people: int
    for_people: Mapping[str, int]
    codes: int


class UnitAssigning:
    """The assignments of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def assignable(self) -> list[Assignable]:
        """The courses of the library."""
        return [
            Assignable(one.id, one.title, one.hours, _without_everyone(one.roles))
            for one in self._unit.library.courses()
        ]

    def current(self) -> tuple[CourseAssigned, ...]:
        """What is asked now; () before the first assignment."""
        return self._unit.records.assignments.courses()

    def made(self) -> list[AssignmentMade]:
        """Every assignment file, oldest first."""
        return self._unit.records.assignments.list()

    def by_rules(
        self, courses: Sequence[str], deadline: date, rules: AssignmentRules | None = None
    ) -> tuple[CourseAssigned, ...]:
        """Courses as a rules file says, else as they are meant: by their own roles.

        Where the roster tells nobody's role every course is for everybody. Raises Refusal(NO_SUCH_COURSE).
        """
        told = rules or AssignmentRules()
        meant = {one.course: one.roles for one in self.assignable()}
        for course in (*courses, *told.named()):
            if course not in meant:
                raise Refusal(Reason.NO_SUCH_COURSE, course=course)
        tells_roles = any(one.person.role not in ("", EVERYONE) for one in self._unit.records.people.list())
        asked = told.courses(courses, deadline)
        return tuple(
            msgspec.structs.replace(
                one,
                roles=_without_everyone(one.roles)
                if one.roles
                else (meant[one.course] if tells_roles else ()),
            )
            for one in asked
        )

    def assign(
        self,
        courses: Sequence[CourseAssigned],
        out: Path,
        extra_percent: Mapping[str, int] | None = None,
    ) -> Assigned:
        """Write the next assignment file; it supersedes the ones before.

        `extra_percent`: more time in exams by staff code, kept with the person. A path that is a folder, or has no
        ending, is a folder. Raises Refusal NO_UNIT, NO_ROSTER, UNIT_PASSWORD_MISSING, NO_SUCH_PERSON (a code that
        nobody has), and what writing raises; then no number was used.
        """
        records, keys = self._unit.records, self._unit.keys
        settings = records.settings.needed()
        self._keep_extra_time(extra_percent or {})
        members = records.people.list()
        if not members:
            raise Refusal(Reason.NO_ROSTER)
        today = records.seen_day.today()
        assignment = Assignment(
            sequence=records.assignments.next_sequence(),
            made_at=records.seen_day.now(),
            unit=UnitMark(
                settings.name, base64url.encode(keys.sealing_public), settings.above, settings.place
            ),
            courses=tuple(courses),
            roster=tuple(_listed(one) for one in members),
            salt=records.assignments.salt(),
            codes=records.assignments.exam_codes(today),
        )
        text = write_assignment(assignment, keys.signing)
        name = file_name_part(settings.short_name or settings.name, longest=40) or "don-vi"
        target = target_of(out, f"{name}-{assignment.sequence:03d}{SUFFIX}")
        write_out(target, text.encode())
        records.assignments.keep(assignment, text, target.name)
        records.handed_out.note(HandedOutKind.ASSIGNMENT, target)
        self._unit.overview.refresh()
        counts = {
            one.course: sum(one.is_for(member.person.role) for member in members)
            for one in assignment.courses
        }
        return Assigned(target, assignment.sequence, len(members), counts, len(assignment.codes))

    def _keep_extra_time(self, extra_percent: Mapping[str, int]) -> None:
        people = self._unit.records.people
        by_code = {code_key(one.person.code): one for one in people.list() if one.person.code}
        missing = [code for code in extra_percent if code_key(code) not in by_code]
        if missing:
            raise Refusal(Reason.NO_SUCH_PERSON, code=missing[0])
        for code, percent in extra_percent.items():
            member = by_code[code_key(code)]
            people.correct(member.key, member.person, extra_percent=percent)

    # One-time codes

    def make_codes(self, course: str, day: date, count: int) -> list[CodeMade]:
        """New one-time codes for an exam on a day, to be shown or printed; each takes about 50 ms.

        The machines know them with the next assignment file. Raises Refusal NO_UNIT, NO_SUCH_COURSE, ValueError
        for more than MOST_CODES.
        """
        if not 1 <= count <= MOST_CODES:
            raise ValueError(count)
        self._unit.library.course(course)
        store = self._unit.records.assignments
        salt = store.salt()
        made = [
            CodeMade(code, hash_of(code, salt, course, day), course, day)
            for code in (new_code() for _ in range(count))
        ]
        store.add_codes(made)
        return made

    def codes(self) -> list[CodeMade]:
        """The codes of today and later, with how often each was used as far as files have come."""
        return self._unit.records.assignments.codes(self._unit.records.seen_day.today())

    def write_codes(self, codes: Sequence[CodeMade], path: Path) -> Path:
        """The codes on a sheet to print and cut, a PDF. Raises Refusal as writing does."""
        from elearn.exports.code_sheet import code_sheet

        courses = {one.course: one.title for one in self.assignable()}
        settings = self._unit.records.settings.needed()
        write_out(
            path,
            code_sheet(
                settings.name, [(one.code, courses.get(one.course, one.course), one.day) for one in codes]
            ),
        )
        return path


def _without_everyone(roles: Sequence[str]) -> tuple[str, ...]:
    return () if EVERYONE in roles else tuple(roles)


def _listed(member: Member) -> PersonListed:
    person = member.person
    return PersonListed(
        person.code, person.name, person.role, person.sub_unit, person.position, member.extra_percent
    )
