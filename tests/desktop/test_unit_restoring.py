"""Going back to a backup of the unit in the window."""

from __future__ import annotations

import pytest

from elearn.learning.people import PersonDetails
from elearn.learning.roster import RosterPerson
from elearn.services.backing_up import back_up
from tests.build.clock import FakeClock
from tests.build.offices import PASSWORD, SETTINGS
from tests.desktop.accessible import names
from tests.desktop.keyboard import press
from tests.desktop.stand_in import Services
from tests.desktop.test_unit_way import when_asked


@pytest.fixture
def backup(head, tmp_path):
    """A backup; since then a paper was issued and somebody came."""
    file = tmp_path / "sao-luu.zip"
    back_up(head.services, file)
    head.services.unit.roster.add(RosterPerson("Phạm Văn Mới", "MOI"))
    head.services.unit.register.issue_all(tmp_path / "giay")
    return file


@pytest.fixture
def services(head, backup):
    """For the window."""
    return head.services


@pytest.fixture
def window(open_shell):
    """The head's window."""
    return open_shell()


def people(window) -> list[str]:
    """Who stands on the overview."""
    window.go("unit")
    return sorted(row.name for row in window.shell.page.table.rows_model.arranged.rows)


def test_a_backup_is_looked_at_restored_and_gone_back_from(window, services, backup):
    before = people(window)
    assert "Phạm Văn Mới" in before
    window.go("unit-settings")
    press("Khôi phục từ bản sao lưu")
    window.settle()
    window.shell.page.choose_file = lambda *_: backup
    press("Chọn tệp sao lưu")
    window.settle()
    said = names(window.shell)
    assert "6 người" in said and "5 người" in said
    assert any("1 giấy cấp sau không còn trong sổ" in one for one in said)
    assert any(one.startswith("Trên máy này, danh sách, kết quả") for one in said)
    when_asked(lambda dialog: dialog.reject())
    press("Khôi phục…")
    window.settle()
    assert len(services.unit.roster.people()) == 6  # nothing without a yes
    when_asked(lambda dialog: dialog.accept())
    press("Khôi phục…")
    window.settle()
    assert str(window.shell.route) == "unit-settings"
    assert "Đã khôi phục từ sao-luu.zip" in window.shell.said
    assert people(window) == [name for name in before if name != "Phạm Văn Mới"]
    assert services.unit.register.entries() == []
    assert not services.unit.is_unlocked
    services.unit.unlock(PASSWORD)

    window.go("unit-restore")
    when_asked(lambda dialog: dialog.accept())
    press("Quay lại dữ liệu ấy")
    window.settle()
    assert people(window) == before
    assert len(services.unit.register.entries()) == 1


def test_what_is_no_backup_is_said_and_nothing_changes(window, services, tmp_path):
    bad = tmp_path / "khong-phai.zip"
    bad.write_bytes(b"PK\x03\x04 khong phai")
    window.go("unit-restore")
    window.shell.page.look_at(bad)
    window.settle()
    assert any("Không đọc được bản sao lưu" in one and "khong-phai.zip" in one for one in names(window.shell))
    assert len(services.unit.roster.people()) == 6


def test_a_damaged_unit_leads_to_its_backups(window, services):
    services.unit.records.backup.make()
    services.unit.close()
    for name in ("unit.db", "unit.db-wal", "unit.db-shm"):
        (services.folder / name).unlink(missing_ok=True)
    (services.folder / "unit.db").write_bytes(b"x" * 9000)
    window.go("unit-roster")
    press("Khôi phục từ bản sao lưu")
    window.settle()
    assert any("đã hỏng" in one for one in names(window.shell))
    row = next(one for one in names(window.shell) if one.startswith("Bản máy tự giữ ngày"))
    press(row)
    window.settle()
    when_asked(lambda dialog: dialog.accept())
    press("Khôi phục…")
    window.settle()
    assert len(people(window)) >= 4


class TestOnANewMachine:
    """The old one is gone; a profile was just made here."""

    @pytest.fixture
    def services(self, tmp_path, backup):
        """Of the new machine."""
        made = Services(tmp_path / "may-moi", FakeClock())
        made.records.people.create(PersonDetails("Trần Quốc Toản", "CB-000", "UBND xã", "Chủ tịch"))
        yield made
        made.close()

    def test_the_way_in_leads_there_and_the_restored_profile_goes_on(self, window, services, backup):
        window.go("unit")
        press("Đã có bản sao lưu từ máy khác")
        window.settle()
        window.shell.page.look_at(backup)
        window.settle()
        assert "chưa có đơn vị" in names(window.shell)
        when_asked(lambda dialog: dialog.accept())
        press("Khôi phục…")
        window.settle()
        assert str(window.shell.route) == "unit-settings"
        assert SETTINGS.name in names(window.shell)
        assert window.shell.context.subject == services.records.people.list()[0].subject
