"""Sticks that are plugged in, and on what kind of drive a folder lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs"}
_HANDED_IN = ("/media/", "/run/media/", "/mnt/")  # where desktops and people mount what is plugged in

# GetDriveTypeW
_DRIVE_REMOVABLE = 2
_DRIVE_REMOTE = 4


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive that can be taken out. `label` is its name as the system shows it, often empty."""

    label: str
    path: Path


def removable_drives() -> list[Drive]:
    """The drives that are plugged in now and can be written to or read from, by path."""
    if sys.platform == "win32":
        return sorted(_drives_of_windows(), key=lambda one: one.path)
    return sorted(_drives_of_linux(Path("/proc/mounts"), Path("/sys/class/block")), key=lambda one: one.path)


def is_removable(folder: Path) -> bool:
    """Whether a folder lies on a stick, a memory card or another machine; it need not exist yet."""
    if sys.platform == "win32":
        place = folder.absolute()
        if place.as_posix().startswith("//"):
            return True
        return _type_of_windows(place.anchor) in (_DRIVE_REMOVABLE, _DRIVE_REMOTE)
    return _is_removable_on_linux(folder, Path("/proc/mounts"), Path("/sys/class/block"))


@dataclass(frozen=True, slots=True)
class _Mount:
    device: str
    place: Path
    kind: str


def _mounts(table: Path) -> list[_Mount]:
    """The mounted file systems, in the order in which they were mounted; none where there is no such table."""
    try:
        text = table.read_text(encoding="utf-8", errors="surrogateescape")
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


def _drives_of_linux(table: Path, blocks: Path) -> Iterator[Drive]:
    seen = set()
    for mount in _mounts(table):
        if mount.place not in seen and _is_stick(mount, blocks):
            seen.add(mount.place)
            yield Drive(mount.place.name, mount.place)


def _is_stick(mount: _Mount, blocks: Path) -> bool:
    if not mount.device.startswith("/dev/"):
        return False
    name = os.path.realpath(mount.device).rpartition("/")[2]
    if name.startswith("sr"):  # a disc that is only read
        return False
    if _says_removable(blocks / name):
        return True
    # A USB disk says "fixed" of itself; that it was mounted where plugged-in things are tells more.
    return f"{mount.place}/".startswith(_HANDED_IN) and "/usb" in os.path.realpath(blocks / name)


def _says_removable(block: Path) -> bool:
    """What the kernel says of a block device, or of the disk whose part it is."""
    real = Path(os.path.realpath(block))
    for place in (real, real.parent):
        try:
            return (place / "removable").read_text(encoding="ascii").strip() == "1"
        except (OSError, ValueError):
            continue
    return False


def _is_removable_on_linux(folder: Path, table: Path, blocks: Path) -> bool:
    place = Path(os.path.realpath(folder))
    holding = [mount for mount in _mounts(table) if place == mount.place or mount.place in place.parents]
    if not holding:
        return False
    mount = max(
        reversed(holding), key=lambda one: len(one.place.parts)
    )  # the last one mounted over it counts
    return mount.kind in _NETWORK or _is_stick(mount, blocks)


def _type_of_windows(anchor: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


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
