"""The exam: its sheet, then one question after the other; each answer is on the disk before it is called saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.exam.hand_in_dialog import Decision, HandInDialog
from elearn.desktop.exam.running_view import RunningView
from elearn.desktop.exam.sheet import ExamSheet
from elearn.desktop.items import make_item_widget
from elearn.desktop.page import ColumnPage, Page
from elearn.desktop.presenters.exam import Begun, ExamPresenter, SheetView
from elearn.desktop.presenters.running import Kept, Running, Ticket, what_is_open
from elearn.desktop.widgets.states import error_state, loading_state
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

if TYPE_CHECKING:
    from datetime import datetime

    from elearn.learning.item import Response
    from elearn.learning.sitting import AttemptSummary

LOOK_MS = 250  # how often the clock on the screen is looked at
KEEP_EVERY_MS = 1_000  # how often time is told to the disk
TOLD_AT_MS = (10 * 60_000, 5 * 60_000, 60_000)  # left, when it is said


class SheetPage(ColumnPage):
    """The part of the page that stands before the exam: a centred column."""

    title = "Bài thi"
    widest = 760
    centred = True


class ExamPage(Page):
    """`exam:COURSE`."""

    full_screen = True
    title = "Bài thi"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenter = ExamPresenter(context.services, context.subject)
        self._course = ""
        self.running: Running | None = None
        self.view: RunningView | None = None
        self._words = ("", "")  # title and about, as they are shown
        self._carried = False  # to the same page in another look
        self._telling = False  # time is on its way to the disk
        self._ending = self._timed_out = False  # handed in, or on its way
        self._said_at: set[int] = set()
        self._stack = QStackedLayout(self)
        self.sheet_page = SheetPage(context)
        self._stack.addWidget(self.sheet_page)
        self.sheet: ExamSheet | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.tick)

    # Before the exam

    def open(self, argument: str) -> None:
        """Show the exam's sheet; after a change of look go on at once."""
        self._course = argument
        if self.running is not None:
            self._show_running()
            return
        self._stack.setCurrentWidget(self.sheet_page)
        self.sheet_page.load(self.presenter.sheet, argument, done=self._show_sheet)

    def _show_sheet(self, view: SheetView) -> None:
        self.sheet = ExamSheet(self.theme, view)
        self.sheet.begun.connect(self.begin)
        self.sheet.go.connect(self.go)
        self.sheet_page.show_content(self.sheet)
        if self.sheet.primary is not None:
            self.sheet.primary.setFocus()

    def _show_code_fault(self, words: str, view: SheetView) -> None:
        self._show_sheet(view)
        if self.sheet is not None:
            self.sheet.show_code_fault(words)

    def begin(self, code: str = "") -> None:
        """Begin, or go on with what was begun; with a one-time code where one was typed."""
        self.sheet_page.show_content(loading_state(self.theme, "Đang mở đề thi…"))
        self.context.background.run(
            self.presenter.begin, self._course, code, done=self._begun, failed=self._not_begun, owner=self
        )

    def _not_begun(self, refusal: Refusal) -> None:
        if refusal.reason in (Reason.EXAM_CODE_WRONG, Reason.EXAM_CODE_NEEDED):
            self.sheet_page.load(
                self.presenter.sheet, self._course, done=partial(self._show_code_fault, sentence(refusal))
            )
            return
        self.sheet_page.show_content(error_state(self.theme, sentence(refusal), self.begin))

    def _begun(self, begun: Begun) -> None:
        if not self.isVisible():  # the learner went elsewhere while it was opening: that is leaving
            self.context.background.run(self.presenter.pause, begun.sitting.id, 0)
            return
        self._words = (begun.title, begun.about)
        self.running = Running(begun.sitting, self._now())
        self._show_running()

    def _now(self) -> int:
        return int(self.context.services.clock.monotonic_ms())

    # While it runs

    def _show_running(self) -> None:
        assert self.running is not None
        self._ending, self._telling = False, False
        view = RunningView(self.theme, self.running, *self._words)
        view.top.hand_in.connect(self.ask_to_hand_in)
        view.bottom.back.connect(lambda: self._step(-1))
        view.bottom.on.connect(lambda: self._step(1))
        view.bottom.flagged.connect(self._flag)
        view.banner.again.connect(self.try_again)
        view.wanted.connect(self.go_to)
        view.leave.connect(partial(self.go.emit, f"course:{self._course}"))
        self.view = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._show_item()
        self._keep_all()  # what was on its way when the look changed
        self._show_left()
        self._timer.start()

    def _show_item(self) -> None:
        running, view = self.running, self.view
        assert running is not None
        assert view is not None
        at = running.position
        item = make_item_widget(running.item(at), running.order(at), self.context, "exam")
        item.set_response(running.response(at))
        item.answered.connect(partial(self._answered, at))
        view.show_item(item)
        view.show_kept()

    def go_to(self, position: int) -> None:
        """Show another question and keep that it is on the screen."""
        running = self.running
        if running is None or self._ending or not 0 <= position < len(running):
            return
        self._flush()
        if position != running.position:
            running.position = position
            spent = running.spend(self._now())
            self.context.background.run(
                self.presenter.go_to, running.attempt, position, spent,
                failed=partial(self._time_not_kept, spent), owner=self,
            )  # fmt: skip
        self._show_item()

    def _step(self, by: int) -> None:
        if self.running is None:
            return
        position = self.running.position + by
        if position == len(self.running):
            self.ask_to_hand_in()
        else:
            self.go_to(position)

    def _flag(self, on: bool) -> None:
        running, view = self.running, self.view
        if running is None or view is None or self._ending:
            return
        at = running.position
        running.flag(at, on)
        view.show_progress()
        self.context.background.run(
            self.presenter.flag,
            running.attempt,
            at,
            on,
            failed=partial(self._not_flagged, at, on),
            owner=self,
        )

    def _not_flagged(self, at: int, on: bool, refusal: Refusal) -> None:
        if self.running is not None and self.view is not None:
            self.running.flag(at, not on)
            self.view.show_progress()
            self.context.say(sentence(refusal))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, wherever on the page the focus is."""
        item = self.view.item if self.view is not None else None
        if item is None or self._ending or not item.press_key(event):
            super().keyPressEvent(event)

    # Answers

    def _flush(self) -> None:
        if self.view is not None and self.view.item is not None:
            self.view.item.flush()

    def _answered(self, position: int, response: Response) -> None:
        if self.running is None or self._ending:
            return
        self._keep(self.running.answer(position, response))
        if self.view is not None:
            self.view.show_progress()
            self.view.show_kept()

    def _keep(self, ticket: Ticket, *, tell_time: bool = True) -> None:
        running = self.running
        assert running is not None
        spent = running.spend(self._now()) if tell_time else 0
        self.context.background.run(
            self.presenter.answer, running.attempt, ticket.position, ticket.response, spent,
            done=partial(self._kept, running, ticket), failed=partial(self._not_kept, running, ticket, spent),
            owner=self,
        )  # fmt: skip

    def _kept(self, running: Running, ticket: Ticket, at: datetime) -> None:
        if running is not self.running or self.view is None:
            return
        running.kept_one(ticket, at)
        self.view.show_kept()
        if self._ending and not running.not_kept():
            self._close()

    def _not_kept(self, running: Running, ticket: Ticket, spent: int, refusal: Refusal) -> None:
        if running is not self.running or self.view is None:
            return
        if refusal.reason in (Reason.TIME_IS_UP, Reason.ATTEMPT_CLOSED):
            running.refused_one(ticket)
            self._hand_in(timed_out=True)
            return
        running.take_back(spent)
        running.failed_one(ticket)
        self.view.show_kept()
        if self._ending:
            self._not_handed_in(0, refusal)
        else:
            self.view.banner.say(sentence(refusal))

    def try_again(self) -> None:
        """Tell the disk again what it could not take."""
        running = self.running
        if running is None or self.view is None:
            return
        self.view.banner.say("")
        if self._ending:
            self._hand_in(timed_out=self._timed_out)
        elif running.not_kept():
            self._keep_all()
        else:
            self._tell_time()

    def _keep_all(self) -> None:
        assert self.running is not None
        tickets = self.running.not_kept()
        for ticket in tickets:  # time with the last: else it could be over before all are told
            self._keep(ticket, tell_time=ticket is tickets[-1])

    # Time

    def tick(self) -> None:
        """A moment went by: show the time, tell it to the disk each second, end the exam at its end."""
        running = self.running
        if running is None or self._ending:
            return
        now = self._now()
        if running.slept(now):
            self.context.background.run(
                self.presenter.slept, running.attempt, 0, failed=self._ignore, owner=self
            )
            self.context.say("Máy vừa nghỉ. Đồng hồ đã dừng trong lúc đó và lần nghỉ được ghi lại.")
        left = self._show_left()
        if left == 0:
            self._flush()
            self._hand_in(timed_out=True)
        elif running.unreported_ms(now) >= KEEP_EVERY_MS and not self._telling:
            self._tell_time()

    def _ignore(self, refusal: Refusal) -> None:
        """The next second tells it again."""

    def _tell_time(self) -> None:
        running = self.running
        assert running is not None
        spent = running.spend(self._now())
        self._telling = True
        self.context.background.run(
            self.presenter.tick, running.attempt, spent,
            done=self._time_kept, failed=partial(self._time_not_kept, spent), owner=self,
        )  # fmt: skip

    def _time_kept(self, _: object) -> None:
        self._telling = False
        if self.view is not None and self.running is not None and self.running.state is not Kept.FAILED:
            self.view.banner.say("")

    def _time_not_kept(self, spent: int, refusal: Refusal) -> None:
        self._telling = False
        if self.running is None or self.view is None or self._ending:
            return
        self.running.take_back(spent)
        self.view.banner.say(sentence(refusal))

    def _show_left(self) -> int | None:
        assert self.running is not None
        assert self.view is not None
        left = self.running.left_ms(self._now())
        self.view.top.show_left(left)
        if left is not None:
            self._say_left(left)
        return left

    def _say_left(self, left: int) -> None:
        """Say it once when little time is left; not when the exam was opened with less."""
        passed = {at for at in TOLD_AT_MS if left <= at}
        new = passed - self._said_at
        if new and self._said_at:
            self.context.say(f"Còn {min(new) // 60_000} phút.")
        self._said_at |= passed | {0}

    # The end

    def ask_to_hand_in(self) -> None:
        """Say what is open; hand in, or go there."""
        if self.running is None or self.view is None or self._ending:
            return
        self._flush()
        open_places = self.running.not_whole()
        first = open_places[0] if open_places else None
        dialog = HandInDialog(self.theme, what_is_open(self.running.cells()), first, self.window())
        decision = dialog.choose()
        if self.running is None or self._ending:  # time ended while the dialog was open
            return
        if decision is Decision.HAND_IN:
            self._hand_in(timed_out=False)
        elif decision is Decision.GO_TO_OPEN and first is not None:
            self.go_to(first)

    def _hand_in(self, *, timed_out: bool) -> None:
        """Close the exam once every answer is on the disk."""
        running, view = self.running, self.view
        if running is None or view is None:
            return
        self._ending, self._timed_out = True, timed_out
        self._timer.stop()
        if view.item is not None:
            view.item.set_enabled_all(False)
        view.setEnabled(False)
        if running.state is Kept.FAILED:
            self._keep_all()
        if not running.not_kept():
            self._close()

    def _close(self) -> None:
        running = self.running
        assert running is not None
        spent = running.spend(self._now())
        self.context.background.run(
            self.presenter.hand_in, running.attempt, self._timed_out, spent,
            done=self._handed_in, failed=partial(self._not_handed_in, spent), owner=self,
        )  # fmt: skip

    def _handed_in(self, done: AttemptSummary) -> None:
        self._clear()
        if done.state.value == "timed_out":
            self.context.say("Đã hết giờ. Các câu đã trả lời được giữ và bài đã tự nộp.")
        if self.isVisible():
            self.go.emit(f"result:{done.id}")

    def _not_handed_in(self, spent: int, refusal: Refusal) -> None:
        if self.running is None or self.view is None:
            return
        self.running.take_back(spent)
        self.view.setEnabled(True)
        self.view.banner.say(f"Chưa nộp được bài. {sentence(refusal)}")
        self.view.banner.button.setFocus()  # where it was is gone while nothing could be pressed
        if not self._timed_out:
            self._ending = False
            if self.view.item is not None:
                self.view.item.set_enabled_all(True)
            self._timer.start()

    # Leaving

    def may_leave(self) -> bool:
        """Whether the learner may go: leaving is asked about, unless the exam is over."""
        running = self.running
        if running is None or self._ending:
            return True
        self._flush()
        lost = running.not_kept() if running.state is Kept.FAILED else []
        if lost:
            numbers = ", ".join(str(one.position + 1) for one in lost)
            return self.context.ask(
                "Còn câu chưa lưu được",
                f"Câu {numbers} chưa lưu được xuống đĩa. Rời bây giờ thì mất những câu đó; các câu khác vẫn còn.",
                "Rời và bỏ các câu đó",
                "Ở lại thi",
                danger=True,
            )
        return self.context.ask(
            "Tạm rời bài thi?",
            "Đồng hồ sẽ dừng và lần rời này được ghi vào kết quả. Các câu đã trả lời vẫn còn nguyên; vào lại thì "
            "làm tiếp đúng câu này.",
            "Tạm rời",
            "Ở lại thi",
        )

    def closing(self) -> None:
        """The page is left, or the window closes: the clock stands, nothing is lost."""
        if self.running is None or self._carried:
            self._timer.stop()
            return
        if not self._ending:
            self._flush()
            spent = self.running.spend(self._now())
            self.context.background.run(self.presenter.pause, self.running.attempt, spent)
        self._clear()

    def _clear(self) -> None:
        self._timer.stop()
        self.running, self._ending, self._said_at = None, False, set()
        if self.view is not None:
            self._stack.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def state(self) -> object:
        """A running exam goes on in another look: that is no leaving."""
        if self.running is None or self._ending:
            return None
        self._flush()
        self._carried = True
        return self._course, self.running, self._words, self._said_at

    def restore(self, state: object) -> None:
        """Take the running exam over."""
        if isinstance(state, tuple):
            self._course, self.running, self._words, self._said_at = state

    def focus_first(self) -> None:
        """The question; before the exam the sheet's button."""
        if self.view is not None and self.view.item is not None:
            self.view.item.focus_question()
        else:
            self.sheet_page.focus_first()
