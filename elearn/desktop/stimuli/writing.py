"""Writes the texts of a stimulus: plain words, or words with parts that can be marked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.presenters.names import initials
from elearn.desktop.stimuli.marked_text import MarkedText
from elearn.desktop.stimuli.marks import Marks
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.marks import plain, split


class Writing:
    """What every drawer of a stimulus writes with."""

    def __init__(self, theme: Theme, marks: Marks | None) -> None:
        self.theme, self._marks = theme, marks

    def text(
        self,
        raw: str,
        role: str = "body",
        tone: str = "ink",
        *,
        weight: int | None = None,
        font: QFont | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> QWidget:
        """A passage; its parts can be marked where the stimulus is there to be marked."""
        parts = split(raw)
        if self._marks is not None and any(part.mark for part in parts):
            return MarkedText(self.theme, parts, self._marks, role, font or self.theme.font(role, weight))
        label = Text(self.theme, plain(raw), role, tone, weight=weight)
        if font is not None:
            label.setFont(font)
            label.set_text(plain(raw))  # its width is that of the font
        label.setAlignment(align)
        return label

    def passages(self, raw: str, role: str = "body") -> list[QWidget]:
        """The paragraphs of a text, one widget for each."""
        return [self.text(part.strip(), role) for part in raw.split("\n\n") if part.strip()]


class Avatar(QWidget):
    """Somebody's initials, or an icon, in a circle."""

    def __init__(
        self, theme: Theme, name: str, px: int = 36, icon_name: str = "", strong: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._letters, self._strong = theme, initials(name), strong
        side = theme.scaled(px)
        self.setFixedSize(side, side)
        self._font = theme.font("caption" if px < 40 else "body", 600)
        if icon_name:
            self._letters = ""
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            tone = "on_accent" if strong else "accent"
            row.addWidget(
                IconLabel(theme, icon_name, tone, round(px * 0.55)), 0, Qt.AlignmentFlag.AlignCenter
            )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The circle, then the letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(theme.colour("accent"))
        painter.setBrush(theme.colour("accent" if self._strong else "accent_soft"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(theme.colour("on_accent" if self._strong else "accent"))
        painter.setFont(self._font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


class Bubble(QFrame):
    """What somebody wrote: `look` is theirs, mine or comment. Add to `.body`."""

    def __init__(self, theme: Theme, look: str = "theirs") -> None:
        super().__init__()
        self.setProperty("bubble", look)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 8, 12, 8)
        self.body.setSpacing(theme.space(1))


def picture(theme: Theme, description: str, height: int = 110) -> QFrame:
    """A picture that is told, not shown."""
    frame = QFrame()
    frame.setProperty("bubble", "picture")
    frame.setMinimumHeight(theme.scaled(height))
    row = QHBoxLayout(frame)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(theme.space(2))
    row.addStretch(1)
    row.addWidget(IconLabel(theme, "image", "ink2", 20))
    row.addWidget(Text(theme, f"Ảnh: {description}", "caption", "ink2"), 8)
    row.addStretch(1)
    return frame
