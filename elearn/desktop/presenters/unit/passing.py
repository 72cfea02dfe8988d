"""Files for the machine's own programs to show or print; they are removed when elearn ends."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path


def passing_file(name: str) -> Path:
    """A path for a file that is only looked at or printed now, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="elearn-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / name
