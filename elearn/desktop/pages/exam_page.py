"""The exam: its sheet, then one question after the other; each answer is on the disk before it is called saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.exam.hand_in_dialog import Decision, HandInDialog
from elearn.desktop.exam.keeper import ExamKeeper
from elearn.desktop.exam.running_view import RunningView
from elearn.desktop.exam.sheet import ExamSheet
from elearn.desktop.items import make_item_widget
from elearn.desktop.page import ColumnPage, Page
from elearn.desktop.presenters.exam import Begun, ExamPresenter, SheetView
from elearn.desktop.presenters.running import Kept, Running, unfinished
from elearn.desktop.widgets.states import error_state, loading_state
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

if TYPE_CHECKING:
    from elearn.learning.item import Response
    from elearn.learning.sitting import AttemptSummary

LOOK_MS = 250  # how often the clock on the screen is looked at
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
        self.keeper: ExamKeeper | None = None  # while it is shown
        self.view: RunningView | None = None
        self._words = ("", "")  # title and about, as they are shown
        self._carried = False  # to the same page in another look
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
        self.running = Running(begun.sitting, int(self.context.services.clock.monotonic_ms()))
        self._show_running()

    # While it runs

    def _show_running(self) -> None:
        assert self.running is not None
        view = self.view = RunningView(self.theme, self.running, *self._words)
        keeper = self.keeper = ExamKeeper(self.context, self.presenter, self.running, self)
        view.top.hand_in.connect(self.ask_to_hand_in)
        view.bottom.back.connect(partial(self._step, -1))
        view.bottom.on.connect(partial(self._step, 1))
        view.bottom.flagged.connect(self._flag)
        view.banner.again.connect(self.try_again)
        view.wanted.connect(self.go_to)
        view.leave.connect(partial(self.go.emit, f"course:{self._course}"))
        keeper.changed.connect(view.show_kept)
        keeper.written.connect(partial(view.banner.say, ""))
        keeper.refused.connect(lambda refusal: view.banner.say(sentence(refusal)))
        keeper.flag_refused.connect(self._not_flagged)
        keeper.too_late.connect(partial(self._hand_in, timed_out=True))
        keeper.closed.connect(self._handed_in)
        keeper.not_closed.connect(self._not_handed_in)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._show_item()
        keeper.keep_all()  # what was on its way when the look changed
        self._show_left()
        self._timer.start()

    @property
    def _goes_on(self) -> bool:
        """Whether questions can be answered."""
        return self.keeper is not None and not self.keeper.ending

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

    def _answered(self, position: int, response: Response) -> None:
        if self.keeper is None or self.view is None or self.keeper.ending:
            return
        self.keeper.answer(position, response)
        self.view.show_progress()

    def _flush(self) -> None:
        """What is being typed counts."""
        if self.view is not None and self.view.item is not None:
            self.view.item.flush()

    def go_to(self, position: int) -> None:
        """Show another question and keep that it is on the screen."""
        if self.keeper is None or not self._goes_on or not 0 <= position < len(self.keeper.running):
            return
        self._flush()
        if position != self.keeper.running.position:
            self.keeper.go_to(position)
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
        if self.keeper is not None and self.view is not None and self._goes_on:
            self.keeper.flag(self.keeper.running.position, on)
            self.view.show_progress()

    def _not_flagged(self, _position: int, _on: bool, refusal: Refusal) -> None:
        if self.view is not None:
            self.view.show_progress()
            self.context.say(sentence(refusal))

    def try_again(self) -> None:
        """Tell the disk again what it could not take."""
        keeper = self.keeper
        if keeper is None or self.view is None:
            return
        self.view.banner.say("")
        if keeper.ending:
            self._hand_in(timed_out=keeper.timed_out)
        elif keeper.running.not_kept():
            keeper.keep_all()
        else:
            keeper.tell_time()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, wherever on the page the focus is."""
        item = self.view.item if self.view is not None else None
        if item is None or not self._goes_on or not item.press_key(event):
            super().keyPressEvent(event)

    # Time

    def tick(self) -> None:
        """A moment went by: show the time, have it told to the disk, end the exam at its end."""
        keeper = self.keeper
        if keeper is None or keeper.ending:
            return
        if keeper.slept():
            self.context.say("Máy vừa nghỉ. Đồng hồ đã dừng trong lúc đó và lần nghỉ được ghi lại.")
        if self._show_left() == 0:
            self._flush()
            self._hand_in(timed_out=True)
        else:
            keeper.tick()

    def _show_left(self) -> int | None:
        assert self.keeper is not None
        assert self.view is not None
        left = self.keeper.running.left_ms(self.keeper.now())
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
        """Say what is open or marked; hand in, or go there."""
        running = self.running
        if running is None or not self._goes_on:
            return
        self._flush()
        left = unfinished(running.cells())
        decision = HandInDialog(self.theme, left, self.window()).choose()
        if not self._goes_on:  # time ended while the dialog was open
            return
        if decision is Decision.HAND_IN:
            self._hand_in(timed_out=False)
        elif decision is Decision.GO_THERE and left.place is not None:
            self.go_to(left.place)

    def _hand_in(self, *, timed_out: bool) -> None:
        keeper, view = self.keeper, self.view
        if keeper is None or view is None:
            return
        self._timer.stop()
        if view.item is not None:
            view.item.set_enabled_all(False)
        view.setEnabled(False)
        keeper.hand_in(timed_out=timed_out)

    def _handed_in(self, done: AttemptSummary) -> None:
        self._clear()
        if done.state.value == "timed_out":
            self.context.say("Đã hết giờ. Các câu đã trả lời được giữ và bài đã tự nộp.")
        if self.isVisible():
            self.go.emit(f"result:{done.id}")

    def _not_handed_in(self, refusal: Refusal) -> None:
        keeper, view = self.keeper, self.view
        if keeper is None or view is None:
            return
        view.setEnabled(True)
        view.banner.say(f"Chưa nộp được bài. {sentence(refusal)}")
        view.banner.button.setFocus()  # where it was is gone while nothing could be pressed
        if not keeper.timed_out:
            keeper.ending = False
            if view.item is not None:
                view.item.set_enabled_all(True)
            self._timer.start()

    # Leaving

    def may_leave(self) -> bool:
        """Whether the learner may go: leaving is asked about, unless the exam is over."""
        running = self.running
        if running is None or not self._goes_on:
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
        self._timer.stop()
        if self.keeper is None or self._carried:
            return
        if self._goes_on:
            self._flush()
            self.keeper.leave()
        self._clear()

    def _clear(self) -> None:
        self._timer.stop()
        self.running, self._said_at = None, set()
        if self.keeper is not None:
            self.keeper.deleteLater()
            self.keeper = None
        if self.view is not None:
            self._stack.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def state(self) -> object:
        """A running exam goes on in another look: that is no leaving."""
        if not self._goes_on:
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
