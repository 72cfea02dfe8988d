"""Practice, results, reviews on the screen: what is taught, what is to be read again, what comes next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from elearn.desktop.presenters.practice import parse
from elearn.desktop.presenters.result import ResultPresenter, number
from elearn.errors import Reason, Refusal
from elearn.learning.paper import draw
from elearn.learning.people import PersonDetails
from elearn.learning.sitting import AttemptUse
from tests.build.items import COURSE, right_response, single_choice, wrong_response
from tests.build.lessons import FIRST, SECOND
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, press, tab_stops, tab_to
from tests.desktop.stand_in import ExamServices

ITEMS = [
    single_choice("bm-1", section="luat-cam"),
    single_choice("bm-2", section="luat-cam"),
    single_choice("bm-3", use="exam", section="o-ban"),
    single_choice("tg-1", topic="tin-gia", lesson=SECOND, section="mo-dau"),
    single_choice("tg-2", topic="tin-gia", lesson=SECOND, section="mo-dau"),
]


@pytest.fixture
def services(tmp_path):
    """The real services; four items an exam."""
    made = ExamServices(tmp_path, items=ITEMS)
    yield made
    made.close()


def subject(window):
    return window.shell.context.subject


def answer(window, *, right: bool) -> None:
    """Answer the question on the screen by keyboard and have it checked."""
    item = window.shell.page.item
    response = (right_response if right else wrong_response)(item.item)
    place = list(item.column.cards).index(response.chosen[0])
    QTest.keyClicks(focused(), str(place + 1))
    press("Kiểm tra")
    window.settle()


def practise(window, *right: bool) -> None:
    for number_, one in enumerate(right):
        answer(window, right=one)
        assert focused().accessibleName() == ("Xem kết quả" if number_ == len(right) - 1 else "Câu tiếp theo")
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        window.settle()


def sit_exam(services, window, right: int):
    sitting = services.learner.begin_exam(subject(window), COURSE)
    for slot in sitting.slots:
        given = right_response if slot.position < right else wrong_response
        services.records.attempts.answer(sitting.id, slot.position, given(slot.item), 1_000)
    return services.learner.hand_in(sitting.id)


@pytest.mark.parametrize(
    "argument, meant",
    [
        ("luat", ("luat", None, False)),
        ("luat/bai-1", ("luat", "luat/bai-1", False)),
        ("luat?wrong", ("luat", None, True)),
    ],
)
def test_a_route_names_what_is_practised(argument, meant):
    assert parse(argument) == meant


@pytest.mark.parametrize(
    "points, words", [(8.0, "8"), (5.5, "5,5"), (1 / 3, "0,33"), (0.0, "0"), (10.0, "10")]
)
def test_points_are_written_as_in_vietnamese(points, words):
    assert number(points) == words


def test_each_answer_is_kept_then_taught(window, services):
    window.go(f"practice:{COURSE}")
    answer(window, right=False)
    said = " ".join(names(window.shell.page))
    assert "Chưa đúng" in said
    assert "Đáp án đúng" in said
    assert "Vì sao" in said
    attempt = services.records.attempts.history(subject(window))[0]
    slot = services.records.attempts.sitting(attempt.id).slots[0]
    assert (attempt.use, slot.points) == (AttemptUse.PRACTICE, 0.0)


def test_items_of_the_exam_never_show(window):
    window.go(f"practice:{COURSE}")
    assert {slot.item.id for slot in window.shell.page.view.sitting.slots} == {"bm-1", "bm-2", "tg-1", "tg-2"}


def test_the_end_tells_how_it_went_and_what_to_read(window, services):
    window.go(f"practice:{COURSE}/tin-gia")
    assert any("· câu 1 trong 2" in one for one in names(window.shell.page))
    practise(window, True, False)
    said = names(window.shell.page)
    assert "Đúng 1 trong 2 câu" in said
    assert [one for one in said if one.startswith("Đọc lại Bài 2 · ") and "1 câu sai · mục 1 · 3 phút" in one]
    assert nameless(window.shell) == []
    press("Đọc lại Bài 2")
    window.settle()
    assert str(window.shell.route) == f"lesson:{SECOND}#mo-dau"


def test_only_what_was_wrong_is_practised_until_it_is_right(window, services):
    window.go(f"practice:{COURSE}/tin-gia")
    practise(window, True, False)
    press("Chỉ luyện câu sai")
    window.settle()
    assert len(window.shell.page.view.sitting.slots) == 1
    practise(window, True)
    assert "Đúng 1 trong 1 câu" in names(window.shell.page)
    window.go(f"practice:{COURSE}?wrong")
    assert "Không có câu nào để luyện" in names(window.shell.page)
    press("Về khóa học")


def test_the_jump_to_the_paragraph(window):
    window.go(f"practice:{COURSE}/bi-mat-cong-tac")
    answer(window, right=False)
    press("Đọc lại: Bài 1, mục “Luật cấm điều gì”")
    window.settle()
    assert str(window.shell.route) == f"lesson:{FIRST}#luat-cam"


def test_an_answer_that_could_not_be_kept_is_handed_over_again(window, services, monkeypatch):
    window.go(f"practice:{COURSE}")
    real = services.records.attempts.answer

    def full(*_args, **_odd):
        raise Refusal(Reason.DISK_FULL, drive="D:")

    monkeypatch.setattr(services.records.attempts, "answer", full, raising=False)
    answer(window, right=True)
    assert any("Ổ đĩa D: đã đầy" in one for one in names(window.shell.page))
    assert focused().accessibleName() == "Thử lại"
    monkeypatch.setattr(services.records.attempts, "answer", real)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    window.settle()
    assert focused().accessibleName() == "Câu tiếp theo"


def test_practice_goes_on_in_another_look(window):
    window.go(f"practice:{COURSE}")
    answer(window, right=True)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    window.settle()
    answer(window, right=False)
    before = window.shell.page.view.sitting.id
    window.shell.change_look("dark", 1.25)
    window.settle()
    page = window.shell.page
    assert page.view.sitting.id == before
    assert "Luyện tập · câu 2 trong 4" in names(page)
    assert focused().accessibleName() == "Câu tiếp theo"


def test_quick_review_asks_what_was_read(window, services):
    window.go("quick")
    assert "Chưa có gì để ôn" in names(window.shell.page)
    services.records.reading.add_time(subject(window), SECOND, 1, 360, 1.0, 3)
    window.go("home")
    window.go("quick")
    page = window.shell.page
    assert {slot.item.lesson for slot in page.view.sitting.slots} == {SECOND}
    practise(window, True, True)
    assert "Ôn thêm 3 câu" in names(page)


# Results


def test_a_failed_exam_names_exactly_the_lessons_behind_it(window, services):
    done = sit_exam(services, window, right=2)
    window.go(f"result:{done.id}")
    said = names(window.shell.page)
    assert "Chưa đạt: 2 trên 4 câu" in said
    assert any("Lượt thi sau bắt đầu được từ 08:00 ngày 25/11/2026" in one for one in said)
    wrong = {slot.item.lesson for slot in services.records.attempts.sitting(done.id).slots[2:]}
    named = {FIRST: "Đọc lại Bài 1", SECOND: "Đọc lại Bài 2"}
    for lesson, words in named.items():
        assert any(one.startswith(words) for one in said) == (lesson in wrong)
    assert focused().accessibleName().startswith("Đọc lại bài")
    tab_to("Luyện câu sai")
    assert nameless(window.shell) == []


def test_a_passed_exam_leads_to_its_certificate(window, services):
    done = sit_exam(services, window, right=4)
    window.go(f"result:{done.id}")
    said = names(window.shell.page)
    assert "Đạt 4 trên 4 câu" in said
    assert any("đã được lập" in one for one in said)
    assert services.records.certificates.for_course(subject(window), COURSE)
    press("Mở giấy")
    window.settle()
    assert str(window.shell.route) == "certificates"


def test_each_topic_has_its_points(window, services):
    done = sit_exam(services, window, right=4)
    window.go(f"result:{done.id}")
    said = names(window.shell.page)
    assert said.count("2/2") == 2
    assert "Bí mật: 100 %" in said


@pytest.mark.parametrize("pass_mark, passed", [(0.9, False), (0.5, True)])
def test_a_topic_is_told_as_weak_only_where_the_exam_was_not_passed(tmp_path, pass_mark, passed):
    services = ExamServices(tmp_path, items=ITEMS, pass_mark=pass_mark)
    try:
        who = services.records.people.create(PersonDetails("Trần Văn Ưng")).subject
        sitting = services.learner.begin_exam(who, COURSE)
        for slot in sitting.slots[:2]:
            services.records.attempts.answer(sitting.id, slot.position, right_response(slot.item), 1_000)
        done = services.learner.hand_in(sitting.id)
        view = ResultPresenter(services, who).view(done.id)
        assert view.passed == passed
        assert min(one.share for one in view.topics) <= 0.5
        assert any(one.weak for one in view.topics) != passed
    finally:
        services.close()


def test_a_supervised_attempt_says_so(window, services):
    items = services.library.items(COURSE)
    paper = draw(items, services.library.course(COURSE).exam.blueprint, 7)
    sitting = services.records.attempts.begin(
        subject(window), COURSE, AttemptUse.EXAM, paper, items, 60_000, services.library.version, "hash"
    )
    window.go(f"exam:{COURSE}")
    press("Thi tiếp")
    window.settle()
    assert any(one.startswith("Lượt 1 trong 3 · có giám sát") for one in names(window.shell.page))
    services.learner.hand_in(sitting.id)
    window.shell.page.may_leave = lambda: True
    window.go(f"result:{sitting.id}")
    assert any(
        one.startswith("Luật An ninh mạng · lượt 1, có giám sát, ngày") for one in names(window.shell.page)
    )


def test_nobody_sees_the_result_of_another(window, services, qtbot):
    done = sit_exam(services, window, right=4)
    other = services.records.people.create(PersonDetails("Trần Văn Ưng"))
    window.shell.session.enter(other.subject)
    window.settle()
    with qtbot.captureExceptions() as caught:
        window.go(f"result:{done.id}")
        window.go(f"review:{done.id}")
    assert [one[0] for one in caught] == [KeyError, KeyError]


# Reviews


def test_the_review_begins_at_the_first_wrong_answer(qtbot, window, services):
    done = sit_exam(services, window, right=2)
    window.go(f"review:{done.id}")
    page = window.shell.page
    assert focused().accessibleName().startswith("Câu 3 trong 4, chưa đúng. ")
    said = " ".join(names(page))
    for words in (
        "Đáp án đúng",
        "đã chọn, chưa đúng",
        "Luật An ninh mạng 2025",
        "2 câu đúng · 2 câu chưa đúng",
    ):
        assert words in said
    assert page.overview.cells[0].accessibleName() == "Câu 1, đúng"
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: focused().accessibleName().startswith("Câu 4 trong 4"))
    press("Chỉ câu chưa đúng")
    window.settle()
    QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: focused().accessibleName().startswith("Câu 3 trong 4"))
    tab_to("Câu sau")
    assert not page._neighbours()[0]
    assert nameless(window.shell) == []


def test_an_open_exam_shows_no_answers(window, services, qtbot):
    sitting = services.learner.begin_exam(subject(window), COURSE)
    with qtbot.captureExceptions() as caught:
        window.go(f"review:{sitting.id}")
    assert [one[0] for one in caught] == [KeyError]


def test_home_leads_back_to_an_open_exam(window, services):
    sitting = services.learner.begin_exam(subject(window), COURSE)
    services.records.attempts.pause(sitting.id)
    window.go("courses")
    window.go("home")
    assert focused().accessibleName() == "Thi tiếp: Đang ở câu 1 trong 4"
    press("Thi tiếp")
    window.settle()
    assert str(window.shell.route) == f"exam:{COURSE}"


@pytest.mark.parametrize("scale, size", [(1.0, (1366, 768)), (2.0, (1366, 768)), (2.0, (911, 470))])
def test_nothing_scrolls_sideways_and_everything_has_a_name(window, services, scale, size):
    done = sit_exam(services, window, right=2)
    window.shell.change_look("light", scale)
    window.shell.resize(*size)
    for route in (f"practice:{COURSE}", "quick", f"result:{done.id}", f"review:{done.id}"):
        window.go(route)
        for area in window.shell.page.findChildren(QScrollArea):
            if area.isVisible():
                assert area.widget().minimumSizeHint().width() <= area.viewport().width(), route
        assert window.shell.width() == size[0], route
        assert nameless(window.shell) == [], route
        assert "" not in tab_stops(window.shell), route
