"""What stands above a lesson's first section and below its last one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.presenters.reader import LessonView, Neighbour, still_to_read
from elearn.desktop.reader.section import Part
from elearn.desktop.reader.signs import add_sign
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import link_button, primary_button, quiet_button
from elearn.desktop.widgets.card import Card, hairline
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.reading import LessonReading


class LessonHead(Part):
    """Title, what one can do afterwards, and a banner where the law it cites no longer holds."""

    def __init__(self, theme: Theme, view: LessonView, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(view.title)
        box = self.box
        box.addSpacing(36)
        if view.lapsed:
            box.addWidget(self._banner(view.lapsed))
            box.addSpacing(24)
        box.addWidget(Text(theme, f"{view.course_title} · {view.place}", "caption", "ink2"))
        box.addSpacing(4)
        box.addWidget(Heading(theme, view.title, 1))
        if view.objectives:
            box.addSpacing(18)
            box.addWidget(Text(theme, "Đọc xong bài này, anh/chị có thể:", tone="ink2", weight=600))
            box.addSpacing(6)
            for one in view.objectives:
                box.addLayout(self._line(one))
                box.addSpacing(4)

    def _line(self, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.space(2))
        add_sign(row, self.theme, "target", "accent")
        row.addWidget(Text(self.theme, words, tone="ink2"), 1)
        return row

    def _banner(self, lapsed: tuple[str, ...]) -> QWidget:
        card = Card(self.theme, "bad", 16)
        row = QHBoxLayout()
        row.setSpacing(self.theme.space(3))
        add_sign(row, self.theme, "triangle-alert", "bad", 20)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(self.theme, "Bài này dẫn văn bản đã hết hiệu lực", tone="bad", weight=600))
        for one in lapsed:
            words.addWidget(Text(self.theme, one))
        advice = "Hãy cập nhật nội dung trước khi dựa vào bài. Câu hỏi dựa vào văn bản này đã được rút khỏi đề thi."
        words.addWidget(Text(self.theme, advice, tone="ink2"))
        row.addLayout(words, 1)
        card.body.addLayout(row)
        card.setAccessibleName(f"Bài này dẫn văn bản đã hết hiệu lực. {' '.join(lapsed)}")
        return card


class LessonEnd(Part):
    """Footnotes, whether the lesson counts as read, and where to go next. Emits `go` with a route."""

    go = Signal(str)
    is_built = False

    def __init__(self, theme: Theme, view: LessonView, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._view = view
        self._shown = (view.reading, 0.0, view.reading.furthest)
        self.setAccessibleName("Hết bài")

    def height_at(self, width: int) -> int:
        """Guessed until it is built."""
        return super().height_at(width) if self.is_built else self.theme.scaled(300)

    def advance(self) -> None:
        """Make the content, all in one piece."""
        if self.is_built:
            return
        self.is_built = True
        theme, view = self.theme, self._view
        self.box.addSpacing(32)
        self.box.addWidget(hairline())
        self.box.addSpacing(20)
        self._state_row = QHBoxLayout()
        self._state_row.setSpacing(theme.space(2))
        self._sign = IconLabel(theme, "circle-check", "good", 20)
        self._open_sign = IconLabel(theme, "circle-dot", "ink2", 20)
        self.state = Text(theme, "")
        for one in (self._sign, self._open_sign):
            one.setContentsMargins(0, 0, 0, 0)
            self._state_row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self._state_row.addWidget(self.state, 1)
        self.box.addLayout(self._state_row)
        self.box.addSpacing(20)
        if view.following:
            self.box.addWidget(Text(theme, f"Bài tiếp theo · Bài {view.following.number}", "caption", "ink2"))
            self.box.addWidget(Heading(theme, view.following.title, 3))
            self.box.addSpacing(12)
        self._ways = Flow(12)
        self.next = primary_button(theme, *self._next())
        self._ways.add(self.next)
        practice = quiet_button(
            theme, "Luyện câu hỏi của bài", partial(self.go.emit, f"practice:{view.course}/{_slug(view.id)}"),
            icon_name="list-checks",
        )  # fmt: skip
        self._ways.add(practice)
        self.box.addWidget(self._ways)
        if view.previous:
            self.box.addSpacing(16)
            self.box.addWidget(self._previous(view.previous), 0, Qt.AlignmentFlag.AlignLeft)
        self.show_reading(*self._shown)  # before its words are dressed: another colour then takes much longer
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child not in (self._sign, self._open_sign):
                child.show()

    def _next(self) -> tuple[str, partial[None]]:
        view = self._view
        if view.following:
            return "Sang bài tiếp theo", partial(self.go.emit, f"lesson:{view.following.id}")
        return "Về khóa học", partial(self.go.emit, f"course:{view.course}")

    def _previous(self, lesson: Neighbour) -> QWidget:
        words = f"‹ Bài {lesson.number}: {lesson.title}"
        short = words if len(words) < 64 else words[:62].rsplit(" ", 1)[0] + "…"
        return link_button(
            self.theme, short, partial(self.go.emit, f"lesson:{lesson.id}"),
            name=f"Bài trước, bài {lesson.number}: {lesson.title}",
        )  # fmt: skip

    def show_reading(self, reading: LessonReading, unsaved_s: float, furthest: float) -> None:
        """Whether it counts as read, or what is missing."""
        self._shown = (reading, unsaved_s, furthest)
        if not self.is_built:
            return
        view = self._view
        done = reading.is_read(view.revision)
        self._sign.setVisible(done)
        self._open_sign.setVisible(not done)
        if done:
            words = "Bài đã đọc."
        else:
            left = still_to_read(view.minutes, reading.seconds + unsaved_s, max(furthest, reading.furthest))
            words = f"Để bài được tính là đã đọc: {left}." if left else "Đang ghi nhận bài đã đọc…"
        if self.state.accessibleName() != words:
            self.state.set_tone("good" if done else "ink2")
            self.state.set_text(words)


def _slug(lesson_id: str) -> str:
    return lesson_id.partition("/")[2] or lesson_id
