"""The learner's side of a unit: what is due until when, the assignment taken in, codes, keys that are trusted."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from elearn.credentials.key_file import write_key_file
from elearn.credentials.keys import new_key
from elearn.desktop.presenters.due import due_tone, due_words, reminder
from elearn.learning.assignment import CourseAssigned, RuleChanges
from elearn.learning.people import PersonDetails
from elearn.records.settings import TO_SAY
from tests.build.clock import A_TUESDAY
from tests.build.items import COURSE, single_choice
from tests.build.offices import PEOPLE, Office
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import press, type_into
from tests.desktop.stand_in import ExamServices, Services
from tests.desktop.test_unit_way import when_asked

TODAY = A_TUESDAY.date()


@pytest.fixture
def office(tmp_path, tmp_path_factory):
    """The unit that assigns."""
    made = Office(tmp_path / "office", tmp_path_factory.mktemp("pattern"))
    made.people(*PEOPLE)
    yield made
    made.unit.close()


@pytest.fixture
def services(tmp_path, office):
    """The learner's machine."""
    made = Services(tmp_path / "learner", office.clock)
    made.records.people.create(PersonDetails("Nguyễn Thị Thuỷ", "CB001", "UBND xã", "Công chức"))
    yield made
    made.close()


def due(days: int) -> SimpleNamespace:
    """A course that is due in so many days."""
    return SimpleNamespace(course="a", deadline=TODAY + timedelta(days=days), days_left=days)


@pytest.mark.parametrize(
    "days, words, tone",
    [
        pytest.param(12, "hạn 06/12/2026, còn 12 ngày", "plain", id="far"),
        pytest.param(3, "hạn 27/11/2026, còn 3 ngày", "desk", id="soon"),
        pytest.param(0, "hạn hôm nay, 24/11/2026", "desk", id="today"),
        pytest.param(-2, "quá hạn 2 ngày (hạn 22/11/2026), vẫn học và thi được", "bad", id="late"),
    ],
)
def test_deadlines_are_said_in_words(days, words, tone):
    assert (due_words(due(days)), due_tone(due(days))) == (words, tone)


def test_the_reminder_names_what_is_late_and_what_comes_next():
    assert reminder([due(-2), due(5)], {"a": "Luật An ninh mạng"}) == (
        "Đã quá hạn: Luật An ninh mạng. Còn 5 ngày đến hạn của Luật An ninh mạng."
    )
    assert reminder([], {}) == ""


def test_what_is_due_stands_at_home_and_is_reminded_of_once_a_day(open_shell, services, office):
    services.assignment.take(
        office.assign(CourseAssigned(COURSE, TODAY + timedelta(days=6), rules=RuleChanges(attempts=2)))
    )
    window = open_shell()
    said = names(window.shell)
    assert "Hạn 30/11/2026, còn 6 ngày" in said
    assert "Còn 6 ngày đến hạn của Luật An ninh mạng." in said
    window.go("courses")
    window.go("home")
    assert "Còn 6 ngày đến hạn của Luật An ninh mạng." not in names(window.shell)
    office.clock.advance(days=8)
    window.go("courses")
    assert any("Quá hạn 2 ngày" in one for one in names(window.shell))
    window.go("home")
    assert "Đã quá hạn: Luật An ninh mạng." in names(window.shell)
    window.go(f"course:{COURSE}")
    said = names(window.shell)
    assert "2 lượt, đã dùng 0" in said
    assert any(one.startswith("Quá hạn 2 ngày") for one in said)
    assert nameless(window.shell) == []


def test_a_change_of_look_does_not_eat_the_days_reminder(open_shell, services, office):
    services.assignment.take(office.assign())
    window = open_shell()
    window.shell.change_look("dark", 1.25)
    window.settle()
    assert "Còn 6 ngày đến hạn của Luật An ninh mạng." in names(window.shell)


def test_an_assignment_is_taken_from_the_settings_and_left_again(open_shell, services, office):
    giao = office.assign()
    window = open_shell()
    window.go("settings")
    section = window.shell.page.unit_link
    section.choose_file = lambda *_: giao
    press("Nhận tệp giao học")
    window.settle()
    assert "Đã nhận phần giao học số 1 của “Ủy ban nhân dân xã An Bình Đông”" in window.shell.said
    assert any("Đang học theo giao học của" in one for one in names(window.shell))
    press("Nhận tệp giao học")
    window.settle()
    assert "đang được dùng rồi" in window.shell.said
    when_asked(lambda dialog: dialog.accept())
    press("Không học theo đơn vị này nữa")
    window.settle()
    assert services.assignment.held() is None


