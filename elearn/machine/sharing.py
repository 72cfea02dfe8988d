"""Who may read and write the data folder: one account, or all that share it.

Windows hands a folder's rights on to what is made in it, so the installer sets them once. Elsewhere a folder that
we make is its owner's alone; one that was laid out for several accounts (its group or everybody may write in it)
has what is made in it opened for them, too.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def make_data_folder(folder: Path) -> None:
    """Make a data folder where there is none, for this account alone: it will hold names and a key. Raises OSError."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        with suppress(FileExistsError):  # another start was quicker
            folder.mkdir(mode=0o700)
    else:
        folder.mkdir(exist_ok=True)


def make_folder_within(folder: Path) -> None:
    """Make a folder inside a data folder where there is none, for whom the data folder is. Raises OSError."""
    if not folder.is_dir():
        make_data_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        share(folder)


def share(path: Path) -> None:
    """Open what was just made for the accounts that the folder around it is for. What is another's stays as it is."""
    if os.name != "posix":
        return
    with suppress(OSError):
        around, own = path.parent.stat(), path.stat()
        if own.st_uid != os.geteuid() or not is_shared(around.st_mode):
            return
        if own.st_gid != around.st_gid:
            os.chown(path, -1, around.st_gid)  # only into a group that one belongs to
        path.chmod(around.st_mode & (0o7777 if stat.S_ISDIR(own.st_mode) else 0o666))


def is_shared(mode: int) -> bool:
    """Whether several accounts keep files in a folder of this mode, and each may replace the others'."""
    return bool(mode & (stat.S_IWGRP | stat.S_IWOTH)) and not mode & stat.S_ISVTX
