"""Sticks that are plugged in, and on what kind of drive a folder lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs"}
_MOUNT_TABLE = Path("/proc/mounts")
_BLOCK_DEVICES = Path("/sys/class/block")
_HANDED_IN = ("/media/", "/run/media/", "/mnt/")  # where desktops and people mount what is plugged in

# GetDriveTypeW
_DRIVE_REMOVABLE = 2
_DRIVE_REMOTE = 4
_READ_ONLY_VOLUME = 0x00080000  # GetVolumeInformationW


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive that can be taken out. `label` is its name as the system shows it, often empty."""

    label: str
    path: Path


def removable_drives() -> list[Drive]:
    """The drives that are plugged in now and can be written to or read from, by path."""
    if sys.platform == "win32":
        return sorted(_drives_of_windows(), key=lambda one: one.path)
    return sorted(_drives_of_linux(), key=lambda one: one.path)


def is_removable(folder: Path) -> bool:
    """Whether a folder lies on a stick, a memory card or another machine; it need not exist yet."""
    return is_network(folder) or is_stick(folder)


def is_network(folder: Path) -> bool:
    """Whether a folder lies on another machine; it need not exist yet."""
    if sys.platform == "win32":
        place = folder.absolute()
        return place.as_posix().startswith("//") or _type_of_windows(place.anchor) == _DRIVE_REMOTE
    mount = _mount_of(folder)
    return mount is not None and mount.kind in _NETWORK


def is_stick(folder: Path) -> bool:
    """Whether a folder lies on something that was plugged in; it need not exist yet."""
    if sys.platform == "win32":
        return _type_of_windows(folder.absolute().anchor) == _DRIVE_REMOVABLE
    mount = _mount_of(folder)
    return mount is not None and _is_stick(mount)


def is_write_protected(folder: Path) -> bool:
    """Whether a folder, or the nearest one above it that exists, lies on a drive that nobody can write to."""
    from elearn.machine.checks import nearest_existing

    place = nearest_existing(folder)
    if sys.platform == "win32":
        return _is_protected_on_windows(place.anchor)
    try:
        return bool(os.statvfs(place).f_flag & os.ST_RDONLY)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class _Mount:
    device: str
    place: Path
    kind: str


def _mounts() -> list[_Mount]:
    """The mounted file systems, in the order in which they were mounted; none where there is no such table."""
    try:
        text = _MOUNT_TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    found = []
    for line in text.splitlines():
        parts = line.split()
        if len(parts) >= 3:
            found.append(_Mount(_plain(parts[0]), Path(_plain(parts[1])), parts[2]))
    return found


def _plain(text: str) -> str:
    """The table writes space, tab, newline and backslash as octal."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, letter)
    return text


def _drives_of_linux() -> Iterator[Drive]:
    seen = set()
    for mount in _mounts():
        if mount.place not in seen and _is_stick(mount):
            seen.add(mount.place)
            yield Drive(mount.place.name, mount.place)


def _is_stick(mount: _Mount) -> bool:
    if not mount.device.startswith("/dev/"):
        return False
    name = os.path.realpath(mount.device).rpartition("/")[2]
    if name.startswith("sr"):  # a disc that is only read
        return False
    if _says_removable(_BLOCK_DEVICES / name):
        return True
    # A USB disk says "fixed" of itself; that it was mounted where plugged-in things are tells more.
    return f"{mount.place}/".startswith(_HANDED_IN) and "/usb" in os.path.realpath(_BLOCK_DEVICES / name)


def _says_removable(block: Path) -> bool:
    """What the kernel says of a block device, or of the disk whose part it is."""
    real = Path(os.path.realpath(block))
    for place in (real, real.parent):
        try:
            return (place / "removable").read_text(encoding="ascii").strip() == "1"
        except (OSError, ValueError):
            continue
    return False


def _mount_of(folder: Path) -> _Mount | None:
    """The file system that holds a folder; the last one mounted over it counts."""
    place = Path(os.path.realpath(folder))
    holding = [mount for mount in _mounts() if place == mount.place or mount.place in place.parents]
    return max(reversed(holding), key=lambda one: len(one.place.parts), default=None)


def _type_of_windows(anchor: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


def _is_protected_on_windows(anchor: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    flags = ctypes.c_ulong()
    known = ctypes.windll.kernel32.GetVolumeInformationW(
        anchor, None, 0, None, None, ctypes.byref(flags), None, 0
    )
    return bool(known) and bool(flags.value & _READ_ONLY_VOLUME)


def _drives_of_windows() -> Iterator[Drive]:
    if sys.platform != "win32":
        return
    import ctypes

    kernel = ctypes.windll.kernel32
    before = kernel.SetErrorMode(1)  # SEM_FAILCRITICALERRORS: no box about an empty card reader
    try:
        there = kernel.GetLogicalDrives()
        for number in range(2, 26):  # not A: and B:, which would set a floppy drive going
            root = f"{chr(ord('A') + number)}:\\"
            if not there >> number & 1 or _type_of_windows(root) != _DRIVE_REMOVABLE:
                continue
            name = ctypes.create_unicode_buffer(261)
            if kernel.GetVolumeInformationW(root, name, len(name), None, None, None, None, 0):
                yield Drive(name.value, Path(root))
    finally:
        kernel.SetErrorMode(before)
