"""One account's folder is its own; a folder of several accounts is written by each, whoever made the files."""

from __future__ import annotations

import logging.handlers  # another account may not read where the standard library lies
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlite_utils  # noqa: F401 - another account may not read where packages lie

import elearn.library.install  # noqa: F401 - likewise
from elearn.machine.files import write_whole
from elearn.machine.log import start_log
from elearn.machine.one_instance import Holder, Instance, ask_for_window, claim, this_process
from elearn.machine.sharing import make_data_folder, make_folder_within, share
from elearn.records.store import Records, open_records
from elearn.services.installation_key import installation_key
from tests.build.clock import FakeClock
from tests.build.people import details

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows hands rights on by itself")
LAN, HUNG = 54_001, 54_002


def mode_of(path: Path) -> int:
    """Read, write, enter: for owner, group, others."""
    return stat.S_IMODE(path.stat().st_mode) & 0o777


@contextmanager
def acting_as(account: int) -> Iterator[None]:
    """What is done within is done by another account. Only the administrator may do that."""
    before = os.geteuid()
    os.seteuid(0)
    os.seteuid(account)
    try:
        yield
    finally:
        os.seteuid(0)
        os.seteuid(before)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder that the administrator has laid out for everybody, as the installer does in ProgramData."""
    if os.geteuid() != 0:
        pytest.skip("needs two accounts")
    for place in (tmp_path, *tmp_path.parents):
        if place.stat().st_uid == 0 and place != Path("/"):
            place.chmod(place.stat().st_mode | 0o011)
    folder = tmp_path / "chung"
    folder.mkdir()
    folder.chmod(0o777)
    return folder


def test_a_folder_of_ones_own_is_closed_to_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o775)  # even where the folder above is the group's
    records = open_records(tmp_path / "nha" / "elearn", FakeClock())
    records.close()
    assert mode_of(tmp_path / "nha" / "elearn") == 0o700


@pytest.mark.parametrize("how", [0o755, 0o1777])
def test_what_is_made_beside_other_files_of_ones_own_stays_closed(tmp_path: Path, how: int) -> None:
    tmp_path.chmod(how)
    file = tmp_path / "x"
    file.touch(mode=0o600)
    share(file)
    assert mode_of(file) == 0o600


def test_a_group_gets_what_its_folder_allows(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    write_whole(tmp_path / "x", b"x")
    make_folder_within(tmp_path / "logs")
    assert (mode_of(tmp_path / "x"), mode_of(tmp_path / "logs")) == (0o660, 0o770)
    make_data_folder(tmp_path)
    assert mode_of(tmp_path) == 0o770


def learners(records: Records) -> list[str]:
    """Who is there."""
    return [one.details.name for one in records.people.list()]


def test_two_accounts_keep_their_records_in_one_file(shared: Path) -> None:
    with acting_as(LAN):
        records = open_records(shared, FakeClock())
        records.people.create(details("Trần Thị Lan"))
        key = installation_key(records).key_id
        records.backup.make()
        with acting_as(HUNG):  # at the same time, by a command beside the window
            beside = open_records(shared, FakeClock())
            beside.people.create(details("Lê Văn Hùng"))
            beside.close()
        records.people.create(details("Trần Thị Lan Anh"))
        records.close()
    with acting_as(HUNG):
        records = open_records(shared, FakeClock())
        assert learners(records) == ["Trần Thị Lan", "Lê Văn Hùng", "Trần Thị Lan Anh"]
        assert installation_key(records).key_id == key
        records.backup.restore(next((shared / "backups").glob("*.db")))
        assert learners(records) == ["Trần Thị Lan"]
        records.people.create(details("Lê Văn Hùng"))
        records.close()
    with acting_as(LAN):
        records = open_records(shared, FakeClock())
        records.people.create(details("Trần Thị Lan Anh"))
        records.close()


def test_logs_of_two_accounts_are_one_log(shared: Path) -> None:
    for account, words in ((LAN, "of Lan"), (HUNG, "of Hung")):
        with acting_as(account):
            handler = start_log(shared)
            assert handler is not None
            logging.getLogger("elearn").warning(words)
            logging.getLogger("elearn").removeHandler(handler)
            handler.close()
    assert [
        line[-len("of Hung") :].strip() for line in (shared / "logs" / "elearn.log").read_text().splitlines()
    ] == [
        "of Lan",
        "of Hung",
    ]


def test_whoever_has_the_window_is_named_to_the_other(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "tran.lan")
    with acting_as(LAN):
        held = claim(shared)
    assert isinstance(held, Instance)
    monkeypatch.setenv("LOGNAME", "le.hung")
    with acting_as(HUNG):
        holder = claim(shared)
        assert isinstance(holder, Holder)
        assert (holder.who, holder.shares_screen_with(this_process())) == ("tran.lan", False)
        ask_for_window(shared, holder, wait_s=0.01)  # and may ask all the same
    with acting_as(LAN):
        assert held.is_asked_for()
    held.close()
    with acting_as(HUNG):
        next_one = claim(shared)
        assert isinstance(next_one, Instance)
        told = claim(shared)
        assert isinstance(told, Holder)
        assert told.who == "le.hung"
        next_one.close()


def test_a_second_account_s_start_says_who_has_it_open(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "tran.lan")
    with acting_as(LAN):
        held = claim(shared)
    assert isinstance(held, Instance)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "main.py", "--data", str(shared)], cwd=root, capture_output=True, encoding="utf-8",
        check=False, env=os.environ | {"LOGNAME": "le.hung", "QT_QPA_PLATFORM": "offscreen"}, timeout=60,
    )  # fmt: skip
    held.close()
    assert done.returncode == 2
    assert "đang được tran.lan mở ở một phiên làm việc khác" in done.stderr
