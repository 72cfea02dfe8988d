"""What a visit cannot open, because it rests on records that are kept: why, and what to do."""

from __future__ import annotations

from functools import partial

from elearn.desktop.page import ColumnPage
from elearn.desktop.widgets.states import empty_state
from elearn.errors import Reason, Refusal
from elearn.wording import sentence

_TITLES = {
    "exam": "Bài thi đang đóng",
    "certificates": "Chưa mở được giấy chứng nhận",
    "submit": "Chưa nộp được kết quả",
    "unit": "Chưa mở được phần của đơn vị",
}


class ClosedPage(ColumnPage):
    """`closed:NAME`, NAME being the page that was wanted."""

    title = "Chưa mở được trong lần này"
    widest = 860

    def open(self, argument: str) -> None:
        """Say why; the lessons are one press away."""
        cause = self.context.services.visit.cause.value
        self.show_content(
            empty_state(
                self.theme,
                "lock",
                _TITLES.get(argument.partition("-")[0], self.title),
                sentence(Refusal(Reason.READING_ONLY, cause=cause)),
                "Về các bài học",
                partial(self.go.emit, "courses"),
            )
        )