def test_another_units_assignment_is_asked_about(open_shell, services, office, tmp_path, tmp_path_factory):
    services.assignment.take(office.assign())
    other = Office(tmp_path / "other", tmp_path_factory.mktemp("another"))
    other.people(*PEOPLE)
    giao = other.assign()
    other.unit.close()
    window = open_shell()
    window.go("settings")
    window.shell.page.unit_link.choose_file = lambda *_: giao
    asked = []
    when_asked(lambda dialog: (asked.append(dialog.windowTitle()), dialog.reject()))
    press("Nhận tệp giao học")
    window.settle()
    assert asked == ["Chuyển sang đơn vị mới?"]
    assert services.assignment.held().assignment.sequence == 1
    first = services.assignment.held().key_id
    when_asked(lambda dialog: dialog.accept())
    press("Nhận tệp giao học")
    window.settle()
    assert services.assignment.held().key_id != first


def test_a_key_is_trusted_after_its_fingerprint_was_shown(open_shell, services, tmp_path):
    key = new_key()
    file = tmp_path / "don-vi.khoa"
    file.write_text(write_key_file(key, "unit", "UBND phường Xuân Kiều", TODAY))
    window = open_shell()
    window.go("settings")
    window.shell.page.unit_link.choose_file = lambda *_: file
    shown = []
    when_asked(lambda dialog: (shown.append(dialog.accessibleDescription()), dialog.accept()))
    press("Thêm tệp khóa")
    window.settle()
    assert key.key_id[:4].upper() in shown[0].upper()
    assert [one.name for one, _ in services.certify.trusted_keys()] == ["UBND phường Xuân Kiều"]
    when_asked(lambda dialog: dialog.accept())
    press("Thôi tin khóa của UBND phường Xuân Kiều")
    window.settle()
    assert services.certify.trusted_keys() == []


def test_a_key_chosen_to_check_a_paper_can_be_trusted_from_then_on(open_shell, services, tmp_path):
    file = tmp_path / "don-vi.khoa"
    file.write_text(write_key_file(new_key(), "unit", "UBND phường Xuân Kiều", TODAY))
    window = open_shell()
    window.go("verify")
    page = window.shell.page
    page.choose_file = lambda *_: file
    page._choose_key()
    when_asked(lambda dialog: dialog.accept())
    press("Tin khóa này từ nay")
    window.settle()
    assert len(services.certify.trusted_keys()) == 1
    assert not page.trust_button.isVisible()


def test_what_a_double_click_did_is_said_when_the_window_opens(open_shell, services):
    services.records.settings.set(TO_SAY, "Đã nhận phần giao học số 1.")
    window = open_shell()
    assert window.shell.said == "Đã nhận phần giao học số 1."
    services.records.settings.set(TO_SAY, "Đã nhận phần giao học số 2.")
    window.shell.bring_to_front()
    window.settle()
    assert window.shell.said == "Đã nhận phần giao học số 2."
    assert services.records.settings.get(TO_SAY) is None


# Supervised exams


@pytest.fixture
def examined(tmp_path, office, qtbot):
    """A machine whose unit supervises the exam; the code of the day."""
    from tests.desktop.conftest import Window

    (code,) = office.unit.assigning.make_codes(COURSE, TODAY, 1)
    asked = CourseAssigned(COURSE, TODAY + timedelta(days=6), rules=RuleChanges(supervised=True))
    items = [single_choice(f"{topic}-{n}", topic=topic) for topic in ("bi-mat", "tin-gia") for n in range(4)]
    services = ExamServices(tmp_path / "exam", office.clock, items=items)
    services.assignment.take(office.assign(asked))
    services.records.people.create(PersonDetails("Nguyễn Thị Thuỷ", "CB001"))
    window = Window(qtbot, services)
    yield window, code.code
    window.close()
    services.close()


def test_a_supervised_exam_begins_with_its_code_alone(examined):
    window, code = examined
    window.go(f"exam:{COURSE}")
    press("Bắt đầu làm bài")
    window.settle()
    page = window.shell.page
    assert "Xin nhập mã dự thi" in page.sheet.code.error.accessibleName()
    type_into("Mã dự thi", "AAAAA-AAAAA")
    press("Bắt đầu làm bài")
    window.settle()
    assert "Mã dự thi không đúng" in page.sheet.code.error.accessibleName()
    assert nameless(window.shell) == []
    type_into("Mã dự thi", code.lower())
    press("Bắt đầu làm bài")
    window.settle()
    assert page.running is not None
    page.may_leave = lambda: True
