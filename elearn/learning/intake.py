"""What a unit has taken in: whose results, from which device, how far they go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import msgspec

from elearn.learning.item import Response


class Outcome(Enum):
    """What became of a file; the values are those of `unit intake --json`."""

    NEW = "new"  # the first file of this person on this device
    UPDATED = "updated"  # a longer chain that begins with ours
    KNOWN = "known"  # nothing that was not there already
    CONFLICT = "conflict"  # taken in, and to be settled by hand: see `Doubt`
    REFUSED = "refused"  # see the reason; left where it is


class Doubt(Enum):
    """Why results wait for somebody to decide."""

    OTHER_NAME = "other_name"  # the staff code is another person's
    NO_CODE = "no_code"  # somebody on the roster has the name, and nothing proves that it is they
    FORKED = "forked"  # two histories of one device that contradict each other


@dataclass(frozen=True, slots=True)
class DeviceId:
    """A person on a device: the installation's fingerprint and the random id of the person there."""

    installation: str
    subject: str


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a device's history.

    `trail` holds 8 bytes of the hash of each event, oldest first; `digest` is SHA-256 over what was signed.
    """

    device: DeviceId
    trail: bytes
    sequence: int
    made_at: datetime
    digest: str

    @property
    def events(self) -> int:
        """How many events the history has."""
        return len(self.trail) // TRAIL_BYTES


TRAIL_BYTES = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a result file says that it is of. `code` "" where the installation made one up."""

    name: str
    code: str = ""
    birth_date: date | None = None
    unit: str = ""
    position: str = ""


# Ten thousand people give some 300,000 answers, of which none refers back to another: nothing here needs to be looked
# through for cycles (gc=False), which took longer than all that is done with them and held the window up.


class TakenAnswer(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An answer of a closed exam. `at_s` seconds after the exam began, -1 where it was left open."""

    item: str
    type: str
    points_1000: int
    response: Response | None
    spent_ms: int
    at_s: int


class TakenAttempt(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """An attempt as it was taken in; `answers` of closed exams alone. `exam_code`: hash of its one-time code."""

    id: str
    course: str
    use: str
    number: int
    state: str
    library: str
    items: int
    started_at: datetime
    ended_at: datetime | None
    share_1000: int | None
    passed: bool | None
    supervised: bool
    exam_code: str = ""
    interruptions: int = 0
    answers: tuple[TakenAnswer, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether it was handed in, by the learner or by time's end."""
        return self.state in {"handed_in", "timed_out"}

    @property
    def is_exam(self) -> bool:
        """Whether it is a closed exam."""
        return self.use == "exam" and self.is_closed


class Taken(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What one version of a device's history says that the overview needs.

    `lessons` are those that were opened, with whether they were read to the end; `clock_jumps` how often
    the clock was seen to run backwards.
    """

    library: str
    lessons: dict[str, bool] = {}
    attempts: tuple[TakenAttempt, ...] = ()
    clock_jumps: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A result file that was opened and checked. `file_digest`: SHA-256 over the file's own bytes.

    `envelope` is the signed text, out of its seal.
    """

    file_name: str
    file_digest: bytes
    version: Version
    claim: Claim
    taken: Taken
    envelope: str


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What became of a file. `reason` names the refusal; `older`: more was held of this device already.

    `device` is the store's own key, None for a refused file; `person` whose results they are, where that is known.
    """

    file_name: str
    outcome: Outcome
    doubt: Doubt | None = None
    reason: str = ""
    device: int | None = None
    person: int | None = None
    older: bool = False


class Settled(Enum):
    """What somebody decided about results that waited."""

    PERSON = "person"  # they are this person's
    NOBODY = "nobody"  # they are of somebody who is not of the unit
    SET_ASIDE = "set_aside"  # they are not to be counted


@dataclass(frozen=True, slots=True)
class DeviceHeld:
    """What is held of a device: `versions` by digest (several where the chain forks), the claim of the newest.

    `person` and `doubt` as they stand; `settled` what was decided, if anything.
    """

    key: int
    device: DeviceId
    versions: tuple[Version, ...]
    claim: Claim
    person: int | None = None
    doubt: Doubt | None = None
    settled: Settled | None = None
    received_at: datetime | None = None

    @property
    def made_at(self) -> datetime:
        """When the newest file was made."""
        return max(one.made_at for one in self.versions)
