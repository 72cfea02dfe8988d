"""What stands before an exam: its rules, how it goes, one button."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from elearn.desktop.page import column
from elearn.desktop.presenters.exam import SheetView
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.fields import Field
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.way_back import add_way_back


class ExamSheet(QWidget):
    """`begun` when the learner begins or goes on; `go` with a route."""

    begun = Signal(str)  # with the one-time code that was typed, "" for none
    go = Signal(str)

    def __init__(self, theme: Theme, view: SheetView) -> None:
        super().__init__()
        self._theme = theme
        content, box = column()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(content)
        to_course = partial(self.go.emit, f"course:{view.course}")
        add_way_back(box, theme, view.title, to_course, f"Về khóa {view.title}")
        box.addWidget(Heading(theme, f"Bài thi: {view.title}"))
        box.addSpacing(theme.space(4))
        self.primary: Button | None = None
        self.code: Field | None = None
        if view.head:
            box.addWidget(self._head(view))
            box.addSpacing(theme.space(4))
        if not view.how:  # nothing to be read first: the next step is seen at once
            box.addWidget(self._buttons(view))
            box.addSpacing(theme.space(5))
            box.addWidget(self._rules(view))
            box.addStretch(1)
            return
        box.addWidget(self._rules(view))
        box.addSpacing(theme.space(5))
        for line in view.how:
            box.addLayout(self._line(line))
            box.addSpacing(theme.space(2))
        box.addSpacing(theme.space(4))
        if view.code:
            box.addWidget(self._code(view))
            box.addSpacing(theme.space(4))
        box.addWidget(self._buttons(view))
        box.addStretch(1)

    def _head(self, view: SheetView) -> Card:
        kind = {"resume": "desk", "closed": "desk", "begin": "accent"}[view.state]
        card = Card(self._theme, kind, 20)
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(3))
        icon = {"resume": "pause", "closed": "lock", "begin": "info"}[view.state]
        tone = "accent" if kind == "accent" else "desk"
        row.addWidget(IconLabel(self._theme, icon, tone).for_line("reading"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self._theme, view.head, "reading"), 1)
        card.body.addLayout(row)
        return card

    def _rules(self, view: SheetView) -> Card:
        theme = self._theme
        card = Card(theme)
        row = Reflow(theme.scaled(600), theme.space(5), theme.space(3))
        for name, value in view.rules:
            fact, lines = column()
            lines.addWidget(Text(theme, name, "caption", "ink2"))
            lines.addWidget(Text(theme, value, weight=600))
            lines.addStretch(1)
            row.add(fact, 1)
        card.body.addWidget(row)
        return card

    def _line(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(3))
        row.addWidget(
            IconLabel(self._theme, "check", "accent").for_line("body"), 0, Qt.AlignmentFlag.AlignTop
        )
        row.addWidget(Text(self._theme, text), 1)
        return row

    def _code(self, view: SheetView) -> Field:
        """Where a one-time code is typed."""
        needed = view.code == "needed"
        self._needs_code = needed
        self.code = Field(
            self._theme,
            "Mã dự thi" if needed else "Mã dự thi (nếu thi có giám sát)",
            "Do người giám sát trao, dùng một lần trong hôm nay. Ví dụ: 7KQ4M-X2PAB"
            if needed
            else "Có mã do người giám sát trao thì nhập để lượt này được ghi là có giám sát; không có thì để trống.",
            width=280,
        )
        self.code.input.returnPressed.connect(self._begin)
        return self.code

    def _begin(self) -> None:
        typed = self.code.value if self.code is not None else ""
        if self.code is not None and self._needs_code and not typed:
            self.show_code_fault("Xin nhập mã dự thi do người giám sát trao.")
            return
        self.begun.emit(typed)

    def show_code_fault(self, words: str) -> None:
        """Say what is wrong with the code."""
        if self.code is not None:
            self.code.set_error(words)
            self.code.input.setFocus()

    def _buttons(self, view: SheetView) -> Flow:
        flow = Flow(self._theme.space(3))
        back = partial(self.go.emit, f"course:{view.course}")
        if view.action:
            self.primary = primary_button(self._theme, view.action, self._begin)
            flow.add(self.primary)
            flow.add(quiet_button(self._theme, "Để sau", back))
        elif view.elsewhere:
            word, route = view.elsewhere
            self.primary = primary_button(self._theme, word, partial(self.go.emit, route))
            flow.add(self.primary)
        return flow
