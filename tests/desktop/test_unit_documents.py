"""Number, day and recipients of what is exported, set in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from elearn.desktop.unit.document_dialog import DocumentDialog
from elearn.desktop.widgets.buttons import primary_button
from elearn.desktop.widgets.dialogs import Dialog
from elearn.desktop.widgets.fields import Field
from tests.desktop.accessible import names
from tests.desktop.keyboard import press
from tests.desktop.test_unit_way import when_asked
from tests.services.test_unit_documents import said


@pytest.fixture
def services(head):
    """For the window."""
    return head.services


@pytest.fixture
def window(open_shell):
    """The head's window."""
    return open_shell()


def save(window, name: str, path) -> str:
    """Save something from the page; all that the file says."""
    window.shell.page.choose_place = lambda *_: path
    press(name)
    window.settle()
    return said(path)


def test_a_list_has_what_was_written_and_the_next_one_remembers_to_whom_it_goes(window, tmp_path):
    window.go("unit-lists")
    page = window.shell.page
    assert "Số và ngày để trống cho văn thư. Nơi nhận: Lưu: VT." in names(window.shell)

    def fill(dialog: DocumentDialog) -> None:
        assert "addressees" not in dialog.fields
        for key, text in (("number", "15"), ("symbol", "DS-UBND"), ("day", "2/12/2026")):
            dialog.fields[key].input.setText(text)
        dialog.fields["recipients"].input.setPlainText("- Các phòng, ban;\n\n- Lưu: VT, VHXH.")
        dialog.confirm.click()

    when_asked(fill)
    press("Sửa số, ngày, nơi nhận của danh sách")
    window.settle()
    words = "Số 15/DS-UBND, ngày 02/12/2026. Nơi nhận: Các phòng, ban; Lưu: VT, VHXH."
    assert words in names(window.shell)
    for name, ending in (
        ("Lưu danh sách PDF", "pdf"),
        ("Lưu danh sách Word", "docx"),
        ("Lưu danh sách Excel", "xlsx"),
    ):
        text = save(window, name, tmp_path / f"danh-sach.{ending}")
        assert "Số: 15/DS-UBND" in text
        assert "ngày 02 tháng 12 năm 2026" in text
        assert "- Các phòng, ban; - Lưu: VT, VHXH." in text
    assert not any("để trống cho văn thư" in one for one in names(window.shell) if "Đã lưu" in one)
    window.go("unit")
    window.go("unit-lists")
    assert "Số và ngày để trống cho văn thư. Nơi nhận: Các phòng, ban; Lưu: VT, VHXH." in names(window.shell)
    assert page._forms["list"].symbol == "DS-UBND"


def test_a_report_is_addressed_and_says_what_is_left_to_the_clerk(window, tmp_path):
    window.go("unit-lists")
    text = save(window, "Lưu báo cáo Word", tmp_path / "bao-cao.docx")
    assert "Kính gửi: Thành phố Hà Nội." in text
    assert "- Như trên; - Lưu: VT." in text
    assert any(one.endswith("Số và ngày để trống cho văn thư.") for one in names(window.shell))
    when_asked(lambda dialog: (dialog.fields["addressees"].input.setPlainText(""), dialog.confirm.click()))
    press("Sửa số, ngày, nơi nhận của báo cáo")
    window.settle()
    assert "Kính gửi" not in save(window, "Lưu báo cáo Word", tmp_path / "bao-cao.docx")


def test_what_cannot_be_a_number_or_a_day_is_said_at_its_field(window):
    window.go("unit-lists")
    seen = {}

    def fill(dialog: DocumentDialog) -> None:
        dialog.fields["number"].input.setText("mười lăm")
        dialog.fields["day"].input.setText("31/2/2026")
        dialog.fields["recipients"].input.setPlainText("Nơi nhận\n" * 13)
        dialog.confirm.click()
        seen.update({key: field.error.accessibleName() for key, field in dialog.fields.items()})
        dialog.reject()

    when_asked(fill)
    press("Sửa số, ngày, nơi nhận của báo cáo")
    window.settle()
    assert seen["number"] == "Xin ghi số như 15, hoặc để trống."
    assert seen["day"] == "Xin ghi ngày như 02/12/2026, hoặc để trống."
    assert "nhiều nhất 12 dòng" in seen["recipients"]
    assert "Nơi nhận: Như trên; Lưu: VT." in " ".join(names(window.shell))


def test_a_dialog_that_is_higher_than_the_screen_scrolls_and_keeps_its_buttons(window, qtbot):
    theme = window.shell.context.theme
    dialog = Dialog(theme, "Nhiều ô", "", window.shell)
    fields = [Field(theme, f"Ô {number}", "Gợi ý") for number in range(20)]
    for field in fields:
        dialog.body.addWidget(field)
    button = primary_button(theme, "Xong")
    dialog.buttons.addWidget(button)
    fields[0].input.setFocus()
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    assert dialog.height() < dialog.screen().availableGeometry().height()
    qtbot.waitUntil(fields[0].input.hasFocus)

    def seen(widget) -> bool:
        top = widget.mapTo(dialog, QPoint(0, 0)).y()
        return top >= 0 and top + widget.height() <= dialog.height() and not widget.visibleRegion().isEmpty()

    assert seen(button)
    assert not seen(fields[-1].input)
    fields[-1].input.setFocus()
    qtbot.waitUntil(lambda: seen(fields[-1].input))
    assert seen(button)
    dialog.close()
    dialog.deleteLater()
