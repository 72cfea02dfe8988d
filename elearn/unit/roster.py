"""The roster: people read from the table that an office already has.

All faults are found at once, each with its row, and nothing is taken while there is one. What was repaired
(old fonts, composition, lost zeros) is told before and after, and is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path

from elearn.errors import Reason, Refusal
from elearn.learning.roster import RosterPerson
from elearn.unit.merge import code_key
from elearn.unit.roster_cells import DayFault, code_text, read_day, read_path, read_role, usual_width
from elearn.unit.roster_header import ColumnUse, Field, Header, find_header
from elearn.unit.sheet import Cell, Sheet, open_sheets
from elearn.vietnamese.legacy import ColumnEncoding, Encoding, Repair, Repaired, encoding_of, repair
from elearn.vietnamese.names import join_name
from elearn.vietnamese.text import fold, tidy

LONGEST_NAME = 120
LONGEST_TEXT = 300
_SAMPLE = 5_000  # names looked at to tell a column's encoding
_ROMAN = re.compile(r"[IVXivx]{1,5}\.?|[A-Z]\.?")
_ORDINAL = re.compile(r"\d+\.?")
_FOOT = re.compile(  # folded
    r"(tong|cong|nguoi lap|lap bieu|thu truong|xac nhan|ky ten|ghi chu|danh sach|an dinh|ngay .*thang .*nam)\b|.*, ngay "
)
_NUMBERED_GROUP = re.compile(r"^\s*(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s*[.):/-]\s*")

_GROUP_WORDS = re.compile(
    r"(phòng|văn phòng|ban chỉ huy|tổ|trung tâm|khối|bộ phận|công an|trạm|thôn|đảng [uủ][ỷy]|ubnd|hđnd)\b"
)


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
    stand as they are, but might be of an old font.
    """

    sheet: str
    header_row: int  # 1-based, 0 where there is none
    columns: tuple[ColumnUse, ...]
    encoding: str  # of a text file, else ""
    entries: tuple[RosterEntry, ...]
    repairs: tuple[CellRepair, ...]
    faults: tuple[RowFault, ...]
    left_out: tuple[int, ...]

    @property
    def people(self) -> tuple[RosterPerson, ...]:
        """The people in the order of the sheet."""
        return tuple(entry.person for entry in self.entries)


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
    seen = False
    for one in open_sheets(path):
        if sheet is not None and tidy(one.name) != tidy(sheet):
            continue
        seen = True
        header = find_header(one, header_row, columns)
        if header and (best is None or _tells(header) > _tells(best[1])):
            best = (one, header)
    if sheet is not None and not seen:
        raise Refusal(Reason.ROSTER_NO_SUCH_SHEET, sheet=sheet)
    if best is None:
        raise Refusal(Reason.ROSTER_NO_NAMES, path=str(path))
    reading = _Reader(*best, today).read()
    if not reading.entries and not reading.faults:
        raise Refusal(Reason.ROSTER_NOBODY, path=str(path))
    return reading


