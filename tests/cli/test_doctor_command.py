"""`doctor` on installations in every state, and that it changes none of them."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from elearn.cli import doctor
from elearn.cli.doctor import WORDS, in_words
from elearn.credentials import base64url
from elearn.credentials.keys import new_key
from elearn.library.compile import build
from elearn.records.store import open_records
from elearn.services import Services
from elearn.services.doctor import Check, Found, examine
from tests.build.clock import FLAT_BATTERY, FakeClock

ROOT = Path(__file__).parents[2]
Told = Callable[..., tuple[int, Any, str]]


def found(services: Services) -> dict[str, Check]:
    return {check.id: check for check in examine(services)}


def states(services: Services) -> dict[str, Found]:
    return {id: check.found for id, check in found(services).items()}


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_source_tree_that_nobody_has_used(told: Told, tmp_path: Path) -> None:
    status, facts, err = told("doctor", "--json", "--data", tmp_path / "pc")
    assert (status, facts["ok"], err) == (0, True, "")
    assert [check["id"] for check in facts["checks"]] == ["library", "records", "fonts", "write", "clock"]
    for check in facts["checks"]:
        assert check.keys() == {"id", "ok", "message", "fix"}
        assert (check["ok"], check["fix"]) == (True, None)
        assert check["message"]
    assert not (tmp_path / "pc").exists()


def test_one_line_each_for_people(told: Told, data: Path) -> None:
    status, out, err = told("doctor", "--data", data)
    assert (status, out) == (0, "")
    assert [line.partition("]")[0] for line in err.splitlines()] == ["[đạt "] * 5
    assert "1 người học" in err


def test_an_installed_program_wants_a_signed_library(services: Services) -> None:
    check = found(services)["library"]
    assert (check.found, check.ok) == (Found.LIBRARY_UNSIGNED, False)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the sources in which a publisher may be named."""
    root = tmp_path / "sources"
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.mark.parametrize(
    ("named", "wanted"), [(True, Found.LIBRARY_SIGNED), (False, Found.LIBRARY_UNTRUSTED)]
)
def test_a_signed_library_is_trusted_by_the_publishers_it_names(
    named: bool, wanted: Found, tmp_path: Path, sources: Path
) -> None:
    key = new_key()
    if named:
        line = f'[[publisher]]\nname = "Nơi phát hành"\nkey = "{base64url.encode(key.public)}"\n'
        (sources / "content" / "publishers.toml").write_text(line, encoding="utf-8")
    library = tmp_path / "library.db"
    build(sources, library, key, leave_out_faulty=True)
    services = Services(tmp_path / "pc", FakeClock(), library)
    check = found(services)["library"]
    assert (check.found, check.facts["key_id"]) == (wanted, key.key_id)
    services.close()


def test_no_library_and_a_damaged_one(tmp_path: Path, library_file: Path) -> None:
    services = Services(tmp_path / "pc", FakeClock(), tmp_path / "none.db")
    check = found(services)["library"]
    message, fix = in_words(check)
    assert (check.ok, "Không thấy thư viện" in message, fix.startswith("Hãy cài lại")) == (False, True, True)
    broken = tmp_path / "broken.db"
    content = bytearray(library_file.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 40_000] = bytes(40_000)
    broken.write_bytes(content)
    check = found(Services(tmp_path / "pc", FakeClock(), broken))["library"]
    assert (check.ok, check.found) == (False, Found.REFUSED)


def test_records_are_counted_and_left_alone(data: Path, library_file: Path) -> None:
    before = everything_in(data)
    check = found(Services(data, FakeClock(), library_file))["records"]
    assert (check.found, check.facts) == (Found.RECORDS_SOUND, {"people": 1, "attempts": 0, "backup": None})
    assert everything_in(data) == before


def test_records_that_a_window_has_open(data: Path, library_file: Path) -> None:
    records = open_records(data, FakeClock())
    records.backup.make()
    check = found(Services(data, FakeClock(), library_file))["records"]
    assert (check.found, check.facts["backup"]) == (Found.RECORDS_SOUND, FakeClock().now().date())
    records.close()


