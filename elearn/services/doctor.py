"""Whether an installation is in order: each check looks, and none of them changes anything."""

from __future__ import annotations

from collections.abc import Callable
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
    RECORDS_SOUND = auto()  # people, attempts, backup (a day or None)
    RECORDS_NONE_YET = auto()  # folder
    RECORDS_REFUSED_BACKUP = auto()  # path, backup (a day); damaged, and there is a way back
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
    """Every check of an installation, in the order in which a person reads them."""
    looks: tuple[tuple[str, Callable[[Services], tuple[Found, dict[str, object]]]], ...] = (
        ("library", _library),
        ("records", _records),
        ("fonts", _fonts),
        ("write", _write),
        ("clock", _clock),
    )
    found = []
    for name, look in looks:
        try:
            outcome, facts = look(services)
            found.append(Check(name, outcome, facts))
        except Refusal as refusal:
            found.append(Check(name, Found.REFUSED, refusal=refusal))
    return found


def _library(services: Services) -> tuple[Found, dict[str, object]]:
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


def _records(services: Services) -> tuple[Found, dict[str, object]]:
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
    counts = seen.counts
    return Found.RECORDS_SOUND, {
        "people": counts.people,
        "attempts": counts.attempts,
        "backup": seen.backup,
    }


def _fonts(_: Services) -> tuple[Found, dict[str, object]]:
    from elearn.exports.typefaces import document_faces

    try:
        return Found.FONTS_THERE, {"family": document_faces().regular.partition("-")[0]}
    except (RuntimeError, ImportError, OSError):  # the bundled one is not where it was installed
        return Found.FONTS_MISSING, {}


def _write(services: Services) -> tuple[Found, dict[str, object]]:
    from elearn.machine.files import drive_of

    checks.refuse_unwritable(services.folder)
    free = checks.free_mb(services.folder)
    if free < checks.LEAST_FREE_MB:
        return Found.LITTLE_ROOM, {"drive": drive_of(services.folder), "free_mb": free}
    return Found.WRITABLE, {"folder": services.folder, "free_mb": free}


def _clock(services: Services) -> tuple[Found, dict[str, object]]:
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
