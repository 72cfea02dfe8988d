"""A course's outline: what it is about, its lessons, its exam."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from elearn.desktop.page import ColumnPage, column
from elearn.desktop.pages.lesson_line import LessonLine
from elearn.desktop.presenters.courses import CoursesPresenter, CourseView, ExamBox
from elearn.desktop.widgets.buttons import Button, link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card, hairline
from elearn.desktop.widgets.chip import Chip
from elearn.desktop.widgets.facts import facts_grid
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.progress import ProgressBar
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.way_back import add_way_back

# Where one goes from here, and after an exam: imported while nothing else is to be done.
_NEXT = (
    "elearn.desktop.presenters.articles",
    "elearn.desktop.pages.article_page",
    "elearn.desktop.pages.exam_page",
    "elearn.desktop.presenters.result",
    "elearn.desktop.pages.result_page",
    "elearn.desktop.items.panel",
    "elearn.desktop.presenters.review",
    "elearn.desktop.pages.review_page",
)


class CoursePage(ColumnPage):
    """`course:ID`."""

    title = "Khóa học"
    primary: Button | None = None

    def open(self, argument: str) -> None:
        """Read the course."""
        self.load(self._view, argument, done=self._show, again=self._focus)

    def _view(self, course_id: str) -> CourseView:
        return CoursesPresenter(self.context.services, self.context.subject).course(course_id)

    def _show(self, view: CourseView) -> None:
        theme = self.theme
        content, box = column()
        add_way_back(box, theme, "Tất cả khóa học", partial(self.go.emit, "courses"))
        box.addWidget(self._head(view))
        box.addSpacing(theme.space(5))
        body = Reflow(theme.scaled(820), theme.space(5))
        body.add(self._lessons(view), 5)
        body.add(self._exam(view), 3)
        box.addWidget(body)
        self.show_content(content)
        self.make_later(partial(import_module, name) for name in _NEXT)
        self._focus()

    def _focus(self) -> None:
        if self.primary:
            self.primary.setFocus()

    def _head(self, view: CourseView) -> QWidget:
        theme = self.theme
        words, lines = column(theme.space(1))
        lines.addWidget(Heading(theme, view.title))
        if view.subtitle:
            lines.addWidget(Text(theme, view.subtitle, "reading", "ink2"))
        lines.addWidget(Text(theme, f"{view.about} · {view.valid}", tone="ink2"))
        if view.summary:
            lines.addSpacing(theme.space(3))
            summary = Text(theme, view.summary, "reading")
            summary.setMaximumWidth(theme.column)
            lines.addWidget(summary)
        lines.addSpacing(theme.space(3))
        way = Reflow(theme.scaled(560), theme.space(5), theme.space(4))
        far, done = column(theme.space(1))
        done.addWidget(Text(theme, view.progress))
        done.addWidget(ProgressBar(theme, view.share, "Đã đọc của khóa học"))
        way.add(far, 1)
        self.primary = primary_button(theme, view.action, partial(self.go.emit, view.route))
        way.add(self.primary)
        lines.addWidget(way)
        return words

    def _lessons(self, view: CourseView) -> QWidget:
        theme = self.theme
        widget, box = column()
        box.addWidget(Heading(theme, "Các bài", 2))
        box.addSpacing(theme.space(2))
        for row in view.lessons:
            line = LessonLine(theme, row)
            line.clicked.connect(partial(self._open_lesson, row.id))
            box.addWidget(line)
        box.addWidget(hairline())
        box.addStretch(1)
        return widget

    def _open_lesson(self, lesson_id: str, _checked: bool = False) -> None:
        self.go.emit(f"lesson:{lesson_id}")

    def _exam(self, view: CourseView) -> QWidget:
        theme, exam = self.theme, view.exam
        widget, box = column(theme.space(4))
        card = Card(theme)
        card.body.setSpacing(theme.space(3))
        card.body.addWidget(Heading(theme, "Bài thi", 3))
        card.body.addWidget(Chip(theme, exam.state, exam.tone), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(facts_grid(theme, exam.rules))
        if exam.why_not:
            card.body.addWidget(Text(theme, exam.why_not))
        card.body.addLayout(self._exam_buttons(view, exam))
        box.addWidget(card)
        practice = Card(theme)
        practice.body.addWidget(Heading(theme, "Luyện tập", 3))
        practice.body.addWidget(
            Text(theme, "10 câu một lượt, có giải thích sau mỗi câu. Không tính vào điểm thi.", tone="ink2")
        )
        practice.body.addSpacing(theme.space(3))
        practice.body.addWidget(
            quiet_button(theme, "Luyện 10 câu", partial(self.go.emit, f"practice:{view.id}")),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        box.addWidget(practice)
        if view.articles:
            articles = Card(theme)
            articles.body.addWidget(Heading(theme, "Từng điều của luật", 3))
            articles.body.addWidget(
                Text(theme, "Mỗi điều một trang: nói gọn, ai cần, bài nào dùng.", tone="ink2")
            )
            articles.body.addSpacing(theme.space(3))
            articles.body.addWidget(
                quiet_button(theme, "Xem các điều", partial(self.go.emit, view.articles)),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
            box.addWidget(articles)
        if view.audience:
            box.addWidget(Text(theme, f"Dành cho: {view.audience}", "caption", "ink2"))
        box.addStretch(1)
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return widget

    def _exam_buttons(self, view: CourseView, exam: ExamBox) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.space(4))
        if exam.action:
            row.addWidget(quiet_button(self.theme, exam.action, partial(self.go.emit, f"exam:{view.id}")))
        if exam.certificate:
            row.addWidget(link_button(self.theme, "Xem giấy xác nhận", partial(self.go.emit, "certificates")))
        row.addStretch(1)
        return row
