"""Dialogs of our own: a question with two answers, a message with one. Never the toolkit's grey box."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import danger_button, primary_button, quiet_button
from elearn.desktop.widgets.focus_follower import FocusFollower
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.scroll import Scroll
from elearn.desktop.widgets.shade import Shade

_AIR = 48  # pixels of the screen for a window's frame


class Dialog(QDialog):
    """A small window over the page: a heading, a passage, what is added to `.body`, buttons at the right."""

    def __init__(self, theme: Theme, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(min(theme.scaled(460), 900))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 24, 28, 24)
        outer.setSpacing(theme.space(2))
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(theme.space(2))
        middle.addWidget(Heading(theme, title, 3))
        if text:
            middle.addWidget(Text(theme, text))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space(4))
        middle.addLayout(self.body)
        outer.addWidget(self._middle)
        self._scroll: Scroll | None = None
        outer.addSpacing(theme.space(4))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.space(3))
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what is shown: Qt does not ask a window's texts for their height."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return handled

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        width = max(self.minimumWidth(), layout.totalMinimumSize().width())
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        most = self.screen().availableGeometry().height() - _AIR
        if self._scroll is None and height > most:
            self._let_scroll()
        self.setFixedSize(width, min(height, most) if self._scroll is None else most)

    def _let_scroll(self) -> None:
        """What is higher than the screen scrolls; the buttons stay in view."""
        focused = self.focusWidget()
        self._scroll = Scroll(self.windowTitle())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus, and is followed
        FocusFollower(self._scroll)
        cast("QVBoxLayout", self.layout()).replaceWidget(self._middle, self._scroll)
        self._middle.setContentsMargins(3, 0, 12, 0)  # for what frames the focus, and the bar
        self._scroll.setWidget(self._middle)
        self._middle.show()
        self._scroll.show()
        if focused is not None:
            focused.setFocus()

    def ask(self) -> bool:
        """Show it over its window and wait; whether it was accepted. The dialog is freed afterwards."""
        below = self.parentWidget()
        shade = Shade(below.window()) if below is not None else None
        try:
            return self.exec() == QDialog.DialogCode.Accepted
        finally:
            if shade is not None:
                shade.hide()
                shade.deleteLater()
            self.deleteLater()


def ask_yes_no(
    parent: QWidget | None,
    theme: Theme,
    title: str,
    text: str,
    yes: str,
    no: str = "Để sau",
    *,
    danger: bool = False,
) -> bool:
    """Whether the learner chose `yes`. Escape and closing are `no`; so is Enter where it is dangerous."""
    dialog = Dialog(theme, title, text, parent)
    no_button = quiet_button(theme, no, dialog.reject)
    yes_button = (danger_button if danger else primary_button)(theme, yes, dialog.accept)
    dialog.buttons.addWidget(no_button)
    dialog.buttons.addWidget(yes_button)
    (no_button if danger else yes_button).setFocus()
    return dialog.ask()


def tell(parent: QWidget | None, theme: Theme, title: str, text: str, close: str = "Đã hiểu") -> None:
    """A message that must be seen before going on."""
    dialog = Dialog(theme, title, text, parent)
    button = primary_button(theme, close, dialog.accept)
    dialog.buttons.addWidget(button)
    button.setFocus()
    dialog.ask()
