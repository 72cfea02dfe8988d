"""The head's whole way in the window, on real services: set up, roster, assignment, intake, list, certificates."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from elearn.credentials.key_file import read_key_file
from elearn.credentials.verify import verify
from elearn.desktop.unit.password_dialog import PasswordDialog
from elearn.learning.people import PersonDetails
from elearn.records.settings import TO_TAKE_IN
from elearn.unit.sheet import open_sheets
from tests.build.offices import PEOPLE, SETTINGS, Pc, library
from tests.build.rosters import write_xlsx
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import press
from tests.desktop.stand_in import Services

PASSWORD = "con trâu là đầu cơ nghiệp"
ROWS = (
    (1, "CB001", "Nguyễn Thị Thuỷ", "29/02/1988", "Công chức", "Văn phòng"),
    (2, "CB002", "Lê Văn An", "15/8/1991", "Chánh Văn phòng", "Văn phòng / Tổ một cửa"),
    (3, "CB003", "Lê Văn Ân", "1985-12-01", "Công chức", "Kinh tế"),
)


@pytest.fixture
def services(tmp_path):
    """The head's own machine, without a unit."""
    made = Services(tmp_path / "head", courses=library().courses())
    made.records.people.create(PersonDetails("Trần Quốc Toản", "CB-000", "UBND xã Thanh Trì", "Chủ tịch"))
    yield made
    made.close()


