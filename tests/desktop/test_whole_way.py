"""The learner's whole way on the real library: profile, lesson, practice, exam, certificate, check, result file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from elearn.desktop.presenters.running import unfinished
from elearn.services import Services
from tests.build.clock import FakeClock
from tests.build.items import right_response
from tests.desktop.accessible import nameless, names
from tests.desktop.answering import button, by_keyboard, by_mouse, click
from tests.desktop.keyboard import focused, press, type_into
from tests.desktop.test_exam import in_dialog

UNIT = "UBND xã An Bình Đông"


@pytest.fixture
def services(tmp_path, library_file):
    """The real services, on a clock that is moved by hand."""
    made = Services(tmp_path / "pc", FakeClock(), library_file, removable=False)
    yield made
    made.close()


class ByMouse:
    """Everything with the mouse; only words are typed."""

    answer = staticmethod(by_mouse)

    def __init__(self, window) -> None:
        self._window = window

    def press(self, name: str) -> None:
        click(button(QApplication.activeWindow(), name))

    def scroll(self, page) -> None:
        bar = page.column.verticalScrollBar()
        bar.setValue(bar.value() + 300)

    def write(self, name: str, text: str) -> None:
        edit = button(self._window.shell, name)
        assert isinstance(edit, QLineEdit)
        click(edit)
        type_into(name, text)


class ByKeyboard:
    """Nothing but keys."""

    answer = staticmethod(by_keyboard)
    press = staticmethod(press)
    write = staticmethod(type_into)

    def __init__(self, window) -> None:
        pass

    def scroll(self, _page) -> None:
        QTest.keyClick(focused(), Qt.Key.Key_PageDown)


@pytest.mark.parametrize("hands", [ByMouse, ByKeyboard])
def test_from_an_empty_machine_to_a_result_file(qtbot, services, open_shell, tmp_path, hands):
    window = open_shell()
    hand = hands(window)
    out = tmp_path / "stick"
    out.mkdir()
    course = services.library.courses()[0]
    make_profile(window, hand)
    read_a_lesson(window, hand, services)
    practise(window, hand)
    read_the_rest(services, window, course)
    sit_the_exam(window, hand, services, course, qtbot)
    certificate = take_the_certificate(window, hand, out)
    check_the_certificate(window, hand, certificate)
    hand_in_the_result(window, hand, out)


def make_profile(window, hand) -> None:
    hand.press("Lập hồ sơ")
    window.settle()
    hand.write("Họ và tên", "Nguyễn Thị Ửng")
    hand.write("Đơn vị", UNIT)
    hand.press("Lập hồ sơ")
    window.settle()
    assert "Chào anh/chị Ửng" in names(window.shell)


def read_a_lesson(window, hand, services) -> None:
    hand.press("Bắt đầu học")
    window.settle()
    page: Any = window.shell.page
    bar = page.column.verticalScrollBar()
    page.column.build_all()
    while True:
        for _ in range(15):
            services.clock.advance(seconds=1)
            page.time.tick()
        if bar.value() == bar.maximum():
            break
        hand.scroll(page)
    window.settle()
    while not window.shell.said:  # at least a third of its minutes
        services.clock.advance(seconds=1)
        page.time.tick()
        window.settle()
    assert window.shell.said == "Bài này đã được tính là đã đọc."


def practise(window, hand) -> None:
    page: Any = window.shell.page
    page.column.verticalScrollBar().setValue(page.column.verticalScrollBar().maximum())
    window.settle()
    window.go(f"practice:{page.view.id}")
    page = window.shell.page
    count = len(page.view.sitting.slots)
    for number in range(count):
        hand.answer(page.item, right_response(page.item.item))
        if page.item.checked_at_once:
            hand.press("Kiểm tra")
        window.settle()
        assert "Đúng" in names(page)
        hand.press("Xem kết quả" if number == count - 1 else "Câu tiếp theo")
        window.settle()
    assert f"Đúng {count} trong {count} câu" in names(page)


def read_the_rest(services, window, course) -> None:
    """The other lessons, as if they had been read on other days."""
    subject = window.shell.context.subject
    for card in course.lessons:
        services.records.reading.add_time(
            subject, card.id, card.revision, card.minutes * 60, 1.0, card.minutes
        )


def sit_the_exam(window, hand, services, course, qtbot) -> None:
    window.go(f"course:{course.id}")
    hand.press("Vào thi")
    window.settle()
    hand.press("Bắt đầu làm bài")
    window.settle()
    page: Any = window.shell.page
    for number in range(course.exam.items):
        item = page.view.item
        hand.answer(item, right_response(item.item))
        item.flush()
        services.clock.advance(seconds=20)
        page.tick()
        window.settle()
        assert page.view.top.kept_words.startswith("Đã lưu lúc"), item.item.id
        if number + 1 < course.exam.items:
            hand.press("Câu tiếp theo")
            window.settle()
    assert not unfinished(page.running.cells()).is_open
    in_dialog(qtbot, lambda dialog: hand.press("Nộp bài"))
    hand.press("Kết thúc và nộp bài")
    qtbot.waitUntil(lambda: str(window.shell.route).startswith("result:"), timeout=20_000)
    window.settle()
    said = names(window.shell)
    assert f"Đạt {course.exam.items} trên {course.exam.items} câu" in said
    assert any("đã được lập" in one for one in said)
    assert nameless(window.shell) == []


def take_the_certificate(window, hand, out: Path) -> Path:
    hand.press("Mở giấy")
    window.settle()
    page: Any = window.shell.page
    page.choose_folder = lambda *_: out
    hand.press("Lưu ")
    window.settle()
    (made,) = out.glob("*.pdf")
    return made


def check_the_certificate(window, hand, certificate: Path) -> None:
    window.go("verify")
    page: Any = window.shell.page
    page.choose_file = lambda *_: certificate
    hand.press(page.choose_button.accessibleName())
    window.settle()
    said = " ".join(names(page))
    assert "Giấy đúng như lúc cấp" in said
    assert "Nguyễn Thị Ửng" in said


def hand_in_the_result(window, hand, out: Path) -> None:
    window.go("submit")
    page: Any = window.shell.page
    page.choose_folder = lambda *_: out
    hand.press("Lưu vào Thư mục khác")
    window.settle()
    assert len(list(out.glob("*.kqht"))) == 1


def test_the_next_start_leads_on(services, open_shell):
    """Who has begun nothing is led to a lesson by the first press."""
    from elearn.learning.people import PersonDetails

    services.records.people.create(PersonDetails("Trần Văn Ưng"))
    window = open_shell()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    window.settle()
    assert window.shell.route.name == "lesson"
