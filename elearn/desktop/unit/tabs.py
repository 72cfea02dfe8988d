"""The row of places within "Đơn vị"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button
from elearn.desktop.widgets.flow import Flow

TABS = (
    ("unit", "Tổng quan"),
    ("unit-roster", "Danh sách"),
    ("unit-assign", "Giao khóa"),
    ("unit-intake", "Nhận kết quả"),
    ("unit-papers", "Giấy chứng nhận"),
    ("unit-items", "Câu hỏi"),
    ("unit-settings", "Thiết lập"),
)


class Tabs(Flow):
    """Where one can go within "Đơn vị"; the present place is marked by a line below it."""

    def __init__(
        self, theme: Theme, here: str, go: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(16, parent)
        self.setAccessibleName("Các mục của đơn vị")
        for route, words in TABS:
            button = Button(words)
            button.setProperty("variant", "tab")
            button.setFont(theme.font("body", 600 if route == here else 400))
            button.setCheckable(True)
            button.setChecked(route == here)
            button.setAccessibleName(f"{words}, đang ở đây" if route == here else words)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(
                lambda _checked=False, route=route, button=button: _press(button, route, here, go)
            )
            self.add(button)
            self.last = button


def _press(button: Button, route: str, here: str, go: Callable[[str], object]) -> None:
    button.setChecked(route == here)
    go(route)
