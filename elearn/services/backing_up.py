"""Backups of everything in a data folder, in one file.

Without a unit that is the learners' records themselves, a SQLite file. With one it is a ZIP that holds both
files and a line on how to put them back by hand.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.services.handing_out import make_folder

if TYPE_CHECKING:
    from elearn.records.backup import Counts
    from elearn.records.unit.store import UnitRecords
    from elearn.services import Services

RECORDS, UNIT, README = "records.db", "unit.db", "DOC-TRUOC.txt"
LARGEST = 4 * 1024**3  # of all that a backup holds, in bytes
_SLACK, _MOST_PACKED = 1024**2, 200  # bytes; records shrink to a fifth, not to a two-hundredth
_BY_HAND = (
    "Bản sao lưu của elearn. Khôi phục bằng chương trình: mở Đơn vị, Thiết lập, bấm Khôi phục từ bản sao lưu; "
    "hoặc dùng lệnh elearn backup restore TỆP.\r\n"
    "Khôi phục bằng tay: đóng elearn, chép records.db và unit.db vào thư mục dữ liệu, thay hai tệp cùng tên; "
    "xóa các tệp records.db-wal, records.db-shm, unit.db-wal, unit.db-shm nếu có.\r\n"
)


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was written, or read back. `with_unit`: the unit's data are in it; `unit_alone`: nothing else is.

    With the unit alone the counts are those of the learners' records as they were, and are.
    """

    counts: Counts
    file: Path
    with_unit: bool = False
    unit_alone: bool = False


def back_up(services: Services, file: Path) -> BackedUp:
    """Write everything into one file, checked and counted; its folder is made where there is none.

    Raises Refusal; then what stood there is untouched.
    """
    _refuse_own_files(services.folder, file)
    make_folder(file.parent)
    if not services.unit.is_set_up:
        return BackedUp(services.records.backup.create(file), file)
    from elearn.machine.files import refusal_for
    from elearn.records.database import put_in_place
    from elearn.records.unit.backups import count

    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".elearn-") as name:
            folder = Path(name)
            counts = services.records.backup.create(folder / RECORDS)
            services.unit.records.backup.create(folder / UNIT)
            packed = folder / "packed"
            _pack(folder, packed)
            _unpack(packed, folder / "read-back", file)  # what was written is what can be read
            count(folder / "read-back" / UNIT)
            put_in_place(packed, file)
    except OSError as error:
        raise refusal_for(error, file) from error
    return BackedUp(counts, file, with_unit=True)


def _refuse_own_files(folder: Path, file: Path) -> None:
    """No backup takes the place of what it is a backup of, or of what SQLite keeps beside that."""
    own = (RECORDS, UNIT)
    try:
        places = {file.absolute().parent.resolve() / file.name, file.resolve()}
        is_own = any(one.parent == folder.resolve() and one.name.startswith(own) for one in places)
    except (OSError, RuntimeError):  # a link to itself
        is_own = False
    if is_own:
        raise Refusal(Reason.FILE_ALREADY_THERE, path=str(file))


def restore(services: Services, file: Path) -> BackedUp:
    """Go back to a backup; what was there is set aside. All of it is checked before anything is changed.

    A backup without a unit leaves the unit as it is. Raises Refusal, and then everything is as it was.
    """
    with opened(services, file) as parts:
        counts = restore_parts(services, parts.records, parts.unit)
    return BackedUp(counts, file, parts.unit is not None, parts.records is None)


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of a backup; None where it has none of that kind."""

    records: Path | None
    unit: Path | None


@contextmanager
def opened(services: Services, file: Path) -> Iterator[Parts]:
    """A backup's files, unpacked for as long as they are needed. Raises Refusal."""
    from elearn.machine.files import alone_in, is_device, refusal_for
    from elearn.machine.sharing import make_data_folder
    from elearn.records.backup import UNPACKED, sweep
    from elearn.records.unit.backups import count, is_units

    if is_device(file):  # which may have no end
        raise Refusal(Reason.FILE_UNREADABLE, path=str(file))
    try:
        make_data_folder(services.folder)
        with alone_in(services.folder):
            if not _is_packed(file):
                yield Parts(None, file) if is_units(file, services.folder) else Parts(file, None)
                return
            sweep(services.folder)
            with tempfile.TemporaryDirectory(dir=services.folder, prefix=UNPACKED) as name:
                folder = Path(name) / "parts"
                _unpack(file, folder, file)
                count(folder / UNIT)
                yield Parts(folder / RECORDS, folder / UNIT)
    except OSError as error:
        raise refusal_for(error, services.folder) from error
    except Refusal as refusal:
        if refusal.reason is Reason.BACKUP_UNREADABLE:  # nobody knows the names of its parts
            raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file)) from refusal
        raise


