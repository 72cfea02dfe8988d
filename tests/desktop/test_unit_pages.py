"""Every page of the unit: heard, walked by keyboard, never sideways; what is settled, corrected, taken back."""

from __future__ import annotations

import sqlite3
import threading
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from elearn.desktop.presenters.unit.assigning import (
    CourseForm,
    RulesForm,
    assign_faults,
    code_faults,
    rules_words,
)
from elearn.desktop.presenters.unit.items import judged
from elearn.desktop.presenters.unit.overview import OverviewPresenter, part_bars
from elearn.desktop.presenters.unit.person import TrainingForm, training_faults
from elearn.desktop.presenters.unit.roster import MemberForm, member_faults
from elearn.desktop.presenters.unit.setup import SetupForm, faults, preview
from elearn.desktop.presenters.unit.words import moment_words, typed_day
from elearn.desktop.unit.part_dialogs import RenameDialog
from elearn.learning.roster import RosterPerson
from tests.build.clock import A_TUESDAY
from tests.build.items import COURSE
from tests.build.rosters import write_xlsx
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import press, tab_stops
from tests.desktop.test_pages import assert_inside
from tests.desktop.test_table import line
from tests.desktop.test_unit_way import when_asked

ROUTES = (
    "unit", "unit-roster", "unit-import", "unit-parts", "unit-person:1", "unit-person-edit:1", "unit-person-edit",
    "unit-assign", "unit-codes", "unit-intake", "unit-conflicts", "unit-items", "unit-lists", "unit-papers",
    "unit-chart", "unit-join:1/2", "unit-restore", "unit-trainings", "unit-settings", "unit-setup", "unit-data", "unit-data:1",
)  # fmt: skip


@pytest.fixture
def services(head):
    """For the window."""
    return head.services


@pytest.fixture
def window(open_shell):
    """The head's window."""
    return open_shell()


@pytest.mark.parametrize("route", ROUTES)
def test_every_page_is_heard_and_walked(window, route):
    window.go(route)
    assert nameless(window.shell) == []
    assert "" not in tab_stops(window.shell)
    assert "Đơn vị, đang ở đây" in names(window.shell)


@pytest.mark.parametrize(
    "theme, scale, size",
    [
        pytest.param("light", 1.0, (1366, 768), id="100 %"),
        pytest.param("contrast", 2.0, (1366, 768), id="200 %"),
        pytest.param("dark", 1.5, (911, 470), id="150 % on a screen at 150 %"),
    ],
)
def test_nothing_scrolls_sideways(services, open_shell, theme, scale, size):
    person = services.records.people.list()[0]
    for keep in (lambda look: services.records.settings.set_for(person.subject, "look", look),
                 lambda look: services.records.settings.set("look", look)):  # fmt: skip
        keep({"theme": theme, "scale": scale})
    window = open_shell()
    window.shell.resize(*size)
    for route in ROUTES:
        window.go(route)
        for area in window.shell.findChildren(QScrollArea):
            if area.isVisible():
                inside = area.widget()
                assert inside.minimumSizeHint().width() <= area.viewport().width(), (route, area)
                assert_inside(inside)


def test_the_overview_tells_numbers_bars_and_people(window, head):
    window.go("unit")
    said = names(window.shell)
    assert "1 hoàn thành: chỉ xem những người này" in said
    assert any(one.startswith("Văn phòng: 1 hoàn thành") for one in said)
    assert any("tệp kết quả đang chờ anh/chị quyết định" in one for one in said)
    page = window.shell.page
    page._press_figure("DONE")
    assert [row.name for row in page.table.rows_model.arranged.rows if row.state.name == "DONE"] == [
        "Nguyễn Thị Thuỷ"
    ]
    assert page.table.shown == 1
    page.search.setText("khong co ai")
    assert page.table.shown == 0


