"""The exam on the screen: nothing is called saved that is not, nothing is lost, time is nobody's gift."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from elearn.desktop.exam.hand_in_dialog import Decision, HandInDialog
from elearn.desktop.presenters.running import Unfinished
from elearn.errors import Reason, Refusal
from elearn.learning.item import Response
from elearn.learning.sitting import AttemptState, AttemptUse
from tests.build.items import COURSE, bank, right_response, single_choice, wrong_response
from tests.desktop.accessible import nameless, names
from tests.desktop.keyboard import focused, press, tab_stops, tab_to
from tests.desktop.stand_in import ExamServices
from tests.desktop.test_profiles import in_dialog as next_dialog

EXAM = f"exam:{COURSE}"
CHOICES = [single_choice(f"{topic}-{n}", topic=topic) for topic in ("bi-mat", "tin-gia") for n in range(4)]


@pytest.fixture
def services(tmp_path):
    """The real services; an exam of four single choices in a minute's time."""
    made = ExamServices(tmp_path, items=CHOICES, minutes=1)
    yield made
    made.close()


@pytest.fixture
def exam(window):
    """An exam that was begun."""
    window.go(EXAM)
    press("Bắt đầu làm bài")
    window.settle()
    return window.shell.page


@pytest.fixture
def leaves(window, monkeypatch):
    """Answers "Tạm rời bài thi?" with yes; what was asked."""
    return _answers(window, monkeypatch, True)


def _answers(window, monkeypatch, yes):
    asked = []

    def ask(_shell, title, text, *_words, **_odd):
        asked.append(f"{title} {text}")
        return yes

    monkeypatch.setattr(type(window.shell), "ask", ask)
    for page in window.shell._pages.values():
        object.__setattr__(page.context, "ask", lambda *args, **odd: ask(None, *args, **odd))
    object.__setattr__(window.shell.context, "ask", lambda *args, **odd: ask(None, *args, **odd))
    return asked


def in_dialog(qtbot, act) -> None:
    """Do something in the next dialog; one in which it cannot be done is closed all the same."""

    def closing(dialog):
        try:
            qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
            act(dialog)
        except BaseException:
            dialog.reject()
            raise

    next_dialog(qtbot, closing)


def subject(window):
    return window.shell.context.subject


def kept(services, window):
    return services.records.attempts.open_exam(subject(window))


def seconds(services, page, count, step=1.0):
    """Time goes by with the exam in front."""
    for _ in range(round(count / step)):
        services.clock.advance(seconds=step)
        page.tick()
        while page.context.background.is_busy:
            QApplication.processEvents()


def last(services, window):
    return services.records.attempts.history(subject(window), COURSE, AttemptUse.EXAM)[-1]


# Before it


def test_the_sheet_tells_the_rules_and_has_one_button(window):
    window.go(EXAM)
    said = names(window.shell.page)
    for words in ("Bài thi: Luật An ninh mạng", "4 câu trong 1 phút", "từ 4 câu đúng", "3 lượt, đã dùng 0"):
        assert words in said
    assert focused().accessibleName() == "Bắt đầu làm bài"
    assert nameless(window.shell) == []


def test_nothing_is_begun_by_looking(window, services):
    window.go(EXAM)
    window.go("courses")
    assert services.records.attempts.history(subject(window)) == []


def test_who_failed_is_told_when_the_next_attempt_begins(window, services):
    sitting = services.learner.begin_exam(subject(window), COURSE)
    services.learner.hand_in(sitting.id)
    window.go(EXAM)
    assert any(
        "Lượt thi sau bắt đầu được từ 08:00 ngày 25/11/2026" in one for one in names(window.shell.page)
    )
    press("Về khóa học")
    window.settle()
    assert str(window.shell.route) == f"course:{COURSE}"


# Answers


def test_saved_is_said_after_the_commit_and_not_before(window, services, exam):
    bar = exam.view.top
    assert bar.kept_words == ""
    told = threading.Event()
    services.worker.submit(told.wait)  # the writer is busy with something else
    QTest.keyClicks(focused(), "2")
    assert bar.kept_words == "Đang lưu…"
    assert kept(services, window).slots[0].response == Response()
    told.set()
    window.settle()
    assert bar.kept_words == "Đã lưu lúc 08:00:00"
    assert kept(services, window).slots[0].response == exam.running.response(0) != Response()


def test_each_change_is_kept(window, services, exam):
    for key in "132":
        QTest.keyClicks(focused(), key)
    window.settle()
    cards = list(exam.view.item.column.cards)
    assert kept(services, window).slots[0].response == Response(chosen=(cards[1],))


