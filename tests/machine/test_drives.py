"""Sticks are found, discs and fixed disks are not; on a stick and on a network disk records are careful."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.machine import drives
from elearn.machine.drives import (
    Drive,
    is_network,
    is_removable,
    is_stick,
    is_write_protected,
    removable_drives,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tables of Linux")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount table and a folder of block devices, as Linux shows them."""
    table, blocks = tmp_path / "mounts", tmp_path / "class"
    disks = {
        "sda": ("pci/ata1", "0"),
        "sdb": ("pci/usb1/1-1", "1"),
        "sdc": ("pci/usb1/1-2", "0"),
        "sr0": ("pci", "1"),
    }
    blocks.mkdir()
    for name, (bus, removable) in disks.items():
        disk = tmp_path / "devices" / bus / name
        (disk / f"{name}1").mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n")
        (blocks / name).symlink_to(disk)
        (blocks / f"{name}1").symlink_to(disk / f"{name}1")
    lines = [
        ("proc", "/proc", "proc"),
        ("/dev/sda1", "/", "ext4"),
        ("/dev/sdb1", "/media/lan/ELEARN\\040USB", "vfat"),
        ("/dev/sdb1", "/media/lan/ELEARN\\040USB", "vfat"),
        ("/dev/sdc1", "/media/lan/Sao\\040l\\134u", "ext4"),
        ("/dev/sr0", "/media/lan/CD", "iso9660"),
        ("//server/chung", "/mnt/chung", "cifs"),
        ("tmpfs", "/run", "tmpfs"),
    ]
    table.write_text("".join(f"{device} {place} {kind} rw 0 0\n" for device, place, kind in lines))
    monkeypatch.setattr(drives, "_MOUNT_TABLE", table)
    monkeypatch.setattr(drives, "_BLOCK_DEVICES", blocks)


def test_sticks_and_usb_disks_are_found_once(machine: None) -> None:
    assert removable_drives() == [
        Drive("ELEARN USB", Path("/media/lan/ELEARN USB")),
        Drive("Sao l\\u", Path("/media/lan/Sao l\\u")),
    ]


@pytest.mark.parametrize(
    ("folder", "stick", "network"),
    [
        pytest.param("/media/lan/ELEARN USB/du-lieu", True, False, id="portable folder on a stick"),
        pytest.param("/mnt/chung/elearn", False, True, id="network share"),
        pytest.param("/home/lan/.local/share/elearn", False, False, id="home"),
        pytest.param("/media/lan/khong-co", False, False, id="not mounted"),
        pytest.param("/run/elearn", False, False, id="memory"),
    ],
)
def test_where_records_have_to_be_careful(folder: str, stick: bool, network: bool, machine: None) -> None:
    place = Path(folder)
    assert (is_stick(place), is_network(place), is_removable(place)) == (stick, network, stick or network)


def test_this_machine_answers(tmp_path: Path) -> None:
    for drive in removable_drives():
        assert drive.path.is_absolute()
    assert is_removable(tmp_path / "not" / "there") in (True, False)


def test_a_machine_without_such_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drives, "_MOUNT_TABLE", tmp_path / "none")
    assert removable_drives() == []
    assert is_removable(tmp_path) is False


@pytest.fixture
def protected(tmp_path: Path) -> Iterator[Path]:
    """A drive that is locked against writing; only where a test may mount one."""
    place = tmp_path / "khoa-ghi"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,ro", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_write_protected_drive_is_known_even_to_the_administrator(protected: Path, tmp_path: Path) -> None:
    assert is_write_protected(protected)
    assert is_write_protected(protected / "not" / "there")
    assert not is_write_protected(tmp_path / "not" / "there")
