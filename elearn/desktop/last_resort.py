"""The one handler for what nobody expected: it logs, it explains, it never hides the mistake."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from elearn.desktop.theme import Theme

if TYPE_CHECKING:
    from types import TracebackType

TEXT = (
    "Chương trình gặp một lỗi ngoài dự kiến, và đã ghi lại để sửa. Các câu đã trả lời và kết quả đã lưu vẫn "
    "còn "
    "nguyên. Nếu màn hình không đúng, hãy đóng cửa sổ rồi mở lại; mọi việc tiếp tục từ chỗ đã lưu."
)


class LastResort(QObject):
    """Takes the place of `sys.excepthook` while the window is open; what any thread met is shown on ours."""

    _met = Signal(str)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._showing = False
        self._before = sys.excepthook
        self._met.connect(self._tell)
        sys.excepthook = self.met

    def met(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it, then explain; Ctrl+C on a console is none of our business."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        import logging

        logging.getLogger("elearn.desktop").critical("unexpected", exc_info=(kind, error, trace))
        self._met.emit(f"{kind.__name__}: {error}")

    def _tell(self, what: str) -> None:
        if self._showing:  # one explanation at a time; the log has the others
            return
        from elearn.desktop.widgets.dialogs import tell

        self._showing = True
        try:
            tell(self._window, self._theme, "Có lỗi ngoài dự kiến", f"{TEXT}\n\n{what}", "Tiếp tục")
        finally:
            self._showing = False

    def close(self) -> None:
        """Put the handler that was there before back."""
        sys.excepthook = self._before
