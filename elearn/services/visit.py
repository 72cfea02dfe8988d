"""A visit: reading where nothing can be kept. Lessons, search and practice work; nothing outlives the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from elearn.errors import Reason, Refusal

# What may keep records from being opened while the lessons can still be read.
OFFERED = frozenset(
    {
        Reason.NOT_WRITABLE,
        Reason.RECORDS_READ_ONLY,
        Reason.DISK_FULL,
        Reason.DISK_FAILING,
        Reason.LOCKED_BY_OTHER,
    }
)
_AT_ONCE = frozenset({Reason.NOT_WRITABLE, Reason.RECORDS_READ_ONLY})
VISITOR = "Đọc bài, không lưu"  # stands where a learner's name does


class Cause(Enum):
    """Why nothing can be kept."""

    PROTECTED_STICK = "protected_stick"
    PROTECTED = "protected"  # a disc, or a network folder that is only read
    NO_RIGHTS = "no_rights"
    DISK_FULL = "disk_full"
    DISK_FAILING = "disk_failing"
    HELD = "held"  # another program has the file


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is under way: why, and the subject under which it is made."""

    cause: Cause
    subject: str


def is_offered(refusal: Refusal) -> bool:
    """Whether one may read on although the records could not be opened."""
    return refusal.reason in OFFERED


def begins_at_once(refusal: Refusal, folder: Path, *, portable: bool) -> bool:
    """Whether nobody need be asked: the program was carried here on something that cannot be written."""
    from elearn.machine.drives import is_write_protected

    return refusal.reason in _AT_ONCE and (portable or is_write_protected(folder))


def cause_of(refusal: Refusal, folder: Path) -> Cause:
    """Why the records of a folder could not be opened for writing."""
    from elearn.machine.drives import is_stick, is_write_protected

    if refusal.reason is Reason.DISK_FULL:
        return Cause.DISK_FULL
    if refusal.reason is Reason.DISK_FAILING:
        return Cause.DISK_FAILING
    if refusal.reason is Reason.LOCKED_BY_OTHER:
        return Cause.HELD
    if not is_write_protected(folder):
        return Cause.NO_RIGHTS
    return Cause.PROTECTED_STICK if is_stick(folder) else Cause.PROTECTED
