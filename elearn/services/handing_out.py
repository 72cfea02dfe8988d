"""Files that a person asked for, written where they were asked for."""

from __future__ import annotations

from pathlib import Path

from elearn.errors import Reason, Refusal


def write_out(path: Path, content: bytes) -> None:
    """Write a whole file; its folder is made where there is none.

    Raises Refusal NOT_WRITABLE, and what writing raises (DISK_FULL, LOCKED_BY_OTHER, …).
    """
    from elearn.machine.files import write_whole

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(Reason.NOT_WRITABLE, path=str(path.parent)) from error
    write_whole(path, content)
