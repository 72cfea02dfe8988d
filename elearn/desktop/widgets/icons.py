"""Icons of the lucide family (ISC licence beside the files), recoloured by theme."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from elearn.desktop.theme import Theme

ICON_FOLDER = Path(__file__).parent.parent / "icons"


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(theme: Theme, name: str, colour: str = "ink", px: int = 20, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture, `px` × `px` logical pixels at 100 % text. Raises FileNotFoundError."""
    side = theme.scaled(px)
    key = f"{name} {theme.hex(colour)} {side} {ratio}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    source = _svg(name).replace("currentColor", theme.hex(colour))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(theme: Theme, name: str, colour: str = "ink", checked: str | None = None, px: int = 20) -> QIcon:
    """An icon for buttons; `checked` is its colour while the button is checked."""
    result = QIcon()
    for ratio in {screen.devicePixelRatio() for screen in QGuiApplication.screens()}:
        result.addPixmap(icon_pixmap(theme, name, colour, px, ratio))
        if checked:
            result.addPixmap(icon_pixmap(theme, name, checked, px, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return result


def icon_size(theme: Theme, px: int = 20) -> QSize:
    """The size that `icon` was drawn at."""
    return QSize(theme.scaled(px), theme.scaled(px))


class IconLabel(QLabel):
    """An icon that stands by itself; with a `meaning` a screen reader hears it."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        colour: str = "ink",
        px: int = 20,
        meaning: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        ratio = self.devicePixelRatioF()
        self.setPixmap(icon_pixmap(theme, name, colour, px, max(ratio, 1.0)))
        self.setFixedSize(icon_size(theme, px))
        self.setAccessibleName(meaning)
        self._theme = theme

    def for_line(self, role: str) -> IconLabel:
        """Itself, as high as a line of that role: in the middle of the first line beside it."""
        self.setFixedHeight(max(self.height(), self._theme.line_px(role)))
        return self
