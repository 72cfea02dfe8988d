"""Sticks are found, discs and fixed disks are not; on a stick and on a network disk records are careful."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from elearn.machine import drives
from elearn.machine.drives import Drive, is_removable, removable_drives

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tables of Linux")


@pytest.fixture
def machine(tmp_path: Path) -> tuple[Path, Path]:
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
    return table, blocks


def test_sticks_and_usb_disks_are_found_once(machine: tuple[Path, Path]) -> None:
    assert list(drives._drives_of_linux(*machine)) == [
        Drive("ELEARN USB", Path("/media/lan/ELEARN USB")),
        Drive("Sao l\\u", Path("/media/lan/Sao l\\u")),
    ]


@pytest.mark.parametrize(
    ("folder", "wanted"),
    [
        pytest.param("/media/lan/ELEARN USB/du-lieu", True, id="portable folder on a stick"),
        pytest.param("/mnt/chung/elearn", True, id="network share"),
        pytest.param("/home/lan/.local/share/elearn", False, id="home"),
        pytest.param("/media/lan/khong-co", False, id="not mounted"),
        pytest.param("/run/elearn", False, id="memory"),
    ],
)
def test_where_records_have_to_be_careful(folder: str, wanted: bool, machine: tuple[Path, Path]) -> None:
    assert drives._is_removable_on_linux(Path(folder), *machine) is wanted


def test_this_machine_answers(tmp_path: Path) -> None:
    for drive in removable_drives():
        assert drive.path.is_absolute()
    assert is_removable(tmp_path / "not" / "there") in (True, False)


def test_a_machine_without_such_tables(tmp_path: Path) -> None:
    assert list(drives._drives_of_linux(tmp_path / "none", tmp_path)) == []
    assert drives._is_removable_on_linux(tmp_path, tmp_path / "none", tmp_path) is False
