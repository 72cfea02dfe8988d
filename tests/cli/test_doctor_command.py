"""`doctor` on installations in every state, and that it changes none of them."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from elearn.cli import doctor
from elearn.cli.doctor import WORDS, in_words
from elearn.credentials import base64url
from elearn.credentials.keys import new_key, shown
from elearn.library.compile import build
from elearn.library.store import open_library
from elearn.records.store import open_records
from elearn.services import Services
from elearn.services.doctor import Check, Found, examine
from elearn.services.unit import UnitService
from tests.build.clock import FLAT_BATTERY, FakeClock
from tests.build.offices import Office, library, offices

ROOT = Path(__file__).parents[2]
Told = Callable[..., tuple[int, Any, str]]


def found(services: Services) -> dict[str, Check]:
    return {check.id: check for check in examine(services)}


def looked_at(data: Path, library: Path, clock: FakeClock | None = None) -> dict[str, Check]:
    """What is found in a folder by a program that is closed again."""
    with closing(Services(data, clock or FakeClock(), library)) as services:
        return found(services)


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
    check = looked_at(tmp_path / "pc", library)["library"]
    assert (check.found, check.facts["key_id"]) == (wanted, key.key_id)


def test_no_library_and_a_damaged_one(tmp_path: Path, library_file: Path) -> None:
    check = looked_at(tmp_path / "pc", tmp_path / "none.db")["library"]
    message, fix = in_words(check)
    assert (check.ok, "Không thấy thư viện" in message, fix.startswith("Hãy cài lại")) == (False, True, True)
    broken = tmp_path / "broken.db"
    content = bytearray(library_file.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 40_000] = bytes(40_000)
    broken.write_bytes(content)
    check = looked_at(tmp_path / "pc", broken)["library"]
    assert (check.ok, check.found) == (False, Found.REFUSED)


def test_records_are_counted_and_left_alone(data: Path, library_file: Path) -> None:
    before = everything_in(data)
    check = looked_at(data, library_file)["records"]
    assert (check.found, check.facts) == (Found.RECORDS_SOUND, {"people": 1, "attempts": 0, "backup": None})
    assert everything_in(data) == before


@pytest.mark.parametrize(
    ("statement", "outcome"),
    [
        pytest.param("update event set at = '2020' where seq = 2", Found.RECORDS_CHANGED, id="a day"),
        pytest.param("update event set body = 'x' where seq = 2", Found.RECORDS_CHANGED, id="no JSON"),
        pytest.param("delete from event where seq = 2", Found.RECORDS_CHANGED, id="a row gone"),
        pytest.param("delete from event where seq = 1", Found.RECORDS_CHANGED, id="the beginning gone"),
        pytest.param("drop table mark", Found.REFUSED, id="a table gone"),
        pytest.param("create table mine (x)", Found.REFUSED, id="a table too many"),
        pytest.param("create view mine as select 1", Found.REFUSED, id="a view"),
        pytest.param(
            "create trigger mine after insert on event begin delete from person; end",
            Found.REFUSED,
            id="a trigger",
        ),
        pytest.param("pragma user_version = 0", Found.REFUSED, id="of no version"),
    ],
)
def test_records_that_another_hand_has_changed(
    data: Path, library_file: Path, statement: str, outcome: Found
) -> None:
    records = open_records(data, FakeClock())
    for name in ("một", "hai", "ba"):
        records.events.append(records.people.list()[0].subject, "thu", name=name)
    records.close()
    assert looked_at(data, library_file)["records"].found is Found.RECORDS_SOUND
    with closing(sqlite3.connect(data / "records.db")) as connection:
        connection.execute(statement)
        connection.commit()
    before = everything_in(data)
    check = looked_at(data, library_file)["records"]
    assert (check.found, check.ok) == (outcome, False)
    assert all(in_words(check))
    assert everything_in(data) == before


def test_records_that_a_window_has_open(data: Path, library_file: Path) -> None:
    records = open_records(data, FakeClock())
    records.backup.make()
    check = looked_at(data, library_file)["records"]
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
    check = looked_at(data, library_file)["records"]
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
    check = looked_at(data, library_file)["records"]
    assert check.found is Found.RECORDS_REFUSED_BACKUP
    assert "24/11/2026" in in_words(check)[0]
    status, facts, _ = told("doctor", "--json", "--data", data)
    assert (status, facts["ok"]) == (1, False)
    (data / "records.db").unlink()  # gone altogether: nothing empty takes its place
    assert looked_at(data, library_file)["records"].found is Found.RECORDS_REFUSED_BACKUP


# A library update that is not read


@pytest.fixture
def updated(tmp_path: Path, library_file: Path) -> Path:
    """A data folder with an update in force, a copy of the library as it is."""
    data, stick = tmp_path / "pc", tmp_path / "goi.db"
    shutil.copyfile(library_file, stick)
    place = data / "library"
    place.mkdir(parents=True)
    with open_library(library_file) as library:
        name = f"{library.version}-0123456789abcdef.db"
    shutil.copyfile(library_file, place / name)
    (place / "current.json").write_text(json.dumps({"current": name}))
    return place / name


def test_an_update_that_is_read_is_not_worth_a_line(updated: Path, library_file: Path) -> None:
    assert "update" not in looked_at(updated.parents[1], library_file)


@pytest.mark.parametrize("how", ["truncated", "damaged", "gone", "newer"])
def test_an_update_that_is_passed_over_is_told_of(
    how: str, updated: Path, library_file: Path, told: Told
) -> None:
    content = updated.read_bytes()
    if how == "truncated":
        updated.write_bytes(content[: len(content) // 2])
    elif how == "damaged":
        updated.write_bytes(content.replace(b"valid_as_of", b"valid_as_xx"))
    elif how == "newer":
        updated.write_bytes(content[:60] + (999).to_bytes(4, "big") + content[64:])
    else:
        updated.unlink()
    checks = looked_at(updated.parents[1], library_file)
    check = checks["update"]
    message, fix = in_words(check)
    assert not check.ok
    assert str(updated) in message
    assert "Vẫn học được" in message
    assert ("Hãy cập nhật chương trình" if how == "newer" else "elearn library install") in fix
    assert checks["library"].found is Found.LIBRARY_UNSIGNED, "the program's own library is in use"
    status, facts, _ = told("doctor", "--json", "--data", updated.parents[1])
    assert (status, facts["ok"]) == (1, False)
    assert [one["id"] for one in facts["checks"]][:2] == ["library", "update"]
    older = updated.with_name("2020.1-0123456789abcdef.db")
    (updated.parent / "current.json").write_text(json.dumps({"current": older.name}))
    assert "update" not in looked_at(updated.parents[1], library_file), "nobody misses an older one"


# A unit


@pytest.fixture
def office(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A unit with four people and a daily backup."""
    for made in offices(tmp_path, tmp_path_factory.mktemp("pattern")):
        made.people()
        yield made


