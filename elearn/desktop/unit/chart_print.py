"""The chart on paper: A4, black and white as well as in colour, page by page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from elearn.desktop.presenters.unit.chart import LEGEND, ChartView
from elearn.desktop.presenters.unit.overview import Bar
from elearn.desktop.theme.fonts import FAMILY

_COLOURS = {"good": "#1B6B3A", "accent": "#5FA3B3", "plain": "#FFFFFF", "bad": "#A3201D"}
_HATCH = {"bad": Qt.BrushStyle.BDiagPattern}


def paint_chart(view: ChartView, device: QPagedPaintDevice) -> bool:
    """Draw all pages; whether the device took them."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / 25.4  # device units in a millimetre
    _Drawing(view, painter, device, scale).draw()
    return painter.end()


def set_page(device: QPagedPaintDevice) -> None:
    """A4 upright with the margins of a document."""
    size = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(
        QPageLayout(
            size, QPageLayout.Orientation.Portrait, QMarginsF(25, 20, 15, 20), QPageLayout.Unit.Millimeter
        )
    )


def save_chart(view: ChartView, path: Path) -> Path:
    """Write the chart as a PDF, whole or not at all. Raises Refusal DISK_FULL, NOT_WRITABLE, LOCKED_BY_OTHER."""
    from elearn.machine.files import write_whole

    target = path if path.suffix else path.with_suffix(".pdf")
    made = QBuffer()
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setResolution(1000)
    writer.setTitle(f"{view.title} – {view.unit}")
    set_page(writer)
    if not paint_chart(view, writer):
        raise RuntimeError("a chart could not be painted into memory")
    del writer
    write_whole(target, bytes(made.data().data()))
    return target


class _Drawing:
    """One chart over as many pages as it needs; lengths in millimetres."""

    def __init__(self, view: ChartView, painter: QPainter, device: QPagedPaintDevice, scale: float) -> None:
        self._view, self._painter, self._device, self._scale = view, painter, device, scale
        page = device.pageLayout().paintRect(QPageLayout.Unit.Millimeter)
        self._width, self._height = page.width(), page.height()
        self._y = 0.0

    def draw(self) -> None:
        """Title, legend, then every bar."""
        self._words(self._view.unit, 11, top=0)
        self._words(self._view.title, 18, bold=True, top=1)
        self._words(self._view.about, 11, top=0.5)
        self._legend()
        for heading, bars in self._view.groups:
            self._room(20)
            self._words(heading, 13, bold=True, top=5)
            for bar in bars:
                self._bar(bar)

    def _font(self, points: float, bold: bool) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(points * 0.3528 * self._scale)))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font

    def _rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(x * self._scale, y * self._scale, width * self._scale, height * self._scale)

    def _room(self, needed: float) -> None:
        if self._y + needed > self._height:
            self._device.newPage()
            self._y = 0.0

    def _words(self, text: str, points: float, *, bold: bool = False, top: float = 0.0) -> None:
        line = points * 0.3528 * 1.35
        self._y += top
        self._painter.setFont(self._font(points, bold))
        self._painter.setPen(QPen(QColor("black")))
        box = self._rect(0, self._y, self._width, line * 3)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        used = self._painter.boundingRect(box, flags, text)
        self._painter.drawText(box, flags, text)
        self._y += max(line, used.height() / self._scale)

    def _legend(self) -> None:
        self._y += 4
        x = 0.0
        for tone, words in LEGEND:
            self._part(x, self._y + 0.6, 4, 3.2, tone)
            self._painter.setFont(self._font(10, bold=False))
            self._painter.setPen(QPen(QColor("black")))
            metrics = QFontMetricsF(self._painter.font(), self._device)
            width = metrics.horizontalAdvance(words) / self._scale
            self._painter.drawText(
                self._rect(x + 5.5, self._y, width + 2, 5), int(Qt.AlignmentFlag.AlignVCenter), words
            )
            x += width + 14
        self._y += 6

    def _bar(self, bar: Bar) -> None:
        label, figure, indent = self._width * 0.42, 22.0, 5.0 * bar.depth
        self._painter.setFont(self._font(11, bold=False))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
            Qt.TextFlag.TextWordWrap
        )
        used = self._painter.boundingRect(self._rect(0, 0, label - 3 - indent, 60), flags, bar.label)
        height = max(7.0, used.height() / self._scale + 2)
        self._room(height)
        self._painter.setPen(QPen(QColor("black")))
        self._painter.drawText(self._rect(indent, self._y, label - 3 - indent, height), flags, bar.label)
        room = self._width - label - figure
        whole = sum(number for number, _ in bar.parts) or 1
        x = label
        for number, tone in bar.parts:
            if number:
                width = room * number / whole
                self._part(x, self._y + height / 2 - 2, width, 4, tone)
                x += width
        self._painter.setFont(self._font(11, bold=False))
        self._painter.setPen(QPen(QColor("black")))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._painter.drawText(self._rect(self._width - figure, self._y, figure, height), right, bar.figure)
        self._y += height

    def _part(self, x: float, y: float, width: float, height: float, tone: str) -> None:
        shape = self._rect(x, y, width, height)
        self._painter.fillRect(shape, QColor("white"))
        self._painter.setPen(QPen(QColor("#333333"), 0.2 * self._scale))
        colour = QColor(_COLOURS[tone])
        self._painter.setBrush(colour)
        self._painter.drawRect(shape)
        if tone in _HATCH:  # told from the others on a black and white printer, too
            self._painter.setPen(QPen(QColor("white"), 0.25 * self._scale))
            self._painter.save()
            self._painter.setClipRect(shape)
            step = 1.6 * self._scale
            at = shape.left() - shape.height()
            while at < shape.right():
                self._painter.drawLine(
                    round(at), round(shape.bottom()), round(at + shape.height()), round(shape.top())
                )
                at += step
            self._painter.restore()
