"""The unit's certificates: numbered without gaps, stored as issued, replaced, revoked, known to verifiers."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader

from elearn.credentials.verify import Status
from elearn.errors import Refusal
from elearn.exports.list_file import ListFormat
from elearn.learning.assignment import CourseAssigned
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import PaperState
from elearn.records.store import open_records
from elearn.services.certify import CertifyService
from tests.build.items import COURSE
from tests.build.offices import DEADLINE, OTHER, PEOPLE, SETTINGS, Office, library

ROOT = Path(__file__).parents[2]


@pytest.fixture
def three_passed(office: Office) -> Office:
    """Three of four have passed."""
    office.people()
    office.assign()
    for number, who in enumerate(PEOPLE[:3]):
        pc = office.pc(f"pc{number}")
        subject = pc.person(who.name, who.code)
        pc.sit(subject)
        office.unit.intake.take([pc.hand_in(subject)])
    return office


def issue(office: Office, **how: Any) -> Any:
    return office.unit.register.issue_all(office.folder / "papers", **how)


def checked(office: Office, file: Path, key: Path | None = None) -> Status:
    """What another machine finds, with the unit's key file and nothing else."""
    records = open_records(office.folder / "elsewhere", office.clock)
    try:
        return CertifyService(records, cast("Any", library()), office.clock).verify(file, key).status
    finally:
        records.close()


def test_all_at_once_in_the_order_of_names_and_only_once(three_passed: Office) -> None:
    told: list[tuple[int, int]] = []
    made = issue(three_passed, combined=three_passed.folder / "all.pdf", report=lambda *of: told.append(of))
    assert (made.issued, made.already, len(made.files)) == (3, 0, 3)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [(one.number, one.name) for one in three_passed.unit.register.entries()] == [
        ("01/2026/GCN", "Lê Văn An"),
        ("02/2026/GCN", "Lê Văn Ân"),
        ("03/2026/GCN", "Nguyễn Thị Thuỷ"),
    ]
    assert len(PdfReader(three_passed.folder / "all.pdf").pages) == 3
    first = {file.name: file.read_bytes() for file in made.files}
    again = issue(three_passed)
    assert (again.issued, again.already) == (0, 3)
    assert {file.name: file.read_bytes() for file in again.files} == first
    lines = three_passed.unit.overview.lines()
    assert {one.name: one.certificate for one in lines}["Lê Văn An"] == "01/2026/GCN"


def test_what_was_earned_stays_due_when_the_course_is_not_assigned_any_more(three_passed: Office) -> None:
    office = three_passed
    office.assign(CourseAssigned(OTHER, DEADLINE))
    assert {one.course for one in office.unit.overview.lines()} == {OTHER}
    names = ["Lê Văn An", "Lê Văn Ân", "Nguyễn Thị Thuỷ"]
    assert [(one.name, one.course) for one in office.unit.register.due()] == [
        (name, COURSE) for name in names
    ]
    assert office.unit.register.count_due() == 3
    assert issue(office).issued == 3
    assert (office.unit.register.due(), office.unit.register.count_due()) == ([], 0)
    office.assign()
    assert {one.name: bool(one.certificate) for one in office.unit.overview.lines() if one.name in names} == (
        dict.fromkeys(names, True)
    )


def test_two_processes_at_once_count_each_number_once(three_passed: Office) -> None:
    office = three_passed
    issue(office)
    office.unit.register.revoke("02/2026/GCN", "cấp nhầm")
    for number in range(4):
        who = RosterPerson(f"Đỗ Thị Thêm {number}", f"CB1{number}")
        office.unit.roster.add(who)
        pc = office.pc(f"more{number}")
        subject = pc.person(who.name, who.code)
        pc.sit(subject)
        office.unit.intake.take([pc.hand_in(subject)])
    office.unit.close()
    drivers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.crash.papers_driver", office.folder / "unit", office.folder / "both"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )
        for _ in range(2)
    ]  # fmt: skip
    for driver in drivers:
        assert driver.stdout is not None
        assert driver.stdout.readline() == "ready\n"  # both know who is due before either begins
    told = []
    for driver in drivers:
        assert driver.stdin is not None
        driver.stdin.write("go\n")
        driver.stdin.flush()
    for driver in drivers:
        told.append(json.loads(driver.communicate(timeout=60)[0]))
        assert driver.returncode == 0
    (first, first_already, files), (second, second_already, others) = told
    assert first + second == 4
    assert (first + first_already, second + second_already) == (6, 6)
    assert (
        files
        == others
        == sorted(set(files))
        == sorted(one.name for one in (office.folder / "both").iterdir())
    )
    numbers = [one.number for one in office.unit.register.entries()]
    assert numbers == [f"{number:02d}/2026/GCN" for number in range(1, 8)]


