"""The row of places within "Đơn vị"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
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
            button = _Tab(theme, words, route == here)
            button.setCheckable(True)
            button.setChecked(route == here)
            button.setAccessibleName(f"{words}, đang ở đây" if route == here else words)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(
                lambda _checked=False, route=route, button=button: _press(button, route, here, go)
            )
            self.add(button)
            self.last = button


class _Tab(Button):
    """As wide as it is when it is the present place: the others stay where they are."""

    def __init__(self, theme: Theme, words: str, here: bool) -> None:
        super().__init__(words)
        self.setProperty("variant", "tab")
        self.setFont(theme.font("body", 600 if here else 400))
        self._widest = _width(theme.font("body", 600), words)

    def sizeHint(self) -> QSize:
        """With room for the words in their heavier weight."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._widest - _width(self.font(), self.text()), hint.height())


def _width(font: QFont, words: str) -> int:
    """As Qt's own hint measures them."""
    return QFontMetrics(font).size(Qt.TextFlag.TextShowMnemonic, words).width()


def _press(button: Button, route: str, here: str, go: Callable[[str], object]) -> None:
    button.setChecked(route == here)
    go(route)
