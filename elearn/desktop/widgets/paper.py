"""A certificate in small, as it lies on a desk: the border, the title, the name, the course."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from elearn.desktop.theme import Theme

WIDTH, HEIGHT = 296, 209  # A4 landscape
_PAPER, _INK, _TITLE, _GOLD = "#FFFFFF", "#1C252C", "#7A1F1F", "#7A5200"  # of the paper, in every theme


class Paper(QWidget):
    """Only to be seen; what it says is said by the texts beside it."""

    def __init__(
        self, theme: Theme, title: str, name: str, course: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title, self._name, self._course = title, name, course
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        factor = min(theme.scale, 1.25)
        self._size = QSize(round(WIDTH * factor), round(HEIGHT * factor))
        self.setFixedSize(self._size)

    def sizeHint(self) -> QSize:
        """Grows only a little with the text: it is a picture."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper, two lines of gold, three lines of words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(_PAPER))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(_GOLD), 1.2))
        painter.drawRect(box.adjusted(8, 8, -8, -8))
        painter.setPen(QPen(QColor(_GOLD), 0.5))
        painter.drawRect(box.adjusted(11, 11, -11, -11))
        inner = box.adjusted(22, 0, -22, 0)
        height = box.height()
        self._words(painter, inner, height * 0.13, 0.036, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _INK, 600)
        self._words(painter, inner, height * 0.18, 0.034, "Độc lập - Tự do - Hạnh phúc", _INK, 400)
        self._words(painter, inner, height * 0.36, 0.068, self._title.upper(), _TITLE, 700)
        self._words(painter, inner, height * 0.53, 0.082, self._name, _INK, 700)
        self._words(painter, inner, height * 0.65, 0.048, self._course, _INK, 400)
        side = height * 0.15
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_INK))
        code = QRectF(box.left() + 22, box.bottom() - 20 - side, side, side)
        step = side / 9
        for number in range(81):  # a sign of a code, not a code
            if (number * number + number // 5) % 3:
                painter.drawRect(
                    QRectF(code.left() + number % 9 * step, code.top() + number // 9 * step, step, step)
                )

    def _words(
        self, painter: QPainter, box: QRectF, top: float, share: float, words: str, colour: str, weight: int
    ) -> None:
        font = QFont(self._theme.font("body"))
        font.setWeight(QFont.Weight(weight))
        size = self._size.height() * share
        font.setPixelSize(max(6, round(size)))
        painter.setFont(font)
        while painter.fontMetrics().horizontalAdvance(words) > box.width() and font.pixelSize() > 6:
            font.setPixelSize(font.pixelSize() - 1)
            painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()))
        line = QRectF(box.left(), top, box.width(), size * 1.5)
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, shown)
