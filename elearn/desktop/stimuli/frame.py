"""The frame round a stimulus: one stop of the Tab key, heard as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme


class StimulusFrame(QFrame):
    """`look` is sunken (a chat's wallpaper), surface (a card) or sheet (paper). Add to `.body`."""

    def __init__(
        self, theme: Theme, said: str, look: str = "surface", padding: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("stimulus", look)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click on it must not scroll the page
        self.setAccessibleName(said)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(theme.space(2))
