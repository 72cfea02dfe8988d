"""Keeps what has the focus in view, however the focus came there: by Tab, by a digit, by the program."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from elearn.desktop.widgets.scroll import Scroll

_AIR = 24  # pixels above and below


class FocusFollower(QObject):
    """Belongs to a scroll area and goes with it."""

    def __init__(self, scroll: Scroll) -> None:
        super().__init__(scroll)
        self._scroll = scroll
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        content = self._scroll.widget()
        if new is not None and content is not None and content.isAncestorOf(new):
            QTimer.singleShot(0, new, lambda: self._show(new))  # it may have been put in just now

    def _show(self, widget: QWidget) -> None:
        if widget.height() + 2 * _AIR <= self._scroll.viewport().height():
            self._scroll.ensureWidgetVisible(widget, 0, _AIR)
