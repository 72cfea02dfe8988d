"""`backup create` and `backup restore`, as typed."""

import argparse
import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from elearn.cli import backup
from elearn.errors import Reason, Refusal
from elearn.machine.files import alone_in
from elearn.records.store import Records, open_records
from elearn.services.unit import UnitService
from tests.build.clock import FakeClock
from tests.build.offices import library
from tests.build.people import details
from tests.build.sittings import whole_exam


class Installation:
    """The part of the services that the command asks for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, FakeClock()

    @cached_property
    def unit(self) -> UnitService:
        """The unit's side; there is no unit."""
        return UnitService(self.folder, self.clock, library)

    @cached_property
    def records(self) -> Records:
        """The records of the folder."""
        return open_records(self.folder, self.clock)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("records", "unit"):
            if name in vars(self):
                vars(self).pop(name).close()


def typed(installation: Installation, *words: str) -> int:
    """Carry out a command line, in a process that opens the records and closes them."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true")
    parser = argparse.ArgumentParser()
    backup.register(parser.add_subparsers(), common)
    args = parser.parse_args(words)
    with closing(Installation(installation.folder)) as again:
        return int(args.run(args, again))


@pytest.fixture
def pc(tmp_path: Path) -> Installation:
    """A PC with one learner who has passed."""
    installation = Installation(tmp_path / "pc")
    subject = installation.records.people.create(details()).subject
    whole_exam(installation.records, subject)
    installation.close()
    return installation


def test_everything_goes_into_one_file_and_comes_back_on_another_pc(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sao-luu.db"
    assert typed(pc, "backup", "create", str(file), "--json") == 0
    written = json.loads(capsys.readouterr().out)
    assert written == {"people": 1, "attempts": 1, "events": 7}
    other = Installation(tmp_path / "other")
    assert typed(other, "backup", "restore", str(file), "--json") == 0
    captured = capsys.readouterr()
    assert (json.loads(captured.out), captured.err) == (written, "")
    assert [person.details.name for person in other.records.people.list()] == ["Nguyễn Thị Thuỷ"]
    assert [path.name for path in other.folder.glob("records-*")] == []
    other.close()


def test_people_read_it_in_vietnamese_on_standard_error(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(pc, "backup", "create", str(tmp_path / "sao luu" / "2026" / "b.db")) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1 người học, 1 lượt làm bài" in captured.err


def test_damaged_records_are_set_aside_when_a_backup_is_restored(pc: Installation, tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    typed(pc, "backup", "create", str(file))
    (pc.folder / "records.db").write_bytes(b"garbage" * 999)
    assert typed(pc, "backup", "restore", str(file)) == 0
    assert [path.read_bytes()[:7] for path in pc.folder.glob("records-damaged-*.db")] == [b"garbage"]
    with closing(Installation(pc.folder)) as again:
        assert len(again.records.people.list()) == 1


def test_a_file_that_is_no_backup_changes_nothing(pc: Installation, tmp_path: Path) -> None:
    before = (pc.folder / "records.db").read_bytes()
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"x" * 5000)
    with pytest.raises(Refusal) as refused:
        typed(pc, "backup", "restore", str(foreign))
    assert refused.value.reason is Reason.BACKUP_UNREADABLE
    assert (pc.folder / "records.db").read_bytes() == before


def test_a_backup_of_a_unit_is_one_file(
    told: Callable[..., tuple[int, Any, str]], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELEARN_UNIT_PASSWORD", "mot mat khau")
    words = ("--name", "UBND xã Mới", "--place", "Mới", "--signer", "Trần A", "--role", "Chủ tịch")
    assert told("unit", "init", *words, "--data", data)[0] == 0
    usb = tmp_path / "usb"
    usb.mkdir()
    file = usb / "sao-luu.db"
    status, facts, _ = told("backup", "create", file, "--data", data, "--json")
    assert (status, list(facts)) == (0, ["people", "attempts", "events"])
    assert list(usb.iterdir()) == [file]
    elsewhere = tmp_path / "pc-moi"
    assert told("backup", "restore", file, "--data", elsewhere)[0] == 0
    status, _, said = told("unit", "init", *words, "--data", elsewhere)
    assert (status, "UBND xã Mới" in said) == (2, True)
    assert told("backup", "restore", file, "--data", data)[0] == 0

    with zipfile.ZipFile(file) as archive:  # by hand
        names = archive.namelist()
        content = archive.read("unit.db")
    assert sorted(names) == ["DOC-TRUOC.txt", "records.db", "unit.db"]
    assert content.startswith(b"SQLite format 3")

    (elsewhere / "unit.db").write_bytes(b"")  # a unit that cannot be opened is set aside
    assert told("backup", "restore", file, "--data", elsewhere)[0] == 0
    assert (elsewhere / "unit.db").stat().st_size > 0
    assert len(list(elsewhere.glob("unit-damaged-*.db"))) == 1

    before = sorted(elsewhere.rglob("*"))
    for broken in (file.read_bytes()[:-400], file.read_bytes().replace(b"unit.db", b"unit.dx")):
        (usb / "hong.db").write_bytes(broken)
        status, _, said = told("backup", "restore", usb / "hong.db", "--data", elsewhere)
        assert (status, "Không đọc được bản sao lưu" in said) == (2, True)
    assert sorted(elsewhere.rglob("*")) == before


def test_a_unit_of_a_newer_program_is_refused_before_anything_is_changed(
    told: Callable[..., tuple[int, Any, str]], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ELEARN_UNIT_PASSWORD", "mot mat khau")
    words = ("--name", "UBND xã Mới", "--place", "Mới", "--signer", "Trần A", "--role", "Chủ tịch")
    assert told("unit", "init", *words, "--data", data)[0] == 0
    file = tmp_path / "sao-luu.zip"
    assert told("backup", "create", file, "--data", data)[0] == 0
    with closing(sqlite3.connect(data / "unit.db")) as db:
        db.execute("pragma user_version = 99")
    before = {path: path.read_bytes() for path in data.glob("*.db")}
    status, _, said = told("backup", "restore", file, "--data", data)
    assert (status, "mới hơn" in said) == (2, True)
    assert {path: path.read_bytes() for path in data.glob("*.db")} == before


@pytest.mark.parametrize("name", ["records.db", "records.db-wal", "unit.db", "../pc/records.db-shm", "link"])
def test_no_backup_takes_the_place_of_what_it_is_made_of(
    pc: Installation, tmp_path: Path, name: str, told: Callable[..., tuple[int, Any, str]]
) -> None:
    (pc.folder / "link").symlink_to(pc.folder / "records.db")
    before = (pc.folder / "records.db").read_bytes()
    status, _, said = told("backup", "create", pc.folder / name, "--data", pc.folder)
    assert (status, "Hãy chọn tên khác" in said) == (2, True)
    assert (pc.folder / "records.db").read_bytes() == before


def test_a_folder_is_no_name_for_a_backup(
    pc: Installation, tmp_path: Path, told: Callable[..., tuple[int, Any, str]]
) -> None:
    status, _, said = told("backup", "create", tmp_path, "--data", pc.folder)
    assert (status, said) == (2, f"{tmp_path} là một thư mục. Hãy ghi cả tên tệp sao lưu.\n")


def test_a_backup_that_is_a_device_or_a_pipe_is_not_waited_for(pc: Installation, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(Refusal) as refused:
            typed(pc, "backup", "restore", str(file))
        assert refused.value.reason is Reason.FILE_UNREADABLE
    assert [path.name for path in pc.folder.glob("*.part")] == []


def test_a_backup_that_swells_when_it_is_unpacked_is_not_unpacked(pc: Installation, tmp_path: Path) -> None:
    file = tmp_path / "bomb.db"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("records.db", bytes(20_000_000))
        archive.writestr("unit.db", b"")
        archive.writestr("DOC-TRUOC.txt", b"")
    with pytest.raises(Refusal) as refused:
        typed(pc, "backup", "restore", str(file))
    assert refused.value.reason is Reason.BACKUP_UNREADABLE


def test_two_restores_at_once(pc: Installation, tmp_path: Path) -> None:
    file = tmp_path / "b.db"
    typed(pc, "backup", "create", str(file))
    with alone_in(pc.folder), pytest.raises(Refusal) as refused:
        typed(pc, "backup", "restore", str(file))
    assert refused.value.reason is Reason.LOCKED_BY_OTHER
    assert typed(pc, "backup", "restore", str(file)) == 0
