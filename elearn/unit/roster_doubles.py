"""Two rows of one person, two people of one code, and namesakes that nothing tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from elearn.learning.roster import RosterPerson
from elearn.unit.merge import code_key
from elearn.unit.roster_reading import Fault, RosterEntry, RowFault
from elearn.vietnamese.text import fold


def doubles(entries: Sequence[RosterEntry]) -> Iterator[RowFault]:
    """Every row that another one contradicts, in the order of the sheet."""
    by_code: dict[str, RosterEntry] = {}
    everybody, codeless = _Namesakes(), _Namesakes()
    for entry in entries:
        person = entry.person
        facts: dict[str, object] = {"name": person.name}
        other = by_code.get(code_key(person.code)) if person.code else None
        if other:
            twice = fold(other.person.name) == fold(person.name)
            facts |= {"code": person.code, "other": other.row, "name": other.person.name}
            yield RowFault(entry.row, Fault.PERSON_TWICE if twice else Fault.CODE_TWICE, facts)
            continue
        found = (codeless if person.code else everybody).like(person)
        if found:
            yield RowFault(entry.row, found[0], facts | {"other": found[1]})
        everybody.add(entry)
        if person.code:
            by_code[code_key(person.code)] = entry
        else:
            codeless.add(entry)


class _Namesakes:
    """The rows of each name, by date of birth."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[date | None, int]] = {}

    def add(self, entry: RosterEntry) -> None:
        rows = self._rows.setdefault(entry.person.name.casefold(), {})
        rows.setdefault(entry.person.birth_date, entry.row)

    def like(self, person: RosterPerson) -> tuple[Fault, int] | None:
        """A row that is this person, or that nothing tells from this person."""
        rows = self._rows.get(person.name.casefold())
        if not rows:
            return None
        if person.birth_date is None:
            return Fault.NAMESAKES_ALIKE, next(iter(rows.values()))
        if person.birth_date in rows:
            return Fault.PERSON_TWICE, rows[person.birth_date]
        return (Fault.NAMESAKES_ALIKE, rows[None]) if None in rows else None