def unit_of(data: Path) -> Check:
    """What is found of a folder's unit; without a library, which takes most of the time."""
    return looked_at(data, data / "none.db")["unit"]


def unit_check(office: Office) -> Check:
    """What is found of the unit once its program is closed, which leaves everything as it was."""
    office.unit.close()
    before = everything_in(office.folder / "unit")
    check = unit_of(office.folder / "unit")
    assert everything_in(office.folder / "unit") == before
    return check


def test_a_unit_is_counted_and_its_key_is_read(office: Office) -> None:
    office.unit.back_up()
    key_id = office.unit.setup.key_id()
    check = unit_check(office)
    message, fix = in_words(check)
    assert (check.found, check.ok, fix) == (Found.UNIT_SOUND, True, "")
    assert "“Ủy ban nhân dân xã An Bình Đông” nguyên vẹn: 4 người, 0 giấy đã cấp" in message
    assert shown(key_id) in message
    assert "Bản sao lưu mới nhất: 24/11/2026." in message


def test_a_unit_that_the_window_has_open(office: Office) -> None:
    assert unit_of(office.folder / "unit").found is Found.UNIT_SOUND
    assert len(office.unit.roster.people()) == 4


def spoil(office: Office) -> None:
    """Pages in the middle of the unit's file are lost."""
    office.unit.close()
    file = office.folder / "unit" / "unit.db"
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 6] = os.urandom(4096 * 5)
    file.write_bytes(content)


