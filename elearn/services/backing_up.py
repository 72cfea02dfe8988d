"""Backups of everything in a data folder: the learners' records, and beside them the unit's where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.records.backup import Counts
    from elearn.services import Services


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was written, or read back. `unit_file` None: there was no unit."""

    counts: Counts
    file: Path
    unit_file: Path | None = None


def unit_file_of(file: Path) -> Path:
    """Where the unit's part of a backup stands: "sao-luu-don-vi.db" beside "sao-luu.db"."""
    return file.with_name(f"{file.stem}-don-vi{file.suffix}")


def back_up(services: Services, file: Path) -> BackedUp:
    """Write everything, each file checked and counted. Raises Refusal, and then what stood there is untouched."""
    counts = services.records.backup.create(file)
    if not services.unit.is_set_up:
        return BackedUp(counts, file)
    services.unit.records.backup.create(unit_file_of(file))
    return BackedUp(counts, file, unit_file_of(file))


def restore(services: Services, file: Path) -> BackedUp:
    """Go back to a backup, with the unit's part where it lies beside it; what was there is set aside.

    The unit's part is checked before anything is changed. Raises Refusal, and then everything is as it was.
    """
    part = unit_file_of(file)
    if not part.is_file():
        return BackedUp(_restore_records(services, file), file)
    from elearn.records.unit.backups import count, restore_into

    count(part)
    counts = _restore_records(services, file)
    if services.unit.is_set_up:
        services.unit.records.backup.restore(part)
    else:
        restore_into(services.folder, part, services.clock)
    return BackedUp(counts, file, part)


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