def restore_parts(services: Services, records: Path | None, unit: Path | None) -> Counts:
    """Put files in the place of those that are there, which are set aside; how much the learners' records hold.

    Raises Refusal, and then everything is as it was.
    """
    from elearn.records.database import set_aside_files
    from elearn.records.unit.backups import checked

    if unit is None:
        return _restore_records(services, records) if records else _counted(services)
    checked(unit, services.folder)
    present = _unit_to_close(services)
    path = services.folder / RECORDS
    before = set(set_aside_files(path))
    counts = _restore_records(services, records) if records else _counted(services)
    try:
        _restore_unit(services, present, unit)
    except Refusal:
        for aside in set(set_aside_files(path)) - before if records else ():
            _restore_records(services, aside)
            aside.unlink(missing_ok=True)
        raise
    return counts


def _unit_to_close(services: Services) -> UnitRecords | None:
    """The unit's records, which a backup is to replace; None where there are none, or damaged ones."""
    if not services.unit.is_set_up:
        return None
    try:
        return services.unit.records
    except Refusal as refusal:
        if refusal.reason is not Reason.RECORDS_DAMAGED:
            raise
        return None


def _restore_unit(services: Services, present: UnitRecords | None, file: Path) -> None:
    from elearn.records.unit.backups import restore_into

    if present is None:
        restore_into(services.folder, file, services.clock, "damaged")
    else:
        present.backup.restore(file)


def _counted(services: Services) -> Counts:
    from elearn.records.backup import Counts, count

    path = services.folder / RECORDS
    return count(path) if path.exists() else Counts(0, 0, 0)


def _pack(folder: Path, target: Path) -> None:
    with target.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr(README, _BY_HAND)
            for name in (RECORDS, UNIT):
                archive.write(folder / name, name)
        file.flush()
        os.fsync(file.fileno())


def _is_packed(file: Path) -> bool:
    with suppress(OSError), file.open("rb") as opened:
        return opened.read(4) == b"PK\x03\x04"
    return False


def _unpack(packed: Path, folder: Path, named: Path) -> None:
    """The two files of a backup. Its directory is measured first. Raises Refusal(BACKUP_UNREADABLE) about `named`."""
    unreadable = Refusal(Reason.BACKUP_UNREADABLE, path=str(named))
    folder.mkdir()
    try:
        with zipfile.ZipFile(packed) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
            if set(entries) != {RECORDS, UNIT, README} or len(archive.infolist()) != len(entries):
                raise unreadable
            if any(
                entry.file_size > _SLACK + _MOST_PACKED * entry.compress_size for entry in entries.values()
            ):
                raise unreadable
            if sum(entry.file_size for entry in entries.values()) > LARGEST:
                raise Refusal(Reason.FILE_TOO_LARGE, path=str(named), limit_mb=LARGEST // 1024**2)
            for name in (RECORDS, UNIT):
                with archive.open(entries[name]) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target, 1024 * 1024)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise unreadable from error


def _restore_records(services: Services, file: Path) -> Counts:
    from elearn.records.store import restore_into

    if not (services.folder / "records.db").exists():
        return restore_into(services.folder, file, services.clock)
    try:
        records = services.records
    except Refusal as refusal:
        if refusal.reason is not Reason.RECORDS_DAMAGED:
            raise
        return restore_into(services.folder, file, services.clock)
    return records.backup.restore(file)