def test_going_about_flagging_and_the_overview(window, services, exam):
    QTest.keyClicks(focused(), "1")
    press("Đánh dấu xem lại")
    press("Câu tiếp theo")
    window.settle()
    assert focused().accessibleName().startswith("Câu 2 trong 4, một đáp án. ")
    cells = [cell.accessibleName() for cell in exam.view.overview.cells]
    assert cells[:2] == ["Câu 1, đã trả lời, đánh dấu xem lại", "Câu 2, chưa trả lời, đang ở đây"]
    there = kept(services, window)
    assert (there.position, there.slots[0].flagged) == (1, True)
    tab_to("Câu 2, chưa trả lời")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(focused(), key)
    window.settle()
    assert kept(services, window).position == 3
    QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert kept(services, window).position == 2


def test_an_answer_stands_when_one_comes_back_to_it(window, exam):
    QTest.keyClicks(focused(), "3")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert [card.isChecked() for card in exam.view.item.column.cards.values()] == [False, False, True, False]


# Leaving and coming back


def test_leaving_is_asked_about_stops_the_clock_and_loses_nothing(window, services, exam, leaves):
    QTest.keyClicks(focused(), "2")
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    seconds(services, exam, 12)
    order = [slot.order for slot in kept(services, window).slots]
    window.go("courses")
    assert "Đồng hồ sẽ dừng" in leaves[0]
    left = kept(services, window)
    assert (left.state, left.remaining_ms, left.position) == (AttemptState.PAUSED, 48_000, 1)
    services.clock.advance(hours=3)
    window.go(EXAM)
    said = " ".join(names(window.shell.page))
    assert "ở câu 2 trong 4" in said
    assert "1 câu đã trả lời" in said
    assert "Còn 48 giây" in said
    press("Thi tiếp")
    window.settle()
    again = kept(services, window)
    assert (again.state, again.remaining_ms, again.position, again.interruptions) == (
        AttemptState.RUNNING, 48_000, 1, 1,
    )  # fmt: skip
    assert [slot.order for slot in again.slots] == order
    assert exam.view.top.time == "00:48"
    assert "đã rời 1 lần" in " ".join(names(exam))


def test_who_stays_goes_on(window, services, exam, monkeypatch):
    asked = _answers(window, monkeypatch, False)
    window.go("courses")
    assert asked
    assert str(window.shell.route) == EXAM
    assert kept(services, window).state is AttemptState.RUNNING


def test_choosing_another_learner_pauses(window, services, exam, leaves):
    subject = window.shell.context.subject
    window.shell.session.enter("")
    window.settle()
    assert str(window.shell.route) == "profiles"
    assert services.records.attempts.open_exam(subject).state is AttemptState.PAUSED


def test_closing_the_window_pauses_and_three_presses_lead_back(window, services, exam, leaves, open_shell):
    QTest.keyClicks(focused(), "2")
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    seconds(services, exam, 5)
    again = open_shell()
    assert kept(services, again).state is AttemptState.PAUSED
    assert kept(services, again).remaining_ms == 55_000
    presses = 0
    while not (str(again.shell.route) == EXAM and again.shell.page.running is not None):
        QTest.keyClick(focused(), Qt.Key.Key_Return)  # the primary button has the focus on each page
        again.settle()
        presses += 1
        assert presses <= 3
    assert focused().accessibleName().startswith("Câu 2 trong 4")


def test_a_crash_is_told_apart_from_leaving(window, services, exam):
    """A window that died never paused; coming back says so in the log."""
    QTest.keyClicks(focused(), "2")
    window.settle()
    services.learner.begin_exam(subject(window), COURSE)
    events = [one for one in services.records.events.chain(subject(window)) if one.kind == "attempt_resumed"]
    assert "crash" in str(events[-1])


def test_another_look_is_no_interruption(window, services, exam):
    QTest.keyClicks(focused(), "2")
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    seconds(services, exam, 3)
    window.shell.change_look("dark", 1.5)
    window.settle()
    page = window.shell.page
    assert page is not exam
    assert page.running.position == 1
    seconds(services, page, 2)
    window.settle()
    there = kept(services, window)
    assert (there.state, there.interruptions, there.remaining_ms) == (AttemptState.RUNNING, 0, 55_000)


def test_what_was_slept_is_not_taken_and_is_recorded(window, services, exam):
    seconds(services, exam, 5)
    services.clock.advance(hours=8)
    exam.tick()
    window.settle()
    there = kept(services, window)
    assert (there.remaining_ms, there.interruptions, there.state) == (55_000, 1, AttemptState.RUNNING)
    assert exam.view.top.time == "00:55"


