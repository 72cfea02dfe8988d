"""Cards and the lines between things."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme


class Card(QFrame):
    """A set-apart piece of a page: plain, sunken, accent, law, desk, good or bad. Add to `.body`."""

    def __init__(self, theme: Theme, kind: str = "plain", padding: int = 24, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("card", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(theme.space(1))


def hairline(vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """A decorative line of one pixel."""
    frame = QFrame(parent)
    frame.setProperty("line", "v" if vertical else "h")
    return frame
