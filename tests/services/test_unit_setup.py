"""Setting up a unit: its name, its keys, and what holds when a password is lost."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from elearn.credentials.key_file import read_key_file
from elearn.errors import Reason, Refusal
from elearn.services.unit import UnitService
from tests.build.clock import FakeClock
from tests.build.offices import PASSWORD, SETTINGS, Office, library


def refused(reason: Reason) -> pytest.RaisesExc[Refusal]:
    return pytest.RaisesExc(Refusal, check=lambda refusal: refusal.reason is reason)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_folder_without_a_unit_says_so(tmp_path: Path) -> None:
    unit = UnitService(tmp_path, FakeClock(), library)
    assert not unit.is_set_up
    with refused(Reason.NO_UNIT):
        unit.setup.settings()
    assert list(tmp_path.iterdir()) == []


def test_set_up_once_lost_password_and_recovery(tmp_path: Path) -> None:
    unit = UnitService(tmp_path / "unit", FakeClock(), library)
    with refused(Reason.UNIT_PASSWORD_TOO_SHORT):
        unit.setup.set_up(SETTINGS, "abc")
    with refused(Reason.UNIT_FIELD_MISSING):
        unit.setup.set_up(replace(SETTINGS, place="  "), PASSWORD)
    for field in ("name", "above", "signer"):
        with refused(Reason.UNIT_FIELD_TOO_LONG):
            unit.setup.set_up(replace(SETTINGS, **{field: "x" * 201}), PASSWORD)
    assert not unit.is_set_up
    made = unit.setup.set_up(replace(SETTINGS, name="  Ủy ban  nhân dân xã An Bình Đông "), PASSWORD)
    assert made.settings == unit.setup.settings() == SETTINGS
    public = unit.keys.signing.public
    with refused(Reason.UNIT_ALREADY_SET_UP):
        unit.setup.set_up(SETTINGS, "một mật khẩu khác")
    exported = read_key_file(unit.setup.export_key(tmp_path / "out").read_text())
    sheet = text_of(unit.setup.write_recovery_sheet(made.recovery_code, tmp_path / "phieu.pdf").read_bytes())
    assert made.recovery_code.split("-")[0] in sheet
    assert SETTINGS.name.upper() in " ".join(sheet.split())
    with refused(Reason.RECOVERY_CODE_WRONG):
        unit.setup.write_recovery_sheet("AAAA-" * 7 + "AAAA", tmp_path / "khong.pdf")

    unit.close()
    again = UnitService(tmp_path / "unit", FakeClock(), library)
    with refused(Reason.UNIT_PASSWORD_MISSING):
        _ = again.keys
    with refused(Reason.UNIT_PASSWORD_WRONG):
        again.unlock("quên mất rồi")
    again.setup.recover(made.recovery_code.lower().replace("-", " "), "mật khẩu mới")
    assert again.keys.signing.public == public == exported.public
    again.lock()
    with refused(Reason.UNIT_PASSWORD_WRONG):
        again.unlock(PASSWORD)
    again.setup.change_password("mật khẩu mới", PASSWORD)
    again.unlock(PASSWORD)
    assert again.keys.signing.public == public
    raw = (tmp_path / "unit" / "unit.db").read_bytes() + (tmp_path / "unit" / "unit.db-wal").read_bytes()
    assert again.keys.signing.private not in raw
    again.close()


def test_a_unit_that_is_renamed_keeps_what_it_was_called(office: Office) -> None:
    office.people()
    later = replace(SETTINGS, name="Ủy ban nhân dân phường An Bình")
    assert office.unit.setup.change(later) == later
    assert [was.name for _, was in office.unit.setup.history()] == [SETTINGS.name]
    assert len(office.reopened().roster.people()) == 4
    assert office.unit.setup.settings() == later


def test_a_backup_brings_the_unit_back(office: Office) -> None:
    office.people()
    backup = office.unit.records.backup
    counts = backup.create(office.folder / "don-vi.db")
    assert counts.people == 4
    assert backup.make() is not None
    assert backup.make() is None
    office.unit.roster.leave(1)
    assert backup.restore(office.folder / "don-vi.db") == counts
    assert len(office.unit.roster.people()) == 4
    assert list((office.folder / "unit").glob("unit-replaced-*.db"))
    foreign = office.folder / "khac.db"
    foreign.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with refused(Reason.BACKUP_UNREADABLE):
        backup.restore(foreign)
    assert len(office.unit.roster.people()) == 4


def test_a_unit_whose_file_is_gone_is_never_made_anew_beside_its_backups(office: Office) -> None:
    office.people()
    office.unit.records.backup.make()
    office.unit.close()
    (office.folder / "unit" / "unit.db").unlink()
    unit = UnitService(office.folder / "unit", FakeClock(), library)
    with refused(Reason.RECORDS_DAMAGED):
        unit.setup.set_up(SETTINGS, PASSWORD)
