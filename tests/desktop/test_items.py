"""Every type of question: answered by mouse, answered by keyboard alone, what it teaches, what is heard of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from elearn.desktop.app import make_application
from elearn.desktop.background import Background
from elearn.desktop.context import Context
from elearn.desktop.items import make_item_widget
from elearn.desktop.stimuli.marked_text import PartButton
from elearn.desktop.theme import make_theme
from elearn.desktop.theme.style_sheet import style_sheet
from elearn.desktop.theme.tokens import read_tokens
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.scroll import Scroll
from elearn.learning.feedback import feedback
from elearn.learning.item import Response
from tests.build import items as build
from tests.build.items import MAKERS, right_response, wrong_response
from tests.build.lessons import LessonLibrary
from tests.desktop.accessible import nameless, names
from tests.desktop.answering import by_keyboard, by_mouse, click
from tests.desktop.keyboard import focused, press, tab_to, type_into

KEY = Qt.Key


@pytest.fixture(scope="module")
def pages():
    """What a page is given, at a text size: real background work, a library that knows the questions' lesson."""
    app = make_application()
    worker = ThreadPoolExecutor(max_workers=1)
    background = Background(lambda: worker)
    background.release()
    services = SimpleNamespace(library=LessonLibrary())

    @lru_cache(maxsize=1)  # a style sheet takes long
    def context(scale=1.0):
        theme = make_theme("light", scale, read_tokens())
        app.setStyleSheet(style_sheet(theme))
        nothing = lambda *_: None
        return Context(services, theme, "", background, nothing, nothing, "light", nothing, nothing)

    yield context
    background.close()
    worker.shutdown()


@pytest.fixture
def shown(qtbot, pages):
    """Shows a question by itself; what it hands over is kept in `.given`."""
    held = []

    def show(item, mode="practice", order=(), width=900, response=None, scale=1.0):
        widget = make_item_widget(item, order, pages(scale), mode)
        if response is not None:
            widget.set_response(response)
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.addWidget(widget)
        box.addStretch(1)
        scroll = Scroll("Câu hỏi", holder)
        qtbot.addWidget(scroll)
        scroll.resize(width, 900)
        scroll.show()
        scroll.activateWindow()
        QApplication.processEvents()
        held.append(scroll)  # Python would let go of it
        widget.given = []
        widget.answered.connect(widget.given.append)
        widget.focus_question()
        return widget

    return show


def looked_up(qtbot, widget) -> None:
    """Wait for what was asked of the library."""
    qtbot.waitUntil(lambda: not widget.context.background.is_busy)
    QApplication.processEvents()


def keys(*pressed) -> None:
    for one in pressed:
        if isinstance(one, str):
            QTest.keyClicks(focused(), one)
        else:
            QTest.keyClick(focused(), one)


ORDERS = {"ordering": ("s4", "s2", "s3", "s1"), "matching": ("p3", "p1", "x1", "p4", "p2")}


def is_right(item, response) -> bool:
    return feedback(item, response).points == pytest.approx(1.0)


@pytest.mark.parametrize("kind", MAKERS)
def test_answered_by_mouse(shown, kind):
    widget = shown(MAKERS[kind](), order=ORDERS.get(kind, ()))
    by_mouse(widget, right_response(widget.item))
    if widget.check_button.isVisible():
        click(widget.check_button)
    assert len(widget.given) == 1
    assert is_right(widget.item, widget.given[0])


@pytest.mark.parametrize("kind", MAKERS)
def test_answered_by_keyboard_alone(shown, kind):
    widget = shown(MAKERS[kind](), order=ORDERS.get(kind, ()))
    by_keyboard(widget, right_response(widget.item))
    if widget.check_button.isVisible():
        press("Kiểm tra")
    assert len(widget.given) == 1
    assert is_right(widget.item, widget.given[0])


@pytest.mark.parametrize("kind", [one for one in MAKERS if one != "scenario"])
def test_nothing_is_checked_before_it_is_answered(shown, kind):
    widget = shown(MAKERS[kind]())
    press("Kiểm tra")
    assert widget.given == []
    assert widget.error.isVisible()


@pytest.mark.parametrize("kind", MAKERS)
def test_in_an_exam_each_change_is_told_and_nothing_is_taught(shown, qtbot, kind):
    widget = shown(MAKERS[kind](), "exam", ORDERS.get(kind, ()))
    by_keyboard(widget, right_response(widget.item))
    widget.flush()
    assert is_right(widget.item, widget.given[-1])
    said = " ".join(names(widget))
    assert "Vì sao" not in said
    assert "Kiểm tra" not in said
    assert (
        "đúng" not in said.replace("những ý đúng", "").lower().replace("đúng, ", "") or kind == "true_false"
    )


@pytest.mark.parametrize("kind", MAKERS)
def test_an_answer_comes_back_as_it_was_given(shown, kind):
    item = MAKERS[kind]()
    for response in (right_response(item), wrong_response(item)):
        widget = shown(item, "exam", response=response)
        assert widget.response() == response
        assert widget.given == []


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("mode", ["practice", "review"])
def test_feedback_tells_each_part_why_and_where_to_read(qtbot, shown, kind, mode):
    item = MAKERS[kind]()
    response = wrong_response(item)
    widget = shown(item, mode, response=response)
    widget.show_feedback(feedback(item, response))
    looked_up(qtbot, widget)
    said = " ".join(names(widget))
    assert item.explanation in said
    assert "Điều 7 khoản 2 điểm c Luật An ninh mạng 2025" in said
    assert "Chưa đúng" in said
    for line in feedback(item, response).lines:
        if line.chosen:
            assert line.feedback in said
    gone = []
    widget.go.connect(gone.append)
    press("Đọc lại: Bài 1")
    assert gone == [f"lesson:{item.lesson}#{item.section}"]


