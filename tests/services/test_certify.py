"""A certificate from a passed exam to the file in a verifier's hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from elearn.credentials.credential import read_credential
from elearn.credentials.key_file import Revoked, write_key_file
from elearn.credentials.keys import key_from
from elearn.credentials.verify import Finding, Status
from elearn.errors import Reason, Refusal
from elearn.learning.certificate import StoredCertificate
from tests.build.installation import Installation, Opened
from tests.build.items import COURSE
from tests.build.people import details
from tests.build.sittings import begin_practice, whole_exam


def passed(pc: Installation, **odd: object) -> StoredCertificate:
    """A learner who has read and passed, with the paper that was issued."""
    subject = pc.records.people.create(details(**odd)).subject  # type: ignore[arg-type]
    pc.records.reading.add_time(subject, f"{COURSE}/tin-gia", 1, 200, 1.0, 6)
    pc.clock.advance(days=2)
    return pc.certify.issue(subject, COURSE, whole_exam(pc.records, subject))


def test_who_passes_gets_a_paper_that_anyone_can_check(pc: Installation, tmp_path: Path) -> None:
    paper = passed(pc)
    file = pc.certify.export(paper.number, tmp_path)
    assert file.name == f"giay-xac-nhan_nguyen-thi-thuy_{paper.number}.pdf"
    assert file.read_bytes() == paper.pdf
    verdict = pc.certify.verify(file)
    assert verdict.valid
    assert (verdict.number, verdict.name, verdict.course) == (paper.number, "Nguyễn Thị Thuỷ", COURSE)
    assert verdict.issued_on == date(2026, 11, 26)
    assert verdict.fields is not None
    assert (verdict.fields.studied_from, verdict.fields.studied_to) == (
        date(2026, 11, 24),
        date(2026, 11, 26),
    )
    assert (verdict.fields.points_100, verdict.fields.items) == (400, 4)


def test_nothing_later_changes_a_paper(pc: Installation, tmp_path: Path) -> None:
    paper = passed(pc)
    first = pc.certify.export(paper.number, tmp_path / "a").read_bytes()
    pc.records.people.update(paper.subject, details(name="Nguyễn Thị Đổi Tên"))
    pc.library.held = msgspec.structs.replace(pc.library.held, title="Tên mới của khóa")
    again = pc.certify.issue(paper.subject, COURSE, pc.records.attempts.history(paper.subject)[0])
    assert again == paper
    file = pc.certify.export(paper.number, tmp_path / "b")
    assert file.read_bytes() == first
    assert pc.certify.verify(file).name == "Nguyễn Thị Thuỷ"


def test_only_a_passed_exam_of_the_course_counts(pc: Installation) -> None:
    subject = pc.records.people.create(details()).subject
    failed = whole_exam(pc.records, subject, right=1)
    practice = pc.records.attempts.hand_in(begin_practice(pc.records, subject).id, 0.0)
    for attempt in (failed, practice):
        with pytest.raises(Refusal) as refused:
            pc.certify.issue(subject, COURSE, attempt)
        assert refused.value.reason is Reason.NOT_PASSED
    assert pc.records.certificates.list(subject) == []


def test_new_contents_earn_a_new_paper(pc: Installation) -> None:
    paper = passed(pc)
    pc.library.held = msgspec.structs.replace(pc.library.held, version="2027.02")
    pc.clock.advance(days=90)
    newer = pc.certify.issue(paper.subject, COURSE, whole_exam(pc.records, paper.subject, seed=8))
    assert newer.number != paper.number
    assert newer.number.startswith("TH-2027-")
    assert len(pc.records.certificates.list(paper.subject)) == 2


def test_a_reprint_is_a_second_document_under_the_same_number(pc: Installation, tmp_path: Path) -> None:
    paper = passed(pc)
    pc.clock.advance(days=5)
    again = pc.certify.reprint(paper.number)
    assert (again.number, again.copy, again.issued_on) == (paper.number, 1, paper.issued_on)
    assert again.pdf != paper.pdf
    verdict = pc.certify.verify(pc.certify.export(paper.number, tmp_path, copy=1))
    assert verdict.valid
    assert verdict.fields is not None
    assert verdict.fields.reprinted_on == date(2026, 12, 1)
    assert pc.records.certificates.get(paper.number) == paper
    assert pc.certify.reprint(paper.number).copy == 2


def test_another_pc_needs_the_key_file(opened: Opened, tmp_path: Path) -> None:
    here, there = opened("here"), opened("there")
    file = here.certify.export(passed(here).number, tmp_path)
    passed(there, name="Lê Văn Khác")
    assert there.certify.verify(file).status is Status.UNKNOWN_KEY
    key = here.certify.export_key(tmp_path)
    assert key.suffix == ".khoa"
    verdict = there.certify.verify(file, key)
    assert verdict.valid
    assert verdict.issuer is not None
    assert verdict.issuer.startswith("Máy của người học ")
    private = here.records.keys.installation_key()
    assert private is not None
    number = pc_number(here)
    revoking = write_key_file(
        key_from(private), "installation", "A", date(2026, 12, 1), [Revoked(number, date(2026, 12, 1))]
    )
    key.write_text(revoking)
    revoked = there.certify.verify(file, key)
    assert (revoked.status, revoked.known_as_of) == (Status.REVOKED, date(2026, 12, 1))


def pc_number(pc: Installation) -> str:
    """The number of the first paper on a PC."""
    person = pc.records.people.list()[0]
    return pc.records.certificates.list(person.subject)[0].number


def test_a_pc_without_a_key_of_its_own_checks_too(opened: Opened, tmp_path: Path) -> None:
    here, bare = opened("here"), opened("bare")
    file = here.certify.export(passed(here).number, tmp_path)
    assert bare.certify.verify(file).status is Status.UNKNOWN_KEY
    assert bare.records.keys.installation_key() is None


def test_files_that_are_not_there_or_are_no_keys(pc: Installation, tmp_path: Path) -> None:
    file = pc.certify.export(passed(pc).number, tmp_path)
    for path, key, reason in (
        (tmp_path / "nothing.pdf", None, Reason.FILE_NOT_FOUND),
        (tmp_path, None, Reason.FILE_UNREADABLE),
        (file, file, Reason.KEY_UNREADABLE),
        (file, tmp_path / "nothing.khoa", Reason.FILE_NOT_FOUND),
    ):
        with pytest.raises(Refusal) as refused:
            pc.certify.verify(path, key)
        assert refused.value.reason is reason
    text = tmp_path / "thu.txt"
    text.write_text("Kính gửi anh/chị")
    assert pc.certify.verify(text).finding is Finding.NOT_A_CERTIFICATE


def test_a_clock_that_jumped_to_2009_dates_no_paper(pc: Installation) -> None:
    subject = pc.records.people.create(details()).subject
    pc.clock.set_back()
    pc.records.reading.add_time(subject, f"{COURSE}/tin-gia", 1, 200, 1.0, 6)
    pc.clock.advance(days=1)
    paper = pc.certify.issue(subject, COURSE, whole_exam(pc.records, subject))
    assert paper.issued_on >= date(2026, 11, 24)
    assert paper.fields["studied_from"] is None


def test_a_name_too_long_for_the_code_is_told_and_nothing_is_kept(pc: Installation) -> None:
    with pytest.raises(Refusal) as refused:
        passed(pc, name="Nguyễn " * 40)
    assert refused.value.reason is Reason.NAME_TOO_LONG
    subject = pc.records.people.list()[0].subject
    assert pc.records.certificates.list(subject) == []
    pc.records.people.update(subject, details())
    attempt = pc.records.attempts.history(subject)[0]
    assert pc.certify.issue(subject, COURSE, attempt).fields["name"] == "Nguyễn Thị Thuỷ"


def test_the_codes_text_can_be_pasted(pc: Installation) -> None:
    code = read_credential(passed(pc).credential).credential.qr
    assert pc.certify.verify_text(f"  {code}\n".strip(" ")).finding is Finding.QR_AS_ISSUED
    assert pc.certify.verify_text(code[:-1]).finding is Finding.CREDENTIAL_BROKEN
    assert pc.certify.verify_text("Kính gửi anh/chị").finding is Finding.NOT_A_CERTIFICATE


def test_two_papers_of_one_year_have_two_numbers(pc: Installation) -> None:
    one, two = passed(pc), passed(pc, name="Lê Văn Hai")
    assert one.number != two.number
    assert one.issued_on - two.issued_on <= timedelta(0)
