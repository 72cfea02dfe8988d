"""The learner's side of an assignment: taken in, what is due until when, by which rules, with which code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.learning.assignment import (
    Assignment,
    CourseAssigned,
    PersonListed,
    RuleChanges,
    days_left,
    ruled,
)
from elearn.learning.course import Course, ExamRules
from elearn.learning.people import Person
from elearn.machine.files import read_whole
from elearn.vietnamese.text import fold, tidy

if TYPE_CHECKING:
    from elearn.library.store import Library
    from elearn.records.assignments import AssignmentHeld
    from elearn.records.store import Records

LARGEST_FILE = 48 * 1024 * 1024
LAID_OUT = "don-vi.giao"  # the name under which the installer, or a clerk, lays an assignment out
_SEEN, _REMINDED = "assignment_seen", "reminded_on"


@dataclass(frozen=True, slots=True)
class AssignmentTaken:
    """An assignment file that was taken in. `is_new` False: the very same was in use already.

    `key_id` is the fingerprint of the unit's key: the first one is trusted, a later file must bear the same.
    """

    unit: str
    key_id: str
    sequence: int
    courses: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class CourseDue:
    """A course that the unit asks of a learner. `days_left` is negative when the deadline is past."""

    course: str
    deadline: date
    days_left: int
    rules: ExamRules
    supervised: bool

    @property
    def is_late(self) -> bool:
        """Whether the deadline is past; that is marked, and blocks nothing."""
        return self.days_left < 0


class AssignmentService:
    """The assignment of one installation.

    `laid_out`: folders in which a file of that name may lie, beside the program and in the data folder; it is
    taken in when it is first met, and again when it was changed.
    """

    def __init__(self, records: Records, library: Library, laid_out: Sequence[Path] = ()) -> None:
        self._records, self._library = records, library
        self._laid_out = tuple(laid_out)
        self._looked = False

    # Taking in

    def take(self, path: Path, *, accept_other_unit: bool = False) -> AssignmentTaken:
        """Take an assignment file in; it supersedes the one before.

        Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE, ASSIGNMENT_UNREADABLE, ASSIGNMENT_NEWER,
        ASSIGNMENT_SUPERSEDED (an older one), ASSIGNMENT_OF_ANOTHER_UNIT (another key, and not accepted).
        """
        from elearn.unit.assignment import read_assignment

        signed = read_assignment(_text_of(path), path)
        new, held = signed.assignment, self._records.assignments.current()
        same_key = held is not None and held.key_id == signed.key_id
        if held is not None and not same_key and not accept_other_unit:
            raise Refusal(Reason.ASSIGNMENT_OF_ANOTHER_UNIT, path=str(path), unit=held.assignment.unit.name)
        if held is not None and same_key:
            if new.sequence < held.assignment.sequence:
                raise Refusal(Reason.ASSIGNMENT_SUPERSEDED, path=str(path), known=held.assignment.sequence)
            if new == held.assignment:
                return _taken(new, signed.key_id, is_new=False)
        self._records.assignments.put(new, signed.key_id, signed.public)
        return _taken(new, signed.key_id, is_new=True)

    def forget(self) -> None:
        """Learn without an assignment; result files are no longer sealed."""
        self._records.assignments.forget()

    def held(self) -> AssignmentHeld | None:
        """The assignment in use, None where there is none. The first time, what was laid out is taken in."""
        if not self._looked:
            self._looked = True
            for folder in self._laid_out:
                with suppress(Refusal):  # an old or a foreign file beside the program is no reason to stop
                    self._take_laid_out(folder / LAID_OUT)
        return self._records.assignments.current()

    def _take_laid_out(self, path: Path) -> None:
        try:
            told = path.stat()
        except OSError:
            return
        mark = f"{told.st_size}/{told.st_mtime_ns}"
        seen = self._records.settings.get(_SEEN, {})
        if seen.get(str(path)) == mark:
            return
        try:
            self.take(path)
        finally:
            self._records.settings.set(_SEEN, seen | {str(path): mark})

    # What is asked of a learner

    def assignment(self) -> Assignment | None:
        """What the unit asks."""
        held = self.held()
        return held.assignment if held else None

    def people(self) -> tuple[PersonListed, ...]:
        """The unit's roster, for a learner to find themselves in."""
        found = self.assignment()
        return found.roster if found else ()

    def listed(self, subject: str) -> PersonListed | None:
        """The learner as the roster knows them: by staff code, else by a name that one person alone bears."""
        roster = self.people()
        return _listed(roster, self._records.people.get(subject)) if roster else None

    def due(self, subject: str) -> list[CourseDue]:
        """The courses that the unit asks of a learner and this library holds, the earliest deadline first."""
        held = {course.id: course for course in self._library.courses()}
        listed, asked = self._asked(subject)
        today = self._today()
        found = [_due(one, held[one.course], listed, today) for one in asked if one.course in held]
        return sorted(found, key=lambda one: one.deadline)

    def missing_courses(self, subject: str) -> list[str]:
        """Courses that the unit asks of a learner and this library does not hold: an update is needed."""
        held = {course.id for course in self._library.courses()}
        return [one.course for one in self._asked(subject)[1] if one.course not in held]

    def due_in(self, subject: str, course: Course) -> CourseDue | None:
        """What the unit asks of a learner in a course; None where it asks nothing."""
        listed, asked = self._asked(subject)
        found = next((one for one in asked if one.course == course.id), None)
        return _due(found, course, listed, self._today()) if found else None

    def rules(self, subject: str, course: Course) -> ExamRules:
        """The rules of a course's exam: its own, or as the unit rules them, with a person's extra time."""
        listed, asked = self._asked(subject)
        found = next((one for one in asked if one.course == course.id), None)
        return _ruled(found, course, listed)

    def _asked(self, subject: str) -> tuple[PersonListed | None, tuple[CourseAssigned, ...]]:
        found = self.assignment()
        if found is None:
            return None, ()
        listed = self.listed(subject)
        return listed, found.for_role(listed.role if listed else "")

    def _today(self) -> date:
        return self._records.seen_day.today(self._library.valid_as_of)

    def to_remind(self, subject: str, is_open: Callable[[str], bool]) -> list[CourseDue]:
        """What to remind a learner of now: open courses (by `is_open`), at most once a day. Asking notes it."""
        today = self._today().isoformat()
        if self._records.settings.get_for(subject, _REMINDED) == today:
            return []
        found = [one for one in self.due(subject) if is_open(one.course)]
        if found:
            self._records.settings.set_for(subject, _REMINDED, today)
        return found

    # Supervised exams and sealed results

    def redeem(self, course: str, code: str) -> str:
        """The hash of a one-time code that opens a course's exam today; it is used up when the exam begins.

        Takes about 50 ms. Raises Refusal EXAM_CODE_WRONG (also used before, or of another day or course).
        """
        from elearn.unit.exam_codes import find_code

        found = self.assignment()
        for day in {self._records.seen_day.today(), self._today()} if found else ():
            matched = find_code(found, code, course, day) if found else None
            if matched is not None and not self._records.assignments.is_used(matched):
                return matched
        raise Refusal(Reason.EXAM_CODE_WRONG)

    def sealing_key(self) -> bytes | None:
        """The unit's public key that result files are sealed for."""
        found = self.assignment()
        if found is None:
            return None
        from elearn.credentials import base64url

        return base64url.decode(found.unit.sealing)