def when_asked(act) -> None:
    """Do something in the next dialog that opens, now or later."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, look)
        else:
            act(dialog)

    QTimer.singleShot(10, look)


def give_password(dialog: PasswordDialog) -> None:
    """Type it into the dialog and confirm."""
    dialog.password.input.setText(PASSWORD)
    dialog.confirm.click()


def test_the_heads_whole_way(open_shell, services, tmp_path):
    window = open_shell()
    shell = window.shell
    window.go("unit")
    assert "Thiết lập đơn vị: Việc tiếp theo" in names(shell)

    # Setting up: what is wrong is said at the field; the paper is seen as it will look
    press("Thiết lập đơn vị")
    window.settle()
    fields = shell.page.fields.fields
    shell.page.primary.click()
    assert "Xin ghi tên đơn vị" in fields["name"].error.accessibleName()
    for key, text in {
        "above": "Ủy ban nhân dân thành phố Hà Nội",
        "name": "Ủy ban nhân dân xã Thanh Trì",
        "place": "Thanh Trì",
        "signer": "Trần Quang Khải",
        "position": "Phó Chủ tịch",
        "collective": "Ủy ban nhân dân",
        "head_position": "Chủ tịch",
        "first_number": "5",
        "password": PASSWORD,
        "password_again": PASSWORD,
    }.items():
        fields[key].input.setText(text)
    shell.page.fields.form_of_signing.input.choose("KT.")
    shell.page.fields._changed()
    assert "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH" in shell.page.fields.paper.accessibleName()
    shell.page.primary.click()
    window.settle()
    assert nameless(shell) == []
    sheet = tmp_path / "phieu.pdf"
    shell.page.choose_place = lambda *_: sheet
    press("Lưu phiếu để in")
    window.settle()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert not shell.page.go_on.isEnabled()
    shell.page.kept.input.click()
    press("Tiếp tục")
    window.settle()
    services.unit.lock()  # as after a new start: the password is asked for when it is needed

    # The roster: looked over, then taken; one step takes it back
    press("Nhập danh sách")
    window.settle()
    file = write_xlsx(tmp_path / "danh-sach.xlsx", ROWS)
    shell.page.choose_file = lambda *_: file
    press("Chọn tệp")
    window.settle()
    assert any("Đọc được cả 3 người. 3 người mới." in one for one in names(shell))
    press("Nhập 3 người")
    window.settle()
    assert str(shell.route) == "unit-roster"
    assert [line.name for line in shell.page._view.lines] == ["Lê Văn An", "Lê Văn Ân", "Nguyễn Thị Thuỷ"]

    # The assignment: signed, so the password is asked for
    window.go("unit-assign")
    out = tmp_path / "ra"
    out.mkdir()
    shell.page.choose_folder = lambda *_: out
    shell.page.deadline.input.setText("30/11/2026")
    when_asked(give_password)
    press("Lưu tệp giao học")
    window.settle()
    (giao,) = out.glob("*.giao")
    assert any("cho 3 người" in one for one in names(shell))

    # Learners at two PCs; one passes, one fails; a third file is spoilt
    first, second = (Pc(tmp_path / name, services.clock, giao) for name in ("pc-1", "pc-2"))
    results = tmp_path / "usb"
    thuy = first.person("Nguyễn Thị Thuỷ", "CB001")
    first.sit(thuy, right=4)
    first.hand_in(thuy, results)
    an = second.person("Lê Văn An", "CB002")
    second.sit(an, right=1)
    second.hand_in(an, results)
    for pc in (first, second):
        pc.records.close()
    (results / "hong.kqht").write_text("không phải tệp kết quả")

    window.go("unit")
    assert any("Chưa nhận tệp kết quả nào" in one for one in names(shell))
    window.go("unit-intake")
    shell.page.choose_folder = lambda *_: results
    press("Chọn thư mục có tệp")
    window.settle()
    assert shell.page.result.sum == "Đã đọc 3 tệp = 2 mới + 1 không nhận."
    press("Chọn thư mục có tệp")
    window.settle()
    assert shell.page.result.sum == "Đã đọc 3 tệp = 2 đã có + 1 không nhận."

    # The overview
    window.go("unit")
    shown = {line.name: (line.state.value, line.result) for line in shell.page.table.rows_model.arranged.rows}
    assert shown["Lê Văn Ân"] == ("Chưa học", "0/2 khóa")
    shell.page._choose_course("luat-an-ninh-mang")
    window.settle()
    shown = {line.name: (line.state.value, line.result) for line in shell.page.table.rows_model.arranged.rows}
    assert shown == {
        "Lê Văn An": ("Đang học", "1/4"),
        "Lê Văn Ân": ("Chưa học", ""),
        "Nguyễn Thị Thuỷ": ("Hoàn thành", "4/4"),
    }
    assert [shell.page.filters[one].text() for one in ("all", "unfinished")] == ["Tất cả 3", "Chưa xong 2"]

    # The list: two presses and the system's dialog
    book = tmp_path / "danh-sach-hoan-thanh.xlsx"
    press("Xuất danh sách")
    window.settle()
    shell.page.choose_place = lambda *_: book
    press("Lưu danh sách Excel")
    window.settle()
    rows = [row for sheet in open_sheets(book) for row in sheet.rows]
    text = "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    assert "Nguyễn Thị Thuỷ" in text
    assert "Chưa bắt đầu" in text
    assert "TRẦN QUANG KHẢI" not in text
    assert "Trần Quang Khải" in text

    # Certificates: all at once, checked by the unit's key file as somebody else would
    window.go("unit-papers")
    papers = tmp_path / "giay"
    shell.page.choose_folder = lambda *_: papers
    press("Cấp 1 giấy")
    window.settle()
    assert any("Đã cấp 1 giấy mới" in one for one in names(shell))
    (pdf,) = papers.glob("giay-chung-nhan*.pdf")
    assert (papers / "tat-ca-giay-de-in.pdf").exists()
    window.go("unit-settings")
    shell.page.choose_folder = lambda *_: out
    press("Xuất tệp khóa")
    window.settle()
    (key,) = out.glob("*.khoa")
    verdict = verify(pdf.read_bytes(), [read_key_file(key.read_text())])
    assert (verdict.valid, verdict.number, verdict.name) == (True, "05/2026/GCN", "Nguyễn Thị Thuỷ")


def test_a_wrong_password_is_said_and_the_printed_code_opens(open_shell, services, tmp_path, qtbot):
    from elearn.desktop.presenters.unit.setup import SetupForm, SetupPresenter

    form = SetupForm("UBND xã", "", "Thanh Trì", "", "Trần Văn Ký", "Chủ tịch", password=PASSWORD)
    made = SetupPresenter(services).found(form)
    services.unit.lock()
    window = open_shell()
    window.go("unit-settings")
    dialog = PasswordDialog(window.shell.context, "Để thử.", window.shell)
    dialog.show()
    dialog.password.input.setText("sai rồi")
    dialog.confirm.click()
    window.settle()
    assert "chưa đúng" in dialog.password.error.accessibleName()
    dialog._forget()
    dialog.code.input.setText(made.code.lower().replace("-", " "))
    dialog.new.input.setText("mật khẩu mới")
    dialog.again.input.setText("mật khẩu mới")
    dialog.confirm.click()
    window.settle()
    assert services.unit.is_unlocked
    services.unit.lock()
    services.unit.unlock("mật khẩu mới")
    dialog.deleteLater()


def test_the_recovery_code_is_not_left_unkept(open_shell, services):
    from elearn.desktop.presenters.unit.setup import NewUnit

    window = open_shell()
    window.go("unit-setup")
    page = window.shell.page
    asked = []
    page.context = SimpleNamespace(ask=lambda title, *_args, **_odd: asked.append(title) or False)
    page._new_unit, page.kept = NewUnit("UBND xã", "AAAA", "A-B"), SimpleNamespace(checked=False)
    assert not page.may_leave()
    assert asked == ["Chưa cất mã khôi phục"]
    page.kept = SimpleNamespace(checked=True)
    assert page.may_leave()


def test_paths_that_do_not_exist_are_refused_in_words(open_shell, services):
    window = open_shell()
    window.go("unit-import")
    window.shell.page.read(Path("/khong/co/danh-sach.xlsx"))
    window.settle()
    assert any("Đơn vị" in one or "thiết lập đơn vị" in one for one in names(window.shell))


def test_result_files_that_were_double_clicked_are_taken_in(open_shell, tmp_path, qtbot, unit_machine):
    services, files = unit_machine
    window = open_shell()
    services.records.settings.set(TO_TAKE_IN, [str(one) for one in files])
    asked = []
    when_asked(lambda dialog: (asked.append(type(dialog).__name__), give_password(dialog)))
    window.shell.bring_to_front()  # what a second start asks for
    qtbot.waitUntil(lambda: getattr(window.shell.page, "result", None) is not None, timeout=10_000)
    window.settle()
    assert (asked, str(window.shell.route)) == (["PasswordDialog"], "unit-intake")
    assert sorted(line.file_name for line in window.shell.page.result.lines) == sorted(
        one.name for one in files
    )
    assert services.records.settings.get(TO_TAKE_IN) is None
    window.shell.change_look("dark", 1.0)  # and they are not taken in a second time
    window.settle()
    assert len(services.unit.intake.last().files) == len(files)


def test_with_several_people_it_is_asked_first_who_sits_here(open_shell, qtbot, unit_machine):
    services, files = unit_machine
    other = services.records.people.create(PersonDetails("Lê Thị Hai"))
    services.records.settings.set(TO_TAKE_IN, [str(files[0])])
    window = open_shell()
    assert str(window.shell.route) == "profiles"
    assert "chọn tên của mình trước" in window.shell.said
    when_asked(give_password)
    window.shell.session.enter(other.subject)
    qtbot.waitUntil(lambda: getattr(window.shell.page, "result", None) is not None, timeout=10_000)
    assert [line.file_name for line in window.shell.page.result.lines] == [files[0].name]


@pytest.fixture
def unit_machine(tmp_path, services):
    """The head's machine with its unit and roster, keys not yet open; two result files of its people."""
    services.unit.setup.set_up(SETTINGS, PASSWORD)
    for person in PEOPLE:
        services.unit.records.people.add(person)
    pc = Pc(tmp_path / "pc", services.clock)
    files = []
    for name, code in (("Nguyễn Thị Thuỷ", "CB001"), ("Lê Văn Ân", "CB003")):
        subject = pc.person(name, code)
        pc.sit(subject)
        files.append(pc.hand_in(subject, tmp_path / "stick"))
    pc.records.close()
    services.unit.lock()
    return services, files
