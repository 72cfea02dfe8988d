"""The handful of widgets and the work off the GUI thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from elearn.desktop.background import Background
from elearn.desktop.theme import make_theme
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.unit.tabs import TABS, Tabs
from elearn.desktop.widgets.buttons import icon_button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.choosing import Check
from elearn.desktop.widgets.dialogs import Dialog, ask_yes_no
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.progress import ProgressBar
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import LONGEST_END, LONGEST_WORD, Text, as_shown, breakable, ended
from elearn.desktop.widgets.shade import Shade
from elearn.desktop.widgets.states import loading_state
from elearn.desktop.widgets.still import LONGEST_MS, Still
from elearn.errors import Reason, Refusal
from tests.desktop.accessible import nameless
from tests.desktop.test_profiles import in_dialog

TOKENS = read_tokens()


@pytest.fixture
def theme(qapp):
    return make_theme("light", 1.0, TOKENS)


@pytest.fixture
def background(qapp):
    executor = ThreadPoolExecutor(1)
    made = Background(lambda: executor)
    yield made
    made.close()
    executor.shutdown()


def settle(qtbot, background) -> None:
    qtbot.waitUntil(lambda: not background.is_busy)


def test_nothing_is_begun_before_it_may(qtbot, background):
    seen: list[str] = []
    background.run(seen.append, "written")
    background.read(seen.append, "read")
    QTest.qWait(10)
    assert seen == []
    background.release()
    settle(qtbot, background)
    assert sorted(seen) == ["read", "written"]


def test_what_is_written_keeps_its_order(qtbot, background):
    seen: list[int] = []
    for number in range(20):
        background.run(seen.append, number)
    background.release()
    for number in range(20, 40):
        background.run(seen.append, number)
    settle(qtbot, background)
    assert seen == list(range(40))


def test_answers_come_on_the_gui_thread(qtbot, background):
    threads = []
    background.release()
    background.run(threading.get_ident, done=lambda worker: threads.append((worker, threading.get_ident())))
    settle(qtbot, background)
    worker, here = threads[0]
    assert here == threading.get_ident() != worker


def test_a_refusal_goes_to_who_asked(qtbot, background):
    def refuse() -> None:
        raise Refusal(Reason.DISK_FULL, drive="D:")

    taken, loud = [], []
    background.refused.connect(loud.append)
    background.release()
    background.run(refuse, failed=taken.append)
    background.read(refuse)
    settle(qtbot, background)
    assert [one.reason for one in taken] == [one.reason for one in loud] == [Reason.DISK_FULL]


def test_a_closed_background_begins_nothing(background):
    seen: list[int] = []
    background.run(seen.append, 1)
    background.close()
    background.run(seen.append, 2)
    assert seen == []
    assert not background.is_busy


@given(st.text(alphabet="aậ/._- x", max_size=80))
def test_breaking_changes_nothing_that_is_read(text):
    broken = breakable(text)
    assert broken.replace("\u200b", "") == text
    assert all(len(part) <= LONGEST_WORD for word in broken.split() for part in word.split("\u200b"))


@given(st.text(alphabet="aậé, ", max_size=90))
@example(" " * 6)
def test_holding_the_last_words_together_changes_nothing_that_is_read(text):
    held = ended(text)
    assert held.replace("\u00a0", " ") == text
    end = held.split(" ")[-1]
    assert "\u00a0" not in end or len(end) <= LONGEST_END


@pytest.mark.parametrize("held", ["116/2025/QH15", "331/2026/NĐ-CP", "46/2026/GCN-UBND", "31 phút", "24 giờ"])
def test_no_line_ends_within_a_number_or_between_it_and_what_it_counts(theme, held):
    said = as_shown(f"Căn cứ theo văn bản số {held} ngày 19/8/2026 và các văn bản khác có liên quan")
    whole = held.replace(" ", "\u00a0")
    for width in range(160, 400, 4):
        layout = QTextLayout(said, theme.font("body"))
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(said[line.textStart() : line.textStart() + line.textLength()].replace("\u2060", ""))
        layout.endLayout()
        assert sum(whole in one for one in lines) == 1, width


def test_no_word_stands_alone_at_the_end(qtbot, theme):
    words = "Phường vừa nhận một tài liệu đóng dấu Mật. Chị Ngân, văn thư, đọc các tin dưới đây. Chị trả lời câu nào?"
    assert ended(words).split(" ")[-1] == "câu\u00a0nào?"
    assert ended("Cả hai đều không phải là chứng chỉ bồi dưỡng.").endswith(" bồi\u00a0dưỡng.")
    text = Text(theme, words, "reading")
    qtbot.addWidget(text)
    assert text.accessibleName() == words


def test_a_blank_to_be_filled_in_keeps_its_width(qtbot, theme):
    blank, close = (Text(theme, words) for words in ("Số:      /TB", "Số: /TB"))
    for one in (blank, close):
        qtbot.addWidget(one)
        one.adjustSize()
    grown = [QTextDocument() for _ in range(2)]
    for document, one in zip(grown, (blank, close), strict=True):
        document.setHtml(one.text())
    assert grown[0].idealWidth() > grown[1].idealWidth() + 10


@pytest.mark.parametrize("role", ["caption", "body", "reading", "h3", "h2", "h1"])
def test_letters_stand_in_the_middle_of_their_line(qtbot, theme, role):
    text = Text(theme, "HHHH", role)
    qtbot.addWidget(text)
    text.resize(text.sizeHint())
    seen = text.grab().toImage()
    ground = seen.pixel(seen.width() - 1, 0)
    rows = [
        y for y in range(seen.height()) if any(seen.pixel(x, y) != ground for x in range(0, seen.width(), 2))
    ]
    middle, line = (rows[0] + rows[-1] + 1) / 2, theme.line_px(role)
    assert abs(middle - line / 2) <= 1.5


def test_a_path_wraps(qtbot, theme):
    text = Text(theme, r"C:\Users\nhung\AppData\Local\elearn\rat-nhieu-thu-muc\ket-qua\records.db")
    qtbot.addWidget(text)
    assert text.minimumSizeHint().width() < 260
    assert text.accessibleName().endswith("records.db")


def test_text_is_shown_as_it_is(qtbot, theme):
    text = Text(theme, "A < B & <b>C</b>")
    qtbot.addWidget(text)
    assert text.accessibleName() == "A < B & <b>C</b>"
    assert "&lt;b&gt;" in text.text()


def test_a_row_becomes_a_column_where_it_is_narrow(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = Reflow(500)
    for _ in range(2):
        row.add(Text(theme, "một đoạn chữ không dài lắm"), 1)
    box = QVBoxLayout(holder)
    box.addWidget(row)
    holder.resize(900, 300)
    holder.show()
    QApplication.processEvents()
    assert row.is_row
    holder.resize(400, 300)
    QApplication.processEvents()
    assert not row.is_row
    holder.resize(900, 300)
    QApplication.processEvents()
    assert row.is_row
    assert row.minimumSizeHint().width() < 400


def test_things_that_do_not_fit_go_to_the_next_row(qtbot, theme):
    flow = Flow(8)
    qtbot.addWidget(flow)
    for number in range(6):
        make = primary_button if number % 2 else quiet_button
        flow.add(make(theme, f"Nút số {number}"))
    one = flow.heightForWidth(2000)
    assert flow.heightForWidth(300) > 2 * one
    flow.resize(300, flow.heightForWidth(300))
    flow.show()
    QApplication.processEvents()
    rects = [part.geometry() for part in flow.children() if isinstance(part, QWidget)]
    assert {rect.center().y() for rect in rects} == {rect.center().y() for rect in rects if rect.left() == 0}
    assert all(rect.right() < 300 for rect in rects)
    assert not any(a.intersects(b) for a in rects for b in rects if a is not b)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_key(qtbot, theme, key):
    pressed = []
    button = primary_button(theme, "Nộp bài", lambda: pressed.append(key))
    qtbot.addWidget(button)
    button.show()
    QTest.keyClick(button, key)
    assert pressed == [key]


def test_a_button_that_is_an_icon_has_a_name(qtbot, theme):
    button = icon_button(theme, "x", "Đóng")
    link = link_button(theme, "Mở", name="Mở: Luật An ninh mạng")
    for one in (button, link):
        qtbot.addWidget(one)
    assert (button.accessibleName(), button.toolTip()) == ("Đóng", "Đóng")
    assert link.accessibleName() == "Mở: Luật An ninh mạng"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_that_is_pressed_is_too_low(qtbot, scale):
    from elearn.desktop.theme.style_sheet import style_sheet

    theme = make_theme("light", scale, TOKENS)
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setStyleSheet(style_sheet(theme))
    box = QVBoxLayout(holder)
    field = Field(theme, "Họ và tên", "hint")
    button = primary_button(theme, "Lập hồ sơ")
    box.addWidget(field)
    box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    holder.show()
    QApplication.processEvents()
    assert button.height() >= 40
    assert field.input.height() >= 40
    heights = []
    for widget in (button, field.input):
        widget.setFocus()
        QApplication.processEvents()
        heights.append(widget.sizeHint().height() - widget.height())
    assert heights == [0, 0]  # the focus makes nothing jump


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_dialog_grows_with_what_it_says(qtbot, scale):
    theme = make_theme("light", scale, TOKENS)
    dialog = Dialog(theme, "Mã PIN của Nguyễn Thị Hồng Nhung", "Một câu. " * 30)
    qtbot.addWidget(dialog)
    field = Field(theme, "Mã PIN", "Ít nhất 4 ký tự")
    dialog.body.addWidget(field)
    dialog.buttons.addWidget(primary_button(theme, "Vào học"))
    dialog.show()
    QApplication.processEvents()
    before = dialog.height()
    field.set_error("Mã PIN chưa đúng. " * 6)
    QApplication.processEvents()
    QApplication.processEvents()
    assert dialog.height() > before
    assert field.height() >= field.layout().heightForWidth(field.width())
    assert field.input.geometry().bottom() <= field.rect().bottom()


def test_a_field_says_its_error(qtbot, theme):
    field = Field(theme, "Họ và tên", "Ghi đủ dấu")
    qtbot.addWidget(field)
    field.show()
    field.set_error("Xin ghi họ và tên.")
    assert field.error.isVisible()
    assert field.input.accessibleDescription() == "Lỗi: Xin ghi họ và tên."
    field.set_error("")
    assert not field.error.isVisible()
    assert field.input.accessibleDescription() == "Ghi đủ dấu"
    assert nameless(field) == []


@pytest.mark.parametrize(
    "share, said", [(0.5, "Đã đọc: 50 %"), (7.0, "Đã đọc: 100 %"), (-1.0, "Đã đọc: 0 %")]
)
def test_a_progress_bar_is_heard(qtbot, theme, share, said):
    bar = ProgressBar(theme, share, "Đã đọc")
    qtbot.addWidget(bar)
    assert bar.accessibleName() == said


@pytest.mark.parametrize(
    "key, danger, answer",
    [
        pytest.param(Qt.Key.Key_Return, False, True, id="enter is yes"),
        pytest.param(Qt.Key.Key_Return, True, False, id="enter is no where it is dangerous"),
        pytest.param(Qt.Key.Key_Escape, False, False, id="escape is no"),
        pytest.param(Qt.Key.Key_Escape, True, False, id="escape is no, too"),
    ],
)
def test_a_question_is_answered_by_keyboard(qtbot, theme, key, danger, answer):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    missing = []

    def act(dialog: QWidget) -> None:
        missing.extend(nameless(dialog))
        dialog.activateWindow()
        QTest.keyClick(dialog.focusWidget(), key)

    in_dialog(qtbot, act)
    assert (
        ask_yes_no(window, theme, "Nộp bài?", "Còn 3 câu chưa trả lời.", "Nộp bài", danger=danger) is answer
    )
    assert missing == []


def test_a_text_that_may_not_be_as_wide_as_its_column_is_shown_whole(qtbot, theme):
    frame = QWidget()
    qtbot.addWidget(frame)
    box = QVBoxLayout(frame)
    text = Text(theme, "Mười sáu bài ngắn đưa luật đến từng bàn làm việc ở xã, phường. " * 6, "reading")
    text.setMaximumWidth(400)
    box.addWidget(text)
    frame.resize(1000, 10)
    frame.show()
    frame.resize(1000, box.heightForWidth(1000))
    assert text.height() >= text.heightForWidth(text.width()) > 200


def test_a_waiting_page_keeps_its_sign_and_words_together(qtbot, theme):
    state = loading_state(theme)
    qtbot.addWidget(state)
    state.resize(900, 700)  # it has the whole window
    state.show()
    sign, words = state.findChildren(QLabel)
    assert words.geometry().top() - sign.geometry().bottom() < 40


def test_a_button_reached_by_keyboard_shows_more_than_one_that_was_given_the_focus(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    first, main = quiet_button(theme, "Để sau"), primary_button(theme, "Học tiếp")
    box.addWidget(first)
    box.addWidget(main)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen = []
    for reason in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.TabFocusReason):
        first.setFocus()
        main.setFocus(reason)
        seen.append(main.grab().toImage())
    assert main.hasFocus()
    assert seen[0] != seen[1]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_words_of_a_check_are_level_with_its_box(qtbot, scale):
    check = Check(make_theme("light", scale, TOKENS), "Thêm một tệp PDF gộp")
    qtbot.addWidget(check)
    check.resize(600, 90)
    check.show()
    words = check.words[0].geometry()
    assert (
        0 <= check.input.geometry().center().y() - words.center().y() <= 3
    )  # letters stand low in their line


def test_places_stay_where_they_are_whichever_is_the_present_one(qtbot, theme):
    places = []
    for here, _ in TABS:
        tabs = Tabs(theme, here, str)
        qtbot.addWidget(tabs)
        tabs.setStyleSheet(style_sheet(theme))
        tabs.resize(1000, 60)
        tabs.show()
        places.append([(one.x(), one.width()) for one in tabs.findChildren(QPushButton)])
    assert len(places[0]) == len(TABS)
    assert all(one == places[0] for one in places)


def test_a_window_is_shaded_while_its_dialog_is_open_and_no_longer(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    window.resize(600, 400)
    window.show()
    seen = []

    def look(dialog):
        window.resize(700, 500)
        shade = window.findChild(Shade)
        seen.append(shade.isVisible() and shade.size() == window.size())
        dialog.reject()

    in_dialog(qtbot, look)
    assert not ask_yes_no(page, theme, "Nộp bài thi?", "Nộp rồi thì không sửa được nữa.", "Nộp bài")
    assert seen == [True]
    assert not any(one.isVisible() for one in window.findChildren(Shade))


def test_room_around_a_text_leaves_its_letters_in_the_middle_of_their_line(qtbot, theme):
    plain, indented = Text(theme, "HHHH"), Text(theme, "HHHH")
    indented.setContentsMargins(24, 0, 0, 0)
    heights = []
    for text in (plain, indented):
        qtbot.addWidget(text)
        text.resize(200, text.heightForWidth(200))
        text.show()
        image = text.grab().toImage()
        ground = image.pixelColor(0, 0)
        inked = [
            y for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y) != ground
        ]
        heights.append((min(inked), max(inked)))
    assert heights[0] == heights[1]


def test_the_limit_of_one_wait_does_not_end_the_next(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.was_painted = True
    window.show()
    first, second = Still(window), Still(window)
    first.begin()
    first.end()
    qtbot.wait(LONGEST_MS // 2)
    second.begin()
    qtbot.wait(LONGEST_MS * 3 // 4)  # the first one's limit is over, the second one's is not
    assert not window.updatesEnabled()
    qtbot.waitUntil(window.updatesEnabled, timeout=2 * LONGEST_MS)
