"""`python -m tools.packing.icons`: packaging/windows/elearn.ico and packaging/linux/elearn.png from elearn/desktop/elearn.svg."""

from __future__ import annotations

import io
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.packing import program

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(renderer: QSvgRenderer, size: int) -> Image.Image:
    """The icon at a size in pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(content.data()))


def main() -> None:
    """Write both files."""
    _ = QGuiApplication.instance() or QGuiApplication([])
    folder = program.ROOT / "packaging"
    renderer = QSvgRenderer(str(program.ROOT / "elearn" / "desktop" / "elearn.svg"))
    images = [drawn(renderer, size) for size in SIZES]
    images[-1].save(
        folder / "windows" / "elearn.ico",
        sizes=[(one.width, one.height) for one in images],
        append_images=images[:-1],
    )
    images[-1].save(folder / "linux" / "elearn.png", optimize=True)


if __name__ == "__main__":
    main()
