"""Home, courses, outline, settings, help, about: what they show, and that everybody can use them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from elearn.desktop.presenters.courses import hours, pass_items
from elearn.desktop.presenters.guide import guide, read_guide
from elearn.learning.people import PersonDetails
from tests.build.courses import course, rules
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import press, tab_stops, tab_to
from tests.desktop.test_profiles import in_dialog

LONG = "Công Tằng Tôn Nữ Hoàng Quỳnh Châu Nguyễn Phước Ẩn Ưng Trần Lê Diễm Kiều"
GUIDES = Path(__file__).parents[2] / "docs" / "huong-dan"
GENERAL = ("home", "courses", "course:luat-an-ninh-mang", "settings", "profile-edit", "help", "about")


@pytest.mark.parametrize("count, words", [(2.0, "2 giờ"), (1.5, "1 giờ 30 phút"), (0.5, "30 phút")])
def test_hours_are_said_in_words(count, words):
    assert hours(count) == words


@pytest.mark.parametrize("mark, least", [(0.8, 4), (0.75, 3), (0.76, 4), (1.0, 4), (0.5, 2)])
def test_how_many_must_be_right(mark, least):
    assert pass_items(rules(pass_mark=mark)) == least  # of four


def test_presenters_know_no_qt():
    folder = Path(__file__).parent.parent.parent / "elearn" / "desktop" / "presenters"
    modules = [f"elearn.desktop.presenters.{path.stem}" for path in folder.glob("[a-z]*.py")]
    script = f"import sys, importlib; [importlib.import_module(one) for one in {modules!r}]; "
    script += "print([name for name in sys.modules if name.startswith('PySide6')])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=folder.parent.parent.parent,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_home_leads_on(window):
    said = names(window.shell)
    assert "Chào anh/chị Nhung" in said
    assert window.shell.page.primary.hasFocus()
    assert window.shell.page.primary.accessibleName() == "Bắt đầu học: bi-mat-cong-tac"


def test_home_goes_on_where_one_stopped(window, services):
    subject = window.shell.context.subject
    services.records.reading.add_time(subject, "luat-an-ninh-mang/bi-mat-cong-tac", 1, 300, 1.0, 6)
    services.records.reading.save_position(subject, "luat-an-ninh-mang/tin-gia", "muc-2", 0.5)
    window.go("courses")
    window.go("home")
    said = names(window.shell)
    assert "Học tiếp: tin-gia" in said
    assert any("bài 2 trong 3" in one for one in said)
    assert any("33 %" in one for one in said)


def test_home_offers_a_review_once_there_is_something_to_review(window, services):
    assert "Ôn 3 câu" not in names(window.shell)
    assert "Đọc xong một bài là có câu để ôn." in names(window.shell)
    subject = window.shell.context.subject
    services.records.reading.add_time(subject, "luat-an-ninh-mang/bi-mat-cong-tac", 1, 300, 1.0, 6)
    window.go("courses")
    window.go("home")
    assert "Ôn 3 câu" in names(window.shell)


def test_home_says_whether_something_is_new_since_the_last_file(window, services):
    subject, records = window.shell.context.subject, services.records
    records.exports.handed_in(subject, 1, "a.kqht", services.clock.now(), records.events.head(subject))
    records.people.set_pin(subject, "1234")
    window.go("courses")
    window.go("home")
    assert "Lần nộp gần nhất: 24/11/2026, chưa có gì mới từ đó." in names(window.shell)
    records.reading.save_position(subject, "luat-an-ninh-mang/tin-gia", "muc-2", 0.5)
    window.go("courses")
    window.go("home")
    assert "Lần nộp gần nhất: 24/11/2026, có kết quả mới từ đó." in names(window.shell)


@pytest.fixture
def twenty(services):
    """A library with twenty courses, and their titles."""
    services._courses = tuple(course(id=f"khoa-{at}", title=f"Khóa số {at}") for at in range(20))
    return [one.title for one in services._courses]


@pytest.mark.parametrize("route", ["home", "courses"])
def test_a_long_list_of_courses_is_whole_a_moment_after_its_beginning(window, twenty, route):
    window.go("about")
    window.go(route)
    assert [one for one in names(window.shell.page) if one in twenty] == twenty


def test_tab_goes_through_a_long_home_from_above_to_below(window, twenty):
    window.go("about")
    window.go("home")
    stops = tab_stops(window.shell)
    courses = [at for at, stop in enumerate(stops) if "Khóa số" in stop and "Xem tất cả" not in stop]
    assert courses == sorted(courses)
    assert [stops[at].rpartition(": ")[2] for at in courses[-20:]] == twenty
    assert max(courses) < stops.index("Lưu tệp kết quả…")


def test_another_course_begins_at_its_top_and_the_same_where_one_was(window, twenty):
    window.shell.resize(800, 500)
    window.go("course:khoa-1")
    bar = window.shell.page.scroll_area.verticalScrollBar()
    bar.setValue(120)
    window.go("about")
    window.go("course:khoa-1")
    assert bar.value() == 120
    window.go("courses")
    window.go("course:khoa-2")
    assert bar.value() == 0


def test_a_library_without_courses_says_so(qtbot, tmp_path, open_shell, services):
    services.records.people.create(PersonDetails(LONG))
    services._courses = ()
    window = open_shell()
    assert "Thư viện chưa có khóa học nào." in names(window.shell)
    window.go("courses")
    assert "Thư viện chưa có khóa học" in names(window.shell)


def test_the_outline_tells_how_each_lesson_stands(window, services):
    subject = window.shell.context.subject
    services.records.reading.add_time(subject, "luat-an-ninh-mang/bi-mat-cong-tac", 1, 300, 1.0, 6)
    services.records.reading.add_time(subject, "luat-an-ninh-mang/tin-gia", 1, 30, 0.4, 6)
    window.go("course:luat-an-ninh-mang")
    said = names(window.shell)
    assert "Bài 1, bi-mat-cong-tac, 6 phút, Đã đọc" in said
    assert "Bài 2, tin-gia, 6 phút, Đang đọc, 40 %" in said
    assert "Bài 3, su-co, 6 phút" in said
    assert "4 câu trong 40 phút" in said


def test_an_unknown_course_is_said(window, services):
    from elearn.errors import Reason, Refusal

    def none(course_id):
        raise Refusal(Reason.NO_SUCH_COURSE, course=course_id)

    services.library.course = none
    window.go("course:khong-co")
    assert any("“khong-co”" in one for one in names(window.shell))
    tab_to("Thử lại")


@pytest.mark.parametrize("route", GENERAL)
def test_nothing_that_takes_the_focus_is_nameless(window, route):
    window.go(route)
    assert nameless(window.shell) == []
    assert "" not in tab_stops(window.shell)


def test_the_first_pages_have_names(open_shell):
    window = open_shell()
    for route in ("profiles", "profile-edit:new", "profile-edit:move"):
        window.go(route)
        assert nameless(window.shell) == []


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize(
    "scale, size",
    [
        pytest.param(1.0, (1366, 768), id="100 %"),
        pytest.param(2.0, (1366, 768), id="200 %"),
        pytest.param(1.25, (1093, 574), id="125 % on a screen at 125 %"),
        pytest.param(1.5, (911, 470), id="150 % on a screen at 150 %"),
        pytest.param(2.0, (911, 470), id="200 % on a screen at 150 %"),
    ],
)
def test_nothing_scrolls_sideways(services, open_shell, scale, size, theme):
    person = services.records.people.create(PersonDetails(LONG, "", LONG, LONG))
    services.records.settings.set_for(person.subject, "look", {"theme": theme, "scale": scale})
    services.records.settings.set("look", {"theme": theme, "scale": scale})
    window = open_shell()
    window.shell.resize(*size)
    for route in GENERAL:
        window.go(route)
        for area in window.shell.findChildren(QScrollArea):
            if area.isVisible():
                inside = area.widget()
                assert inside.minimumSizeHint().width() <= area.viewport().width(), (route, area)
                assert_inside(inside)


def assert_inside(frame: QWidget) -> None:
    """No visible part reaches over the edge of what holds it."""
    for part in frame.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is not None and part.width() > 1:
            over = part.geometry().right() - part.parentWidget().rect().right()
            assert over <= 0, (type(part).__name__, part.accessibleName(), over)


def test_the_text_size_is_seen_at_once_and_keeps_the_focus(window):
    window.go("settings")
    tab_to("Cỡ chữ 100 %")
    window.shell.page.scale_buttons[2.0].setFocus()
    window.shell.page.scale_buttons[2.0].click()
    window.settle()
    assert window.shell.context.theme.scale == 2.0
    assert window.shell.page.scale_buttons[2.0].hasFocus()
    assert window.shell.page.scale_buttons[2.0].isChecked()


def test_a_pin_is_set_changed_and_taken_away(window, services, qtbot):
    subject = window.shell.context.subject
    window.go("settings")

    def fill(*, old: str = "", new: str = "", again: str | None = None):
        def act(dialog) -> None:
            dialog.old.input.setText(old)
            dialog.new.input.setText(new)
            dialog.again.input.setText(new if again is None else again)
            dialog.confirm.click()

        return act

    in_dialog(qtbot, fill(new="2468"))
    press("Đặt mã PIN")
    window.settle()
    services.records.people.check_pin(subject, "2468")
    in_dialog(qtbot, fill(old="2468", new="1357"))
    press("Đổi mã PIN")
    window.settle()
    services.records.people.check_pin(subject, "1357")
    in_dialog(qtbot, fill(old="1357"))
    press("Gỡ mã PIN")
    window.settle()
    assert not services.records.people.get(subject).has_pin


def test_a_profile_is_erased_only_when_its_name_is_typed(window, services, qtbot):
    window.go("settings")
    tried = []

    def act(dialog) -> None:
        dialog.field.input.setText("Nhung")
        dialog.confirm.click()
        tried.append(dialog.isVisible())
        dialog.field.input.setText("nguyễn thị hồng nhung")
        dialog.confirm.click()

    in_dialog(qtbot, act)
    press("Xóa hồ sơ")
    window.settle()
    assert tried == [True]
    assert services.records.people.list() == []
    assert str(window.shell.route) == "profiles"


def test_everything_of_a_person_is_saved_readable(window, tmp_path):
    file = tmp_path / "tất cả.json"
    window.go("settings")
    window.shell.page.choose_place = lambda *_: file
    press("Lưu bản đọc được")
    window.settle()
    assert "Nguyễn Thị Hồng Nhung" in json.dumps(json.loads(file.read_text()), ensure_ascii=False)
    assert str(file) in window.shell.said


def test_help_has_the_sections_and_says_what_a_pin_is_not(window):
    view = guide()
    anchors = [section.anchor for section in view.sections]
    assert {"bat-dau", "doc-bai", "luyen-tap", "thi", "giay", "nop", "pin", "neu"} <= set(anchors)
    pin = next(section for section in view.sections if section.anchor == "pin")
    assert "không mã hóa" in pin.html
    for anchor in ("pin", "thi", "bat-dau"):
        window.go(f"help:{anchor}")
        QTest.qWait(5)
        page = window.shell.page
        top = page.sections[anchor].mapTo(page.scroll_area.viewport(), QPoint(0, 0)).y()
        assert 0 <= top < 60, anchor
    assert "Mã PIN" in names(window.shell)


def test_a_guide_loads_nothing_from_elsewhere():
    view = read_guide("# A\n\nx\n\n## B {#b}\n\n![y](http://example.org/y.png) z\n\n![y](y.png)")
    assert view.sections[0].html.strip() == "<p> z</p>", "no picture, and no gap where one stood"
    assert (view.title, view.sections[0].anchor) == ("A", "b")


@pytest.mark.parametrize("file", [*sorted(GUIDES.glob("*.md")), GUIDES.parents[1] / "README.md"], ids=str)
def test_each_picture_of_a_guide_is_there_and_told(file):
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+\.png)\)", file.read_text(encoding="utf-8"))
    assert [place for told, place in shown if not told or not (file.parent / place).is_file()] == []


def test_a_topic_from_elsewhere_is_not_read():
    with pytest.raises(FileNotFoundError):
        guide("../../README")


def test_about_says_that_the_library_is_not_signed(window):
    window.go("about")
    assert "bản thử, chưa ký" in names(window.shell)
    assert "23/11/2026" in names(window.shell)


def test_damaged_records_offer_the_last_good_backup(services, person, open_shell, qtbot):
    services.records.backup.make()
    services.close_records()
    path = services.folder / "records.db"
    for leftover in services.folder.glob("records.db-*"):
        leftover.unlink()
    path.write_bytes(b"not a database" * 400)
    window = open_shell()
    assert str(window.shell.route) == "trouble"
    assert any("1 người học" in one for one in names(window.shell))
    press("Quay về bản sao lưu này")
    window.settle()
    assert str(window.shell.route) == "profiles"
    assert any("Nguyễn Thị Hồng Nhung" in one for one in names(window.shell))
    assert list(services.folder.glob("records-damaged-*.db"))


def test_damaged_records_without_a_backup_can_be_begun_anew(services, person, open_shell, qtbot):
    services.close_records()
    for leftover in services.folder.glob("records.db-*"):
        leftover.unlink()
    (services.folder / "records.db").write_bytes(b"not a database" * 400)
    window = open_shell()
    in_dialog(qtbot, lambda dialog: dialog.accept())
    press("Bắt đầu lại từ đầu")
    window.settle()
    assert "Kính chào anh/chị" in names(window.shell)
    assert list(services.folder.glob("records-damaged-*.db"))


class Paints(QObject):
    """Notes at each paint of a window whether its page had something to show."""

    def __init__(self, shell):
        super().__init__()
        self.shell, self.seen = shell, []
        shell.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint:
            self.seen.append(self.shell.page.content is not None)
        return False


@pytest.mark.parametrize("route", ["courses", "certificates", "settings", "home"])
def test_no_empty_page_is_painted_while_one_is_fetched(window, qtbot, route):
    window.go("about")
    paints = Paints(window.shell)
    window.shell.go(route)
    qtbot.wait(1)  # the pages' old place would be painted here
    window.settle()
    qtbot.waitUntil(lambda: bool(paints.seen))
    assert all(paints.seen)
    assert window.shell.updatesEnabled()


def test_a_window_is_painted_again_whatever_becomes_of_the_page_that_waits(window, qtbot):
    window.shell.go("courses")
    assert not window.shell.updatesEnabled()
    window.shell.go("verify")  # waits for nothing
    qtbot.waitUntil(window.shell.updatesEnabled, timeout=2000)
