"""The roster: people read from the table that an office already has.

All faults are found at once, each with its row, and nothing is taken while there is one. What was repaired
(old fonts, composition, lost zeros) is told before and after, and is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from elearn.errors import Reason, Refusal
from elearn.learning.roster import RosterPerson
from elearn.unit.roster_cells import DayFault, code_text, read_day, read_path, read_role, usual_width
from elearn.unit.roster_doubles import doubles
from elearn.unit.roster_header import Field, Header, find_header
from elearn.unit.roster_reading import CellRepair, Fault, Mended, RosterEntry, RosterReading, RowFault
from elearn.unit.roster_rows import Row, Rows, foot_of, group_name, repaired
from elearn.unit.sheet import Sheet, open_sheets
from elearn.vietnamese.legacy import ColumnEncoding, Encoding, Repair, Repaired, encoding_of
from elearn.vietnamese.names import join_name
from elearn.vietnamese.text import tidy

LONGEST_NAME = 120
LONGEST_TEXT = 300
_SAMPLE = 5_000  # names looked at to tell a column's encoding


def read_roster(
    path: Path,
    today: date,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    columns: Mapping[int, Field | None] | None = None,
) -> RosterReading:
    """Read a roster from an XLSX, XLS or text file.

    The first sheet that tells most is taken, unless `sheet` names one; `header_row` (1-based) and
    `columns` (0-based index to field) overrule what is found. Raises Refusal ROSTER_NO_NAMES, ROSTER_NOBODY (else
    everybody would have left), ROSTER_NO_SUCH_SHEET, and what `open_sheets` raises.
    """
    best: tuple[Sheet, Header] | None = None
    with_names: list[str] = []
    seen = False
    for one in open_sheets(path):
        if sheet is not None and tidy(one.name) != tidy(sheet):
            continue
        seen = True
        header = find_header(one, header_row, columns)
        if header:
            with_names.append(one.name)
        if header and (best is None or _tells(header) > _tells(best[1])):
            best = (one, header)
    if sheet is not None and not seen:
        raise Refusal(Reason.ROSTER_NO_SUCH_SHEET, sheet=sheet)
    if best is None:
        raise Refusal(Reason.ROSTER_NO_NAMES, path=str(path))
    others = tuple(name for name in with_names if name != best[0].name)
    reading = replace(_Reader(*best, today).read(), other_sheets=others)
    if not reading.entries and not reading.faults:
        raise Refusal(Reason.ROSTER_NOBODY, path=str(path))
    return reading


def _tells(header: Header) -> int:
    return len({column.field for column in header.columns if column.field})


class _Reader:
    """One reading of one sheet."""

    def __init__(self, sheet: Sheet, header: Header, today: date) -> None:
        self._sheet, self._header, self._today = sheet, header, today
        self._rows = Rows(sheet, header)
        self._faults: list[RowFault] = []
        self._repairs: list[CellRepair] = []
        self._left_out: list[int] = []
        self._names = ColumnEncoding()
        self._width = 0

    def read(self) -> RosterReading:
        rows = self._rows.filled()
        self._names = encoding_of(row.name for row in rows[:_SAMPLE] if row.name)
        foot = foot_of(rows)
        self._left_out += [row.number for row in rows[foot:]]
        rows = rows[:foot]
        people = [row for row in rows if not self._rows.is_group(row, self._names)]
        self._width = usual_width([code_text(row.cells.get(Field.CODE)) for row in people])
        entries = list(self._entries(rows))
        self._faults += doubles(entries)
        return RosterReading(
            sheet=self._sheet.name,
            header_row=self._header.top + 1,
            columns=self._header.columns,
            encoding=self._sheet.encoding,
            entries=tuple(entries),
            repairs=tuple(self._repairs),
            faults=tuple(sorted(self._faults, key=lambda fault: fault.row)),
            left_out=tuple(sorted(self._left_out)),
        )

    def _entries(self, rows: Sequence[Row]) -> Iterator[RosterEntry]:
        group: tuple[str, ...] = ()
        for row in rows:
            if self._rows.is_group(row, self._names):
                if not self._rows.has_sub_unit:
                    group = read_path(group_name(row, self._names)) or ()
                self._left_out.append(row.number)
                continue
            before = len(self._faults)
            person = self._person(row, group)
            if len(self._faults) == before:
                yield RosterEntry(row.number, person)

    def _person(self, row: Row, group: tuple[str, ...]) -> RosterPerson:
        path = read_path(self._words(row, Field.SUB_UNIT), self._words(row, Field.SUB_UNIT_2))
        if path is None:
            self._fault(row, Fault.SUB_UNIT_TOO_DEEP, text=self._words(row, Field.SUB_UNIT))
        role = read_role(self._words(row, Field.ROLE))
        if role is None:
            self._fault(row, Fault.ROLE_UNKNOWN, text=self._words(row, Field.ROLE))
        return RosterPerson(
            name=self._name(row),
            code=self._code(row),
            sub_unit=path or group,
            position=self._words(row, Field.POSITION),
            birth_date=self._birth_date(row),
            role=role or "",
        )

    def _name(self, row: Row) -> str:
        if Field.NAME in row.cells:
            written = row.text(Field.NAME)
        else:
            written = _spaced(row.text(Field.BEFORE_GIVEN), row.text(Field.GIVEN))
        found = repaired(written, self._names, name=True)
        self._note(row, Field.NAME, found)
        name = join_name(found.after, "")
        if not name:
            self._fault(row, Fault.NAME_MISSING)
        elif not any(letter.isalpha() for letter in name) or sum(map(str.isdigit, name)) > 2:
            self._fault(row, Fault.NAME_NOT_A_NAME, text=name)
        elif len(name) > LONGEST_NAME:
            self._fault(row, Fault.TEXT_TOO_LONG, field=Field.NAME.value)
        return name

    def _code(self, row: Row) -> str:
        code = code_text(row.cells.get(Field.CODE))
        if self._width and code.isascii() and code.isdigit() and len(code) < self._width:
            whole = code.zfill(self._width)
            self._repairs.append(CellRepair(row.number, Field.CODE, code, whole, Mended.LEADING_ZERO))
            return whole
        if len(code) > LONGEST_NAME:
            self._fault(row, Fault.TEXT_TOO_LONG, field=Field.CODE.value)
        return code

    def _birth_date(self, row: Row) -> date | None:
        for cell in row.births:
            day = read_day(cell, self._today, from_1904=self._sheet.from_1904)
            if isinstance(day, DayFault):
                fault = Fault.NOT_A_DAY if day is DayFault.NOT_A_DAY else Fault.NOT_A_BIRTHDAY
                self._fault(row, fault, text=cell.isoformat() if isinstance(cell, date) else code_text(cell))
            elif day is not None:
                return day
        return None

    def _words(self, row: Row, field: Field) -> str:
        found = repaired(row.text(field), self._names, name=False)
        self._note(row, field, found)
        if len(found.after) > LONGEST_TEXT:
            self._fault(row, Fault.TEXT_TOO_LONG, field=field.value)
        return found.after

    def _note(self, row: Row, field: Field, found: Repaired) -> None:
        """Keep a repair for the report; spaces alone are no news, but for a name that may be of an old font."""
        if found.repair is Repair.DECODED:
            how = Mended.TCVN3 if found.encoding is Encoding.TCVN3 else Mended.VNI
        elif found.repair is Repair.COMPOSED:
            how = Mended.COMPOSED
        elif found.doubtful and field is Field.NAME:
            how = Mended.SPACES
        else:
            return
        one = CellRepair(row.number, field, found.before, found.after, how, found.doubtful)
        if one not in self._repairs[-4:]:
            self._repairs.append(one)

    def _fault(self, row: Row, fault: Fault, **facts: object) -> None:
        self._faults.append(RowFault(row.number, fault, facts))


def _spaced(before: str, given: str) -> str:
    return f"{before} {given}" if before and given else before or given