@pytest.mark.parametrize("kind", MAKERS)
def test_an_answer_that_was_checked_stays_as_it_is(shown, kind):
    item = MAKERS[kind]()
    response = wrong_response(item)
    widget = shown(item, response=response)
    widget.show_feedback(feedback(item, response))
    for key in "12ab":
        QTest.keyClicks(widget, key)
    for part in widget.findChildren(PartButton):
        part.click()
    assert widget.response() == response
    assert widget.given == []


@pytest.mark.parametrize("kind", MAKERS)
def test_everything_that_takes_the_focus_has_a_name(shown, kind):
    item = MAKERS[kind]()
    widget = shown(item)
    assert nameless(widget) == []
    widget = shown(item, "review", response=right_response(item))
    widget.show_feedback(feedback(item, right_response(item)))
    assert nameless(widget) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("kind", MAKERS)
def test_no_word_is_cut_however_narrow(qtbot, shown, kind, scale):
    item = MAKERS[kind](stem="Anh/chị Nguyễn Thị Ửng xử lý việc này như thế nào cho đúng thẩm quyền? " * 2)
    for width in (620, 1000):
        widget = shown(item, width=width, response=wrong_response(item), scale=scale)
        widget.show_feedback(feedback(item, wrong_response(item)))
        looked_up(qtbot, widget)
        QTest.qWait(1)
        cut = [
            one.accessibleName()
            for one in widget.findChildren(Text)
            if one.isVisible() and one.wordWrap() and one.heightForWidth(one.width()) > one.height()
        ]
        assert cut == []
        assert widget.minimumSizeHint().width() <= width


# What only some do


def test_a_single_choice_excludes_the_others_and_is_heard_as_such(shown):
    from PySide6.QtGui import QAccessible

    widget = shown(build.single_choice())
    keys("1", "2")
    assert widget.response() == Response(chosen=("b",))
    card = widget.column.cards["b"]
    assert QAccessible.queryAccessibleInterface(card).role() == QAccessible.Role.RadioButton
    assert QAccessible.queryAccessibleInterface(card).state().checked


def test_lines_are_taken_along_by_alt_and_arrows(shown):
    widget = shown(build.ordering(), order=("s4", "s2", "s3", "s1"))
    tab_to("Vị trí 1 trong 4: Bước 4")
    keys(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert focused().accessibleName() == "Vị trí 4 trong 4: Bước 1"
    for _ in range(3):
        QTest.keyClick(focused(), KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert focused().accessibleName() == "Vị trí 1 trong 4: Bước 1"
    assert widget.response() == Response(order=("s1", "s4", "s2", "s3"))


def test_options_stand_in_the_order_of_the_paper(shown):
    widget = shown(build.single_choice(), order=("d", "b", "a", "c"))
    assert list(widget.column.cards) == ["d", "b", "a", "c"]
    keys("1")
    assert widget.response() == Response(chosen=("d",))


def test_a_right_part_serves_one_left_part_only(shown):
    widget = shown(build.matching(), order=("p1", "p2", "p3", "p4", "x1"))
    keys("a", "a")
    assert widget.response() == Response(pairs={"p2": "p1"})
    keys("2")
    widget._left["p2"].setFocus()
    keys(KEY.Key_Delete)
    assert widget.response() == Response()


def test_what_is_typed_is_told_when_the_typing_rests(shown, qtbot):
    widget = shown(build.short_answer(), "exam")
    touched = []
    widget.touched.connect(lambda: touched.append(1))
    type_into("Câu trả lời", "24")
    assert touched
    assert widget.given == []
    qtbot.waitUntil(lambda: bool(widget.given), timeout=2000)
    assert widget.given == [Response(text="24")]


def test_who_leaves_the_line_has_finished(shown):
    widget = shown(build.short_answer(), "exam")
    type_into("Câu trả lời", "24")
    widget.focus_question()
    assert widget.given == [Response(text="24")]


def test_a_scenario_in_practice_tells_each_consequence_at_once(shown):
    widget = shown(build.scenario())
    keys("1")
    press("Đi tiếp")
    assert "A. Cách a: đã chọn, đúng. Vì sao a" in names(widget)
    assert "Gọi ai?" in names(widget)
    keys("2")
    press("Đi tiếp")
    keys("1")
    press("Đi tiếp")
    assert widget.given == [Response(chosen=("s1/a", "s2/b", "s3/a"))]
    assert "Dân yên tâm." in names(widget)


def test_a_scenario_in_an_exam_has_no_way_back_and_no_consequence(shown):
    widget = shown(build.scenario(), "exam")
    keys("1")
    press("Đi tiếp")
    assert widget.given[-1] == Response(chosen=("s1/a",))
    click(widget._views[0].column.cards["a"])
    assert widget.response() == Response(chosen=("s1/a",))
    again = shown(widget.item, "exam", response=widget.response())
    assert [view.step.id for view in again._views] == ["s1", "s2"]
    assert again.response() == Response(chosen=("s1/a",))


def test_a_choice_that_was_not_gone_on_from_counts(shown):
    widget = shown(build.scenario(), "exam")
    keys("2", "1")
    assert widget.given == [Response(chosen=("s1/b",)), Response(chosen=("s1/a",))]
