"""The typeface of documents in administrative form: Times New Roman, its metric twin, or the bundled one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_letters, digits
from typing import Any

# Every Vietnamese letter in NFC, and what else a page needs.
VIETNAMESE = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)
NEEDED = frozenset(VIETNAMESE + ascii_letters + digits + " .,;:()/-–%“”…")

_FAMILIES = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf"),
    ("Times_New_Roman.ttf", "Times_New_Roman_Bold.ttf", "Times_New_Roman_Italic.ttf"),
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf"),
)
_BOLD_ITALIC = {
    "timesbd.ttf": "timesbi.ttf",
    "Times_New_Roman_Bold.ttf": "Times_New_Roman_Bold_Italic.ttf",
    "LiberationSerif-Bold.ttf": "LiberationSerif-BoldItalic.ttf",
    "SourceSansPro-Bold.ttf": "SourceSansPro-BoldIt.ttf",
}
_LINUX_FOLDERS = (
    "/usr/share/fonts/truetype/msttcorefonts",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/liberation-serif",
)
_BUNDLED = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf", "SourceSansPro-It.ttf")


@dataclass(frozen=True, slots=True)
class Faces:
    """The registered names of an upright, a bold and an italic face."""

    regular: str
    bold: str
    italic: str


def font_folders() -> list[Path]:
    """Where this machine keeps its typefaces, in the order in which they are looked at."""
    windows = [
        Path(folder) / "Fonts" for name in ("WINDIR", "SystemRoot") if (folder := os.environ.get(name))
    ]
    return list(dict.fromkeys(windows)) + [Path(folder) for folder in _LINUX_FOLDERS]


def document_faces(folders: Sequence[Path] | None = None) -> Faces:
    """The faces for a document; `folders` are searched in place of the machine's own.

    A family that lacks a Vietnamese letter (Liberation 1) is passed over. The bundled one has them all.
    """
    searched = font_folders() if folders is None else folders
    for files in _families_in(searched):
        names = _registered(files)
        if names:
            return Faces(*names)
    bundled = _registered(_bundled())
    if bundled is None:
        raise RuntimeError("the bundled typeface lacks letters")
    return Faces(*bundled)


def bold_italic_of(faces: Faces) -> str:
    """The bold italic of a document's family, read only where it is asked for; the bold where there is none."""
    file = font_file(faces.bold)
    wanted = file.with_name(_BOLD_ITALIC.get(file.name, file.name))
    found = _registered([wanted]) if wanted.is_file() else None
    return found[0] if found else faces.bold


def font_file(face: str) -> Path:
    """The file from which a registered face was read."""
    from reportlab.pdfbase.pdfmetrics import getFont

    font: Any = getFont(face)
    return Path(font.face.filename)


def _families_in(folders: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    for names in _FAMILIES:
        for folder in folders:
            files = tuple(folder / name for name in names)
            if all(file.is_file() for file in files):
                yield files


def _bundled() -> tuple[Path, ...]:
    import font_source_sans_pro

    folder = Path(font_source_sans_pro.font_directory)
    return tuple(folder / name for name in _BUNDLED)


def _registered(files: Sequence[Path]) -> list[str] | None:
    """The files as names of faces that ReportLab knows; None where one is unreadable or lacks a letter."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    names = []
    for file in files:
        # ReportLab keeps one table of fonts for the process: the path in the name keeps families apart.
        name = f"{file.stem}-{hashlib.sha256(str(file).encode()).hexdigest()[:8]}"
        if name not in pdfmetrics.getRegisteredFontNames():
            try:
                font = TTFont(name, str(file))
            except (TTFError, OSError):
                return None
            if any(ord(letter) not in font.face.charToGlyph for letter in NEEDED):
                return None
            pdfmetrics.registerFont(font)
        names.append(name)
    return names
