"""Pictures of reading, search, certificates, checking and handing over; and of dialogs over a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tools.pictures_exam import exam_done

if TYPE_CHECKING:
    from elearn.desktop.shell import Shell

Act = Callable[["Shell"], QPixmap | None]
LONG_POSITION = (
    "Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị kiêm phụ trách công nghệ thông tin và chuyển đổi số"
)


def _rest(shell: Shell) -> None:
    """Wait until the page is whole."""
    QTest.qWait(20)
    while shell.context.background.is_busy or not (shell.page and shell.page.is_whole):
        QTest.qWait(10)
    QTest.qWait(60)


# Reading


def at_section(number: int) -> Act:
    """A lesson, scrolled to a section."""

    def act(shell: Shell) -> None:
        page: Any = shell.page
        QTest.qWait(400)  # until all of it is built
        page.column.show_place(page.view.sections[number].anchor)
        QTest.qWait(200)

    return act


def with_marks(shell: Shell) -> None:
    """A passage is highlighted, a section has a note, another a bookmark."""
    page: Any = shell.page
    QTest.qWait(400)
    anchor = page.view.sections[1].anchor
    page.column.show_place(anchor)
    section = next(one for one in page.column.sections if one.section.anchor == anchor)
    passage = section.passages[0]
    passage.setFocus()
    cursor = passage.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(passage.toPlainText().index(". ") + 1, QTextCursor.MoveMode.KeepAnchor)  # a sentence
    passage.setTextCursor(cursor)
    page.marking.highlight()
    page.top_bar.bookmark_button.click()
    _rest(shell)
    page.top_bar.note_button.click()
    section.note.editor.setPlainText("Hỏi chị Lan ở Văn phòng về mẫu báo cáo trước thứ Sáu.")
    _rest(shell)


def with_term(shell: Shell) -> None:
    """The card of the first term or citation that a lesson links."""
    page: Any = shell.page
    QTest.qWait(400)
    for section in page.column.sections:
        for passage in section.all_passages:
            for link in passage.links:
                if link.target.startswith("term:"):
                    page.column.show_place(section.section.anchor)
                    QTest.qWait(100)
                    passage.followed.emit(link.target, passage.place_of(link))
                    _rest(shell)
                    return


def checked(right: bool) -> Act:
    """The first question inside a lesson, answered."""
    from tests.build.items import right_response, wrong_response

    def act(shell: Shell) -> None:
        page: Any = shell.page
        QTest.qWait(600)
        for section in page.column.sections:
            section.build()
        from elearn.desktop.items.item_widget import ItemWidget

        item = page.column.findChildren(ItemWidget)[0]
        item.set_response((right_response if right else wrong_response)(item.item))
        item.check()
        _rest(shell)
        page.column.ensureWidgetVisible(item, 0, 40)
        QTest.qWait(100)

    return act


# Searching


def typed(text: str) -> Act:
    """Words in the search field."""

    def act(shell: Shell) -> None:
        page: Any = shell.page
        page.input.setText(text)
        page._search()  # noqa: SLF001 - what typing does after a breath
        _rest(shell)
        page.list.step(1)

    return act


# A profile


def with_roster(services: Any) -> None:
    """Nobody learns here yet, but the unit's assignment file has been taken in."""
    from elearn.learning.assignment import PersonListed, UnitMark
    from tests.build.assignments import SEALING, assignment, base64url

    unit = UnitMark("Ủy ban nhân dân xã Thanh Trì", base64url.encode(SEALING))
    about = [
        ("CB-017", "Nguyễn Thị Hồng Nhung", ("Văn phòng",), "Công chức Văn hóa – Xã hội"),
        ("CB-021", "Nguyễn Thị Nhung", ("Kinh tế",), "Công chức Tài chính – Kế toán"),
        ("CB-033", "Nguyễn Thị Nhung", ("Trạm Y tế", "Tổ dự phòng"), "Y sĩ"),
        ("", "Nguyễn Hoàng Tuyết Nhung", (), LONG_POSITION),
        ("CB-040", "Trần Văn Ưng", ("Kinh tế",), "Công chức"),
    ]
    roster = tuple(PersonListed(code, name, "", part, position) for code, name, part, position in about)
    services.records.assignments.put(assignment(unit=unit, roster=roster), "k" * 43, bytes(32))


def typed_into(key: str, text: str) -> Act:
    """Words typed into a field of the profile's form; what is proposed then, its second line reached."""

    def act(shell: Shell) -> None:
        page: Any = shell.page
        field = page.fields[key].input
        field.setFocus()
        field.setText(text)
        field.textEdited.emit(text)
        for _ in range(2):
            QTest.keyClick(field, Qt.Key.Key_Down)
        _rest(shell)

    return act


# Certificates and results


def with_certificate(services: Any) -> None:
    """An exam was passed, and has its paper."""
    exam_done(27)(services)


def checked_paper(spoilt: bool = False) -> Act:
    """The check of the learner's own certificate, as it is or with a byte changed."""

    def act(shell: Shell) -> None:
        page: Any = shell.page
        services = shell.context.services
        stored = services.records.certificates.list(shell.context.subject)[-1]
        content = bytearray(stored.pdf)
        if spoilt:
            at = content.index(b"stream") + 40
            content[at] ^= 1
        path = Path(services.folder) / "Giay-xac-nhan.pdf"
        path.write_bytes(bytes(content))
        page.check(path)
        _rest(shell)

    return act


def handed_over(shell: Shell) -> None:
    """The result file was saved to a folder."""
    page: Any = shell.page
    folder = Path(shell.context.services.folder) / "USB"
    folder.mkdir(exist_ok=True)
    page._save(folder)  # noqa: SLF001 - what choosing a folder does
    _rest(shell)


# Dialogs


def ask_for_pin(shell: Shell) -> None:
    """Choose the profile that has a PIN."""
    page: Any = shell.page
    page._rows[-1].click()  # noqa: SLF001 - a row


def hand_in(shell: Shell) -> None:
    """Begin the exam, then ask to hand it in."""
    page: Any = shell.page
    page.sheet.primary.click()
    while page.view is None:
        QTest.qWait(10)
    page.ask_to_hand_in()


def over(press: Callable[[Shell], object], act: Callable[[QDialog], object] | None = None) -> Act:
    """A dialog that `press` opens, as it stands over its page; `act` does something in it first."""

    def shot(shell: Shell) -> QPixmap:
        taken: list[QPixmap] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                QTimer.singleShot(50, look)
                return
            if act is not None:
                act(dialog)
                QTest.qWait(400)
            taken.append(_composed(shell, dialog))
            dialog.reject()

        QTimer.singleShot(150, look)
        press(shell)
        while not taken:
            QTest.qWait(20)
        return taken[0]

    return shot


def _composed(shell: Shell, dialog: QDialog) -> QPixmap:
    below, above = shell.grab(), dialog.grab()
    painter = QPainter(below)
    room = below.deviceIndependentSize() - above.deviceIndependentSize()
    painter.drawPixmap(QPoint(round(room.width() / 2), round(room.height() / 2)), above)
    painter.end()
    return below
