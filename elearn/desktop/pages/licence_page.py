"""A part's licence, whole, as its authors wrote it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from elearn.desktop.context import Context
from elearn.desktop.page import Page
from elearn.desktop.presenters.about import AboutPresenter, LicenceView
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.rich_text import Text


class LicencePage(Page):
    """`licence:NAME`, NAME being a part of the program as the About page lists it."""

    title = "Giấy phép"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = self.theme
        box = QVBoxLayout(self)
        side = 40 if theme.scale < 1.5 else 24
        box.setContentsMargins(side, 32, side, 24)
        box.setSpacing(theme.space(2))
        back = link_button(
            theme, "‹ Về trang Giới thiệu", partial(self.go.emit, "about"), name="Về trang Giới thiệu"
        )
        box.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.heading = Heading(theme, self.title)
        box.addWidget(self.heading)
        self.licence = Text(theme, "", tone="ink2")
        box.addWidget(self.licence)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.title)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.font("body"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        box.addWidget(self.text, 1)

    def open(self, argument: str) -> None:
        """Read the text."""
        self.text.clear()
        work = AboutPresenter(self.context.services).licence
        self.context.background.read(work, argument, done=self._show, owner=self)

    def _show(self, view: LicenceView) -> None:
        self.heading.set_text(view.title)
        self.licence.set_text(view.licence)
        self.text.setAccessibleName(f"Giấy phép của {view.title}")
        self.text.setPlainText(view.text)

    def focus_first(self) -> None:
        """The text: arrow keys scroll it."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
