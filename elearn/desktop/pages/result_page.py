"""An exam's result: passed or not, by topic, what to read again, the next step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from elearn.desktop.page import ColumnPage, column
from elearn.desktop.pages.reread_list import RereadList
from elearn.desktop.presenters.result import ResultPresenter, ResultView, TopicLine
from elearn.desktop.widgets.buttons import Button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.progress import ProgressBar
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text

SHORT_LIST = 4  # lessons to reread that leave what follows them in view


class ResultPage(ColumnPage):
    """`result:ATTEMPT`."""

    title = "Kết quả"
    primary: Button | None = None

    def open(self, argument: str) -> None:
        """Read the result; a certificate that is due and not there yet is made now."""
        self._presenter = ResultPresenter(self.context.services, self.context.subject)
        self.load(self._presenter.view, argument, done=self._show)

    def _show(self, view: ResultView) -> None:
        theme = self.theme
        content, box = column()
        box.addWidget(Text(theme, view.above, "caption", "ink2"))
        head = Reflow(theme.scaled(560), theme.space(4), theme.space(2))
        title = Heading(theme, view.head)
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        head.add(title)
        icon = "circle-check" if view.passed else "circle-x"
        head.add(Chip(theme, view.chip, "good" if view.passed else "bad", icon))
        head.add(QWidget(), 1)
        box.addWidget(head)
        box.addSpacing(theme.space(1))
        about = Text(theme, view.text, tone="ink2")
        box.addWidget(about)
        if view.facts:
            box.addWidget(Text(theme, view.facts, "caption", "ink2"))
        box.addSpacing(theme.space(4))
        box.addWidget(self._actions(view))  # above: a long list below must not hide the next step
        box.addSpacing(theme.space(5))
        cards = Reflow(theme.scaled(820), theme.space(5))
        cards.add(_at_top(self._topics(view)), 5)
        cards.add(_at_top(self._reread(view)), 3)
        box.addWidget(cards)
        self.show_content(content)
        if self.primary is not None:
            self.primary.setFocus()

    def _topics(self, view: ResultView) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(Heading(theme, "Theo nội dung", 3))
        card.body.addSpacing(theme.space(3))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(4))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        metrics = QFontMetrics(theme.font("body", 600))
        widest = max((metrics.horizontalAdvance(line.score) for line in view.topics), default=0) + 8
        for at, line in enumerate(view.topics):
            self._topic(grid, at, line, max(theme.scaled(44), widest))
        card.body.addLayout(grid)
        return card

    def _topic(self, grid: QGridLayout, at: int, line: TopicLine, score_width: int) -> None:
        theme = self.theme
        grid.addWidget(Text(theme, line.title), at, 0)
        tone = "bad" if line.weak else "accent"
        grid.addWidget(ProgressBar(theme, line.share, line.title, tone), at, 1, Qt.AlignmentFlag.AlignVCenter)
        weight = 600 if line.weak else None
        score = Text(theme, line.score, tone="bad" if line.weak else "ink2", weight=weight)
        score.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        score.setFixedWidth(score_width)
        grid.addWidget(score, at, 2)

    def _reread(self, view: ResultView) -> Card:
        theme = self.theme
        card = Card(theme)
        card.body.addWidget(Heading(theme, "Đọc lại" if view.reread else "Xem lại", 3))
        long = len(view.reread) > SHORT_LIST
        if long:  # what can be done with it is not looked for below it
            card.body.addSpacing(theme.space(2))
            card.body.addWidget(self._ways(view))
            card.body.addSpacing(theme.space(2))
        if view.reread:
            lessons = RereadList(theme, view.reread)
            lessons.go.connect(self.go)
            card.body.addWidget(lessons)
        else:
            card.body.addWidget(Text(theme, "Không có câu nào sai.", tone="ink2"))
        if not long:
            card.body.addSpacing(theme.space(3))
            card.body.addWidget(self._ways(view))
        return card

    def _ways(self, view: ResultView) -> Flow:
        theme = self.theme
        ways = Flow(theme.space(3))
        ways.add(quiet_button(theme, "Xem từng câu", partial(self.go.emit, f"review:{view.attempt}")))
        if view.practise:
            ways.add(quiet_button(theme, "Luyện câu sai", partial(self.go.emit, view.practise)))
        return ways

    def _actions(self, view: ResultView) -> QWidget:
        theme = self.theme
        ways = Flow(theme.space(4))
        self.primary = None
        for number, (word, route) in enumerate(view.actions):
            press = partial(self.go.emit, route)
            if number == 0 and route != "submit":
                self.primary = primary_button(theme, word, press)
                ways.add(self.primary)
            else:
                ways.add(quiet_button(theme, word, press))
        return ways


def _at_top(card: Card) -> QWidget:
    """As high as it needs to be, whatever stands beside it."""
    holder, box = column()
    box.addWidget(card)
    box.addStretch(1)
    return holder
