"""A unit: what it is called, who signs for it, how its certificates are numbered, who belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import msgspec

from elearn.learning.progress import CourseState
from elearn.learning.roster import RosterPerson

SIGNING_FORMS = ("", "TM.", "Q.", "KT.", "TL.", "TUQ.")


@dataclass(frozen=True, slots=True)
class UnitSettings:
    """What the head has set up. Texts in NFC; "" where something is not said.

    `signing_form` is one of SIGNING_FORMS; `collective` whom TM. stands for, `head_position` the head's position,
    for who signs in the head's place. `symbol` ends each certificate's number; `first_number` is the year
    `first_year`'s first one, where the office had issued papers by hand before; every other year begins at 1.
    """

    name: str
    place: str
    signer: str
    position: str
    above: str = ""
    signing_form: str = ""
    collective: str = ""
    head_position: str = ""
    short_name: str = ""
    symbol: str = "GCN"
    first_number: int = 1
    first_year: int = 0

    def number(self, ordinal: int, year: int) -> str:
        """A certificate's number: "05/2026/GCN"."""
        return f"{ordinal:02d}/{year}/{self.symbol}" if self.symbol else f"{ordinal:02d}/{year}"

    def first_of(self, year: int) -> int:
        """The number at which a year's certificates begin."""
        return self.first_number if year == self.first_year else 1


@dataclass(frozen=True, slots=True)
class SubUnit:
    """A part of the unit by its path, with how many belong to it now, those of its own parts too."""

    path: tuple[str, ...]
    people: int

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1]


class Change(Enum):
    """What became of a person; the values stand in the records."""

    CAME = "came"
    CHANGED = "changed"  # name, code, position, date of birth, role, extra time
    MOVED = "moved"  # to another sub-unit
    LEFT = "left"
    RETURNED = "returned"
    JOINED = "joined"  # two rows were found to be one person
    PARTED = "parted"  # and were two again


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of a person's history. `before` is what was said until then.

    `other` is the other row of a join; else the row to which this happened before it was joined to the person's.
    """

    at: datetime
    change: Change
    before: RosterPerson | None = None
    other: RosterPerson | None = None


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A row of the roster that is the same person as another one, by its own key, and since when."""

    key: int
    person: RosterPerson
    at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the roster. `key` is the store's own; `earlier_codes` still find the person.

    `left_on` None: the person is there; `extra_percent` more time in exams. `also` is what else was said of the
    person, in rows that were joined to this one, and in this one before.
    """

    key: int
    person: RosterPerson
    extra_percent: int = 0
    left_on: date | None = None
    note: str = ""
    earlier_codes: tuple[str, ...] = ()
    also: tuple[RosterPerson, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the person belongs to the unit now."""
        return self.left_on is None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What an import would do. `changed` holds keys with what the roster says of them from then on.

    `joined` counts the rows of people who stand in another row, too, as the head has settled.
    """

    added: tuple[RosterPerson, ...]
    changed: tuple[tuple[int, RosterPerson], ...]
    left: tuple[int, ...]
    same: int = 0
    joined: int = 0

    @property
    def people(self) -> int:
        """How many the roster would hold, of those that the file names."""
        return len(self.added) + len(self.changed) + self.same


@dataclass(frozen=True, slots=True)
class RosterImport:
    """An import that was carried out."""

    id: int
    at: datetime
    file_name: str
    people: int
    added: int
    changed: int
    left: int
    repaired: int


class StandingLine(msgspec.Struct, frozen=True, gc=False):
    """A person and a course as the overview shows them; who has no course has one line with `course` "".

    `best` is 0..1, None where no exam was sat. `late`: done after the deadline, or not done when it is past.
    `doubtful_day`: the machine's clock was wrong, and the day on which the file came stands for it. `certificate`
    is the valid number of the register, "" where there is none.
    """

    person: int
    name: str
    code: str
    sub_unit: tuple[str, ...]
    position: str
    birth_date: date | None
    role: str
    course: str = ""
    state: CourseState = CourseState.NOT_BEGUN
    late: bool = False
    best: float | None = None
    completed_on: date | None = None
    attempts: int = 0
    supervised: bool = False
    doubtful_day: bool = False
    deadline: date | None = None
    certificate: str = ""

    @property
    def not_passed(self) -> bool:
        """Whether an exam was sat, and none was enough."""
        return self.attempts > 0 and self.state is not CourseState.DONE


class PaperState(Enum):
    """How a certificate of the register stands."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A number of the register. `person` None and `name` "": erased on request; number, day and course stay.

    `copies` counts the reprints; `changed_on` is the day of revocation or replacement, `why` its reason;
    `replaces` and `replaced_by` are numbers.
    """

    number: str
    issued_on: date
    course: str
    course_title: str
    version: str
    person: int | None = None
    name: str = ""
    unit: str = ""
    share: float | None = None
    signer: str = ""
    state: PaperState = PaperState.VALID
    changed_on: date | None = None
    why: str = ""
    replaces: str = ""
    replaced_by: str = ""
    copies: int = 0

    @property
    def is_erased(self) -> bool:
        """Whether the person asked for their data to be erased."""
        return self.person is None


class TrainingState(Enum):
    """How far somebody has come with a course held by others."""

    REGISTERED = "registered"
    ATTENDED = "attended"


@dataclass(frozen=True, slots=True)
class Training:
    """A course held by others. `number` of the paper that was given, "" where there is none."""

    id: int
    person: int
    name: str
    organiser: str
    state: TrainingState
    begins_on: date | None = None
    ends_on: date | None = None
    number: str = ""
    note: str = ""


class DocumentKind(Enum):
    """A document that goes out with a head and a signature; the values stand in the records."""

    LIST = "list"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What a unit's documents of a kind say.

    `symbol` follows the number ("BC-UBND"); `addressees` stand behind "Kính gửi" of a report, `recipients` below
    "Nơi nhận", each without the form's hyphens and signs.
    """

    symbol: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class HandedOutKind(Enum):
    """What kind of file was handed out."""

    ASSIGNMENT = "assignment"
    LIST = "list"
    REPORT = "report"
    REGISTER = "register"
    CERTIFICATES = "certificates"
    KEY = "key"
    PERSON = "person"  # everything about one person
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A file that was written for others. `person` None: it holds more than one person, or nobody."""

    at: datetime
    kind: HandedOutKind
    path: str
    person: int | None = None
