"""The bar above a lesson: text size, bookmark, note, print."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from elearn.desktop.look import SCALES
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button, Clicked
from elearn.desktop.widgets.icons import icon, icon_size
from elearn.desktop.widgets.rich_text import Text


def tool_button(
    theme: Theme, icon_name: str, text: str, name: str, clicked: Clicked, *, key: str = "", checkable: bool = False
) -> Button:  # fmt: skip
    """A quiet tool with an icon, a word where there is room, and its key in the tip."""
    button = Button(_label(icon_name, text))
    button.setProperty("variant", "tool")
    button.setProperty("words", text)
    button.setFont(theme.font("body"))
    if icon_name:
        button.setIcon(icon(theme, icon_name, "ink2", "accent"))
        button.setIconSize(icon_size(theme, 18))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({key})" if key else name)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setCheckable(checkable)
    if key:  # not the button's own, which another text would take away
        QShortcut(QKeySequence(key), button, button.click)
    button.clicked.connect(lambda _checked=False: clicked())
    return button


def _label(icon_name: str, text: str) -> str:
    return f" {text}" if icon_name and text else text  # a breath after the icon


class TopBar(QWidget):
    """Emits what the learner wants done."""

    contents = Signal()
    back = Signal()
    scale = Signal(float)
    bookmark = Signal()
    note = Signal()
    print = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("panel", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Công cụ đọc")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 24, 7)
        row.setSpacing(theme.space(1))
        self.back_button = tool_button(theme, "arrow-left", "", "Về khóa học", self.back.emit)
        self.contents_button = tool_button(
            theme, "list", "Mục lục", "Mục lục của bài", self.contents.emit, key="Ctrl+L"
        )
        row.addWidget(self.back_button)
        row.addWidget(self.contents_button)
        row.addStretch(1)
        self.smaller = tool_button(theme, "", "A−", "Chữ nhỏ hơn", lambda: self.step(-1), key="Ctrl+-")
        self.larger = tool_button(theme, "", "A+", "Chữ to hơn", lambda: self.step(1), key="Ctrl++")
        self.size_word = Text(theme, f"Cỡ chữ {round(theme.scale * 100)} %", tone="ink2", wrap=False)
        row.addWidget(self.size_word)
        self.smaller.setEnabled(theme.scale > SCALES[0])
        self.larger.setEnabled(theme.scale < SCALES[-1])
        self.bookmark_button = tool_button(
            theme,
            "bookmark",
            "Đánh dấu",
            "Đánh dấu mục đang đọc",
            self.bookmark.emit,
            key="Ctrl+D",
            checkable=True,
        )
        self.note_button = tool_button(
            theme, "sticky-note", "Ghi chú", "Ghi chú ở mục đang đọc", self.note.emit, key="Ctrl+M"
        )
        self.print_button = tool_button(
            theme, "printer", "In, lưu PDF", "In bài hoặc lưu thành tệp PDF", self.print.emit, key="Ctrl+P"
        )
        for button in (
            self.smaller, self.larger, self.bookmark_button, self.note_button, self.print_button,
        ):  # fmt: skip
            row.addWidget(button)

    def step(self, way: int) -> None:
        """A step to larger (1) or smaller (-1) text."""
        scales = list(SCALES)
        at = min(range(len(scales)), key=lambda index: abs(scales[index] - self._theme.scale))
        self.scale.emit(scales[min(len(scales) - 1, max(0, at + way))])

    def show_collapsed(self, collapsed: bool, width: int) -> None:
        """Whether the contents have gone behind a button; words are dropped where there is no room for them."""
        self.back_button.setVisible(collapsed)
        self.contents_button.setVisible(collapsed)
        buttons = [one for one in self.findChildren(Button) if one.property("words")]
        for button in buttons:
            button.setText(_label("" if button.icon().isNull() else "icon", button.property("words")))
        self.size_word.show()
        if self.sizeHint().width() > width:
            self.size_word.hide()
        if self.sizeHint().width() > width:
            for button in buttons:
                button.setText("" if not button.icon().isNull() else button.text())

    def show_bookmark(self, marked: bool) -> None:
        """Whether the section that is being read has a bookmark."""
        self.bookmark_button.setChecked(marked)
        name = "Bỏ đánh dấu mục đang đọc" if marked else "Đánh dấu mục đang đọc"
        self.bookmark_button.setAccessibleName(name)
        self.bookmark_button.setToolTip(f"{name} (Ctrl+D)")
