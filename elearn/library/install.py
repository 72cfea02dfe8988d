"""Updates of the content: taken in, checked, put in force, taken back.

An update lies under a name of its own; which one is in force says a small file that is replaced at once.
So a kill leaves the old or the new, a window that is open keeps reading what it had, and going back is
naming the earlier file again.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from elearn.errors import Reason, Refusal
from elearn.library.container import LARGEST, look_at
from elearn.machine.digest import token_hex
from elearn.machine.files import flush_folder, held, is_device, is_left, refusal_for, write_whole
from elearn.machine.sharing import make_folder_within, share

BESIDE = "library-updates"  # beside the program's own library, where that may be written
OWN = "library"  # in the data folder
INSTALLERS_COMMAND = "elearn-cli.cmd"  # see packaging/windows/elearn.nsi
_POINTER = "current.json"
_INCOMING = "incoming-"  # a copy of an update that is being checked
_FORGOTTEN_S = 600  # of a small file that was begun and left


class Pointer(msgspec.Struct, frozen=True):
    """Which update is in force: a file's name, "" for the program's own library; None where there is none."""

    current: str
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """What is in force after an update was put in or taken back."""

    path: Path
    version: str
    changed: bool


def current(installed: Path, folder: Path) -> Path:
    """The library to open: the newest of the program's own and the updates that are in force.

    `installed` came with the program, `folder` is the data folder. Costs two looks at small files where
    nothing was ever installed. An update that cannot be read is passed over; so is an unsigned one once the
    program's own library is signed.
    """
    updates = [path for place in _places(installed, folder) if (path := _in_force(place))]
    if not updates:
        return installed
    ranked = [(_rank(installed), 0, installed)]
    signed_only = _is_signed(installed)
    for path in updates:
        if not signed_only or _is_signed(path):
            ranked.append((_rank(path), len(ranked), path))
    return max(ranked)[2]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An update that was put in force and is not read. `newer`: made for a later program; else damaged or gone."""

    path: Path
    newer: bool


def passed_over(installed: Path, folder: Path) -> list[PassedOver]:
    """Updates that were to be in force and cannot be read, so that an older library is used without a word."""
    from elearn.library.store import open_library

    found = []
    for place in _places(installed, folder):
        name = _named(place)
        try:
            if name:
                open_library(look_at(place / name).path).close()
        except Refusal as refusal:
            if _version_in(name) >= _rank(current(installed, folder))[0]:  # else nobody misses it
                found.append(PassedOver(place / name, refusal.reason is Reason.LIBRARY_NEWER))
    return found


def install(file: Path, installed: Path, folder: Path, source_root: Path | None = None) -> Installed:
    """Check an update and put it in force; the one before is kept.

    Raises Refusal FILE_NOT_FOUND, FILE_TOO_LARGE, LIBRARY_DAMAGED, LIBRARY_NEWER, LIBRARY_OLDER,
    LIBRARY_UNSIGNED, LIBRARY_UNTRUSTED, and what writing raises; then what was in force still is.
    """
    place = _place_to_write(installed, folder)
    sweep(installed, folder)
    before = current(installed, folder)
    taken = place / f"{_INCOMING}{token_hex(6)}.part"
    try:
        with _measured_copy(file, taken):
            version, digest = _checked(taken, file, before, installed, source_root)
            name = f"{version}-{digest}.db"
            if before == place / name:
                return Installed(before, version, changed=False)
            _put(taken, place / name)
    finally:
        with suppress(OSError):
            taken.unlink()
    in_force = _read_pointer(place)
    earlier = before.name if before.parent == place else ""
    if in_force is None or in_force.current != name:
        _write_pointer(place, Pointer(name, earlier))
    _forget_older(place)
    return Installed(place / name, version, changed=True)


def sweep(installed: Path, folder: Path) -> None:
    """Take away what installs that were killed have left; costs two looks at folders where there is nothing."""
    for place in _places(installed, folder):
        for part in place.glob(
            "*.part"
        ):  # a copy of an update is held; what else is begun here is done at once
            with suppress(OSError):
                if is_left(part) if part.name.startswith(_INCOMING) else _is_old(part):
                    part.unlink()


def _is_old(part: Path) -> bool:
    return time.time() - part.stat().st_mtime > _FORGOTTEN_S


def rollback(installed: Path, folder: Path) -> Installed:
    """Put the earlier library in force again. Raises Refusal NO_EARLIER_LIBRARY, and what writing raises."""
    now = current(installed, folder)
    place = now.parent
    pointer = _read_pointer(place) if now != installed else None
    if pointer is None or pointer.earlier is None or pointer.current != now.name:
        raise Refusal(Reason.NO_EARLIER_LIBRARY)
    back = place / pointer.earlier if pointer.earlier else installed
    look_at(back)
    _write_pointer(place, Pointer(pointer.earlier, "" if pointer.earlier else None))
    return Installed(back, _version(back), changed=True)


# Where updates lie


def _places(installed: Path, folder: Path) -> tuple[Path, Path]:
    return _shared(installed) / BESIDE, folder / OWN


def _shared(installed: Path) -> Path:
    """The folder that an upgrade of the program leaves alone.

    The Windows installer keeps each version in a folder of its own, below the one with its commands.
    """
    for above in installed.parents[1:3]:
        if (above / INSTALLERS_COMMAND).is_file():
            return above
    return installed.parent


def _place_to_write(installed: Path, folder: Path) -> Path:
    """Beside a program that is there for everybody, where this account may; else in the data folder.

    A program in somebody's own home goes away whole when it is upgraded; the data folder stays.
    """
    beside, own = _places(installed, folder)
    for place in (own,) if _is_ones_own(installed) else (beside, own):
        try:
            if place == own:
                make_folder_within(place)
            place.mkdir(parents=True, exist_ok=True)
            probe = place / f".{token_hex(4)}.part"
            probe.touch()
            probe.unlink()
        except OSError as error:
            if place == own:
                raise refusal_for(error, own) from error
        else:
            return place
    raise AssertionError("one of the two was returned or refused")


