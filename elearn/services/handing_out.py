"""Files that a person asked for, written where they were asked for."""

from __future__ import annotations

from pathlib import Path

from elearn.errors import Reason, Refusal


def write_out(path: Path, content: bytes) -> None:
    """Write a whole file; its folder is made where there is none.

    Raises Refusal NOT_WRITABLE, and what writing raises (DISK_FULL, LOCKED_BY_OTHER, …).
    """
    from elearn.machine.files import write_whole

    make_folder(path.parent)
    write_whole(path, content)


def target_of(out: Path, name: str) -> Path:
    """Where a file of that name goes: into `out` where that is a folder, or has no ending; else `out` itself."""
    from elearn.machine.files import is_folder

    return out / name if is_folder(out) or not out.suffix else out


def make_folder(folder: Path) -> None:
    """Make a folder where there is none. Raises Refusal(NOT_WRITABLE)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(Reason.NOT_WRITABLE, path=str(folder)) from error
