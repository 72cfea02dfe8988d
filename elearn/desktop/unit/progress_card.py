"""How far long work is, with a button to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from elearn.desktop.presenters.unit.words import count_words
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import quiet_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.headings import Heading
from elearn.desktop.widgets.progress import ProgressBar
from elearn.desktop.widgets.reflow import Reflow
from elearn.desktop.widgets.rich_text import Text


class ProgressCard(Card):
    """`title` says what is done, `kept` what stays when it is stopped."""

    def __init__(
        self, theme: Theme, title: str, kept: str, stop: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, padding=20, parent=parent)
        self.body.setSpacing(theme.space(2))
        self.body.addWidget(Heading(theme, title, 3))
        self._words = Text(theme, "Đang chuẩn bị…", tone="ink2")
        self.body.addWidget(self._words)
        self.bar = ProgressBar(theme, 0.0, title)
        self.body.addWidget(self.bar)
        row = Reflow(theme.scaled(520), theme.space(4), theme.space(2))
        row.add(Text(theme, kept, "caption", "ink2"), 1)
        self.stop_button = quiet_button(theme, "Dừng", stop)
        row.add(self.stop_button)
        self.body.addWidget(row)

    def show_progress(self, done: int, of: int) -> None:
        """Another step was taken."""
        self._words.set_text(f"{count_words(done)} trong {count_words(of)}")
        self.bar.set_share(done / of if of else 0.0)
