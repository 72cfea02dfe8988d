"""A small bar at the words that were selected: highlight them, or take a highlight away; copy."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from elearn.desktop.reader.top_bar import tool_button
from elearn.desktop.theme import Theme


class SelectionBar(QFrame):
    """Emits `highlight`, `clear` or `copy`; it scrolls with the text and never takes the focus by itself."""

    highlight = Signal()
    clear = Signal()
    copy = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "popup")
        self.setAccessibleName("Đoạn đã chọn")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        self.mark = tool_button(
            theme, "highlighter", "Tô sáng", "Tô sáng đoạn đã chọn (Ctrl+H)", self.highlight.emit
        )
        self.unmark = tool_button(theme, "x", "Bỏ tô sáng", "Bỏ tô sáng", self.clear.emit)
        self._copy = tool_button(theme, "copy", "Chép", "Chép đoạn đã chọn", self.copy.emit)
        for button in (self.mark, self.unmark, self._copy):
            row.addWidget(button)
        self.hide()

    def show_at(self, place: QRect, *, marked: bool, words: bool) -> None:
        """Above `place` (in the parent's coordinates); `words`: something is selected, not only pointed at."""
        self.mark.setVisible(words and not marked)
        self.unmark.setVisible(marked)
        self._copy.setVisible(words)
        size = self.sizeHint()
        parent = self.parentWidget()
        assert parent is not None
        left = min(max(8, place.center().x() - size.width() // 2), parent.width() - size.width() - 8)
        top = place.top() - size.height() - 6
        if top < 4:
            top = place.bottom() + 6
        self.setGeometry(QRect(QPoint(left, top), size))
        self.show()
        self.raise_()