# Time


def test_every_second_is_kept(window, services, exam):
    for second in range(1, 6):
        seconds(services, exam, 1, step=0.25)
        assert kept(services, window).remaining_ms == 60_000 - second * 1_000


def test_time_is_taken_once_whatever_reports_it(window, services, exam):
    seconds(services, exam, 2.5, step=0.5)
    QTest.keyClicks(focused(), "1")
    services.clock.advance(seconds=0.5)
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    seconds(services, exam, 1)
    window.settle()
    assert kept(services, window).remaining_ms == 56_000


def test_at_the_end_of_its_time_it_is_handed_in_by_itself(window, services, exam):
    QTest.keyClicks(focused(), "2")
    seconds(services, exam, 60)
    window.settle()
    done = last(services, window)
    assert done.state is AttemptState.TIMED_OUT
    assert str(window.shell.route) == f"result:{done.id}"
    assert "hết giờ" in window.shell.said
    assert "Hết giờ, bài tự nộp." in names(window.shell.page)


def test_what_was_given_when_time_ends_is_kept(window, services, exam):
    QTest.keyClicks(focused(), "4")
    seconds(services, exam, 60)
    window.settle()
    sitting = services.records.attempts.sitting(last(services, window).id)
    assert not sitting.slots[0].response.is_empty


def test_little_time_is_said_once(window, services, exam):
    window.shell.context.say("")
    seconds(services, exam, 30)
    assert window.shell.said == ""  # it was opened with a minute: that was known


# The end


def test_handing_in_warns_of_what_is_open_and_leads_there(window, qtbot, services, exam):
    QTest.keyClicks(focused(), "1")
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    said = []

    def act(dialog):
        said.extend(names(dialog))
        press("Đến câu 2")

    in_dialog(qtbot, act)
    press("Nộp bài")
    window.settle()
    assert any("3 câu chưa trả lời: 2, 3, 4." in one for one in said)
    assert kept(services, window).position == 1


def test_handed_in_by_choice(window, qtbot, services, exam):
    for _ in range(4):
        QTest.keyClicks(focused(), "1")
        if exam.running.position < 3:
            QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    in_dialog(qtbot, lambda dialog: press("Nộp bài"))
    QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    done = last(services, window)
    assert done.state is AttemptState.HANDED_IN
    assert str(window.shell.route) == f"result:{done.id}"


def test_a_marked_question_is_one_press_away_and_nobody_is_warned_of_blanks(window, qtbot, services, exam):
    for _ in range(4):
        QTest.keyClicks(focused(), "1")
        if exam.running.position == 1:
            QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        if exam.running.position < 3:
            QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    said = []

    def act(dialog):
        said.extend(names(dialog))
        assert focused().accessibleName() == "Nộp bài"
        press("Đến câu 2")

    in_dialog(qtbot, act)
    press("Nộp bài")
    window.settle()
    assert not any("để trống" in one for one in said)
    assert kept(services, window).position == 1