def _tells(header: Header) -> int:
    return len({column.field for column in header.columns if column.field})


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells by field, as they stand."""

    number: int  # 1-based
    cells: dict[Field, Cell]
    births: tuple[Cell, ...]
    filled: tuple[Cell, ...]  # every cell that is not empty

    def text(self, field: Field) -> str:
        cell = self.cells.get(field)
        return cell if isinstance(cell, str) else code_text(cell)

    @property
    def name(self) -> str:
        if Field.NAME in self.cells:
            return self.text(Field.NAME)
        return f"{self.text(Field.BEFORE_GIVEN)} {self.text(Field.GIVEN)}".strip()


class _Reader:
    """One reading of one sheet."""

    def __init__(self, sheet: Sheet, header: Header, today: date) -> None:
        self._sheet, self._header, self._today = sheet, header, today
        self._faults: list[RowFault] = []
        self._repairs: list[CellRepair] = []
        self._left_out: list[int] = []
        self._where = {
            field: header.of(field)[0]
            for field in Field
            if field is not Field.BIRTH_DATE and header.of(field)
        }
        self._births = header.of(Field.BIRTH_DATE)
        self._before = header.of(Field.BEFORE_GIVEN)  # họ and đệm may stand apart
        self._has_sub_unit = Field.SUB_UNIT in self._where
        self._names = ColumnEncoding()
        self._width = 0

    def read(self) -> RosterReading:
        rows = [row for row in self._rows() if row.filled]
        self._names = encoding_of(row.name for row in rows[:_SAMPLE] if row.name)
        rows = self._without_foot(rows)
        people = [row for row in rows if not self._is_group(row)]
        self._width = usual_width([code_text(row.cells.get(Field.CODE)) for row in people])
        entries = list(self._entries(rows))
        self._find_doubles(entries)
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

    def _rows(self) -> Iterator[_Row]:
        repeated = self._repeated_headings()
        for place in range(self._header.bottom + 1, len(self._sheet.rows)):
            cells = self._sheet.rows[place]
            filled = tuple(cell for cell in cells if not _is_blank(cell))
            if filled and place in repeated:
                continue
            held: dict[Field, Cell] = {
                field: cells[at]
                for field, at in self._where.items()
                if at < len(cells) and not _is_blank(cells[at])
            }
            if (
                len(filled) == 1
                and Field.ORDINAL in held
                and _ORDINAL.fullmatch(code_text(held[Field.ORDINAL]))
            ):
                continue  # numbered beforehand, and left empty
            if len(self._before) > 1:
                parts = (code_text(cells[at]) for at in self._before if at < len(cells))
                held[Field.BEFORE_GIVEN] = " ".join(filter(None, parts)) or None
            births = tuple(cells[at] for at in self._births if at < len(cells) and not _is_blank(cells[at]))
            yield _Row(place + 1, held, births, filled)

    def _repeated_headings(self) -> set[int]:
        """Rows that repeat the header, as tables do that were printed page by page."""
        if self._header.top < 0:
            return set()
        top = self._sheet.rows[self._header.top]
        return {
            place
            for place in range(self._header.bottom + 1, len(self._sheet.rows))
            if self._sheet.rows[place] == top
        }

    def _without_foot(self, rows: list[_Row]) -> list[_Row]:
        """Rows down to the last person: totals and signatures below are left out."""
        last = max((place for place, row in enumerate(rows) if self._is_marked(row)), default=-1)
        for place in range(last + 1, len(rows)):
            if any(_is_foot(cell) for cell in rows[place].filled) or not self._tells_of_somebody(rows[place]):
                self._left_out += [row.number for row in rows[place:]]
                return rows[:place]
        return rows

    def _is_marked(self, row: _Row) -> bool:
        """Whether a row has what only a person's row has: an ordinal or a code, beside a name."""
        ordinal = row.text(Field.ORDINAL).strip().rstrip(".")
        return bool(row.name) and (ordinal.isdigit() or Field.CODE in row.cells or bool(row.births))

    def _tells_of_somebody(self, row: _Row) -> bool:
        """Whether a row holds a name, or, where the name was forgotten, what goes with one."""
        ordinal = row.text(Field.ORDINAL).strip()
        has_code = any(map(str.isdigit, code_text(row.cells.get(Field.CODE))))
        return bool(row.name) or has_code or bool(row.births) or bool(_ORDINAL.fullmatch(ordinal))

    def _is_group(self, row: _Row) -> bool:
        """Whether a row is a heading between people: "I. Văn phòng", alone or with its ordinal."""
        if Field.CODE in row.cells or row.births:
            return False
        texts = [cell for cell in row.filled if isinstance(cell, str)]
        if len(texts) != len(row.filled) or not texts:
            return False
        ordinal = row.text(Field.ORDINAL).strip()
        if len(texts) == 1:
            return self._is_merged_over(row) or not row.name or self._looks_like_a_group(texts[0])
        return len(texts) == 2 and bool(ordinal and _ROMAN.fullmatch(ordinal))

    def _is_merged_over(self, row: _Row) -> bool:
        place = row.number - 1
        return any(
            block.top <= place <= block.bottom and block.right > block.left for block in self._sheet.merged
        )

    def _looks_like_a_group(self, text: str) -> bool:
        plain = fold(_repaired(text, self._names, name=False).after)
        return bool(_NUMBERED_GROUP.match(text)) or bool(
            re.match(
                r"(phong|ban|van phong|to|trung tam|khoi|bo phan|doi|cong an|tram|thon|hoi|doan)\b", plain
            )
        )

    def _entries(self, rows: Sequence[_Row]) -> Iterator[RosterEntry]:
        group: tuple[str, ...] = ()
        for row in rows:
            if self._is_group(row):
                if not self._has_sub_unit:
                    group = self._group_path(row)
                self._left_out.append(row.number)
                continue
            before = len(self._faults)
            person = self._person(row, group)
            if len(self._faults) == before:
                yield RosterEntry(row.number, person)

    def _group_path(self, row: _Row) -> tuple[str, ...]:
        texts = [cell for cell in row.filled if isinstance(cell, str)]
        text = _NUMBERED_GROUP.sub("", texts[-1]) or texts[-1]
        return read_path(_repaired(text, self._names, name=False).after) or ()

    def _person(self, row: _Row, group: tuple[str, ...]) -> RosterPerson:
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

    def _name(self, row: _Row) -> str:
        if Field.NAME in row.cells:
            written = row.text(Field.NAME)
        else:
            written = _spaced(row.text(Field.BEFORE_GIVEN), row.text(Field.GIVEN))
        found = _repaired(written, self._names, name=True)
        self._note(row, Field.NAME, found)
        name = join_name(found.after, "")
        if not name:
            self._fault(row, Fault.NAME_MISSING)
        elif not any(letter.isalpha() for letter in name) or sum(map(str.isdigit, name)) > 2:
            self._fault(row, Fault.NAME_NOT_A_NAME, text=name)
        elif len(name) > LONGEST_NAME:
            self._fault(row, Fault.TEXT_TOO_LONG, field=Field.NAME.value)
        return name

    def _code(self, row: _Row) -> str:
        code = code_text(row.cells.get(Field.CODE))
        if self._width and code.isascii() and code.isdigit() and len(code) < self._width:
            whole = code.zfill(self._width)
            self._repairs.append(CellRepair(row.number, Field.CODE, code, whole, Mended.LEADING_ZERO))
            return whole
        if len(code) > LONGEST_NAME:
            self._fault(row, Fault.TEXT_TOO_LONG, field=Field.CODE.value)
        return code

    def _birth_date(self, row: _Row) -> date | None:
        for cell in row.births:
            day = read_day(cell, self._today, from_1904=self._sheet.from_1904)
            if isinstance(day, DayFault):
                fault = Fault.NOT_A_DAY if day is DayFault.NOT_A_DAY else Fault.NOT_A_BIRTHDAY
                self._fault(row, fault, text=cell.isoformat() if isinstance(cell, date) else code_text(cell))
            elif day is not None:
                return day
        return None

    def _words(self, row: _Row, field: Field) -> str:
        found = _repaired(row.text(field), self._names, name=False)
        self._note(row, field, found)
        if len(found.after) > LONGEST_TEXT:
            self._fault(row, Fault.TEXT_TOO_LONG, field=field.value)
        return found.after

    def _note(self, row: _Row, field: Field, found: Repaired) -> None:
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

    def _fault(self, row: _Row, fault: Fault, **facts: object) -> None:
        self._faults.append(RowFault(row.number, fault, facts))

    def _find_doubles(self, entries: Sequence[RosterEntry]) -> None:
        """Two rows of one person, two people of one code, and namesakes that nothing tells apart."""
        by_code: dict[str, RosterEntry] = {}
        everybody, codeless = _Namesakes(), _Namesakes()
        for entry in entries:
            person = entry.person
            facts: dict[str, object] = {"name": person.name}
            other = by_code.get(code_key(person.code)) if person.code else None
            if other:
                twice = fold(other.person.name) == fold(person.name)
                facts |= {"code": person.code, "other": other.row, "name": other.person.name}
                self._faults.append(
                    RowFault(entry.row, Fault.PERSON_TWICE if twice else Fault.CODE_TWICE, facts)
                )
                continue
            found = (codeless if person.code else everybody).like(person)
            if found:
                self._faults.append(RowFault(entry.row, found[0], facts | {"other": found[1]}))
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


def _spaced(before: str, given: str) -> str:
    return f"{before} {given}" if before and given else before or given


def _is_foot(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_FOOT.match(fold(repair(cell, name=False).after).strip()))


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell[:1].isalnum() and not tidy(cell))


@lru_cache(maxsize=4096)
def _repaired(text: str, column: ColumnEncoding, *, name: bool) -> Repaired:
    return repair(text, column, name=name)
