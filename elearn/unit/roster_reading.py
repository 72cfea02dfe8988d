"""What was understood of a roster's table: people with their rows, repairs, faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from elearn.learning.roster import RosterPerson
from elearn.unit.roster_header import ColumnUse, Field


class Fault(Enum):
    """Why a row could not be taken, with its facts; each has its sentence in `elearn.wording`."""

    NAME_MISSING = "name_missing"
    NAME_NOT_A_NAME = "name_not_a_name"  # text
    TEXT_TOO_LONG = "text_too_long"  # field
    NOT_A_DAY = "not_a_day"  # text
    NOT_A_BIRTHDAY = "not_a_birthday"  # text
    CODE_TWICE = "code_twice"  # code, other (row), name
    PERSON_TWICE = "person_twice"  # name, other (row)
    NAMESAKES_ALIKE = "namesakes_alike"  # name, other (row): no code or date of birth tells them apart
    SUB_UNIT_TOO_DEEP = "sub_unit_too_deep"  # text
    ROLE_UNKNOWN = "role_unknown"  # text


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that could not be taken. `row` is 1-based, as the office's program shows it."""

    row: int
    fault: Fault
    facts: Mapping[str, object]


class Mended(Enum):
    """What was repaired in a cell."""

    COMPOSED = "composed"  # NFC, or Ð for Đ
    TCVN3 = "tcvn3"
    VNI = "vni"
    SPACES = "spaces"
    LEADING_ZERO = "leading_zero"


@dataclass(frozen=True, slots=True)
class CellRepair:
    """A cell that was repaired. `doubtful`: it could be read otherwise, and a person should look at it."""

    row: int
    field: Field
    before: str
    after: str
    how: Mended
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A person with the row in which they stand."""

    row: int
    person: RosterPerson


@dataclass(frozen=True, slots=True)
class RosterReading:
    """What was understood of a table. Where there is a fault, nothing of it is to be taken.

    `left_out` are rows below or between people that are no people: totals, signatures; `doubtful` names
    stand as they are, but might be of an old font; `other_sheets` hold names, too, and were not read.
    """

    sheet: str
    header_row: int  # 1-based, 0 where there is none
    columns: tuple[ColumnUse, ...]
    encoding: str  # of a text file, else ""
    entries: tuple[RosterEntry, ...]
    repairs: tuple[CellRepair, ...]
    faults: tuple[RowFault, ...]
    left_out: tuple[int, ...]
    other_sheets: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[RosterPerson, ...]:
        """The people in the order of the sheet."""
        return tuple(entry.person for entry in self.entries)
