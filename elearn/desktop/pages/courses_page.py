"""All courses of the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from elearn.desktop.page import ColumnPage, column
from elearn.desktop.pages.course_list import CourseList
from elearn.desktop.presenters.courses import CourseRow, CoursesPresenter
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.states import empty_state

ABOVE = 110  # pixels above the first course, at 100 % text


class CoursesPage(ColumnPage):
    """The list of courses."""

    title = "Khóa học"

    def open(self, argument: str) -> None:
        """Read the courses."""
        self.load(self._rows, done=self._show, again=lambda: None)

    def _rows(self) -> tuple[CourseRow, ...]:
        return CoursesPresenter(self.context.services, self.context.subject).rows()

    def _show(self, rows: tuple[CourseRow, ...]) -> None:
        theme = self.theme
        content, box = column()
        rest: list[Callable[[], object]] = []
        box.addWidget(Heading(theme, "Khóa học"))
        if not rows:
            box.addWidget(
                empty_state(
                    theme, "library", "Thư viện chưa có khóa học",
                    "Gói nội dung trên máy này không có khóa học nào. Hãy cài gói nội dung mới nhất của đơn "
                    "vị.",
                    "Xem trợ giúp", partial(self.go.emit, "help"),
                )
            )  # fmt: skip
        else:
            box.addSpacing(theme.space(1))
            text = "Học xong các bài và đạt bài thi thì có giấy xác nhận. Thứ tự học do anh/chị chọn."
            box.addWidget(Text(theme, text, tone="ink2"))
            box.addSpacing(theme.space(5))
            courses = CourseList(theme, rows, self.window().height() - theme.scaled(ABOVE))
            courses.chosen.connect(self.go)
            box.addWidget(courses)
            rest = courses.rest
        self.show_content(content)
        self.make_later(rest)
