"""What a result file holds, typed. Points and shares are whole thousandths, times milliseconds or moments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

import msgspec

from elearn.learning.item import Response

FORMAT: Final = "elearn-result"
VERSION = 1

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_MOST = 2**53  # what every JSON reader holds exactly, and SQLite, too
Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
Whole = Annotated[int, msgspec.Meta(ge=-_MOST, le=_MOST)]
Thousandths = Annotated[int, msgspec.Meta(ge=0, le=1000)]
Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Who(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The person, outside the chain. `local_code`: the installation gave the staff code."""

    staff_code: str
    local_code: bool
    name: str
    unit: str
    position: str
    birth_date: date | None


class LibraryMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The library that was installed when the file was made."""

    version: str
    valid_as_of: date


class LessonRead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the person stands with a lesson. `read_revision` None: not read to the end."""

    lesson: str
    seconds: Count
    furthest_1000: Thousandths
    read_revision: Whole | None
    done_at: Moment | None


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place of a paper. `wording` is SHA-256 over the item's JSON that was answered against."""

    position: Count
    item: str
    type: str
    wording: Digest
    order: tuple[str, ...]
    response: Response | None
    answered_at: Moment | None
    spent_ms: Count
    points_1000: Thousandths | None


class Interruption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An attempt was resumed: after its window was left (`pause`), or after the program died (`crash`)."""

    at: Moment
    after: Literal["pause", "crash"]
    remaining_ms: Count | None


class AttemptMade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An attempt with every item and answer. `supervised`: the head's code stood over it."""

    id: str
    course: str
    use: Literal["practice", "exam"]
    number: Count
    state: Literal["running", "paused", "handed_in", "timed_out"]
    library: str
    started_at: Moment
    ended_at: Moment | None
    allowed_ms: Count | None
    remaining_ms: Count | None
    share_1000: Thousandths | None
    passed: bool | None
    supervised: bool
    interruptions: tuple[Interruption, ...]
    answers: tuple[Answer, ...]


class CertificateMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A certificate that the installation issued to the person."""

    number: str
    course: str
    issued_on: date


class ChainEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event of the person's chain, as its hash was made over it."""

    seq: Whole
    at: str
    mono_ms: Whole
    kind: str
    body: dict[str, Any]
    prev: Digest
    hash: Digest


class ResultFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One person's results on one device. `installation` is the fingerprint of the key that signs."""

    format: Literal["elearn-result"] = FORMAT
    version: int = VERSION
    program: str
    made_at: Moment
    installation: Annotated[str, msgspec.Meta(pattern="^[0-9A-F]{16}$")]
    sequence: Annotated[int, msgspec.Meta(ge=1, le=_MOST)]
    subject: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    who: Who
    library: LibraryMark
    reading: tuple[LessonRead, ...]
    attempts: tuple[AttemptMade, ...]
    certificates: tuple[CertificateMark, ...]
    chain: tuple[ChainEvent, ...]