def damage(data: Path) -> None:
    file = data / "records.db"
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 6] = os.urandom(4096 * 5)
    file.write_bytes(content)


def test_damaged_records_without_a_backup(data: Path, library_file: Path) -> None:
    damage(data)
    before = everything_in(data)
    check = found(Services(data, FakeClock(), library_file))["records"]
    message, fix = in_words(check)
    assert not check.ok
    assert "bị hỏng" in message
    assert fix
    assert everything_in(data) == before


def test_damaged_records_with_a_backup_say_the_way_back(data: Path, library_file: Path, told: Told) -> None:
    records = open_records(data, FakeClock())
    records.backup.make()
    records.close()
    damage(data)
    check = found(Services(data, FakeClock(), library_file))["records"]
    assert check.found is Found.RECORDS_REFUSED_BACKUP
    assert "24/11/2026" in in_words(check)[0]
    status, facts, _ = told("doctor", "--json", "--data", data)
    assert (status, facts["ok"]) == (1, False)
    (data / "records.db").unlink()  # gone altogether: nothing empty takes its place
    assert states(Services(data, FakeClock(), library_file))["records"] is Found.RECORDS_REFUSED_BACKUP


def test_a_data_folder_that_is_a_file(tmp_path: Path, library_file: Path) -> None:
    (tmp_path / "pc").write_text("")
    check = found(Services(tmp_path / "pc" / "in", FakeClock(), library_file))["write"]
    assert not check.ok
    assert "Không ghi được vào" in in_words(check)[0]


def test_a_disk_that_is_nearly_full(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("elearn.services.doctor.checks.free_mb", lambda _: 12)
    check = found(services)["write"]
    assert (check.found, check.facts["free_mb"]) == (Found.LITTLE_ROOM, 12)
    assert "12 MB" in in_words(check)[0]


def test_a_clock_that_fell_back(data: Path, library_file: Path) -> None:
    clock = FakeClock()
    clock.set_back(FLAT_BATTERY)
    check = found(Services(data, clock, library_file))["clock"]
    assert (check.found, check.ok) == (Found.CLOCK_BEHIND, False)
    assert "00:00 ngày 01/01/2009" in in_words(check)[0]
    clock.set_back(FakeClock().now() - timedelta(days=2))  # two days before the records were last written
    assert states(Services(data, clock, library_file))["clock"] is Found.CLOCK_BEHIND


def test_the_bundled_typeface_is_missed(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_found() -> None:
        raise RuntimeError("the bundled typeface lacks letters")

    monkeypatch.setattr("elearn.exports.typefaces.document_faces", none_found)
    check = found(services)["fonts"]
    assert (check.found, check.ok) == (Found.FONTS_MISSING, False)


def test_everything_that_can_be_found_has_its_words_and_what_is_not_well_its_remedy() -> None:
    assert WORDS.keys() == set(Found) - {Found.REFUSED}
    for state, (message, fix) in WORDS.items():
        assert message.endswith((".", "{backup_words}"))
        assert bool(fix) is not Check("x", state).ok


def test_exit_status_is_1_where_something_is_to_be_done(services: Services, capsys: Any) -> None:
    assert doctor.run(argparse.Namespace(walk=False, json=False), services) == 1
    assert "[CHƯA] Thư viện bài học" in capsys.readouterr().err


def test_the_way_is_walked_in_the_real_window(tmp_path: Path) -> None:
    folder = tmp_path / "thu"
    command = [sys.executable, str(ROOT / "main.py"), "doctor", "--walk", "--json", "--data", str(folder)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["ok"]
    assert [one["id"] for one in answer["checks"]] == [
        "profile", "lesson", "practice", "exam", "certificate", "result",
    ]  # fmt: skip
    assert (folder / "records.db").is_file()

    again = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert again.returncode == 2
    assert "còn trống" in again.stderr
