"""A whole row that is one button: its parts are seen, the row is pressed and heard."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.buttons import Button


class RowButton(Button):
    """Fill `.row`, then `seal()`. `variant` is row (a card of its own) or line (between hairlines)."""

    def __init__(self, theme: Theme, name: str, variant: str = "row", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty("variant", variant)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.row = QHBoxLayout(self)
        side = theme.space(4) if variant == "row" else theme.space(2)
        self.row.setContentsMargins(side, theme.space(3), side, theme.space(3))
        self.row.setSpacing(theme.space(4) if variant == "row" else theme.space(3))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def seal(self) -> None:
        """Let every press go to the row, whatever part is under the pointer."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def hasHeightForWidth(self) -> bool:
        """Long words take a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the parts need."""
        return self.row.heightForWidth(width) if self.row.hasHeightForWidth() else self.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Of the parts, not of a text."""
        return self.row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Of the parts, not of a text."""
        return self.row.minimumSize()
