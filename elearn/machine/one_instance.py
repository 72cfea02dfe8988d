"""One window per data folder: the second start brings the first one's window to the front.

A lock that the system lets go of when its holder ends, whatever ended it, and a file beside it by which a
second start asks for the window. No socket and no port: it works alike on both platforms, for two accounts
with their own folders, and on a stick.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from elearn.machine.sharing import make_data_folder, share

LOCK = "elearn.lock"
REQUEST = "elearn.front"
WAIT_S = 4.0  # how long a second start waits to be heard
_LOCKED_BYTE = 1 << 30  # far behind the text, which others must be able to read while it is locked


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the window open: process, account, machine, and Windows' number of the session (else 0)."""

    pid: int
    account: str
    machine: str
    session: int

    def shares_screen_with(self, other: Holder) -> bool:
        """Whether both sit before the same screen, as far as can be told."""
        mine = (self.account, self.machine, self.session)
        return mine == (other.account, other.machine, other.session)

    @property
    def who(self) -> str:
        """The account as a person knows it, with the machine where it is another one; "" if not known."""
        return self.account if self.machine == _machine() else f"{self.account} ({self.machine})"


NOBODY_KNOWN = Holder(0, "", "", 0)


class Instance:
    """The right to show a window over a data folder; held until `close`, or until the process ends."""

    def __init__(self, folder: Path, lock: IO[bytes] | None) -> None:
        self._request, self._lock = folder / REQUEST, lock
        self.is_asked_for()  # a question that an earlier window left unanswered

    def is_asked_for(self) -> bool:
        """Whether somebody has started the program again since this was last asked. Costs one look."""
        if self._lock is None or not self._request.exists():
            return False
        with suppress(OSError):
            self._request.unlink()
        return True

    def close(self) -> None:
        """Let the next one have it."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def claim(folder: Path) -> Instance | Holder:
    """The right to show a window over a folder, or who has it.

    Where nothing can be written or locked (a protected stick, an old network disk) there is nothing to keep
    apart by: then everybody may, and the records' own locks stand.
    """
    try:
        make_data_folder(folder)
        file = _open(folder / LOCK)
    except OSError:
        return Instance(folder, None)
    try:
        _lock(file)
    except OSError as error:
        with file:
            return _read(file) if error.errno in _TAKEN else Instance(folder, None)
    with suppress(OSError):  # a full disk, or another account's file: then nobody knows who holds it
        file.truncate(0)
        file.write(json.dumps(asdict(this_process())).encode())
    return Instance(folder, file)


def ask_for_window(folder: Path, holder: Holder, wait_s: float = WAIT_S) -> bool:
    """Ask the first one to show its window; whether it was heard within `wait_s` seconds.

    Unheard, the question stays: a window that is still being opened will find it. Raises OSError where
    nothing can be written.
    """
    _allow_foreground(holder.pid)
    request = folder / REQUEST
    request.touch()
    until = time.monotonic() + wait_s
    while time.monotonic() < until:
        if not request.exists():
            return True
        time.sleep(0.05)
    return False


def this_process() -> Holder:
    """This process, its account and its session."""
    import getpass

    try:
        account = getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account without a name
        account = ""
    return Holder(os.getpid(), account, _machine(), _session())


def _open(path: Path) -> IO[bytes]:
    """The lock file, made where there is none. Raises OSError."""
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
    except PermissionError:  # another account's: it can be locked all the same
        return path.open("rb", buffering=0)
    share(path)
    return file


def _read(file: IO[bytes]) -> Holder:
    """What the holder wrote; one that has not written yet is nobody known."""
    try:
        told = json.loads(file.read(4096))
        return Holder(int(told["pid"]), str(told["account"]), str(told["machine"]), int(told["session"]))
    except (OSError, ValueError, KeyError, TypeError):
        return NOBODY_KNOWN


if sys.platform == "win32":
    import msvcrt

    _TAKEN = {errno.EACCES, errno.EDEADLK, 0}  # 0: Wine's C library gives no number

    def _lock(file: IO[bytes]) -> None:
        """Lock a file at once or not at all. Raises OSError."""
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        finally:
            file.seek(0)

    def _machine() -> str:
        return os.environ.get("COMPUTERNAME", "")

    def _session() -> int:
        import ctypes

        number = ctypes.c_ulong()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(number))
        return int(number.value)

    def _allow_foreground(pid: int) -> None:
        """Windows lets only the program in front hand the front on."""
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(pid)

else:
    import fcntl

    _TAKEN = {errno.EWOULDBLOCK, errno.EACCES}

    def _lock(file: IO[bytes]) -> None:
        """Lock a file at once or not at all. Raises OSError."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _machine() -> str:
        return os.uname().nodename

    def _session() -> int:
        return 0

    def _allow_foreground(pid: int) -> None:
        """Nothing has to be allowed here."""