def test_another_machine_checks_them_with_the_key_file_alone(three_passed: Office) -> None:
    made = issue(three_passed)
    unit = three_passed.unit
    key = unit.setup.export_key(three_passed.folder / "don-vi.khoa")
    assert [checked(three_passed, file, key) for file in made.files] == [Status.VALID] * 3
    assert checked(three_passed, made.files[0]) is Status.UNKNOWN_KEY
    unit.register.revoke("01/2026/GCN", "cấp nhầm")
    assert unit.register.replace("02/2026/GCN", "sai tên").number == "04/2026/GCN"
    key = unit.setup.export_key(three_passed.folder / "moi.khoa")
    assert [checked(three_passed, file, key) for file in made.files] == [
        Status.REVOKED,
        Status.REPLACED,
        Status.VALID,
    ]
    revoked, replaced, _, new = unit.register.entries()
    assert (revoked.state, revoked.why) == (PaperState.REVOKED, "cấp nhầm")
    assert (replaced.state, replaced.replaced_by, new.replaces) == (
        PaperState.REPLACED,
        "04/2026/GCN",
        "02/2026/GCN",
    )
    assert unit.register.due() == []
    assert unit.register.issue_again(revoked.person or 0, COURSE).number == "05/2026/GCN"
    with pytest.raises(Refusal, match="NO_SUCH_CERTIFICATE"):
        unit.register.replace("02/2026/GCN")


def test_a_replacement_says_what_the_roster_says_now(three_passed: Office) -> None:
    issue(three_passed)
    unit = three_passed.unit
    entry = unit.register.entries()[1]
    member = unit.roster.person(entry.person or 0)
    unit.roster.correct(member.key, replace(member.person, name="Lê Văn Ẩn"))
    new = unit.register.replace(entry.number)
    assert (entry.name, new.name) == ("Lê Văn Ân", "Lê Văn Ẩn")
    assert unit.register.entry(entry.number).name == "Lê Văn Ân"


def test_a_reprint_is_a_second_document_under_the_same_number(three_passed: Office) -> None:
    made = issue(three_passed)
    unit = three_passed.unit
    assert [unit.register.reprint("01/2026/GCN").copies for _ in range(2)] == [1, 2]
    again = unit.register.export("01/2026/GCN", three_passed.folder / "papers", copy=2)
    assert again.name == "giay-chung-nhan_01-2026-GCN_le-van-an_in-lai-2.pdf"
    assert "In lại lần 2" in PdfReader(again).pages[0].extract_text()
    assert made.files[0].read_bytes() == unit.records.register.paper("01/2026/GCN").pdf
    key = unit.setup.export_key(three_passed.folder / "don-vi.khoa")
    assert checked(three_passed, again, key) is Status.VALID


def test_numbers_go_on_from_what_was_issued_by_hand_and_begin_anew_each_year(three_passed: Office) -> None:
    unit = three_passed.unit
    unit.setup.change(replace(SETTINGS, symbol="GCN-UBND", first_number=46, first_year=2026))
    issue(three_passed)
    assert unit.register.entries()[0].number == "46/2026/GCN-UBND"
    three_passed.clock.advance(days=60)
    pc = three_passed.pc("pc9")
    subject = pc.person("Trần Văn Được", "", birth_date=PEOPLE[3].birth_date)
    pc.sit(subject)
    unit.intake.take([pc.hand_in(subject)])
    issue(three_passed)
    assert [one.number for one in unit.register.entries()][-2:] == ["48/2026/GCN-UBND", "01/2027/GCN-UBND"]
    assert unit.register.years() == [2027, 2026]


def test_a_name_that_fits_no_paper_leaves_no_gap(office: Office) -> None:
    long = "Công Tằng Tôn Nữ " * 12
    people = [RosterPerson(f"Ab {long}".strip(), "CB000"), *PEOPLE[:1]]
    office.people(*people)
    office.assign()
    for number, who in enumerate(people):
        pc = office.pc(f"pc{number}")
        subject = pc.person(who.name, who.code)
        pc.sit(subject)
        office.unit.intake.take([pc.hand_in(subject)])
    made = issue(office)
    assert (made.issued, [name[:2] for name in made.too_long]) == (1, ["Ab"])
    assert [one.number for one in office.unit.register.entries()] == ["01/2026/GCN"]


def test_cancelled_in_the_middle_what_has_a_number_is_whole(three_passed: Office) -> None:
    told: list[int] = []
    made = issue(three_passed, report=lambda done, _: told.append(done), cancelled=lambda: len(told) == 1)
    assert (made.issued, made.cancelled) == (1, True)
    assert issue(three_passed).issued == 2
    assert [one.number[:2] for one in three_passed.unit.register.entries()] == ["01", "02", "03"]


def test_a_full_disk_leaves_no_half_file_and_the_next_run_goes_on(
    three_passed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "full")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="DISK_FULL"):
        issue(three_passed)
    monkeypatch.undo()
    assert not list((three_passed.folder / "papers").glob("*.part"))
    made = issue(three_passed)
    assert len(made.files) == 3
    assert [one.number[:2] for one in three_passed.unit.register.entries()] == ["01", "02", "03"]


def test_the_register_is_written(three_passed: Office) -> None:
    issue(three_passed)
    three_passed.unit.register.revoke("01/2026/GCN", "cấp nhầm")
    rows = three_passed.unit.lists.register_rows()
    assert rows[0].note == "Thu hồi ngày 24/11/2026: cấp nhầm"
    assert three_passed.unit.lists.write_register(three_passed.folder / "so.xlsx", ListFormat.XLSX) == 3
    assert three_passed.unit.lists.write_register(three_passed.folder / "so.pdf", ListFormat.PDF, 2026) == 3


def test_without_the_password_nothing_is_issued(three_passed: Office) -> None:
    three_passed.unit.lock()
    with pytest.raises(Refusal, match="UNIT_PASSWORD_MISSING"):
        issue(three_passed)
    assert three_passed.unit.register.entries() == []
