"""What `doctor` asks of the machine itself: whether the folder can be written, how much room, which time."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from pathlib import Path

from elearn.errors import Reason, Refusal
from elearn.machine.files import is_there, refusal_for, write_whole

LEAST_FREE_MB = 200  # a year of backups of one PC's records, and room for an update
_LONGEST = 440  # bytes of a folder's path; SQLite opens no file whose whole path is longer than 512
_PROBE = ".elearn-probe"


def refuse_unwritable(folder: Path) -> None:
    """Write a small file where records lie (or would lie), and take it away again.

    A folder that is not there yet is not made: then the nearest one that is there is tried. Raises Refusal
    NOT_WRITABLE, DISK_FULL, LOCKED_BY_OTHER.
    """
    leads_nowhere = os.path.islink(folder) and not is_there(folder)  # noqa: PTH114 - raises nothing
    if leads_nowhere or len(os.fsencode(folder.absolute())) > _LONGEST:
        raise Refusal(Reason.NOT_WRITABLE, path=str(folder))
    place = nearest_existing(folder)
    probe = place / _PROBE
    try:
        write_whole(probe, b"elearn" * 2048)
        probe.unlink()
    except Refusal as refusal:
        if "path" in refusal.facts:
            raise Refusal(refusal.reason, path=str(folder)) from refusal
        raise
    except OSError as error:
        raise refusal_for(error, folder) from error


def free_mb(folder: Path) -> int:
    """Free room on the folder's drive, in MB of 1,048,576 bytes."""
    return shutil.disk_usage(nearest_existing(folder)).free // 1_048_576


def nearest_existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    place = folder.absolute()
    while not is_there(place) and place != place.parent:
        place = place.parent
    return place


def is_behind(now: datetime, known: datetime | None, not_before: date) -> bool:
    """Whether a clock shows a day before one that is known to have come: the program's, the records'."""
    return now.date() < not_before or (known is not None and now.date() < known.astimezone(now.tzinfo).date())
