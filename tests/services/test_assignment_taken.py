"""A learner's PC takes the unit's assignment in: what is due, by which rules, with which code; sealed results."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from elearn.errors import Reason, Refusal
from elearn.learning.assignment import CourseAssigned, RuleChanges
from elearn.learning.item import Item
from elearn.services.assignment import LAID_OUT, AssignmentService
from elearn.services.certify import CertifyService
from elearn.services.learner import LearnerService
from elearn.services.submit import SubmitService
from elearn.unit.result_file import unseal
from tests.build.clock import A_TUESDAY
from tests.build.items import COURSE, bank, right_response
from tests.build.offices import DEADLINE, OTHER, Office, Pc, library

TODAY = A_TUESDAY.date()


class OfItems:
    """The two courses with their items."""

    def __init__(self) -> None:
        self._held = library()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._held, name)

    def items(self, course_id: str, use: str | None = None) -> list[Item]:
        return bank({"bi-mat": 4, "tin-gia": 4}, "exam")

    def document(self, document_id: str) -> Any:
        from tests.build.lessons import documents

        return next(one for one in documents() if one.id == document_id)


@pytest.fixture
def pc(office: Office) -> Iterator[Pc]:
    """A PC that has no assignment yet."""
    office.people()
    pc = office.pc()
    yield pc
    pc.records.close()


def learner_of(pc: Pc) -> LearnerService:
    held = cast("Any", OfItems())
    certify = CertifyService(pc.records, held, pc.clock)
    return LearnerService(pc.records, held, pc.clock, lambda: certify, assigned=pc.assigned)


def test_courses_by_role_with_days_left(office: Office, pc: Pc) -> None:
    later = DEADLINE + timedelta(days=4)
    file = office.assign(CourseAssigned(COURSE, later), CourseAssigned(OTHER, DEADLINE, ("lanh-dao",)))
    taken = pc.assigned.take(file)
    assert (taken.unit, taken.sequence, taken.courses, taken.is_new) == (
        "Ủy ban nhân dân xã An Bình Đông", 1, 2, True,
    )  # fmt: skip
    assert taken.key_id == office.unit.keys.signing.key_id
    thuy, an = pc.person(), pc.person("Lê Văn An", "cb 002")
    assert [(one.course, one.days_left) for one in pc.assigned.due(thuy)] == [(COURSE, 10)]
    assert [(one.course, one.days_left) for one in pc.assigned.due(an)] == [(OTHER, 6), (COURSE, 10)]
    learner = learner_of(pc)
    step = learner.next_step(an)
    assert step.course is not None
    assert step.course.id == OTHER
    office.clock.advance(days=8)
    assert [one.is_late for one in pc.assigned.due(an)] == [True, False]
    assert learner.next_step(an).kind == "lesson"  # late is marked, and blocks nothing


def test_a_learner_is_found_by_code_then_by_name(office: Office, pc: Pc) -> None:
    pc.assigned.take(office.assign())
    for name, code, found in (
        ("Tên Khác Hẳn", "CB002", "Lê Văn An"),
        ("Trần Văn Được", "", "Trần Văn Được"),
        ("LÊ VĂN ÂN", "", "Lê Văn Ân"),
        ("Không Có Trong Danh Sách", "", None),
    ):
        listed = pc.assigned.listed(pc.person(name, code))
        assert (listed.name if listed else None) == found
    assert len(pc.assigned.people()) == 4


def test_the_newest_holds_and_an_older_or_foreign_one_is_refused(office: Office, pc: Pc) -> None:
    first, second = office.assign(), office.assign()
    pc.assigned.take(second)
    assert not pc.assigned.take(second).is_new
    with pytest.raises(Refusal) as older:
        pc.assigned.take(first)
    assert (older.value.reason, older.value.facts["known"]) == (Reason.ASSIGNMENT_SUPERSEDED, 2)
    foreign = _of_another_unit(office)
    with pytest.raises(Refusal, match="ASSIGNMENT_OF_ANOTHER_UNIT"):
        pc.assigned.take(foreign)
    broken = office.folder / "broken.giao"
    broken.write_text(second.read_text().replace("A", "B", 1))
    for path, reason in ((broken, "UNREADABLE"), (office.folder / "khong-co.giao", "NOT_FOUND")):
        with pytest.raises(Refusal, match=reason):
            pc.assigned.take(path)
    held = pc.assigned.held()
    assert held is not None
    assert held.assignment.sequence == 2
    assert pc.assigned.take(foreign, accept_other_unit=True).unit == "Xã Khác"
    pc.assigned.forget()
    assert pc.assigned.held() is None


def _of_another_unit(office: Office) -> Path:
    from elearn.credentials.keys import new_key
    from elearn.unit.assignment import write_assignment
    from tests.build.assignments import UnitMark, assignment

    path = office.folder / "xa-khac.giao"
    sealing = assignment().unit.sealing
    path.write_text(write_assignment(assignment(unit=UnitMark("Xã Khác", sealing)), new_key()))
    return path


def test_what_lies_beside_the_program_is_taken_at_the_first_start(office: Office, pc: Pc) -> None:
    beside = office.folder / "program"
    beside.mkdir()
    file = beside / LAID_OUT

    def started() -> AssignmentService:
        return AssignmentService(pc.records, cast("Any", library()), [office.folder / "none", beside])

    assert started().held() is None
    file.write_bytes(office.assign().read_bytes())
    held = started().held()
    assert held is not None
    assert held.assignment.sequence == 1
    file.write_text("no assignment")
    assert started().held() == held
    file.write_bytes(office.assign().read_bytes())
    os.utime(file, (1, 1))
    assert started().assignment().sequence == 2  # type: ignore[union-attr]


def test_the_units_rules_go_before_the_courses_own(office: Office, pc: Pc) -> None:
    rules = RuleChanges(pass_mark=0.5, attempts=1, minutes=20)
    office.unit.assigning.assign(
        [CourseAssigned(COURSE, DEADLINE, rules=rules)], office.folder / "out", {"CB001": 50}
    )
    pc.assigned.take(next((office.folder / "out").iterdir()))
    thuy = pc.person()
    learner = learner_of(pc)
    course = library().course(COURSE)
    assert (learner.rules(thuy, course).minutes, learner.rules(thuy, course).attempts) == (30, 1)
    sitting = learner.begin_exam(thuy, COURSE)
    assert sitting.allowed_ms == 30 * 60_000
    for slot in sitting.slots[:2]:
        pc.records.attempts.answer(sitting.id, slot.position, right_response(slot.item))
    done = learner.hand_in(sitting.id)
    assert (done.share, done.passed) == (0.5, True)
    verdict = learner.exam_verdict(thuy, COURSE)
    assert verdict.reason is not None
    assert verdict.reason.reason is Reason.EXAM_NO_ATTEMPTS_LEFT
    assert [one.course for one in learner.due(thuy)] == []


def test_a_supervised_exam_begins_with_its_code_once_on_its_day(office: Office, pc: Pc) -> None:
    codes = office.unit.assigning.make_codes(COURSE, TODAY, 1)
    tomorrow = office.unit.assigning.make_codes(COURSE, TODAY + timedelta(days=1), 1)
    pc.assigned.take(office.assign(supervised=True))
    thuy, an = pc.person(), pc.person("Lê Văn An", "CB002")
    learner = learner_of(pc)
    assert learner.exam_verdict(thuy, COURSE).needs_code
    for code, reason in (("", "NEEDED"), ("AAAAA-AAAAA", "WRONG"), (tomorrow[0].code, "WRONG")):
        with pytest.raises(Refusal, match=f"EXAM_CODE_{reason}"):
            learner.begin_exam(thuy, COURSE, code)
    assert pc.records.attempts.history(thuy) == []
    sitting = learner.begin_exam(thuy, COURSE, codes[0].code.lower().replace("-", " "))
    assert learner.begin_exam(thuy, COURSE).id == sitting.id  # going on needs no code
    with pytest.raises(Refusal, match="EXAM_CODE_WRONG"):
        learner.begin_exam(an, COURSE, codes[0].code)
    for slot in sitting.slots:
        pc.records.attempts.answer(sitting.id, slot.position, right_response(slot.item))
    learner.hand_in(sitting.id)
    office.unit.intake.take([pc.hand_in(thuy)])
    (line,) = [one for one in office.unit.overview.lines() if one.name == "Nguyễn Thị Thuỷ"]
    assert (line.state.value, line.supervised) == ("done", True)


def test_results_are_sealed_for_the_unit_alone(office: Office, pc: Pc) -> None:
    thuy = pc.person()
    pc.sit(thuy)
    submit = SubmitService(pc.records, cast("Any", library()), pc.clock, pc.assigned)
    assert not submit.preview(thuy).sealed
    pc.assigned.take(office.assign())
    assert submit.preview(thuy).sealed
    written = submit.export(thuy, office.folder / "usb")
    assert written.sealed
    with pytest.raises(Refusal, match="RESULT_FILE_SEALED"):
        unseal(written.file.read_text())
    assert unseal(written.file.read_text(), office.unit.keys.sealing_private).sealed


def test_a_reminder_once_a_day(office: Office, pc: Pc) -> None:
    pc.assigned.take(office.assign())
    thuy = pc.person()
    assert [one.course for one in pc.assigned.to_remind(thuy, lambda _: True)] == [COURSE]
    assert pc.assigned.to_remind(thuy, lambda _: True) == []
    office.clock.advance(days=1)
    assert pc.assigned.to_remind(thuy, lambda _: False) == []
    assert len(pc.assigned.to_remind(thuy, lambda _: True)) == 1


def test_a_course_that_this_library_lacks_is_named(office: Office, pc: Pc) -> None:
    pc.assigned.take(office.assign(CourseAssigned(COURSE, DEADLINE), CourseAssigned("khoa-moi", DEADLINE)))
    thuy = pc.person()
    assert pc.assigned.missing_courses(thuy) == ["khoa-moi"]
    assert [one.course for one in pc.assigned.due(thuy)] == [COURSE]


# Keys that are trusted


def test_a_key_is_trusted_by_its_file_and_its_list_renewed(office: Office, pc: Pc) -> None:
    certify = CertifyService(pc.records, cast("Any", library()), pc.clock)
    first = office.unit.setup.export_key(office.folder / "mot.khoa")
    assert certify.look_at_key(first).key_id == office.unit.setup.key_id()
    assert certify.trusted_keys() == []
    certify.trust_key(first)
    ((key, kept),) = certify.trusted_keys()
    assert (key.name, kept.came) == ("Ủy ban nhân dân xã An Bình Đông", "mot.khoa")
    office.clock.advance(days=1)
    certify.trust_key(office.unit.setup.export_key(office.folder / "hai.khoa"))
    certify.trust_key(first)  # an older list takes nothing back
    assert [one.as_of for one, _ in certify.trusted_keys()] == [TODAY + timedelta(days=1)]
    certify.forget_key(key.key_id)
    assert certify.trusted_keys() == []