def _is_ones_own(installed: Path) -> bool:
    try:
        return installed.absolute().is_relative_to(Path.home())
    except RuntimeError:  # an account without a home
        return False


def _in_force(place: Path) -> Path | None:
    """The update that a place's pointer names, where it looks like a library."""
    name = _named(place)
    try:
        return look_at(place / name).path if name else None
    except Refusal:
        return None


def _named(place: Path) -> str:
    """The file that a place's pointer names, "" for none."""
    pointer = _read_pointer(place)
    if pointer is None or Path(pointer.current).name != pointer.current:
        return ""
    return pointer.current


def _read_pointer(place: Path) -> Pointer | None:
    try:
        with (place / _POINTER).open("rb") as file:
            return msgspec.json.decode(file.read(4096), type=Pointer)
    except (OSError, msgspec.MsgspecError):
        return None


def _write_pointer(place: Path, pointer: Pointer) -> None:
    write_whole(place / _POINTER, msgspec.json.encode(pointer))


# Taking in and checking


@contextmanager
def _measured_copy(file: Path, taken: Path) -> Iterator[None]:
    """The foreign file's copy in our folder, held: what is checked is what is installed."""
    try:
        size = file.stat().st_size
    except FileNotFoundError as error:
        raise Refusal(Reason.FILE_NOT_FOUND, path=str(file)) from error
    except OSError as error:
        raise Refusal(Reason.FILE_UNREADABLE, path=str(file)) from error
    if is_device(file):  # it may have no end, or nobody who writes to it
        raise Refusal(Reason.FILE_UNREADABLE, path=str(file))
    if size > LARGEST:
        raise Refusal(Reason.FILE_TOO_LARGE, path=str(file), limit_mb=LARGEST // 1024**2)
    try:
        source = file.open("rb")
    except OSError as error:
        raise Refusal(Reason.FILE_UNREADABLE, path=str(file)) from error
    with source, ExitStack() as stack:
        try:
            with taken.open("xb") as copy:
                stack.enter_context(held(taken))
                shutil.copyfileobj(_Measured(source, LARGEST, file), copy)
                copy.flush()
                os.fsync(copy.fileno())
        except OSError as error:
            raise refusal_for(error, taken) from error
        yield


class _Measured:
    """A file that is read no further than a limit: it may grow, or be no plain file."""

    def __init__(self, source: object, limit: int, path: Path) -> None:
        self._source, self._left, self._path = source, limit, path

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises Refusal FILE_TOO_LARGE, FILE_UNREADABLE."""
        try:
            content: bytes = self._source.read(size)  # type: ignore[attr-defined]
        except OSError as error:
            raise Refusal(Reason.FILE_UNREADABLE, path=str(self._path)) from error
        self._left -= len(content)
        if self._left < 0:
            raise Refusal(Reason.FILE_TOO_LARGE, path=str(self._path), limit_mb=LARGEST // 1024**2)
        return content


def _checked(
    taken: Path, file: Path, before: Path, installed: Path, source_root: Path | None
) -> tuple[str, str]:
    """The update's version and digest, once everything in it was read and its publisher is trusted."""
    from elearn.library.store import open_library
    from elearn.library.whole import check_whole

    try:
        with open_library(taken, source_root, installed) as library:
            check_whole(library)
            signature = library.signature
            version = library.version
    except Refusal as refusal:
        if "path" in refusal.facts:  # a person knows the name on the stick
            raise Refusal(refusal.reason, **{**refusal.facts, "path": str(file)}) from refusal
        raise
    if signature is None and (_is_signed(before) or _is_signed(installed)):
        raise Refusal(Reason.LIBRARY_UNSIGNED, path=str(file))
    if signature is not None and not signature.trusted:
        raise Refusal(Reason.LIBRARY_UNTRUSTED, key_id=signature.key_id)
    if _rank(taken) < _rank(before):
        raise Refusal(Reason.LIBRARY_OLDER, found=version, known=_version(before))
    return version, _digest(taken)


def _digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _put(taken: Path, target: Path) -> None:
    share(taken)
    try:
        taken.replace(target)
    except OSError as error:
        if not target.exists():
            raise refusal_for(error, target) from error
    flush_folder(target.parent)


def _forget_older(place: Path) -> None:
    """Take away what nobody can go back to any more; what is still held open stays until the next time."""
    pointer = _read_pointer(place)
    kept = {pointer.current, pointer.earlier} if pointer else set()
    for path in place.glob("*.db"):
        if path.name not in kept:
            with suppress(OSError):
                path.unlink()


# Comparing libraries


def _is_signed(path: Path) -> bool:
    try:
        return look_at(path).signed is not None
    except Refusal:
        return False


def _rank(path: Path) -> tuple[tuple[int, ...], str]:
    """Newer libraries rank higher; one that cannot be read ranks lowest."""
    from elearn.library.store import open_library

    try:
        with open_library(path) as library:
            return tuple(int(part) for part in library.version.split(".")), library.valid_as_of.isoformat()
    except (Refusal, ValueError):
        return (), ""


def _version_in(name: str) -> tuple[int, ...]:
    """The version that an update's file name tells."""
    try:
        return tuple(int(part) for part in name.partition("-")[0].split("."))
    except ValueError:
        return ()


def _version(path: Path) -> str:
    from elearn.library.store import open_library

    try:
        with open_library(path) as library:
            return library.version
    except Refusal:
        return ""