def _due(asked: CourseAssigned, course: Course, listed: PersonListed | None, today: date) -> CourseDue:
    return CourseDue(
        course=asked.course,
        deadline=asked.deadline,
        days_left=days_left(asked.deadline, today),
        rules=_ruled(asked, course, listed),
        supervised=asked.rules.supervised,
    )


def _ruled(asked: CourseAssigned | None, course: Course, listed: PersonListed | None) -> ExamRules:
    return ruled(course.exam, asked.rules if asked else RuleChanges(), listed.extra_percent if listed else 0)


def _listed(roster: Sequence[PersonListed], person: Person) -> PersonListed | None:
    told = person.details
    if not person.local_code:
        wanted = _code_key(told.staff_code)
        by_code = next((one for one in roster if one.code and _code_key(one.code) == wanted), None)
        if by_code is not None:
            return by_code
    name = tidy(told.name).casefold()
    same = [one for one in roster if tidy(one.name).casefold() == name]
    if not same:
        name = fold(told.name)
        same = [one for one in roster if fold(one.name) == name]
    return same[0] if len(same) == 1 else None


def _code_key(code: str) -> str:
    return "".join(tidy(code).casefold().split())


def _taken(assignment: Assignment, key_id: str, *, is_new: bool) -> AssignmentTaken:
    return AssignmentTaken(assignment.unit.name, key_id, assignment.sequence, len(assignment.courses), is_new)


def _text_of(path: Path) -> str:
    try:
        return read_whole(path, LARGEST_FILE).decode("ascii")
    except UnicodeDecodeError as error:
        raise Refusal(Reason.ASSIGNMENT_UNREADABLE, path=str(path)) from error
