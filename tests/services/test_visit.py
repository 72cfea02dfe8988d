"""Reading where nothing can be kept: what works, what is closed, that nothing is written; and a carried folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.cli import make_services
from elearn.errors import Reason, Refusal
from elearn.machine import drives, paths
from elearn.services import Services
from elearn.services.visit import Cause, cause_of, is_offered
from elearn.wording import VISITS, sentence
from tests.build.clock import FakeClock
from tests.build.people import details
from tests.build.sources import COURSE, SourceTree

_REFUSED = Refusal(Reason.RECORDS_READ_ONLY, path="du-lieu")


@pytest.fixture(scope="module")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library, compiled once."""
    from elearn.library.compile import build

    folder = tmp_path_factory.mktemp("library")
    build(SourceTree(folder / "tree").root, folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def visited(tmp_path: Path, library_file: Path) -> Iterator[Services]:
    """Services in a visit to a folder that is not there."""
    made = Services(tmp_path / "usb" / "du-lieu", FakeClock(), library_file, removable=False)
    made.begin_visit(_REFUSED)
    yield made
    made.close()
    assert not (tmp_path / "usb").exists()


def test_lessons_search_and_practice_work(visited: Services) -> None:
    assert visited.visit is not None
    subject = visited.visit.subject
    lesson = visited.library.course(COURSE).lessons[0]
    visited.records.reading.save_position(subject, lesson.id, "", 0.5)
    assert visited.library.search("tin gia", 5) or visited.library.search(lesson.title, 5)
    practice = visited.learner.begin_practice(subject, COURSE)
    slot = practice.slots[0]
    visited.records.attempts.answer(practice.id, 0, slot.response, spent_ms=10)
    step = visited.learner.next_step(subject)
    assert (step.kind, step.lesson and step.lesson.id) == ("lesson", lesson.id)


def test_exams_and_result_files_are_closed_with_a_sentence(visited: Services) -> None:
    assert visited.visit is not None
    verdict = visited.learner.exam_verdict(visited.visit.subject, COURSE)
    assert not verdict.may_begin
    assert verdict.reason is not None
    assert verdict.reason.reason is Reason.READING_ONLY
    assert "nên lần mở này chỉ để đọc" in sentence(verdict.reason)
    with pytest.raises(Refusal) as refused:
        visited.learner.begin_exam(visited.visit.subject, COURSE)
    assert refused.value.reason is Reason.READING_ONLY
    with pytest.raises(Refusal) as refused:
        _ = visited.submit
    assert refused.value.reason is Reason.READING_ONLY


def test_when_it_ends_records_are_those_of_the_folder(tmp_path: Path, library_file: Path) -> None:
    services = Services(tmp_path / "pc", FakeClock(), library_file, removable=False)
    thuy = services.records.people.create(details()).subject
    services.begin_visit(_REFUSED)
    assert [one.subject for one in services.records.people.list()] != [thuy]
    services.end_visit()
    assert services.visit is None
    assert [one.subject for one in services.records.people.list()] == [thuy]
    services.close()


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        (Reason.NOT_WRITABLE, Cause.NO_RIGHTS),
        (Reason.RECORDS_READ_ONLY, Cause.NO_RIGHTS),
        (Reason.DISK_FULL, Cause.DISK_FULL),
        (Reason.DISK_FAILING, Cause.DISK_FAILING),
        (Reason.LOCKED_BY_OTHER, Cause.HELD),
    ],
)
def test_the_cause_is_told(tmp_path: Path, reason: Reason, cause: Cause) -> None:
    refusal = Refusal(reason, path="x", drive="D:")
    assert is_offered(refusal)
    assert cause_of(refusal, tmp_path) is cause
    assert not is_offered(Refusal(Reason.RECORDS_DAMAGED))


def test_every_cause_has_its_words() -> None:
    assert set(VISITS) == {one.value for one in Cause}
    for cause in Cause:
        assert "{" not in sentence(Refusal(Reason.READING_ONLY, cause=cause.value))


# A folder that is carried about


@pytest.fixture
def carried(tmp_path: Path, library_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The portable folder as PyInstaller's program finds itself in it."""
    program = tmp_path / "usb" / "elearn"
    (program / "_internal").mkdir(parents=True)
    shutil.copyfile(library_file, program / "_internal" / "library.db")
    (program / paths.MARKER).write_text("")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(program / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "elearn.exe"))
    monkeypatch.delenv("ELEARN_DATA", raising=False)
    return program


def journal(services: Services) -> tuple[str, int]:
    """How the records are written: SQLite's journal, and its number for `synchronous` (2 full, 3 extra)."""
    with services.records._db.connection() as connection:
        mode = connection.execute("pragma journal_mode").fetchone()[0]
        return str(mode), int(connection.execute("pragma synchronous").fetchone()[0])


def test_a_carried_folder_keeps_records_as_on_a_stick_wherever_it_lies(carried: Path) -> None:
    services = make_services(None)
    services.records.people.create(details())
    assert journal(services) == ("delete", 3)
    assert sorted(path.name for path in (carried / paths.PORTABLE_DATA).iterdir()) == ["records.db"]
    services.close()


@pytest.mark.skipif(sys.platform != "linux", reason="tables of Linux")
@pytest.mark.parametrize(
    ("kind", "wanted"), [("cifs", ("delete", 3)), ("nfs4", ("delete", 3)), ("ext4", ("wal", 2))]
)
def test_records_on_a_network_disk(
    tmp_path: Path, library_file: Path, monkeypatch: pytest.MonkeyPatch, kind: str, wanted: tuple[str, int]
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\n//may-chu/chung {tmp_path} {kind} rw 0 0\n")
    monkeypatch.setattr(drives, "_MOUNT_TABLE", table)
    services = Services(tmp_path / "chung", FakeClock(), library_file)
    assert journal(services) == wanted
    services.close()


def test_a_carried_folder_that_may_not_be_written_is_visited_at_once(carried: Path) -> None:
    services = make_services(None)
    assert services.may_visit(Refusal(Reason.NOT_WRITABLE, path="x"))
    assert not services.may_visit(Refusal(Reason.DISK_FULL, drive="E:"))  # one may make room
    assert not services.may_visit(Refusal(Reason.RECORDS_DAMAGED, path="x"))
    services.close()


@pytest.fixture
def locked(carried: Path) -> Iterator[Path]:
    """The carried folder with somebody's records, locked against writing; only where a test may mount."""
    services = make_services(None)
    services.records.people.create(details())
    services.close()
    mount = ["mount", "--bind", "-o", "ro", str(carried), str(carried)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    subprocess.run(["mount", "-o", "remount,bind,ro", str(carried)], check=False)
    yield carried
    subprocess.run(["umount", "-l", str(carried)], check=False)


def test_on_a_locked_stick_the_library_is_read_and_nothing_is_made(locked: Path) -> None:
    assert not os.access(locked, os.W_OK)
    before = sorted(path.relative_to(locked) for path in locked.rglob("*"))
    services = make_services(None)
    with pytest.raises(Refusal) as refused:
        _ = services.records
    assert refused.value.reason is Reason.RECORDS_READ_ONLY
    assert services.may_visit(refused.value)
    visit = services.begin_visit(refused.value)
    assert visit.cause in (Cause.PROTECTED, Cause.PROTECTED_STICK)
    assert services.library.lesson(services.library.course(COURSE).lessons[0].id).card.title
    services.close()
    assert sorted(path.relative_to(locked) for path in locked.rglob("*")) == before
