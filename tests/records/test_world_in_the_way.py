"""A full disk, a folder that cannot be written: a refusal, and what was committed stays."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.records.store import open_records
from tests.build.clock import FakeClock
from tests.build.people import details
from tests.build.sittings import begin_exam, right_response

ROOT = Path(__file__).parents[2]
NOBODY = 65534
_posix = pytest.mark.skipif(os.name != "posix", reason="limits and accounts of POSIX")

# Runs in a process of its own: the limit on a file's size cannot be taken back.
FULL = """
import resource, signal, sys
from pathlib import Path
from elearn.errors import Refusal
from elearn.records.store import open_records
from tests.build.clock import FakeClock
from tests.build.people import details
folder = Path(sys.argv[1])
records = open_records(folder, FakeClock())
subject = records.people.create(details()).subject
size = (folder / "records.db-wal").stat().st_size
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))
saved = 0
try:
    for number in range(10_000):
        records.events.append(subject, "tested", number=number, filler="x" * 500)
        saved = number + 1
except Refusal as refusal:
    print(refusal.reason.name, saved, len(records.events.chain(subject)) - 1, records.events.verify(subject))
"""


@_posix
def test_when_no_more_fits_what_was_saved_stays_and_reading_goes_on(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    reason, saved, there, holds = done.stdout.split()
    assert reason == "DISK_FULL", done.stderr  # a limit on a file's size is no failing disk
    assert int(saved) == int(there) > 10
    assert holds == "True"
    again = open_records(tmp_path, FakeClock())
    subject = again.people.list()[0].subject
    assert len(again.events.chain(subject)) == int(saved) + 1
    again.events.append(subject, "goes_on")
    assert again.full_check()
    again.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 700 kB; only where a test may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_full_disk_in_the_middle_of_an_exam(small_disk: Path) -> None:
    records = open_records(small_disk, FakeClock())
    subject = records.people.create(details()).subject
    exam = begin_exam(records, subject)
    answer = right_response(exam.slots[0].item)
    records.attempts.answer(exam.id, 0, answer, spent_ms=1000)
    with pytest.raises(Refusal) as full:
        for _ in range(5000):
            records.attempts.tick(exam.id, 1)
            records.marks.add(subject, "luat/bi-mat", "a", "note", text="x" * 2000)
    assert full.value.reason is Reason.DISK_FULL
    kept = records.attempts.sitting(exam.id)
    assert kept.slots[0].response == answer
    with pytest.raises(Refusal) as no_backup:
        records.backup.create(small_disk / "b.db")
    assert no_backup.value.reason is Reason.DISK_FULL
    assert not list(small_disk.glob("b.db*"))
    for mark in records.marks.list(subject)[:1]:
        assert mark.text == "x" * 2000
    assert records.quick_check()
    records.close()
    again = open_records(small_disk, FakeClock())  # still full
    assert again.attempts.sitting(exam.id).slots[0].response == answer
    again.close(clean=False)


@pytest.mark.parametrize("removable", [False, True])
def test_a_disk_that_was_full_before_the_start(small_disk: Path, removable: bool) -> None:
    records = open_records(small_disk / "pc", FakeClock(), removable=removable)
    subject = records.people.create(details()).subject
    records.close()
    _fill(small_disk)
    with pytest.raises(Refusal) as full:
        again = open_records(small_disk / "pc", FakeClock(), removable=removable)
        try:
            again.people.seen(subject)
        finally:
            again.close()
    assert full.value.reason is Reason.DISK_FULL
    with pytest.raises(Refusal) as full:
        open_records(small_disk / "new", FakeClock(), removable=removable)
    assert full.value.reason is Reason.DISK_FULL


def _fill(disk: Path) -> None:
    file = os.open(disk / "filler", os.O_WRONLY | os.O_CREAT)
    try:
        with pytest.raises(OSError, match="space"):
            while True:
                os.write(file, b"x" * 4096)
    finally:
        os.close(file)


@pytest.mark.parametrize("removable", [False, True])
def test_records_on_a_stick_that_was_locked(small_disk: Path, removable: bool) -> None:
    records = open_records(small_disk / "pc", FakeClock(), removable=removable)
    records.people.create(details())
    records.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Refusal) as refused:
        open_records(small_disk / "pc", FakeClock(), removable=removable)
    assert refused.value.reason in (Reason.RECORDS_READ_ONLY, Reason.NOT_WRITABLE)


@pytest.fixture
def as_somebody() -> Iterator[Path]:
    """A folder of somebody who is not the administrator, for whom nothing is read-only."""
    if os.name != "posix":
        pytest.skip("accounts of POSIX")
    place = Path(tempfile.mkdtemp(prefix="elearn-test-"))
    mine = os.geteuid()
    if mine == 0:
        import sqlite_utils  # noqa: F401 - somebody else may not read where packages lie

        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield place
    finally:
        if mine == 0:
            os.seteuid(0)
        for path in (place, *place.rglob("*")):
            path.chmod(0o700)
        shutil.rmtree(place)


def test_a_folder_that_cannot_be_written_gets_no_records(as_somebody: Path) -> None:
    as_somebody.chmod(0o500)
    with pytest.raises(Refusal) as refused:
        open_records(as_somebody / "elearn", FakeClock())
    assert refused.value.reason is Reason.NOT_WRITABLE
    with pytest.raises(Refusal) as refused:
        open_records(as_somebody, FakeClock())
    assert refused.value.reason is Reason.NOT_WRITABLE
    assert list(as_somebody.iterdir()) == []


def test_records_that_cannot_be_written_are_said_so_and_left_alone(as_somebody: Path) -> None:
    records = open_records(as_somebody, FakeClock())
    records.people.create(details())
    records.close()
    file = as_somebody / "records.db"
    before = file.read_bytes()
    file.chmod(0o400)
    as_somebody.chmod(0o500)
    with pytest.raises(Refusal) as refused:
        open_records(as_somebody, FakeClock())
    assert refused.value.reason in (Reason.RECORDS_READ_ONLY, Reason.NOT_WRITABLE)
    assert file.read_bytes() == before


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "elearn").write_text("no folder")
    with pytest.raises(Refusal) as refused:
        open_records(tmp_path / "elearn", FakeClock())
    assert refused.value.reason is Reason.NOT_WRITABLE
