"""Whether an installation is in order: each check looks, and none of them changes anything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.machine import checks

if TYPE_CHECKING:
    from elearn.services import Services

FIRST_DAY = date(2026, 11, 1)  # no clock shows an earlier day while this program exists


class Found(Enum):
    """What a check found; `elearn.cli.doctor` has the words. Facts stand beside each."""

    LIBRARY_SIGNED = auto()  # version, valid_as_of, courses, key_id
    LIBRARY_TRIAL = auto()  # version, valid_as_of, courses; not signed, in a source tree
    LIBRARY_UNSIGNED = auto()  # version, valid_as_of, courses
    LIBRARY_UNTRUSTED = auto()  # version, key_id
    UPDATE_PASSED_OVER = auto()  # path, version (in use)
    UPDATE_NEWER = auto()  # path, version (in use)
    RECORDS_SOUND = auto()  # people, attempts, backup (a day or None)
    RECORDS_NONE_YET = auto()  # folder
    RECORDS_CHANGED = auto()  # broken: learners whose event chain another hand has changed
    RECORDS_REFUSED_BACKUP = auto()  # path, backup (a day); damaged, and there is a way back
    UNIT_SOUND = auto()  # name, people, certificates, key_id, backup (a day or None)
    UNIT_UNFINISHED = auto()  # nobody has set it up to its end
    UNIT_NEWER = auto()  # path, found
    UNIT_DAMAGED = auto()  # path
    UNIT_DAMAGED_BACKUP = auto()  # path, backup (a day), file
    UNIT_KEYS_UNREADABLE = auto()  # path
    UNIT_KEYS_BACKUP = auto()  # path, backup (a day), file
    FONTS_THERE = auto()  # family
    FONTS_MISSING = auto()
    WRITABLE = auto()  # folder, free_mb
    LITTLE_ROOM = auto()  # drive, free_mb
    CLOCK_RIGHT = auto()  # now
    CLOCK_BEHIND = auto()  # now, known
    REFUSED = auto()  # refusal: its own sentence says what to do


WELL = frozenset(
    {
        Found.LIBRARY_SIGNED,
        Found.LIBRARY_TRIAL,
        Found.RECORDS_SOUND,
        Found.RECORDS_NONE_YET,
        Found.UNIT_SOUND,
        Found.UNIT_UNFINISHED,
        Found.FONTS_THERE,
        Found.WRITABLE,
        Found.CLOCK_RIGHT,
    }
)


@dataclass(frozen=True, slots=True)
class Check:
    """One check's outcome."""

    id: str
    found: Found
    facts: dict[str, object] = field(default_factory=dict)
    refusal: Refusal | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is to be done."""
        return self.found in WELL


def examine(services: Services) -> list[Check]:
    """Every check of an installation, in the order in which a person reads them.

    A unit, and a library update that is not read, are told of where there are any.
    """
    looks: tuple[tuple[str, Callable[[Services], Outcome | None]], ...] = (
        ("library", _library),
        ("update", _update),
        ("records", _records),
        ("unit", _unit),
        ("fonts", _fonts),
        ("write", _write),
        ("clock", _clock),
    )
    found = []
    for name, look in looks:
        try:
            outcome = look(services)
            if outcome is not None:
                found.append(Check(name, *outcome))
        except Refusal as refusal:
            found.append(Check(name, Found.REFUSED, refusal=refusal))
    return found


Outcome = tuple[Found, dict[str, object]]


def _library(services: Services) -> Outcome:
    from elearn.library.whole import check_whole

    library = services.library
    check_whole(library)
    facts: dict[str, object] = {
        "version": library.version,
        "valid_as_of": library.valid_as_of,
        "courses": len(library.courses()),
    }
    signature = library.signature
    if signature is None:
        in_source_tree = services.source_root is not None
        return (Found.LIBRARY_TRIAL if in_source_tree else Found.LIBRARY_UNSIGNED), facts
    facts["key_id"] = signature.key_id
    return (Found.LIBRARY_SIGNED if signature.trusted else Found.LIBRARY_UNTRUSTED), facts


def _update(services: Services) -> Outcome | None:
    """An update that was installed and cannot be read: lessons come from an older library without a word."""
    from elearn.library.install import passed_over

    found = passed_over(services.library_path, services.folder)
    if not found:
        return None
    with suppress(Refusal):  # told by the check of the library
        facts: dict[str, object] = {"path": found[0].path, "version": services.library.version}
        return (Found.UPDATE_NEWER if found[0].newer else Found.UPDATE_PASSED_OVER), facts
    return None


def _records(services: Services) -> Outcome:
    from elearn.records.backup import newest_good
    from elearn.records.integrity import examine as examine_records

    try:
        seen = examine_records(services.folder)
    except Refusal as refusal:
        good = newest_good(services.folder) if refusal.reason is Reason.RECORDS_DAMAGED else None
        if good is None:
            raise
        return Found.RECORDS_REFUSED_BACKUP, refusal.facts | {"backup": good[0].made_on}
    if seen is None:
        return Found.RECORDS_NONE_YET, {"folder": services.folder}
    if seen.broken:
        return Found.RECORDS_CHANGED, {"broken": seen.broken}
    counts = seen.counts
    return Found.RECORDS_SOUND, {
        "people": counts.people,
        "attempts": counts.attempts,
        "backup": seen.backup,
    }


def _unit(services: Services) -> Outcome | None:
    from elearn.records.unit.integrity import examine as examine_unit

    try:
        seen = examine_unit(services.folder)
    except Refusal as refusal:
        if refusal.reason is Reason.RECORDS_NEWER:
            return Found.UNIT_NEWER, dict(refusal.facts)
        if refusal.reason is not Reason.RECORDS_DAMAGED:
            raise
        return _with_way_back(services, refusal.facts["path"], Found.UNIT_DAMAGED, Found.UNIT_DAMAGED_BACKUP)
    if seen is None:
        return None
    if seen.name is None and seen.key_box is None:
        return Found.UNIT_UNFINISHED, {}
    key_id = _key_id_in(seen.key_box)
    if key_id is None or seen.name is None:
        path = services.folder / "unit.db"
        return _with_way_back(services, path, Found.UNIT_KEYS_UNREADABLE, Found.UNIT_KEYS_BACKUP)
    return Found.UNIT_SOUND, {
        "name": seen.name,
        "people": seen.counts.people,
        "certificates": seen.counts.certificates,
        "key_id": key_id,
        "backup": seen.backup,
    }


def _key_id_in(text: str | None) -> str | None:
    """The fingerprint of the unit's key, as people compare it; None where its box could never be opened."""
    import msgspec

    from elearn.credentials.key_box import decode_box, is_whole, key_id_of_box
    from elearn.credentials.keys import shown

    try:
        box = decode_box((text or "").encode("ascii"))
    except (UnicodeEncodeError, msgspec.MsgspecError):
        return None
    return shown(key_id_of_box(box)) if is_whole(box) else None


