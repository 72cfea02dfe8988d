"""Choosing files and places through the system's own dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> Path:
    """Where people look for what they saved; their own folder where there is no such place."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


def choose_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """A file to open; `kinds` as in "Hồ sơ elearn (*.hoso)". None where nothing was chosen."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(documents()), kinds)
    return Path(chosen) if chosen else None


def choose_place(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where to save a file, under a name that may be changed. None where nothing was chosen."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(documents() / name), kinds)
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """A folder to write into. None where nothing was chosen."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(documents()))
    return Path(chosen) if chosen else None


def read_small(path: Path, limit_mb: int = 64) -> bytes:
    """A file that is no larger than it may be.

    Raises Refusal FILE_TOO_LARGE, FILE_UNREADABLE, FILE_NOT_FOUND.
    """
    from elearn.machine.files import read_whole

    return read_whole(path, limit_mb * 1024 * 1024)
