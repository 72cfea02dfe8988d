"""Stimuli: everything is seen and heard, nothing is cut, parts are marked by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from elearn.desktop.app import make_application
from elearn.desktop.stimuli import Marks, make_stimulus
from elearn.desktop.stimuli.letter import title_of
from elearn.desktop.stimuli.marked_text import MarkedText, PartButton
from elearn.desktop.stimuli.spoken import thousands
from elearn.desktop.theme import make_theme
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.scroll import Scroll
from elearn.desktop.widgets.verdict import Verdict
from elearn.learning.item import Letter
from elearn.learning.marks import plain, texts
from tests.build.stimuli import of_every_kind
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, tab_to

KINDS = of_every_kind()


@pytest.fixture
def drawn(qtbot):
    """Draws a stimulus as wide as is asked, in a theme and a text size."""
    app, held = make_application(), []

    def draw(kind, marks=None, width=420, scale=1.0, name="light"):
        theme = make_theme(name, scale, read_tokens())
        app.setStyleSheet(style_sheet(theme))
        frame = make_stimulus(theme, KINDS[kind], marks)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.addWidget(frame)
        box.addStretch(1)
        scroll = Scroll("Ngữ liệu", holder)
        qtbot.addWidget(scroll)
        held.append(scroll)
        scroll.resize(width, 700)
        scroll.show()
        scroll.activateWindow()
        scroll.setFocus()
        QApplication.processEvents()
        QTest.qWait(1)
        return frame

    return draw


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_heard_in_one_passage(drawn, kind):
    frame = drawn(kind)
    said = frame.accessibleName()
    for text in texts(KINDS[kind]):
        for line in plain(text).split("\n\n"):
            assert line in said
    assert "{" not in said
    assert nameless(frame) == []
    tab_to(said[:20])


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_seen(drawn, kind):
    seen = " ".join(names(drawn(kind))[1:])
    title = title_of(KINDS[kind])[1] if kind == "letter" else ""
    for text in texts(KINDS[kind]):
        for line in plain(text).split("\n\n"):
            above = kind == "letter" and line.startswith("Kế hoạch")  # the kind stands above, in capitals
            assert (title if above else line) in seen


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scale, width", [(1.0, 300), (1.0, 640), (2.0, 620)])
def test_no_word_is_cut(drawn, kind, scale, width):
    marks = Marks(lambda: None)
    frame = drawn(kind, marks, width, scale, "contrast")
    texts_shown = [one for one in frame.findChildren(Text) if one.wordWrap()] + frame.findChildren(MarkedText)
    assert [one for one in texts_shown if one.heightForWidth(one.width()) > one.height()] == []
    assert frame.minimumSizeHint().width() <= width
    for part in marks.parts:
        assert part.parentWidget().rect().contains(part.geometry())


@pytest.mark.parametrize("kind", KINDS)
def test_parts_are_marked_by_mouse_and_keyboard(drawn, kind):
    told = []
    marks = Marks(lambda: told.append(marks.chosen()))
    frame = drawn(kind, marks)
    assert {part.mark for part in marks.parts} == {"m1", "m2"}
    first = next(part for part in marks.parts if part.mark == "m1")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(3, 10))
    tab_to(next(part for part in marks.parts if part.mark == "m2").words)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert set(marks.chosen()) == {"m1", "m2"}
    assert len(told) == 2
    heard = QAccessible.queryAccessibleInterface(first)
    assert heard.role() == QAccessible.Role.CheckBox
    assert heard.state().checked
    assert nameless(frame) == []


def test_a_part_over_several_lines_is_pressed_on_each_of_them(drawn):
    marks = Marks(lambda: None)
    drawn("post", marks, 190)
    part = marks.parts[1]
    assert len(part.rects) > 1
    for rect in part.rects:
        before = part.isChecked()
        at = rect.center().toPoint() - part.pos()
        QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=at)
        assert part.isChecked() != before
    assert part.mask().contains(part.rects[1].center().toPoint() - part.pos())


def test_neighbouring_parts_stand_apart_and_a_frame_covers_no_other_word(drawn):
    marks = Marks(lambda: None)
    frame = drawn("news", marks, 640)
    text = next(one for one in frame.findChildren(MarkedText) if len(one.findChildren(PartButton)) > 1)
    first, second = marks.parts
    layout, _, spans = text._layout(text.width())
    line = layout.lineAt(0)
    (end_of_first, begin_of_second) = (spans[0][1], spans[2][0])
    assert first.rects[-1].right() < second.rects[0].left()
    assert line.textLength() > begin_of_second, "both stand in the first line"
    assert second.rects[0].left() - first.rects[-1].right() >= 6
    assert end_of_first < begin_of_second


def test_each_part_has_a_number_and_its_key_marks_it(drawn):
    told = []
    marks = Marks(lambda: told.append(marks.chosen()))
    drawn("letter", marks)
    assert [part.number for part in marks.parts] == [1, 2]
    assert marks.press(1)
    assert told == [("m2",)]
    assert marks.press(1)
    assert told[-1] == ()
    assert not marks.press(2)
    assert marks.parts[0].accessibleDescription() == "Phím 1"


@pytest.mark.parametrize("width, beside", [(540, True), (300, False)])
def test_the_nation_and_its_motto_come_before_what_the_office_wrote(drawn, width, beside):
    frame = drawn("letter", width=width)
    shown = {one.accessibleName(): one for one in frame.findChildren(Text)}
    top = {name: one.mapTo(frame, QPoint(0, 0)).y() for name, one in shown.items()}
    nation, organ = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND XÃ AN BÌNH ĐÔNG"
    number = next(one for name, one in top.items() if name.startswith("Số"))
    assert top[nation] <= top[organ] < number
    assert (shown[nation].mapTo(frame, QPoint(0, 0)).x() > frame.width() / 3) == beside
    if beside:
        assert shown[nation].height() < 2 * 22, "the nation's name stands in one line"


def test_what_was_checked_is_told_and_stays(drawn):
    marks = Marks(lambda: None)
    drawn("chat", marks)
    marks.choose(["m1"])
    marks.judge({"m1": Verdict.BAD, "m2": Verdict.MISSED})
    for part in marks.parts:
        part.click()
    assert marks.chosen() == ("m1",)
    assert [part.accessibleName() for part in marks.parts] == [
        "KHẨN: nước máy nhiễm độc!!!: đã đánh dấu, chưa đúng",
        "Để tôi hỏi nhà máy nước: cần đánh dấu nhưng chưa",
    ]


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_a_mark_is_seen_in_every_theme(drawn, name):
    marks = Marks(lambda: None)
    frame = drawn("chat", marks, name=name)
    before = frame.grab().toImage()
    marks.choose(["m1"])
    assert frame.grab().toImage() != before


@pytest.mark.parametrize(
    "number, subject, title",
    [
        pytest.param("543/UBND-VHTT", "Về tập huấn", ("", "Về tập huấn"), id="a công văn has no kind"),
        pytest.param("Số: 112/TB-UBND", "Về kết quả", ("THÔNG BÁO", "Về kết quả"), id="a notice"),
        pytest.param(
            "12/QC-UBND", "Quy chế dùng mạng", ("QUY CHẾ", "Dùng mạng"), id="the kind is not said twice"
        ),
        pytest.param("Số: ___/QĐ-UBND (dự thảo)", "Về việc", ("QUYẾT ĐỊNH", "Về việc"), id="a draft"),
        pytest.param("", "Về việc", ("", "Về việc"), id="no number"),
    ],
)
def test_the_kind_of_a_letter_is_told_by_its_number(number, subject, title):
    assert title_of(Letter("UBND xã", (), number=number, subject=subject)) == title


def test_numbers_are_written_as_in_vietnamese():
    assert thousands(1234567) == "1.234.567"
