"""Files written whole: a reader sees the old bytes or the new, never half."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from elearn.errors import Reason, Refusal
from elearn.machine.digest import token_hex
from elearn.machine.sharing import share

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if os.name == "posix" else {errno.ENOSPC}
_FULL_WINDOWS = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_HELD_WINDOWS = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_DENIED_WINDOWS = {5}  # ERROR_ACCESS_DENIED, also for a file that is open elsewhere


def read_beginning(path: Path, most: int) -> bytes:
    """The first `most` bytes of a file that came from outside. Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise Refusal(Reason.FILE_NOT_FOUND, path=str(path)) from error
    except OSError as error:
        raise Refusal(Reason.FILE_UNREADABLE, path=str(path)) from error


def is_there(path: Path) -> bool:
    """Whether something stands at a path; nothing does where its folder may not be looked into."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder stands at a path; none does where the one above it may not be looked into."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_device(path: Path) -> bool:
    """Whether a path leads to what is neither a file nor a folder, and must not be replaced by one."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def read_whole(path: Path, limit: int) -> bytes:
    """A file from outside that is no larger than it may be, `limit` in bytes.

    Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE, FILE_TOO_LARGE.
    """
    content = read_beginning(path, limit + 1)
    if len(content) > limit:
        raise Refusal(Reason.FILE_TOO_LARGE, path=str(path), limit_mb=max(1, limit // (1024 * 1024)))
    return content


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` at once; whatever goes wrong, the file that was there before stays as it was.

    What is no file (a pipe, /dev/stdout, /dev/full) is written into, never replaced. Raises Refusal DISK_FULL, LOCKED_BY_OTHER, NOT_WRITABLE; then nothing half made is left.
    """
    part = path.with_name(f"{path.name}.{token_hex(3)}.part")
    try:
        if is_device(path):
            path.write_bytes(content)
            return
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            share(part)
            _put_in_place(part, path)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        flush_folder(path.parent)
    except OSError as error:
        raise refusal_for(error, path) from error


def _put_in_place(part: Path, path: Path) -> None:
    """Give a finished file its name. On Windows an antivirus may hold either of them for a moment."""
    for wait_s in (0.1, 0.3, 0.6):
        try:
            part.replace(path)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD_WINDOWS | _DENIED_WINDOWS:
                raise
            time.sleep(wait_s)
        else:
            return
    try:
        part.replace(path)
    except PermissionError as error:  # the folder may be written, else there were no part
        raise Refusal(Reason.LOCKED_BY_OTHER, path=str(path)) from error


def flush_folder(folder: Path) -> None:
    """Have a folder's own entries on the disk; Windows does that by itself, and so does a network disk."""
    if os.name != "posix":
        return
    with suppress(PermissionError):  # a folder that may be written and not be listed
        opened = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):  # some network file systems flush no folders
                os.fsync(opened)
        finally:
            os.close(opened)


def refusal_for(error: OSError, path: Path) -> Refusal:
    """What an error in writing a file means: the disk is full, somebody holds the file, or it may not be."""
    windows = getattr(error, "winerror", None)
    if error.errno in _FULL or windows in _FULL_WINDOWS:
        return Refusal(Reason.DISK_FULL, drive=drive_of(path))
    if windows in _HELD_WINDOWS or error.errno in (errno.EBUSY, errno.ETXTBSY):
        return Refusal(Reason.LOCKED_BY_OTHER, path=str(path))
    return Refusal(Reason.NOT_WRITABLE, path=str(path))


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file that is being made, so that `is_left` knows it from one that a kill has left."""
    if sys.platform == "win32":  # there whoever works on it has it open, and then nobody can remove it
        yield
        return
    import fcntl

    with path.open("rb") as file:
        with suppress(OSError):  # a network disk without locks
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep others of this kind out of a folder that is there. Raises Refusal(LOCKED_BY_OTHER) where one is at work."""
    if sys.platform == "win32":  # there a file that somebody works on cannot be replaced anyway
        yield
        return
    import fcntl

    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(opened)
        raise Refusal(Reason.LOCKED_BY_OTHER, path=str(folder)) from error
    except OSError:  # a network disk without locks
        pass
    try:
        yield
    finally:
        os.close(opened)


def is_left(path: Path) -> bool:
    """Whether nobody holds a file that was being made. Raises OSError where it cannot be opened."""
    if sys.platform == "win32":
        return True
    import fcntl

    with path.open("rb") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def has_size_limit() -> bool:
    """Whether the system lets the files of this process grow to some size only (`ulimit -f`).

    Beyond it SQLite reports a disk that fails, which it does not.
    """
    if sys.platform == "win32":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY


def drive_of(path: Path) -> str:
    """The drive as a person names it: "D:" on Windows, the place where it is mounted elsewhere."""
    place = path.absolute()
    if place.drive:
        return place.drive
    while not os.path.ismount(place) and place != place.parent:
        place = place.parent
    return str(place)
