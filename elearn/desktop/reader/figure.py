"""Pictures of a lesson: SVG from the library, on a light plate in dark themes, with the text that says it all."""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elearn.desktop.theme import Theme
from elearn.desktop.widgets.rich_text import Text

# QtSvg would open files that a picture names: only places within the picture and data are let through.
_ELSEWHERE = re.compile(
    rb"""(?:href|src)\s*=\s*["']\s*(?!\#|data:image/(?:png|jpeg);)[^"'\s]|url\(\s*["']?\s*(?!\#)[^)\s"'#]|<!ENTITY|@import""",
    re.IGNORECASE,
)


def renderer_of(svg: bytes) -> QSvgRenderer | None:
    """A renderer of a picture, None where it is none or would load something."""
    if _ELSEWHERE.search(svg):
        return None
    renderer = QSvgRenderer(QByteArray(svg))
    return renderer if renderer.isValid() else None


class Picture(QWidget):
    """An SVG as wide as the column, never larger than drawn at the text size. `alt` is its name."""

    def __init__(self, theme: Theme, svg: bytes, alt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._renderer = renderer_of(svg)
        self._drawn: QPixmap | None = None
        self._plate = 0 if theme.name == "light" else 12
        self.setAccessibleName(alt)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture to see."""
        return self._renderer is not None

    def _size_at(self, width: int) -> QSizeF:
        own = self._renderer.defaultSize() if self._renderer else QSize(1, 1)
        room = width - 2 * self._plate
        factor = min(room / max(1, own.width()), self._theme.scale)
        return QSizeF(own.width() * factor, own.height() * factor)

    def hasHeightForWidth(self) -> bool:
        """The picture keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of the picture at a width, with its plate."""
        return round(self._size_at(width).height()) + 2 * self._plate

    def sizeHint(self) -> QSize:
        """As wide as the reading column."""
        return QSize(self._theme.column, self.heightForWidth(self._theme.column))

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(160, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Drawn once per size."""
        if self._renderer is None:
            return
        size = self._size_at(self.width())
        ratio = self.devicePixelRatioF()
        wanted = (size * ratio).toSize()
        if self._drawn is None or self._drawn.size() != wanted:
            self._drawn = QPixmap(wanted)
            self._drawn.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._drawn)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer.render(inner, QRectF(self._drawn.rect()))
            inner.end()
            self._drawn.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - size.width()) / 2
        if self._plate:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.GlobalColor.white)
            plate = QRectF(left - self._plate, 0, size.width() + 2 * self._plate, self.height())
            painter.drawRoundedRect(plate, self._theme.radius, self._theme.radius)
            if self._theme.high_contrast:
                painter.setPen(self._theme.colour("edge"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.drawPixmap(round(left), self._plate, self._drawn)


class FigureFrame(QWidget):
    """A picture and its caption; where it cannot be drawn, the text that says what it shows."""

    def __init__(self, theme: Theme, svg: bytes | None, alt: str, caption: str) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.setSpacing(theme.space(2))
        picture = Picture(theme, svg or b"", alt)
        self.setAccessibleName(f"Hình: {caption or alt}")
        if picture.is_drawn:
            rows.addWidget(picture)
        else:
            rows.addWidget(Text(theme, f"[Hình] {alt}", tone="ink2"))
        if caption:
            rows.addWidget(Text(theme, caption, "caption", "ink2"))
