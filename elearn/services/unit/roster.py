"""The roster: read, looked over, imported, taken back; moves and departures; sub-units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Happened, Member, RosterImport, RosterPlan, SubUnit
from elearn.unit.roster import read_roster
from elearn.unit.roster_changes import plan_of
from elearn.unit.roster_header import Field
from elearn.unit.roster_reading import RosterReading

if TYPE_CHECKING:
    from elearn.services.unit import UnitService


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What was understood of a file, and what taking it would do; `before` is what is known of who changes.

    Where the reading has faults nothing can be taken, and `plan` says what would be done without those rows.
    """

    path: Path
    reading: RosterReading
    plan: RosterPlan
    before: Mapping[int, Member]

    @property
    def can_be_taken(self) -> bool:
        """Whether every row was understood."""
        return not self.reading.faults


class UnitRoster:
    """The people of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def read(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        header_row: int | None = None,
        columns: Mapping[int, Field | None] | None = None,
        keep_others: bool = False,
    ) -> RosterPreview:
        """Read a file and compare it with who is known; nothing is changed.

        `header_row` (from 1) and `columns` (from 0) overrule what is found; `keep_others`: the file holds
        additions, and who is not in it stays. Raises Refusal NO_UNIT, and what `read_roster` does.
        """
        records = self._unit.records
        records.settings.needed()
        reading = read_roster(
            path, records.seen_day.today(), sheet=sheet, header_row=header_row, columns=columns
        )
        members = records.people.list(with_left=True)
        plan = plan_of(
            members, reading.people, current=records.sub_units.current_names(), keep_others=keep_others
        )
        touched = {key for key, _ in plan.changed} | set(plan.left)
        return RosterPreview(path, reading, plan, {one.key: one for one in members if one.key in touched})

    def take(self, preview: RosterPreview) -> RosterImport:
        """Import what was looked over, whole. Raises Refusal CODE_TAKEN, ValueError where a row has a fault."""
        if not preview.can_be_taken:
            raise ValueError("a roster with faults is not taken")
        records = self._unit.records
        self._unit.back_up()
        made = records.imports.carry_out(
            preview.plan, preview.path.name, len(preview.reading.repairs), records.seen_day.today()
        )
        self._unit.overview.refresh()
        return made

    def undo(self) -> RosterImport:
        """Take the last import back. Raises Refusal(NOTHING_TO_UNDO)."""
        undone = self._unit.records.imports.undo()
        self._unit.overview.refresh()
        return undone

    def can_undo(self) -> bool:
        """Whether there is an import to take back."""
        return self._unit.records.imports.can_undo()

    def imports(self) -> list[RosterImport]:
        """Every import that stands, oldest first."""
        return self._unit.records.imports.list()

    # One person

    def people(self, *, with_left: bool = False) -> list[Member]:
        """Everybody who is there; `with_left`: who left, too. In the order in which they came."""
        return self._unit.records.people.list(with_left=with_left)

    def person(self, key: int) -> Member:
        """One person. Raises Refusal(NO_SUCH_PERSON)."""
        return self._unit.records.people.get(key)

    def history(self, key: int) -> list[Happened]:
        """What happened to a person, oldest first."""
        return self._unit.records.people.history(key)

    def add(self, person: RosterPerson) -> Member:
        """Put somebody on the roster by hand. Raises Refusal CODE_TAKEN."""
        key = self._unit.records.people.add(person)
        self._unit.overview.refresh()
        return self.person(key)

    def correct(
        self, key: int, person: RosterPerson, *, extra_percent: int | None = None, note: str | None = None
    ) -> Member:
        """Correct what is said of a person, or move them. Raises Refusal NO_SUCH_PERSON, CODE_TAKEN."""
        done = self._unit.records.people.correct(key, person, extra_percent=extra_percent, note=note)
        self._unit.overview.refresh()
        return done

    def leave(self, key: int, on: date | None = None) -> Member:
        """Somebody leaves, today or on a day. Raises Refusal(NO_SUCH_PERSON)."""
        self._unit.records.people.leave(key, on or self._unit.records.seen_day.today())
        self._unit.overview.refresh()
        return self.person(key)

    def come_back(self, key: int) -> Member:
        """Somebody is there again. Raises Refusal NO_SUCH_PERSON, CODE_TAKEN."""
        self._unit.records.people.come_back(key)
        self._unit.overview.refresh()
        return self.person(key)

    # Sub-units

    def sub_units(self) -> list[SubUnit]:
        """The tree of sub-units with how many people each has."""
        return self._unit.records.sub_units.list()

    def rename_sub_unit(self, before: tuple[str, ...], after: tuple[str, ...]) -> int:
        """Rename a sub-unit, or merge it into one that is there; how many people go along."""
        return self._unit.records.sub_units.rename(before, after)
