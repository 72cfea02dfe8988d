"""The bundled typeface: Source Sans Pro, which has all Vietnamese letters upright and italic."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

FAMILY = "Source Sans Pro"
AT_START = ("Regular", "Semibold", "Bold")
LATER = ("It", "BoldIt")  # after the first paint
_PACKAGE = "font_source_sans_pro"  # only files are taken from it; its own module is never run


def font_folder() -> Path:
    """Where the font files lie."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(_PACKAGE)
    return Path(spec.origin).parent / "files"


def load_fonts(styles: tuple[str, ...] = AT_START) -> list[str]:
    """Make the bundled typeface known to Qt; the styles that could not be loaded are returned."""
    folder = font_folder()
    return [
        style
        for style in styles
        if QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{style}.ttf")) < 0
    ]
