"""Going back to a backup from the window: seen beside what is here, then carried out, with a way back from it.

What was here is set aside in the data folder. The restored unit remembers under which names.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.records.database import set_aside_files
from elearn.services.backing_up import RECORDS, UNIT, opened, restore_parts

if TYPE_CHECKING:
    from elearn.services import Services

_KEPT_AS = "before_restore"  # of the restored unit's settings
_MOST_DAILY = 5


@dataclass(frozen=True, slots=True)
class UnitHeld:
    """A unit: its name, its key's fingerprint, how many people and certificates it has."""

    name: str
    key_id: str
    people: int
    certificates: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds, or what is here. None for what is not part of it.

    `made_at` is when a backup was written. `damaged`: there is a unit here that cannot be opened.
    """

    learners: int | None
    unit: UnitHeld | None
    made_at: datetime | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a restore has set aside, and when."""

    at: datetime
    files: tuple[Path, ...]


def held_here(services: Services) -> Held:
    """What is in the data folder now. Raises Refusal, but for a unit that is damaged."""
    learners = services.records.counts().people
    if not services.unit.is_set_up:
        return Held(learners, None)
    try:
        records = services.unit.records
        name, key_id = records.settings.needed().name, services.unit.setup.key_id()
        certificates = len(records.register.list())
        return Held(learners, UnitHeld(name, key_id, records.people.count(), certificates))
    except Refusal as refusal:
        if refusal.reason not in (Reason.RECORDS_DAMAGED, Reason.NO_UNIT):
            raise
        return Held(learners, None, damaged=refusal.reason is Reason.RECORDS_DAMAGED)


def held_in(services: Services, file: Path) -> Held:
    """What a backup holds; nothing is changed. Raises Refusal as a restore does."""
    from elearn.records.backup import count

    with opened(services, file) as parts:
        learners = count(parts.records).people if parts.records else None
        unit = _unit_in(services.folder, parts.unit) if parts.unit else None
    return Held(learners, unit, _made_at(file, services))


def _unit_in(folder: Path, file: Path) -> UnitHeld:
    from elearn.credentials.key_box import decode_box, key_id_of_box
    from elearn.records.backup import UNPACKED
    from elearn.records.unit.integrity import examine

    with tempfile.TemporaryDirectory(dir=folder, prefix=UNPACKED) as name:
        shutil.copyfile(file, Path(name) / UNIT)
        try:
            found = examine(Path(name))
        except Refusal as refusal:
            if refusal.reason is Reason.RECORDS_NEWER:
                raise
            raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file)) from refusal
    if found is None or found.key_box is None:
        raise Refusal(Reason.BACKUP_UNREADABLE, path=str(file))
    key_id = key_id_of_box(decode_box(found.key_box.encode("ascii")))
    return UnitHeld(found.name or "", key_id, found.counts.people, found.counts.certificates)


def _made_at(file: Path, services: Services) -> datetime | None:
    """When a backup was written: as its own directory says, else as the disk does."""
    zone = services.clock.now().tzinfo
    with suppress(OSError, ValueError, zipfile.BadZipFile, KeyError):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                return datetime(*archive.getinfo(UNIT).date_time, tzinfo=zone)
        return datetime.fromtimestamp(file.stat().st_mtime, zone)
    return None


def daily_units(services: Services) -> list[Path]:
    """The newest daily backups of the unit that are sound: the way back where the unit's own file is damaged."""
    from elearn.records.unit.integrity import good_backups

    return [one.path for one, _key_box in islice(good_backups(services.folder), _MOST_DAILY)]


def go_back_to(services: Services, file: Path) -> None:
    """Restore a backup, and open everything anew. Raises Refusal, and then everything is as it was."""
    with opened(services, file) as parts:
        _carry_out(services, parts.records, parts.unit)


def way_back(services: Services) -> WayBack | None:
    """What the last restore has set aside, where it still lies there; None where nothing can be gone back to."""
    if not services.unit.is_set_up:
        return None
    held = services.unit.records.settings.value(_KEPT_AS)
    files = tuple(services.folder / name for name in held["files"]) if held else ()
    if not files or not all(one.is_file() for one in files):
        return None
    return WayBack(datetime.fromisoformat(held["at"]), files)


def take_back(services: Services) -> None:
    """Go back to what was here before the last restore. Raises Refusal(NOTHING_TO_UNDO), and as a restore does."""
    way = way_back(services)
    if way is None:
        raise Refusal(Reason.NOTHING_TO_UNDO)
    kinds = {one.name.partition("-")[0]: one for one in way.files}
    _carry_out(services, kinds.get("records"), kinds.get("unit"))


def _carry_out(services: Services, records: Path | None, unit: Path | None) -> None:
    paths = [services.folder / name for name in (RECORDS, UNIT)]
    before = {one for path in paths for one in set_aside_files(path)}
    restore_parts(services, records, unit)
    now_aside = {one for path in paths for one in set_aside_files(path)} - before
    services.unit.close()  # with the keys: the restored ones may be others
    services.close_records()
    if services.unit.is_set_up:
        sound = sorted(one.name for one in now_aside if "-damaged-" not in one.name)
        kept = {"at": services.clock.now().isoformat(), "files": sound}
        services.unit.records.settings.set_value(_KEPT_AS, kept if sound else None)
