"""Who belongs to a unit: the people that its head has listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

EVERYONE: Final = "moi-cong-chuc"
ROLES: Final = ("lanh-dao", "nguoi-phat-ngon", "truyen-thong", EVERYONE)  # by which courses are assigned
DEEPEST = 2  # levels of sub-units


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """A person as the roster lists them.

    `code` is the unit's own staff code, "" where the unit gives none; `sub_unit` the path from the unit
    down, of at most two levels; `role` one of the roles that courses are assigned by, "" where none is said.
    """

    name: str
    code: str = ""
    sub_unit: tuple[str, ...] = ()
    position: str = ""
    birth_date: date | None = None
    role: str = ""

    @property
    def place(self) -> str:
        """The sub-unit as one text, "" for the unit itself."""
        return " / ".join(self.sub_unit)
