"""A progress bar, painted: a track, a fill, and an edge in high contrast."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.theme import Theme


class ProgressBar(QWidget):
    """How far something is, 0.0 to 1.0. `tone` colours the fill; `name` says of what."""

    def __init__(
        self, theme: Theme, share: float = 0.0, name: str = "", tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._tone, self._name = theme, tone, name
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share)

    def set_share(self, share: float) -> None:
        """Show another share."""
        self._share = min(1.0, max(0.0, share))
        percent = f"{round(self._share * 100)} %"
        self.setAccessibleName(f"{self._name}: {percent}" if self._name else percent)
        self.update()

    @property
    def share(self) -> float:
        """What is shown."""
        return self._share

    def sizeHint(self) -> QSize:
        """Eight pixels high at 100 % text."""
        return QSize(self._theme.scaled(160), self._theme.scaled(8))

    def minimumSizeHint(self) -> QSize:
        """It may become short."""
        return QSize(48, self._theme.scaled(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, then fill, clipped to round ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._theme.scaled(8)
        box = QRectF(0.5, (self.height() - height) / 2 + 0.5, self.width() - 1, height - 1)
        shape = QPainterPath()
        shape.addRoundedRect(box, height / 2, height / 2)
        painter.fillPath(shape, self._theme.colour("line" if self._theme.name == "dark" else "sunken"))
        painter.save()
        painter.setClipPath(shape)
        filled = QRectF(0, 0, box.width() * self._share, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            filled.moveRight(self.width())
        painter.fillRect(filled, self._theme.colour(self._tone))
        painter.restore()
        if self._theme.high_contrast:
            painter.setPen(QPen(self._theme.colour("edge"), 1))
            painter.drawPath(shape)
