"""The home page: greeting, the one next step, courses, and two small things."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.page import ColumnPage, column
from elearn.desktop.pages.course_list import CourseList
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

if TYPE_CHECKING:
    from elearn.desktop.presenters.home import HomeView, NextCard

ABOVE, ABOVE_WITHOUT_NEXT = 270, 130  # pixels above the first course, at 100 % text


class HomePage(ColumnPage):
    """Where a learner begins; the primary button has the focus."""

    title = "Trang chủ"
    primary: Button | None = None
    _reminded = _restored = ""  # the reminder comes once a day, and a change of look must not eat it

    def state(self) -> object:
        """The day's reminder, for the same page in another look."""
        return self._reminded

    def restore(self, state: object) -> None:
        """Take the reminder over."""
        self._restored = str(state or "")

    def open(self, argument: str) -> None:
        """Read how far the learner has come."""
        self.load(self._view, done=self._show, again=self._focus)

    def _view(self) -> HomeView:
        from elearn.desktop.presenters.home import HomePresenter  # the first paint does not need it

        return HomePresenter(self.context.services, self.context.subject).view()

    def _show(self, view: HomeView) -> None:
        theme = self.theme
        content, box = column()
        box.addWidget(Heading(theme, view.greeting))
        box.addSpacing(theme.space(1))
        box.addWidget(Text(theme, view.summary, tone="ink2"))
        self._reminded, self._restored = view.reminder or self._restored, ""
        if self._reminded:
            box.addSpacing(theme.space(2))
            box.addLayout(self._reminder(self._reminded))
        box.addSpacing(theme.space(5))
        self.primary = None
        if view.next:
            box.addWidget(self._next_card(view.next))
            box.addSpacing(theme.space(5))
        box.addWidget(self._courses_head())
        box.addSpacing(theme.space(2))
        above = ABOVE if view.next else ABOVE_WITHOUT_NEXT
        courses = CourseList(theme, view.courses, self.window().height() - theme.scaled(above))
        courses.chosen.connect(self.go)
        box.addWidget(courses)
        box.addSpacing(theme.space(5))
        if not courses.rest:
            box.addWidget(self._small_things(view))
        self.show_content(content)
        if courses.rest:  # in their order: Tab goes through what was made first
            self.make_later([*courses.rest, lambda: box.addWidget(self._small_things(view))])
        self._focus()

    def _focus(self) -> None:
        if self.primary:
            self.primary.setFocus()

    def _reminder(self, words: str) -> QHBoxLayout:
        """One quiet line, once a day."""
        theme = self.theme
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        add_sign(row, theme, "clock", "desk", 18)
        row.addWidget(Text(theme, words, tone="desk"), 1)
        return row

    def _next_card(self, card: NextCard) -> Card:
        theme = self.theme
        frame = Card(theme)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space(1))
        lines.addWidget(Text(theme, card.above, "caption", "ink2"))
        lines.addWidget(Heading(theme, card.title, 2))
        lines.addWidget(Text(theme, card.below, tone="ink2"))
        row = Reflow(theme.scaled(560), theme.space(5), theme.space(4))
        row.add(words, 1)
        self.primary = primary_button(
            theme, card.action, partial(self.go.emit, card.route), name=f"{card.action}: {card.title}"
        )
        row.add(self.primary)
        frame.body.addWidget(row)
        return frame

    def _courses_head(self) -> QWidget:
        head = Reflow(self.theme.scaled(420), self.theme.space(4), self.theme.space(1))
        head.add(Heading(self.theme, "Khóa học", 3), 1)
        head.add(link_button(self.theme, "Xem tất cả khóa học", partial(self.go.emit, "courses")))
        return head

    def _small_things(self, view: HomeView) -> QWidget:
        theme = self.theme
        row = Reflow(theme.scaled(620), theme.space(4))
        if view.may_review:
            button = quiet_button(theme, "Ôn 3 câu", partial(self.go.emit, "quick"))
            words = "3 câu, khoảng 2 phút. Không tính vào điểm."
            row.add(_small_card(theme, "Ôn nhanh hôm nay", words, button), 1)
        else:
            row.add(_small_card(theme, "Ôn nhanh hôm nay", "Đọc xong một bài là có câu để ôn."), 1)
        if view.submit:
            button = quiet_button(theme, "Lưu tệp kết quả…", partial(self.go.emit, "submit"))
            row.add(_small_card(theme, "Nộp kết quả", view.submit, button), 1)
        return row


def _small_card(theme: Theme, title: str, text: str, button: Button | None = None) -> Card:
    card = Card(theme)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    card.body.addWidget(Heading(theme, title, 3))
    card.body.addWidget(Text(theme, text, tone="ink2"))
    card.body.addStretch(1)
    if button is not None:
        card.body.addSpacing(theme.space(3))
        row = QHBoxLayout()
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(row)
    return card
