"""Who learns: the little that is kept about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What a person tells about themselves. `staff_code` may be empty: then a local one is given."""

    name: str
    staff_code: str = ""
    unit: str = ""
    position: str = ""
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A learner's profile. `subject` is the random id under which everything else is kept."""

    subject: str
    details: PersonDetails
    created_at: datetime
    has_pin: bool = False
    last_seen: datetime | None = None
    local_code: bool = False  # the staff code was given by this installation
