"""A learner's own note at a section: a small editor that keeps what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import icon_button
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text

KEEP_AFTER_MS = 700
LINES = (2, 8)


class _Editor(QPlainTextEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)


class NoteCard(QFrame):
    """Emits `changed` with the text a moment after typing, and `closed` when the note is taken away."""

    changed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, heading: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("card", "sunken")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 10, 16, 14)
        rows.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(IconLabel(theme, "sticky-note", "ink2", 18))
        head.addWidget(Text(theme, "Ghi chú của tôi", "body", "ink2", weight=600), 1)
        self._kept = Text(theme, "", "caption", "ink2", wrap=False)
        head.addWidget(self._kept)
        remove = icon_button(theme, "trash-2", f"Bỏ ghi chú ở mục {heading}", self._remove)
        head.addWidget(remove)
        rows.addLayout(head)
        self.editor = _Editor(text)
        self.editor.setFont(theme.font("body"))
        self.editor.setAccessibleName(f"Ghi chú của tôi ở mục {heading}")
        self.editor.setPlaceholderText("Ghi điều cần nhớ ở mục này. Chỉ anh/chị thấy.")
        self.editor.setTabChangesFocus(True)
        self.editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        rows.addWidget(self.editor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._last = text
        self.editor.textChanged.connect(self._typed)
        self.editor.escaped.connect(self._escape)
        self._grow()

    @property
    def has_words(self) -> bool:
        """Whether something is written."""
        return bool(self.editor.toPlainText().strip())

    def _typed(self) -> None:
        self._kept.set_text("")
        self._grow()
        self._timer.start()

    def _grow(self) -> None:
        line = self._theme.line_px("body")
        lines = min(LINES[1], max(LINES[0], self.editor.document().blockCount()))
        self.editor.setFixedHeight(line * lines + 20)

    def flush(self) -> None:
        """Hand over what is typed, if it is not handed over yet."""
        self._timer.stop()
        text = self.editor.toPlainText()
        if text != self._last:
            self._last = text
            self.changed.emit(text)

    def kept(self) -> None:
        """It is on the disk."""
        if not self._timer.isActive():
            self._kept.set_text("Đã lưu")

    def _escape(self) -> None:
        self.flush()
        if not self.has_words:
            self._remove()
        else:
            self.focusNextChild()

    def _remove(self) -> None:
        self._timer.stop()
        self._last = ""
        self.changed.emit("")
        self.closed.emit()
