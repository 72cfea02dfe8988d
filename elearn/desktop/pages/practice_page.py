"""Practice: a question, its feedback, the next; at the end how it went and what to read again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.items import ItemWidget, make_item_widget
from elearn.desktop.items.item_widget import MEASURE, SIDE_BY_SIDE
from elearn.desktop.page import ColumnPage, Page, column
from elearn.desktop.pages.reread_list import RereadList
from elearn.desktop.presenters.practice import PracticeEnd, PracticePresenter, PracticeView
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.focus_follower import FocusFollower
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.progress import ProgressBar
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state, error_state
from elearn.desktop.widgets.way_back import add_way_back
from elearn.errors import Refusal
from elearn.wording import sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from elearn.learning.feedback import Feedback
    from elearn.learning.item import Response


class PracticeBar(QFrame):
    """Below the question: what the keys do, and the one button that goes on."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("panel", "bottom")
        self._row = QHBoxLayout(self)
        side = 40 if theme.scale < 1.5 else 24
        self._row.setContentsMargins(side, 12, side, 12)
        self._row.setSpacing(theme.space(4))
        self._keys = Text(theme, "", "caption", "ink2")
        self._row.addWidget(self._keys, 1)
        self.button: Button | None = None
        self.hide()

    def show_keys(self, words: str) -> None:
        """What the keyboard does now."""
        self._keys.set_text(words)

    def offer(self, button: Button | None) -> None:
        """Put a button in the place of the one before; None for none."""
        if self.button is not None:
            self._row.removeWidget(self.button)
            self.button.hide()
            self.button.deleteLater()
        self.button = button
        if button is not None:
            self._row.addWidget(button)
            button.show()


