"""How a unit stands: who is done, late, missing; totals; supervised exams; what is held elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from elearn.errors import Refusal
from elearn.exports.list_file import ListFormat
from elearn.exports.list_values import Outcome
from elearn.learning.assignment import CourseAssigned, RuleChanges
from elearn.learning.unit import Training, TrainingState
from elearn.unit.assignment import read_assignment
from elearn.unit.rules_file import AssignmentRules
from tests.build.clock import A_TUESDAY
from tests.build.items import COURSE
from tests.build.offices import DEADLINE, OTHER, PEOPLE, Office

TODAY = A_TUESDAY.date()


def passed(office: Office, number: int = 0, right: int = 4, name: str = "", exam_code: str = "") -> None:
    """Somebody of the roster sits the exam, and the file is taken in."""
    who = PEOPLE[number]
    pc = office.pc(name or f"pc{number}")
    subject = pc.person(who.name, who.code, birth_date=who.birth_date)
    pc.sit(subject, right=right, exam_code=exam_code)
    office.unit.intake.take([pc.hand_in(subject)])


def test_totals_by_course_and_sub_unit(office: Office) -> None:
    office.people()
    office.assign(CourseAssigned(COURSE, DEADLINE), CourseAssigned(OTHER, DEADLINE, ("lanh-dao",)))
    passed(office)
    passed(office, 1, right=1)
    whole = office.unit.overview.whole()
    assert [one.name for one in whole.lines] == [
        "Lê Văn An", "Lê Văn An", "Lê Văn Ân", "Trần Văn Được", "Nguyễn Thị Thuỷ",
    ]  # fmt: skip
    assert (whole.people, whole.finished, whole.without_course) == (4, 1, 0)
    assert (whole.all.people, whole.all.done, whole.all.under_way, whole.all.not_begun) == (5, 1, 1, 3)
    assert whole.by_course[COURSE].people == 4
    assert whole.by_course[OTHER].not_begun == 1
    assert whole.by_sub_unit["Văn phòng",].people == 3
    assert whole.by_sub_unit["Văn phòng", "Tổ một cửa"].people == 2
    assert [one.not_passed for one in whole.lines if one.course == COURSE] == [True, False, False, False]
    only = office.unit.overview.whole(OTHER)
    assert [one.name for one in only.lines] == ["Lê Văn An"]
    with pytest.raises(Refusal, match="NO_SUCH_COURSE"):
        office.unit.overview.whole("khong-co")


def test_nobody_has_a_course_that_was_not_assigned(office: Office) -> None:
    office.people()
    assert office.unit.overview.whole(COURSE).people == 0
    office.assign()
    other = office.unit.overview.whole(OTHER)
    assert (other.lines, other.people, dict(other.by_course)) == ((), 0, {})
    assert office.unit.overview.items(OTHER) == []


def test_late_is_marked_from_the_day_after_the_deadline(office: Office) -> None:
    office.people()
    office.assign()
    passed(office)
    assert not any(one.late for one in office.unit.overview.lines())
    office.clock.advance(days=7)
    late = {one.name: one.late for one in office.unit.overview.lines()}
    assert late == {"Lê Văn An": True, "Lê Văn Ân": True, "Trần Văn Được": True, "Nguyễn Thị Thuỷ": False}
    passed(office, 1)
    assert office.stands()["Lê Văn An", COURSE] == ("done", 1.0)
    assert next(one for one in office.unit.overview.lines() if one.name == "Lê Văn An").late
    missing = office.unit.overview.missing()
    assert {one.line.name for one in missing} == {"Lê Văn Ân", "Trần Văn Được"}
    assert {one.file_made_at for one in missing} == {None}


def test_without_an_assignment_everybody_has_one_line(office: Office) -> None:
    office.people()
    assert {(one.name, one.course) for one in office.unit.overview.lines()} == {
        (one.name, "") for one in PEOPLE
    }
    assert {row.outcome for row in office.unit.lists.rows()} == {Outcome.NOT_ASSIGNED}


def test_who_left_is_not_counted_and_comes_back_with_what_was_done(office: Office) -> None:
    members = office.people()
    office.assign()
    passed(office)
    office.unit.roster.leave(members["Nguyễn Thị Thuỷ"].key)
    assert office.unit.overview.whole().people == 3
    office.unit.roster.come_back(members["Nguyễn Thị Thuỷ"].key)
    assert office.stands()["Nguyễn Thị Thuỷ", COURSE] == ("done", 1.0)


def test_the_units_pass_mark_decides_and_a_later_assignment_reckons_anew(office: Office) -> None:
    office.people()
    office.assign(pass_mark=0.5)
    passed(office, right=2)
    assert office.stands()["Nguyễn Thị Thuỷ", COURSE] == ("done", 0.5)
    office.assign(pass_mark=0.9)
    assert office.stands()["Nguyễn Thị Thuỷ", COURSE] == ("under_way", 0.5)


def test_a_code_that_was_used_twice_supervises_nothing(office: Office) -> None:
    office.people()
    made = office.unit.assigning.make_codes(COURSE, TODAY, 2)
    office.assign(supervised=True)
    passed(office, 0, exam_code=made[0].hash)
    passed(office, 1, exam_code=made[1].hash)
    passed(office, 2)
    stands = office.stands()
    assert [stands[one.name, COURSE][0] for one in PEOPLE[:3]] == ["done", "done", "under_way"]
    assert [one.used for one in office.unit.assigning.codes()] == [1, 1]
    passed(office, 3, exam_code=made[0].hash)
    stands = office.stands()
    assert [stands[PEOPLE[at].name, COURSE][0] for at in (0, 3)] == ["under_way", "under_way"]
    assert "code_twice" in [look.kind.value for look in office.unit.overview.second_looks()]
    office.unit.intake.undo()
    assert office.stands()["Nguyễn Thị Thuỷ", COURSE][0] == "done"


def test_a_code_that_the_unit_never_made_supervises_nothing(office: Office) -> None:
    office.people()
    other = office.unit.assigning.make_codes(OTHER, TODAY, 1)
    office.assign(supervised=True)
    passed(office, 0, exam_code="0123456789abcdef" * 2)
    passed(office, 1, exam_code=other[0].hash)
    assert {state for state, _ in office.stands().values()} == {"under_way", "not_begun"}


def test_a_person_page_tells_all(office: Office) -> None:
    members = office.people()
    office.assign()
    passed(office, right=1)
    passed(office, name="laptop")
    page = office.unit.overview.person(members["Nguyễn Thị Thuỷ"].key)
    assert [line.state.value for line in page.lines] == ["done"]
    assert sorted(one.attempt.share_1000 or 0 for one in page.attempts) == [250, 1000]
    assert len(page.devices) == 2
    assert len(page.attempts[0].attempt.answers) == 4
    assert len(page.history) == 1


def test_items_have_figures_once_enough_people_answered(office: Office) -> None:
    office.people()
    office.assign()
    passed(office)
    figures = office.unit.overview.items(COURSE)
    assert [one.answers for one in figures] == [1, 1, 1, 1]
    assert {one.facility for one in figures} == {None}
    assert office.unit.overview.items(OTHER) == []


def test_courses_held_by_others_stand_in_the_list(office: Office) -> None:
    members = office.people()
    an = members["Lê Văn An"].key
    assert [one.key for one in office.unit.overview.without_training()] == [an]
    made = office.unit.overview.put_training(
        Training(0, an, "Tập huấn phát ngôn", "Sở Thông tin", TrainingState.REGISTERED, TODAY)
    )
    assert [one.key for one in office.unit.overview.without_training()] == [an]
    office.unit.overview.put_training(replace(made, state=TrainingState.ATTENDED, number="12/TH"))
    assert office.unit.overview.without_training() == []
    row = office.unit.lists.rows()[-1]
    assert (row.outcome, row.certificate) == (Outcome.ATTENDED, "12/TH")
    assert row.course == "Tập huấn phát ngôn (Sở Thông tin)"
    office.unit.overview.remove_training(made.id)
    assert office.unit.overview.trainings() == []


# Assigning


def test_courses_go_to_the_roles_that_they_are_meant_for(office: Office) -> None:
    office.people()
    by_rules = office.unit.assigning.by_rules([COURSE, OTHER], DEADLINE)
    assert [(one.course, one.roles) for one in by_rules] == [(COURSE, ()), (OTHER, ("lanh-dao",))]
    made = office.unit.assigning.assign(by_rules, office.folder / "out", {"cb003": 50})
    assert made.for_people == {COURSE: 4, OTHER: 1}
    signed = read_assignment(made.file.read_text())
    assert (signed.assignment.sequence, signed.public) == (1, office.unit.keys.signing.public)
    assert {one.code: one.extra_percent for one in signed.assignment.roster}["CB003"] == 50
    assert office.unit.assigning.assign(by_rules, office.folder / "out").sequence == 2
    assert [one.sequence for one in office.unit.assigning.made()] == [1, 2]
    with pytest.raises(Refusal, match="NO_SUCH_PERSON"):
        office.unit.assigning.assign(by_rules, office.folder / "out", {"CB999": 50})
    with pytest.raises(Refusal, match="NO_SUCH_COURSE"):
        office.unit.assigning.by_rules(["khong-co"], DEADLINE)


def test_where_no_role_is_told_every_course_is_for_everybody(office: Office) -> None:
    office.people(*(replace(one, role="") for one in PEOPLE))
    assert [one.roles for one in office.unit.assigning.by_rules([OTHER], DEADLINE, AssignmentRules())] == [()]


def test_a_unit_without_people_assigns_nothing(office: Office) -> None:
    with pytest.raises(Refusal, match="NO_ROSTER"):
        office.assign()
    office.people()
    office.unit.lock()
    with pytest.raises(Refusal, match="UNIT_PASSWORD_MISSING"):
        office.assign()
    assert office.unit.assigning.made() == []


def test_codes_on_a_sheet(office: Office) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    made = office.unit.assigning.make_codes(COURSE, TODAY + timedelta(days=1), 17)
    pages = PdfReader(
        BytesIO(office.unit.assigning.write_codes(made, office.folder / "ma.pdf").read_bytes())
    ).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert len(pages) == 2
    assert all(one.code in text for one in made)
    assert "25/11/2026" in text


# Lists


@pytest.mark.parametrize("form", list(ListFormat))
def test_the_list_is_written_in_every_format(office: Office, form: ListFormat) -> None:
    office.people()
    office.assign()
    passed(office)
    path = office.folder / "out" / f"list.{form.value}"
    assert office.unit.lists.write_list(path, form) == 4
    assert path.stat().st_size > 500
    assert [one.path for one in office.unit.data.handed_out()][-1] == str(path)


def test_report_and_head_name_the_unit_and_its_signer(office: Office) -> None:
    office.people()
    office.assign(CourseAssigned(COURSE, DEADLINE, rules=RuleChanges(pass_mark=0.7)))
    assert office.unit.lists.write_report(office.folder / "out" / "bao-cao.docx") == 4
    head = office.unit.lists.head()
    assert (head.organ, head.place, head.as_of) == ("Ủy ban nhân dân xã An Bình Đông", "An Bình Đông", TODAY)
    assert head.signer is not None
    assert head.signer.form.value == "KT."
    assert date(2026, 11, 24) == TODAY
