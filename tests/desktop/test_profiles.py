"""Choosing and making a profile, the PIN, moving and erasing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from elearn.desktop.pages.pin_dialog import PinDialog
from elearn.desktop.presenters.names import given_name, initials
from elearn.desktop.presenters.profile_form import ProfileForm, faults, without_marks
from elearn.desktop.presenters.profiles import last_seen
from elearn.learning.people import PersonDetails
from tests.build.clock import A_TUESDAY
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, press, tab_to, type_into


def in_dialog(qtbot, act) -> None:
    """Do something in the next dialog that opens."""

    def when_open() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(5, when_open)
            return
        act(dialog)

    QTimer.singleShot(5, when_open)


def test_the_given_name_is_the_last_word():
    assert given_name("Nguyễn Thị Hồng Nhung") == "Nhung"
    assert given_name("Ưng") == "Ưng"
    assert (initials("Nguyễn Thị Hồng Nhung"), initials("Ưng"), initials("")) == ("NN", "Ư", "?")


@pytest.mark.parametrize(
    "ago, words",
    [
        pytest.param(None, "chưa mở lần nào", id="never"),
        pytest.param(0, "mở lần cuối hôm nay", id="today"),
        pytest.param(1, "mở lần cuối hôm qua", id="yesterday"),
        pytest.param(9, "mở lần cuối 15/11/2026", id="a date"),
        pytest.param(-400, "mở lần cuối hôm nay", id="a clock that was set back"),
    ],
)
def test_when_a_profile_was_open_is_said_in_words(ago, words):
    at = None if ago is None else A_TUESDAY - timedelta(days=ago)
    assert last_seen(at, A_TUESDAY) == words


@pytest.mark.parametrize(
    "form, wrong",
    [
        pytest.param(ProfileForm("Trần Văn Ưng"), set(), id="a name is enough"),
        pytest.param(ProfileForm("  "), {"name"}, id="no name"),
        pytest.param(ProfileForm("Ưng", birth="31/02/1988"), {"birth"}, id="no such day"),
        pytest.param(ProfileForm("Ưng", birth="1988"), {"birth"}, id="a year only"),
        pytest.param(ProfileForm("Ưng", birth="9.11.1988"), set(), id="dots in the date"),
        pytest.param(ProfileForm("Ưng", birth="09/11/88"), {"birth"}, id="a short year"),
        pytest.param(ProfileForm("Ưng", pin="12", pin_again="12"), {"pin"}, id="a short PIN"),
        pytest.param(ProfileForm("Ưng", pin="1234", pin_again="1243"), {"pin_again"}, id="two PINs"),
    ],
)
def test_the_form_says_what_is_wrong(form, wrong):
    assert set(faults(form)) == wrong


def test_a_profile_is_made_by_keyboard_alone(open_shell, services):
    window = open_shell()
    press("Lập hồ sơ")
    window.settle()
    type_into("Họ và tên", "Trần Văn Ưng")
    type_into("Đơn vị", "UBND xã Thanh Trì")
    press("Lập hồ sơ")
    window.settle()
    assert str(window.shell.route) == "home"
    assert [one.details.name for one in services.records.people.list()] == ["Trần Văn Ưng"]
    assert "Chào anh/chị Ưng" in names(window.shell)


def test_a_pin_is_asked_for_only_by_who_wants_one(open_shell, services):
    window = open_shell()
    window.go("profile-edit:new")
    assert focused().accessibleName() == "Họ và tên"
    type_into("Họ và tên", "Trần Văn Ưng")
    page = window.shell.page
    assert not page.fields["pin"].isVisible()
    QTest.keyClick(tab_to("Đặt mã PIN cho hồ sơ này"), Qt.Key.Key_Space)
    assert focused().accessibleName().startswith("Mã PIN")
    press("Lập hồ sơ")
    assert "ít nhất 4 ký tự" in page.fields["pin"].error.accessibleName()
    type_into("Mã PIN", "1234")
    type_into("Nhập lại mã PIN", "1234")
    press("Lập hồ sơ")
    window.settle()
    (made,) = services.records.people.list()
    assert made.has_pin


def test_who_does_not_learn_yet_comes_back_from_the_guide(open_shell):
    window = open_shell()
    press("Xem hướng dẫn")
    window.settle()
    press("Về trang chọn người học")
    window.settle()
    assert str(window.shell.route) == "profiles"
    assert focused().accessibleName() == "Lập hồ sơ"


def test_a_name_without_its_marks_is_asked_about_once(open_shell, services):
    window = open_shell()
    window.go("profile-edit:new")
    type_into("Họ và tên", "Nguyen Van Ba")
    press("Lập hồ sơ")
    page = window.shell.page
    assert "Họ “Nguyen” thường viết có dấu" in page.fields["name"].error.accessibleName()
    assert page.fields["name"].input.hasFocus()
    press("Lập hồ sơ")
    window.settle()
    assert [one.details.name for one in services.records.people.list()] == ["Nguyen Van Ba"]


@pytest.mark.parametrize(
    "name, family",
    [("nguyen thi a", "nguyen"), ("Nguyễn Thi A", ""), ("Mai Anh", ""), ("Cao Minh Hoa", ""), ("", "")],
)
def test_what_tells_that_marks_are_missing(name, family):
    assert without_marks(name) == family


def test_a_missing_name_is_said_where_it_is_missing(open_shell):
    window = open_shell()
    window.go("profile-edit:new")
    page = window.shell.page
    page.keep_button.click()
    assert page.fields["name"].input.hasFocus()
    assert "họ và tên" in page.fields["name"].error.text()
    assert "Lỗi" in page.fields["name"].input.accessibleDescription()


def test_a_taken_code_is_said_at_the_code(window):
    window.go("profile-edit:new")
    page = window.shell.page
    page.fields["name"].input.setText("Trần Văn Ưng")
    page.fields["staff_code"].input.setText("cb-017")
    page.keep_button.click()
    window.settle()
    assert "Nguyễn Thị Hồng Nhung" in page.fields["staff_code"].error.accessibleName()


def test_a_changed_name_is_shown_at_once(window, services):
    window.go("profile-edit")
    page = window.shell.page
    assert page.fields["name"].value == "Nguyễn Thị Hồng Nhung"
    page.fields["name"].input.setText("Nguyễn Thị Nhung")
    page.keep_button.click()
    window.settle()
    assert "Chào anh/chị Nhung" in names(window.shell)
    assert "Nguyễn Thị Nhung" in names(window.shell)


def test_the_right_pin_opens_and_the_wrong_one_tells(services, person, open_shell, qtbot):
    services.records.people.set_pin(person.subject, "1234")
    window = open_shell()
    seen = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PinDialog)
        dialog.field.input.setText("9999")
        QTest.keyClick(dialog.field.input, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(dialog.field.error.accessibleName()))
        assert dialog.forgotten.isVisible(), "Enter presses no other button"
        seen.append(dialog.field.error.accessibleName())
        seen.append(nameless(dialog))
        dialog.field.input.setText("1234")
        dialog.enter_button.click()

    in_dialog(qtbot, act)
    press("Nguyễn Thị Hồng Nhung")
    window.settle()
    assert "còn 4 lần" in seen[0]
    assert seen[1] == []
    assert str(window.shell.route) == "home"


def test_a_forgotten_pin_is_reset_after_a_day(services, person, open_shell, qtbot):
    services.records.people.set_pin(person.subject, "1234")
    window = open_shell()
    told = []

    def ask(dialog: PinDialog) -> None:
        dialog.forgotten.click()
        qtbot.waitUntil(lambda: dialog.reset_button.isVisible())
        dialog.reset_button.click()
        qtbot.waitUntil(lambda: not dialog.reset_button.isVisible())
        told.append(dialog.explained.accessibleName())
        dialog.reject()

    in_dialog(qtbot, ask)
    press("Nguyễn Thị Hồng Nhung")
    window.settle()
    assert "08:00 ngày 25/11/2026" in told[0]
    assert str(window.shell.route) == "profiles"

    services.clock.advance(hours=25)

    def reset(dialog: PinDialog) -> None:
        dialog.forgotten.click()
        qtbot.waitUntil(lambda: dialog.reset_button.isVisible())
        dialog.reset_button.click()

    in_dialog(qtbot, reset)
    press("Nguyễn Thị Hồng Nhung")
    window.settle()
    assert str(window.shell.route) == "home"
    assert not services.records.people.get(person.subject).has_pin


def test_escape_leaves_the_pin_unasked(services, person, open_shell, qtbot):
    services.records.people.set_pin(person.subject, "1234")
    window = open_shell()
    in_dialog(qtbot, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    press("Nguyễn Thị Hồng Nhung")
    window.settle()
    assert str(window.shell.route) == "profiles"


def test_a_profile_moves_to_another_machine(window, services, tmp_path, open_shell):
    window.go("settings")
    file = tmp_path / "nhung.hoso"
    page = window.shell.page
    page.choose_place = lambda *_: file
    tab_to("Chuyển hồ sơ sang máy khác").click()
    window.settle()
    assert file.is_file()
    services.records.people.erase(window.shell.context.subject)
    window.shell.session.enter("")
    window.settle()
    window.go("profile-edit:move")
    window.shell.page.choose_file = lambda *_: file
    window.shell.page.keep_button.click()
    window.settle()
    assert str(window.shell.route) == "home"
    assert [one.details.staff_code for one in services.records.people.list()] == ["CB-017"]


def test_a_file_that_is_no_profile_changes_nothing(window, services, tmp_path):
    file = tmp_path / "bai-hat.hoso"
    file.write_bytes(b"la la la")
    window.go("profile-edit:move")
    window.shell.page.choose_file = lambda *_: file
    window.shell.page.keep_button.click()
    window.settle()
    assert any("không phải tệp hồ sơ" in name and "bai-hat.hoso" in name for name in names(window.shell))
    assert len(services.records.people.list()) == 1


def test_two_people_do_not_see_each_other(window, services):
    other = services.records.people.create(PersonDetails("Trần Văn Ưng"))
    first = window.shell.context.subject
    services.records.reading.add_time(first, "luat-an-ninh-mang/bi-mat-cong-tac", 1, 300, 1.0, 6)
    window.shell.session.enter(other.subject)
    window.settle()
    window.go("courses")
    said = names(window.shell)
    assert not any("Nhung" in name for name in said)
    assert any("Chưa học" in name for name in said)
