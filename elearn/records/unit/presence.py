"""Whether a data folder holds a unit at all, told without what a unit's records need."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from elearn.records.database import set_aside_files

FILE_NAME = "unit.db"


def has_unit(folder: Path) -> bool:
    """Whether a data folder holds a unit, or one that a restore has set aside; opens nothing."""
    path = folder / FILE_NAME
    with suppress(OSError):  # a folder that may not be looked into holds none that could be opened
        return path.exists() or bool(set_aside_files(path))
    return False