def _with_way_back(services: Services, path: object, without: Found, with_backup: Found) -> Outcome:
    from elearn.records.unit.integrity import good_backups

    good = next((one for one, box in good_backups(services.folder) if _key_id_in(box)), None)
    if good is None:
        return without, {"path": path}
    return with_backup, {"path": path, "backup": good.made_on, "file": good.path}


def _fonts(_: Services) -> Outcome:
    from elearn.exports.typefaces import document_faces

    try:
        return Found.FONTS_THERE, {"family": document_faces().regular.partition("-")[0]}
    except (RuntimeError, ImportError, OSError):  # the bundled one is not where it was installed
        return Found.FONTS_MISSING, {}


def _write(services: Services) -> Outcome:
    from elearn.machine.files import drive_of

    checks.refuse_unwritable(services.folder)
    free = checks.free_mb(services.folder)
    if free < checks.LEAST_FREE_MB:
        return Found.LITTLE_ROOM, {"drive": drive_of(services.folder), "free_mb": free}
    return Found.WRITABLE, {"folder": services.folder, "free_mb": free}


def _clock(services: Services) -> Outcome:
    now = services.clock.now()
    known = _known_at(services)
    not_before = max(FIRST_DAY, _valid_as_of(services))
    if checks.is_behind(now, known, not_before):
        seen = max(known.date(), not_before) if known else not_before
        return Found.CLOCK_BEHIND, {"now": now, "known": seen}
    return Found.CLOCK_RIGHT, {"now": now}


def _known_at(services: Services) -> datetime | None:
    from elearn.records.integrity import examine as examine_records

    try:
        seen = examine_records(services.folder)
    except Refusal:  # told by the check of the records
        return None
    return seen.known_at if seen else None


def _valid_as_of(services: Services) -> date:
    try:
        return services.library.valid_as_of
    except Refusal:  # told by the check of the library
        return FIRST_DAY