class PracticePage(Page):
    """`practice:COURSE`, `practice:COURSE/LESSON` or `practice:COURSE?wrong`."""

    title = "Luyện tập"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenter = PracticePresenter(context.services, context.subject)
        self.view: PracticeView | None = None
        self._argument = ""
        self._at = 0
        self._given: dict[int, tuple[Response, Feedback]] = {}  # by position
        self._restored = False
        self.item: ItemWidget | None = None
        self.column_page = ColumnPage(context)
        self.column_page.scroll_area.setAccessibleName(self.title)
        FocusFollower(self.column_page.scroll_area)
        self.bar = PracticeBar(self.theme)
        self._progress: ProgressBar | None = None
        self._error: Text | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.column_page, 1)
        outer.addWidget(self.bar)

    @property
    def next_button(self) -> Button | None:
        """The one button that goes on."""
        return self.bar.button

    def _show(self, content: QWidget, *, with_bar: bool = False) -> None:
        self.bar.setVisible(with_bar)
        self.column_page.show_content(content)
        self.column_page.scroll_area.verticalScrollBar().setValue(0)
        self._still.end()

    # Beginning

    @property
    def _route(self) -> str:
        return f"practice:{self._argument}"

    def open(self, argument: str) -> None:
        """Begin anew; after a change of look go on."""
        self._argument = argument
        self.item = None
        if self._restored and self.view is not None:
            self._restored = False
            self._show_item()
            return
        self.view = None
        self._begin()

    def _begin(self) -> None:
        self._still.begin()
        run = self.context.background.run
        run(self._first, done=self._begun, failed=self._not_begun, owner=self)

    def _first(self) -> PracticeView | None:
        return self.presenter.begin(self._argument)

    def _not_begun(self, refusal: Refusal) -> None:
        course = self._argument.partition("/")[0].partition("?")[0]
        back = partial(self.go.emit, f"course:{course}" if course else "courses")
        text = sentence(refusal)
        if refusal.reason.name == "NOTHING_TO_PRACTISE":
            state = empty_state(
                self.theme, "circle-check", "Không có câu nào để luyện", text, "Về khóa học", back
            )
        else:
            state = error_state(self.theme, text, self._begin)
        self.item = None
        self._show(state)

    def _begun(self, view: PracticeView | None) -> None:
        if view is None:
            self._show(self._nothing())
            return
        self.view, self._at, self._given = view, 0, {}
        self._show_item()

    def _nothing(self) -> QWidget:
        content, box = column()
        box.addWidget(Heading(self.theme, self.title))
        text = "Ôn nhanh lấy câu hỏi từ những bài đã đọc. Đọc xong một bài là có câu để ôn."
        go = partial(self.go.emit, "courses")
        box.addWidget(empty_state(self.theme, "zap", "Chưa có gì để ôn", text, "Xem các khóa học", go))
        return content

    # One question

    def _show_item(self) -> None:
        view, theme = self.view, self.theme
        assert view is not None
        slot = view.sitting.slots[self._at]
        count = len(view.sitting.slots)
        content, box = column()
        to_course = partial(self.go.emit, f"course:{view.course}")
        add_way_back(box, theme, view.course_title, to_course, f"Về khóa {view.course_title}")
        box.addWidget(Text(theme, f"{view.title} · câu {self._at + 1} trong {count}", "caption", "ink2"))
        box.addSpacing(theme.space(1))
        self._progress = ProgressBar(theme, self._at / count, "Đã làm của lượt luyện này")
        self._progress.setMaximumWidth(theme.scaled(SIDE_BY_SIDE if slot.item.stimulus else MEASURE))
        box.addWidget(self._progress)
        box.addSpacing(theme.space(5))
        self.item = make_item_widget(slot.item, slot.order, self.context, "practice")
        self.item.check_elsewhere()
        self.item.stem.setAccessibleName(f"Câu {self._at + 1} trong {count}. {slot.item.stem}")
        self.item.answered.connect(self._answered)
        self.item.go.connect(self.go)
        box.addWidget(self.item)
        self._error = Text(theme, "", tone="bad", weight=600)
        self._error.hide()
        box.addWidget(self._error)
        self._show(content, with_bar=True)
        given = self._given.get(self._at)
        if given:
            self.item.set_response(given[0])
            self._taught(self._at, *given)
            return
        check = primary_button(theme, "Kiểm tra", self.item.check) if self.item.checked_at_once else None
        self.bar.offer(check)
        self.bar.show_keys(self.item.keys)
        self.item.focus_question()

    def _answered(self, response: Response) -> None:
        assert self.view is not None
        slot = self.view.sitting.slots[self._at]
        self.context.background.run(
            self.presenter.answer, self.view.sitting.id, self._at, slot.item, response,
            done=partial(self._taught, self._at, response), failed=self._not_kept, owner=self,
        )  # fmt: skip

    def _not_kept(self, refusal: Refusal) -> None:
        """The answer could not be kept: it stays on the screen and can be handed over again."""
        if self.item is None or self._error is None:
            return
        self._error.set_text(sentence(refusal))
        self._error.show()
        again = quiet_button(self.theme, "Thử lại", self._again, icon_name="refresh-cw")
        self.bar.offer(again)
        again.setFocus()

    def _again(self) -> None:
        if self.item is not None:
            self._answered(self.item.response())

    def _taught(self, at: int, response: Response, feedback: Feedback) -> None:
        if at != self._at or self.item is None or self.view is None:
            return
        self._given[at] = response, feedback
        count = len(self.view.sitting.slots)
        if self._error is not None:
            self._error.hide()
        if self._progress is not None:
            self._progress.set_share((at + 1) / count)
        self.item.show_feedback(feedback)
        last = at == count - 1
        word = "Xem kết quả" if last else "Câu tiếp theo"
        on = primary_button(self.theme, word, self.go_on, shortcut="Ctrl+Right")
        self.bar.offer(on)
        self.bar.show_keys("Enter để sang câu")
        on.setFocus()

    def go_on(self) -> None:
        """To the next question, or to the end."""
        assert self.view is not None
        if self._at + 1 < len(self.view.sitting.slots):
            self._at += 1
            self._show_item()
            return
        self.item = None
        self.context.background.run(
            self.presenter.end, self.view.sitting.id, self._route,
            done=self._show_end, failed=self._not_ended, owner=self,
        )  # fmt: skip

    def _not_ended(self, refusal: Refusal) -> None:
        self._show(error_state(self.theme, sentence(refusal), self.go_on))

    # The end

    def _show_end(self, end: PracticeEnd) -> None:
        theme = self.theme
        self.view = None
        content, box = column()
        to_course = partial(self.go.emit, f"course:{end.course}")
        add_way_back(box, theme, end.course_title, to_course, f"Về khóa {end.course_title}")
        box.addWidget(Heading(theme, end.head))
        box.addSpacing(theme.space(1))
        box.addWidget(Text(theme, f"{end.text} Luyện tập không tính vào điểm thi.", tone="ink2"))
        box.addSpacing(theme.space(5))
        if end.reread:
            card = Card(theme)
            card.setMaximumWidth(theme.scaled(760))
            card.body.addWidget(Heading(theme, "Đọc lại", 3))
            lessons = RereadList(theme, end.reread)
            lessons.go.connect(self.go)
            card.body.addWidget(lessons)
            box.addWidget(card)
            box.addSpacing(theme.space(5))
        ways = Flow(theme.space(3))
        more = primary_button(theme, self._more(), partial(self.go.emit, end.again))
        ways.add(more)
        if end.wrong and end.wrong != end.again:
            ways.add(quiet_button(theme, "Chỉ luyện câu sai", partial(self.go.emit, end.wrong)))
        ways.add(quiet_button(theme, "Về khóa học", partial(self.go.emit, f"course:{end.course}")))
        box.addWidget(ways)
        self._show(content)
        more.setFocus()

    def _more(self) -> str:
        return "Luyện tiếp"

    # Leaving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, wherever on the page the focus is."""
        if self.item is None or not self.item.press_key(event):
            super().keyPressEvent(event)

    def closing(self) -> None:
        """Practice that is left stays as far as it came."""
        if self.view is not None and self.item is not None:
            self.context.background.run(self.presenter.leave, self.view.sitting.id)

    def state(self) -> object:
        """Practice goes on in another look."""
        if self.view is None or self.item is None:
            return None
        return self._argument, self.view, self._at, self._given

    def restore(self, state: object) -> None:
        """Take it over."""
        if isinstance(state, tuple):
            self._argument, self.view, self._at, self._given = state
            self._restored = True

    def focus_first(self) -> None:
        """The question, once it is there."""
        if self.item is not None and self._at not in self._given:
            self.item.focus_question()
        elif self.item is None:
            self.column_page.focus_first()


class QuickReviewPage(PracticePage):
    """`quick`: three questions on what was read."""

    title = "Ôn nhanh"

    @property
    def _route(self) -> str:
        return "quick"

    def _first(self) -> PracticeView | None:
        return self.presenter.quick()

    def _more(self) -> str:
        return "Ôn thêm 3 câu"