@pytest.mark.parametrize("how", ["pages", "header", "empty", "gone"])
def test_a_damaged_unit_is_told_with_the_way_back_which_works(how: str, office: Office, told: Told) -> None:
    office.unit.back_up()
    spoil(office)
    file = office.folder / "unit" / "unit.db"
    if how == "header":
        file.write_bytes(bytes(4096) + file.read_bytes()[4096:])
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "gone":
        file.unlink()
    check = unit_check(office)
    message, fix = in_words(check)
    assert check.found is Found.UNIT_DAMAGED_BACKUP
    assert "24/11/2026" in message
    data = office.folder / "unit"
    assert told("doctor", "--json", "--data", data)[0] == 1
    backup = fix.partition('restore "')[2].partition('"')[0]
    status, _, said = told("backup", "restore", backup, "--data", data)
    assert (status, "Đã đưa dữ liệu của đơn vị về như trong" in said) == (0, True)
    assert unit_of(data).found is Found.UNIT_SOUND
    assert len(office.unit.roster.people()) == 4
    assert bool(list(data.glob("unit-*-2*.db"))) is (how != "gone"), "what was there is set aside"


def test_a_damaged_unit_without_a_backup(office: Office) -> None:
    spoil(office)
    check = unit_check(office)
    assert check.found is Found.UNIT_DAMAGED
    assert "bản sao lưu đã cất ở nơi khác" in in_words(check)[1]


def test_a_unit_of_a_newer_program_is_left_alone(office: Office) -> None:
    office.unit.close()
    with closing(sqlite3.connect(office.folder / "unit" / "unit.db")) as db:
        db.execute("pragma user_version = 99")
        db.execute("update meta set value = '9.1.0' where name = 'written_by'")
        db.commit()
    message, fix = in_words(check := unit_check(office))
    assert (check.found, check.ok) == (Found.UNIT_NEWER, False)
    assert ("9.1.0" in message, fix) == (True, "Hãy cài bản 9.1.0 trở lên.")


@pytest.mark.parametrize(
    "box",
    [
        pytest.param(None, id="gone"),
        pytest.param('"khóa"', id="no box"),
        pytest.param('"{}"', id="an empty one"),
        pytest.param("cut", id="a key that was cut off"),
    ],
)
@pytest.mark.parametrize("backed_up", [True, False])
def test_a_unit_whose_keys_cannot_be_read(box: str | None, backed_up: bool, office: Office) -> None:
    if backed_up:
        office.unit.back_up()
    if box == "cut":
        held = json.loads(office.unit.records.settings.key_box())
        held["locked"] = held["locked"][:-8]
        box = json.dumps(json.dumps(held))
    office.unit.close()
    with closing(sqlite3.connect(office.folder / "unit" / "unit.db")) as db:
        db.execute("delete from setting where name = 'key_box'")
        if box is not None:
            db.execute("insert into setting values ('key_box', ?)", [box])
        db.commit()
    check = unit_check(office)
    message, fix = in_words(check)
    assert check.found is (Found.UNIT_KEYS_BACKUP if backed_up else Found.UNIT_KEYS_UNREADABLE)
    assert "chưa ký được giấy" in message
    assert "elearn backup restore" in fix


def test_a_unit_that_was_begun_and_not_set_up(tmp_path: Path) -> None:
    with closing(UnitService(tmp_path / "pc", FakeClock(), library)) as unit:
        unit.make_records()
    check = unit_of(tmp_path / "pc")
    assert (check.found, check.ok) == (Found.UNIT_UNFINISHED, True)


def test_a_data_folder_that_is_a_file(tmp_path: Path, library_file: Path) -> None:
    (tmp_path / "pc").write_text("")
    check = looked_at(tmp_path / "pc" / "in", library_file)["write"]
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
    check = looked_at(data, library_file, clock)["clock"]
    assert (check.found, check.ok) == (Found.CLOCK_BEHIND, False)
    assert "00:00 ngày 01/01/2009" in in_words(check)[0]
    clock.set_back(FakeClock().now() - timedelta(days=2))  # two days before the records were last written
    assert looked_at(data, library_file, clock)["clock"].found is Found.CLOCK_BEHIND


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