def test_the_row_that_was_open_has_the_focus_again(window, head):
    window.go("unit")
    page = window.shell.page
    page.table.go_to(lambda row: row.name == "Lê Văn Ân")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    window.settle()
    assert str(window.shell.route) == f"unit-person:{head.key('Lê Văn Ân')}"
    window.shell.back()
    window.settle()
    assert window.shell.page.table.hasFocus()
    assert window.shell.page.table.current.name == "Lê Văn Ân"


def test_the_overview_of_ten_thousand_people_is_ready_at_once(services, head):
    with closing(sqlite3.connect(head.office.folder / "unit" / "unit.db")) as db, db:
        db.executemany(
            "insert into person (uid, name, sort_key, code, code_key, sub_unit, position, role, came_at, stale)"
            " values (?, ?, ?, ?, ?, '[\"Văn phòng\"]', '', '', '2026-01-01T00:00:00+00:00', 0)",
            [(f"u{n}", f"Nguyễn Văn {n % 89}", f"{n % 89:02d}", f"X{n}", f"x{n}") for n in range(10_000)],
        )
        db.execute(
            "insert into standing (person, course, state, attempts, supervised, doubtful_day)"
            " select id, ?, 'not_begun', 0, 0, 0 from person where code like 'X%'",
            [COURSE],
        )
    presenter = OverviewPresenter(services)
    presenter.view()
    begun = time.perf_counter()
    view = presenter.view()
    took = time.perf_counter() - begun
    assert len(view.lines) > 10_000
    assert took < 2.0, f"{took:.3f} s"


def test_the_overview_is_read_anew_where_something_was_changed(services, head):
    presenter = OverviewPresenter(services)
    view = presenter.view()
    assert presenter.view() is view
    assert "nhận kết quả lần cuối" in view.about
    services.unit.roster.add(RosterPerson("Lê Văn Mới", "MOI-1"))
    assert "Lê Văn Mới" in [line.name for line in presenter.view().lines]
    services.unit.intake.undo()
    assert "nhận kết quả lần cuối" not in presenter.view().about
    services.clock.advance(days=400)
    assert {line.state.name for line in presenter.view().lines} == {"LATE"}


# Intake


def test_conflicts_are_settled_by_hand_and_can_be_reopened(window, head):
    window.go("unit-conflicts")
    page = window.shell.page
    (card,) = page._view.cards
    assert card.title == "Lê Văn Ân"
    assert [choice.kind for choice in card.choices] == ["person", "person", "pick", "nobody", "set_aside"]
    assert [one.title for one in page._view.strangers] == ["Hoàng Văn Lạ"]
    press("Lê Văn Ân: Là Lê Văn Ân")
    window.settle()
    assert page._view.cards == ()
    assert "Xem xét lại tệp của Lê Văn Ân" in names(window.shell)
    window.go(f"unit-person:{head.key('Lê Văn Ân')}")
    assert any("cao nhất 1/4" in one for one in names(window.shell))
    window.go("unit-conflicts")
    press("Xem xét lại tệp của Lê Văn Ân")
    window.settle()
    assert len(window.shell.page._view.cards) == 1


def test_a_strangers_file_is_given_to_somebody_who_is_picked(window, head):
    window.go("unit-conflicts")

    def pick(dialog) -> None:
        dialog.search.input.setText("tran van duoc")
        assert dialog.table.shown == 1
        dialog._take_first()

    when_asked(pick)
    press("Hoàng Văn Lạ: Là người trong danh sách")
    window.settle()
    window.go(f"unit-person:{head.key('Trần Văn Được')}")
    assert any("cao nhất 2/4" in one for one in names(window.shell))


def test_files_are_dropped_and_an_intake_is_taken_back(window, head):
    window.go("unit-intake")
    page = window.shell.page
    assert page.result.sum == "Đã đọc 3 tệp = 2 mới + 1 chờ quyết định."
    drop = next(one for one in page.findChildren(object) if type(one).__name__ == "FilesDrop")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(head.results))])
    where = QPointF(5, 5)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, buttons, keys))
    window.settle()
    assert page.result.sum == "Đã đọc 3 tệp = 3 đã có."
    when_asked(lambda dialog: dialog.accept())
    press("Hoàn tác lần nhận này")
    window.settle()
    assert "Đã hoàn tác lần nhận 3 tệp" in window.shell.said
    assert page.result.sum == "Đã đọc 3 tệp = 2 mới + 1 chờ quyết định."