def test_escape_stays(qtbot, window, exam):
    in_dialog(qtbot, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    press("Nộp bài")
    assert str(window.shell.route) == EXAM
    assert exam.running is not None


def test_time_that_ends_while_one_is_asked_ends_the_exam(qtbot, window, services, exam):
    def act(dialog):
        seconds(services, exam, 60)
        qtbot.waitUntil(lambda: str(window.shell.route).startswith("result:"))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(qtbot, act)
    press("Nộp bài")
    window.settle()
    assert last(services, window).state is AttemptState.TIMED_OUT


def test_the_dialog_needs_no_window(qtbot, window):
    dialog = HandInDialog(window.shell.context.theme, Unfinished("", None, is_open=False), None)
    in_dialog(qtbot, lambda shown: press("Nộp bài"))
    assert dialog.choose() is Decision.HAND_IN


# The world in the way


class FullDisk:
    """Attempts whose disk is full until it is told otherwise; all else is the real thing."""

    def __init__(self, real) -> None:
        self._real, self.full = real, True

    def __getattr__(self, name):
        real = getattr(self._real, name)
        if name not in ("answer", "tick", "go_to", "flag", "pause", "hand_in"):
            return real

        def guarded(*args, **odd):
            if self.full:
                raise Refusal(Reason.DISK_FULL, drive="D:")
            return real(*args, **odd)

        return guarded


@pytest.fixture
def disk(services, exam):
    """The disk is full from now on."""
    full = FullDisk(services.records.attempts)
    services.records.__dict__["attempts"] = full
    services.learner._records.__dict__["attempts"] = full
    return full


def test_a_full_disk_is_said_and_nothing_is_called_saved(window, services, exam, disk):
    QTest.keyClicks(focused(), "2")
    window.settle()
    assert exam.view.top.kept_words == "Chưa lưu được"
    assert "Ổ đĩa D: đã đầy" in exam.view.banner.text
    assert kept(services, window).slots[0].response == Response()
    disk.full = False
    press("Thử lại")
    window.settle()
    assert exam.view.banner.text == ""
    assert exam.view.top.kept_words.startswith("Đã lưu lúc")
    assert kept(services, window).slots[0].response == exam.running.response(0)


def test_time_that_could_not_be_kept_is_kept_later(window, services, exam, disk):
    seconds(services, exam, 5)
    window.settle()
    assert kept(services, window).remaining_ms == 60_000
    disk.full = False
    seconds(services, exam, 1)
    window.settle()
    assert kept(services, window).remaining_ms == 54_000


def test_several_answers_are_told_again_before_time_is(window, services, exam, disk):
    for _ in range(3):
        QTest.keyClicks(focused(), "1")
        QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    seconds(services, exam, 59)
    window.settle()
    disk.full = False
    exam.try_again()
    window.settle()
    there = kept(services, window)
    assert [slot.response.is_empty for slot in there.slots] == [False, False, False, True]
    assert there.remaining_ms == 1_000


def test_leaving_with_what_is_not_saved_says_what_would_be_lost(window, services, exam, disk, leaves):
    QTest.keyClicks(focused(), "2")
    window.settle()
    window.go("courses")
    assert "Câu 1 chưa lưu được" in leaves[0]


def test_handing_in_waits_for_every_answer(window, services, exam, disk):
    QTest.keyClicks(focused(), "2")
    seconds(services, exam, 60)
    window.settle()
    assert "Chưa nộp được bài." in exam.view.banner.text
    assert services.records.attempts.open_exam(subject(window)) is not None
    disk.full = False
    press("Thử lại")
    window.settle()
    done = last(services, window)
    assert done.state is AttemptState.TIMED_OUT
    assert not services.records.attempts.sitting(done.id).slots[0].response.is_empty


# For everybody


@pytest.mark.parametrize(
    "scale, size",
    [(1.0, (1366, 768)), (2.0, (1366, 768)), (1.25, (1093, 574)), (1.5, (911, 470)), (2.0, (911, 470))],
)
def test_nothing_scrolls_sideways_and_everything_has_a_name(window, exam, scale, size):
    window.shell.change_look("contrast", scale)
    window.shell.resize(*size)
    window.settle()
    for area in window.shell.page.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().minimumSizeHint().width() <= area.viewport().width()
    assert window.shell.width() == size[0]
    assert nameless(window.shell) == []
    assert "" not in tab_stops(window.shell)


def test_where_there_is_little_room_all_questions_are_one_press_away(window, qtbot, services, exam):
    window.shell.resize(911, 470)
    window.shell.change_look("light", 2.0)
    window.settle()
    assert not window.shell.page.view.panel.isVisible()

    def act(dialog):
        assert nameless(dialog) == []
        tab_to("Câu 1")
        QTest.keyClick(focused(), Qt.Key.Key_Right)
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    in_dialog(qtbot, act)
    press("Các câu")
    window.settle()
    assert window.shell.page.running.position == 1


def test_a_paper_of_many_types_is_kept_whole(tmp_path_factory, qtbot):
    """Each type by itself, by mouse and keyboard: test_items."""
    from elearn.learning.people import PersonDetails
    from tests.desktop.conftest import Window

    services = ExamServices(tmp_path_factory.mktemp("all"), items=bank({"bi-mat": 9, "tin-gia": 9}))
    services.records.people.create(PersonDetails("Trần Văn Ưng"))
    window = Window(qtbot, services)
    try:
        window.go(EXAM)
        press("Bắt đầu làm bài")
        window.settle()
        page = window.shell.page
        for _ in range(4):
            item = page.view.item
            given = (right_response if page.running.position % 2 else wrong_response)(item.item)
            item.set_response(given)
            item.answered.emit(item.response())
            assert nameless(window.shell) == []
            if page.running.position < 3:
                page.go_to(page.running.position + 1)
            window.settle()
        sitting = services.records.attempts.open_exam(subject(window))
        assert all(not slot.response.is_empty for slot in sitting.slots)
    finally:
        window.shell.page.may_leave = lambda: True
        window.close()
        services.close()
    QApplication.processEvents()