def test_an_intake_is_watched_and_stopped_with_nothing_half_done(window, head, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    content = next(head.results.iterdir()).read_bytes()
    for number in range(60):
        (many / f"tep-{number:02d}.kqht").write_bytes(content)
    window.go("unit-intake")
    page = window.shell.page
    take, stopped, seen = page._presenter.take, threading.Event(), []

    def take_one_by_one(paths, report, cancelled):
        def report_and_wait(done: int, of: int) -> None:
            report(done, of)
            stopped.wait(10)  # for the head, who presses the button

        return take(paths, report_and_wait, cancelled)

    def press_stop(done: int, of: int) -> None:
        seen.append((done, of))
        page._progress.stop_button.click()
        stopped.set()

    page._presenter.take = take_one_by_one
    page.work.progressed.connect(press_stop)
    page.take([many])
    window.settle()
    assert page.result.title == "Đã dừng giữa chừng"
    assert page.result.sum == "Đã đọc 1 tệp = 1 đã có."
    assert seen == [(1, 60)]


def test_the_watched_folder_is_looked_into(window, head, tmp_path):
    folder = tmp_path / "chung"
    folder.mkdir()
    window.go("unit-intake")
    page = window.shell.page
    page.choose_folder = lambda *_: folder
    press("Chọn thư mục theo dõi")
    window.settle()
    assert any("chưa có tệp mới" in one for one in names(window.shell))
    late = head.office.pc("pc-3", next((head.office.folder / "out").glob("*.giao")))
    an = late.person("Lê Văn An", "CB002")
    late.sit(an)
    late.hand_in(an, folder)
    page._look()
    window.settle()
    press("Nhận 1 tệp mới")
    window.settle()
    assert page.result.sum == "Đã đọc 1 tệp = 1 mới."


# Roster


def test_a_roster_with_faults_is_not_taken_and_columns_can_be_corrected(window, head, tmp_path):
    rows = ((1, "CB001", "Nguyễn Thị Thuỷ", "31/02/1988", "Công chức", "Văn phòng"),
            (2, "CB777", "NguyÔn V¨n B×nh", "", "Công chức", "Văn phòng"))  # fmt: skip
    file = write_xlsx(tmp_path / "sai.xlsx", rows)
    window.go("unit-import")
    page = window.shell.page
    page.read(file)
    window.settle()
    said = names(window.shell)
    assert any("1 hàng chưa đọc được" in one for one in said)
    assert not page.primary.isEnabled()
    assert page.view.faults[0].row == 5
    assert "31/02/1988" in page.view.faults[0].words
    born = next(one.index for one in page.view.columns if one.field == "birth_date")
    page.combos[born].choose("-")
    page._change_column("-")
    window.settle()
    assert page.view.faults == ()
    assert page.primary.isEnabled()
    assert any(one.after == "Nguyễn Văn Bình" for one in page.view.repairs)
    assert "người không có trong tệp, sẽ ghi là đã rời đơn vị" in page.view.summary
    page.keep_others.input.click()
    window.settle()
    assert "rời" not in page.view.summary


def test_an_import_is_taken_back(window, head, tmp_path, services):
    file = write_xlsx(tmp_path / "moi.xlsx", ((1, "CB001", "Nguyễn Thị Thuỷ", "", "Công chức", "Văn phòng"),))
    window.go("unit-import")
    window.shell.page.read(file)
    window.settle()
    press("Nhập 1 người")
    window.settle()
    assert len(window.shell.page._view.lines) == 1
    when_asked(lambda dialog: dialog.accept())
    press("Hoàn tác lần nhập này")
    window.settle()
    assert len(window.shell.page._view.lines) == 5


def test_people_are_moved_leave_and_come_back(window, head, services):
    window.go("unit-roster")
    page = window.shell.page
    page.table.go_to(lambda row: row.name == "Lê Văn Ân")

    def move(dialog) -> None:
        dialog.choice.input.choose("Văn phòng / Tổ một cửa")
        dialog.confirm.click()

    when_asked(move)
    page.move_button.click()
    window.settle()
    key = head.key("Lê Văn Ân")
    assert services.unit.roster.person(key).person.sub_unit == ("Văn phòng", "Tổ một cửa")
    page.table.go_to(lambda row: row.name == "Lê Văn Ân")
    when_asked(lambda dialog: dialog.accept())
    page.leave_button.click()
    window.settle()
    assert not services.unit.roster.person(key).is_there
    window.go(f"unit-person:{key}")
    assert any("Đã rời đơn vị ngày 24/11/2026" in one for one in names(window.shell))
    press("Đưa trở lại")
    window.settle()
    assert services.unit.roster.person(key).is_there


def test_sub_units_are_renamed_and_merged(window, head, services):
    window.go("unit-parts")

    def rename(dialog: RenameDialog) -> None:
        dialog.name.input.setText("Văn phòng")
        assert dialog.confirm.text() == "Gộp hai bộ phận"
        dialog.confirm.click()

    when_asked(rename)
    press("Đổi tên Kinh tế")
    window.settle()
    assert "Kinh tế" not in [one.name for one in services.unit.roster.sub_units()]


def test_a_code_that_is_taken_is_said_at_its_field(window, head):
    window.go(f"unit-person-edit:{head.key('Lê Văn Ân')}")
    page = window.shell.page
    page.fields["code"].input.setText("CB001")
    page._keep()
    window.settle()
    assert "đã là mã của Nguyễn Thị Thuỷ" in page.fields["code"].error.accessibleName()
    page.fields["code"].input.setText("CB-MOI")
    page.fields["extra"].input.setText("50")
    page._keep()
    window.settle()
    said = names(window.shell)
    assert "CB-MOI" in said
    assert "50 %" in said


def test_a_course_held_by_others_is_noted(window, head):
    window.go(f"unit-person:{head.key('Lê Văn An')}")

    def fill(dialog) -> None:
        dialog.confirm.click()
        assert dialog.fields["name"].error.accessibleName() == "Xin ghi tên khóa, lớp tập huấn."
        dialog.fields["name"].input.setText("Tập huấn phát ngôn báo chí")
        dialog.fields["begins"].input.setText("02/11/2026")
        dialog.confirm.click()

    when_asked(fill)
    press("Ghi thêm lớp")
    window.settle()
    assert "Tập huấn phát ngôn báo chí" in names(window.shell)
    window.go("unit-trainings")
    assert window.shell.page.about.accessibleName().startswith("1 người đã tham gia")


# Assigning


def test_codes_are_made_and_the_machines_must_be_told(window, head, tmp_path):
    window.go("unit-codes")
    page = window.shell.page
    page.count.input.setText("không")
    press("Tạo mã")
    assert "từ 1 đến 500" in page.count.error.accessibleName()
    page.count.input.setText("3")
    press("Tạo mã")
    window.settle()
    assert len(page._view.lines) == 3
    assert any("các máy chưa biết" in one for one in names(window.shell))
    file = tmp_path / "ma.pdf"
    page.choose_place = lambda *_: file
    press("Lưu thành PDF")
    window.settle()
    assert file.read_bytes().startswith(b"%PDF")
    head.services.unit.assigning.assign(head.services.unit.assigning.current(), tmp_path)
    window.go("unit-assign")
    window.go("unit-codes")
    assert not window.shell.page._view.stale


def test_what_is_assigned_is_what_was_chosen(window, head, services, tmp_path):
    window.go("unit-assign")
    page = window.shell.page
    first, second = page.cards
    second.check.input.setChecked(True)
    assert second.role_buttons[
        "lanh-dao"
    ].isChecked()  # whom the course is meant for, since the roster tells roles
    first._open()
    first.fields["pass_mark"].input.setText("150")
    page.choose_folder = lambda *_: tmp_path
    page.primary.click()
    assert "từ 1 đến 100" in first.fields["pass_mark"].error.accessibleName()
    first.fields["pass_mark"].input.setText("75")
    first.supervised.input.setChecked(True)
    page.primary.click()
    window.settle()
    asked = {one.course: one for one in services.unit.assigning.current()}
    assert (asked[COURSE].rules.pass_mark, asked[COURSE].rules.supervised) == (0.75, True)
    assert asked["tin-gia"].roles == ("lanh-dao",)
    assert any("Tệp giao học dùng thế nào" in one for one in names(window.shell))


# Certificates and data


def test_a_certificate_is_replaced_and_revoked_with_a_reason(window, head, services, tmp_path):
    services.unit.register.issue_all(tmp_path / "giay")
    window.go("unit-papers")
    page = window.shell.page
    page.choose_folder = lambda *_: tmp_path / "giay"
    page.table.go_to(lambda row: row.name == "Nguyễn Thị Thuỷ")

    def give_reason(dialog) -> None:
        dialog.confirm.click()
        assert dialog.field.error.accessibleName() == "Xin ghi lý do."
        dialog.field.input.setText("sai chức vụ")
        dialog.confirm.click()

    when_asked(give_reason)
    page.replace_button.click()
    window.settle()
    states = {one.number: one.state.value for one in services.unit.register.entries()}
    assert sorted(states.values()) == ["replaced", "valid"]
    page.table.go_to(lambda row: row.is_valid)
    when_asked(give_reason)
    page.revoke_button.click()
    window.settle()
    assert sorted(one.state.value for one in services.unit.register.entries()) == ["replaced", "revoked"]
    assert any("xuất tệp khóa mới" in one for one in names(window.shell))
    page.table.go_to(lambda row: row.state == "revoked")
    assert page.again_button.isVisible()
    assert not page.revoke_button.isEnabled()


def test_a_persons_data_is_exported_and_erased_when_the_name_is_typed(window, head, services, tmp_path):
    key = head.key("Nguyễn Thị Thuỷ")
    window.go(f"unit-data:{key}")
    file = tmp_path / "thuy.zip"
    window.shell.page.choose_place = lambda *_: file
    press("Xuất dữ liệu của người này")
    window.settle()
    assert "du-lieu.json" in zipfile.ZipFile(file).namelist()

    def confirm(dialog) -> None:
        dialog.confirm.click()
        assert dialog.isVisible()
        dialog.field.input.setText("nguyễn thị thuỷ")
        dialog.confirm.click()

    when_asked(confirm)
    press("Xóa dữ liệu của người này")
    window.settle()
    said = names(window.shell)
    assert any("Đã xóa." in one for one in said)
    assert any("thuy.zip" in one for one in said)
    assert key not in [one.key for one in services.unit.roster.people(with_left=True)]


def test_the_chart_is_saved_with_every_sub_unit(window, head, tmp_path):
    from pypdf import PdfReader

    window.go("unit-chart")
    file = tmp_path / "bieu-do.pdf"
    window.shell.page.choose_place = lambda *_: file
    press("Lưu PDF")
    window.settle()
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "Theo bộ phận" in text
    assert "Tổ một cửa" in text


def test_the_questions_are_exported_for_their_author(window, head, tmp_path):
    from elearn.unit.sheet import open_sheets

    window.go("unit-items")
    file = tmp_path / "cau-hoi.xlsx"
    window.shell.page.choose_place = lambda *_: file
    press("Xuất bảng cho người soạn")
    window.settle()
    rows = [row for sheet in open_sheets(file) for row in sheet.rows]
    assert any("Độ phân biệt" in [str(cell) for cell in row] for row in rows)


# Words and rules of the forms


@pytest.mark.parametrize(
    "odd, wrong",
    [
        pytest.param({}, set(), id="well"),
        pytest.param({"name": " "}, {"name"}, id="no name"),
        pytest.param({"signing_form": "TM."}, {"collective"}, id="whom TM. stands for"),
        pytest.param({"signing_form": "TL."}, {"head_position"}, id="whose order"),
        pytest.param({"first_number": "0"}, {"first_number"}, id="numbers begin at 1"),
        pytest.param({"symbol": "GCN?"}, {"symbol"}, id="a sign no file name bears"),
        pytest.param({"password": "ngắn"}, {"password"}, id="a short password"),
        pytest.param({"password_again": "khác hẳn"}, {"password_again"}, id="two passwords"),
    ],
)
def test_what_is_wrong_with_a_new_unit(odd, wrong):
    form = SetupForm(
        "UBND xã",
        "",
        "Thanh Trì",
        "",
        "Trần Ký",
        "Chủ tịch",
        password="đủ tám chữ",
        password_again="đủ tám chữ",
    )
    assert set(faults(replace(form, **odd), new=True)) == wrong


def test_the_paper_leaves_out_what_its_form_of_signing_does_not_ask():
    form = SetupForm("UBND xã A", "", "A", "", "Trần Ký", "Chủ tịch", "", "Ủy ban nhân dân", "Chủ tịch")
    assert preview(form, date(2026, 11, 24)).authority == ("CHỦ TỊCH",)
    shown = preview(replace(form, signing_form="KT.", position="Phó Chủ tịch"), date(2026, 11, 24))
    assert shown.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_member_training_and_code_forms_say_what_is_wrong():
    assert set(member_faults(MemberForm("", birth="1988", extra="999", part="A / B / C"))) == {
        "name", "birth", "extra", "part",
    }  # fmt: skip
    assert member_faults(MemberForm("Trần Ưng", birth="9.11.1988", part="A / B")) == {}
    assert set(training_faults(TrainingForm(name="Lớp", begins="05/11/2026", ends="04/11/2026"))) == {"ends"}
    assert set(code_faults("23/11/2026", "0", date(2026, 11, 24))) == {"day", "count"}


def test_rules_are_told_in_a_line():
    usual = RulesForm("80", "3", "24", "40")
    assert rules_words(RulesForm(), usual) == "đạt từ 80 %, 3 lượt, cách nhau 24 giờ, 40 phút"
    own = RulesForm("75", "0", "0", "", supervised=True)
    assert rules_words(own, usual) == "đạt từ 75 %, không giới hạn lượt, 40 phút, thi có giám sát"


def test_nothing_is_assigned_without_a_course():
    form = CourseForm("a", "A", "", RulesForm(), False, frozenset(), "30/11/2026", RulesForm())
    assert ("", "courses") in assign_faults((form,))
    assert assign_faults((replace(form, assigned=True),)) == {}
    assert ("a", "deadline") in assign_faults((replace(form, assigned=True, deadline="mai"),))


def test_bars_count_each_person_once_and_indent_parts_of_parts():
    lines = (line(1, part="Văn phòng / Tổ một cửa"), line(2, part="Văn phòng"), line(3, part=""))
    assert [(bar.label, bar.figure) for bar in part_bars(lines)] == [
        ("Văn phòng", "0/2"),
        ("Không thuộc bộ phận nào", "0/1"),
    ]
    assert [bar.depth for bar in part_bars(lines, below=True)] == [0, 1, 0]
    assert part_bars((line(1, part=""),)) == ()


@pytest.mark.parametrize(
    "answers, facility, discrimination, verdict",
    [
        pytest.param(19, None, None, "Chưa đủ lượt", id="too few"),
        pytest.param(40, 0.7, -0.2, "Xem lại đáp án", id="the good ones fail it"),
        pytest.param(40, 0.3, 0.4, "Nhiều người sai", id="hard"),
        pytest.param(40, 0.7, 0.05, "Ít phân biệt", id="tells nobody apart"),
        pytest.param(40, 0.99, None, "Ai cũng đúng", id="easy"),
        pytest.param(40, 0.7, 0.4, "Tốt", id="well"),
    ],
)
def test_questions_are_judged_in_words(answers, facility, discrimination, verdict):
    assert judged(answers, facility, discrimination)[0] == verdict


def test_moments_and_days_are_said_as_people_say_them():
    assert moment_words(A_TUESDAY - timedelta(hours=1), A_TUESDAY) == "07:00 hôm nay"
    assert moment_words(A_TUESDAY - timedelta(days=1), A_TUESDAY) == "08:00 hôm qua"
    assert moment_words(A_TUESDAY - timedelta(days=9), A_TUESDAY) == "08:00 ngày 15/11/2026"
    assert typed_day("2/12/2026") == date(2026, 12, 2)
    with pytest.raises(ValueError, match="day"):
        typed_day("31/02/2026")


def test_presenters_of_the_unit_know_no_qt():
    import subprocess
    import sys
    from pathlib import Path

    folder = Path(__file__).parent.parent.parent / "elearn" / "desktop" / "presenters" / "unit"
    modules = [f"elearn.desktop.presenters.unit.{path.stem}" for path in folder.glob("[a-z]*.py")]
    script = f"import sys, importlib; [importlib.import_module(one) for one in {modules!r}]; "
    script += "print([name for name in sys.modules if name.startswith('PySide6')])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=folder.parents[3],
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_namesake_on_the_roster_is_a_person_of_their_own(services, head):
    services.unit.roster.add(RosterPerson("Nguyễn Thị Thuỷ", "CB-HAI", ("Kinh tế",)))
    view = OverviewPresenter(services).view()
    assert [line.code for line in view.lines if line.name == "Nguyễn Thị Thuỷ"] == [
        "CB001",
        "CB-HAI",
    ] or sorted(line.code for line in view.lines if line.name == "Nguyễn Thị Thuỷ") == ["CB-HAI", "CB001"]


def test_everything_is_backed_up_from_the_settings(window, head, tmp_path):
    window.go("unit-settings")
    file = tmp_path / "sao-luu.zip"
    window.shell.page.choose_place = lambda *_: file
    press("Lưu bản sao lưu")
    window.settle()
    assert {"records.db", "unit.db"} <= set(zipfile.ZipFile(file).namelist())
    assert "đã mở ra kiểm tra" in window.shell.said


def test_help_from_the_units_pages_is_the_heads_guide(window, head):
    window.go("unit-intake")
    window.shell._help()
    window.settle()
    assert "Hướng dẫn cho người phụ trách đơn vị" in names(window.shell)
    press("Hướng dẫn cho người học")
    window.settle()
    assert "Hướng dẫn cho người học" in names(window.shell)
    window.go("help:don-vi")
    assert "Bốn bước đầu" in names(window.shell)


def test_what_deserves_a_second_look_is_told_in_words(window, head):
    from tests.build.clock import FLAT_BATTERY

    giao = next((head.office.folder / "out").glob("*.giao"))
    pc = head.office.pc("pc-4", giao)
    an = pc.person("Lê Văn An", "CB002")
    now = head.office.clock.now()
    head.office.clock.set_back(FLAT_BATTERY)
    pc.sit(an)
    head.office.clock.set_back(now)
    file = pc.hand_in(an, head.office.folder / "clock")
    head.services.unit.intake.take([file])
    window.go("unit")
    page = window.shell.page
    assert page.filters["looks"].text() == "Nên xem lại 1"
    press("Nên xem lại 1")
    assert page.table.shown == 1
    said = " ".join(names(window.shell))
    assert "Lê Văn An: Đồng hồ trên máy của người học từng chạy sai" in said
    assert "không phải kết luận" in said
    window.go(f"unit-person:{head.key('Lê Văn An')}")
    assert any(one.startswith("Nên xem lại: Đồng hồ") for one in names(window.shell))
