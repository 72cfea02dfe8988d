"""Which column of an office's table is what: the header found below its titles, and read in many wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from string import ascii_uppercase

from elearn.unit.roster_cells import read_role
from elearn.unit.sheet import Cell, Merged, Sheet
from elearn.vietnamese.legacy import repair
from elearn.vietnamese.text import fold

LOOKED_AT = 80  # rows in which the header may stand


class Field(Enum):
    """What a column holds; the values name columns to the caller."""

    ORDINAL = "ordinal"  # STT
    CODE = "code"
    NAME = "name"  # the whole name
    BEFORE_GIVEN = "before_given"  # họ đệm
    GIVEN = "given"  # tên
    BIRTH_DATE = "birth_date"
    POSITION = "position"
    SUB_UNIT = "sub_unit"  # of the first level, or a whole path
    SUB_UNIT_2 = "sub_unit_2"  # of the second level
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the table: its letter as Excel shows it, its heading, and what it holds (None: not used)."""

    index: int  # 0-based
    letter: str
    heading: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table begins. `top` and `bottom` are the heading's rows, 0-based."""

    top: int
    bottom: int
    columns: tuple[ColumnUse, ...]

    def of(self, field: Field) -> list[int]:
        """The columns that hold a field, from left to right."""
        return [column.index for column in self.columns if column.field is field]


# Folded headings, the whole of which says what stands below; the first that fits decides.
_WORDINGS: tuple[tuple[Field, str], ...] = (
    (Field.ORDINAL, r"s?tt|s? ?t t|so tt|so thu tu|thu tu|no|#"),
    (
        Field.BEFORE_GIVEN,
        r"ho|ho (va )?(ten |chu )?(dem|lot)|ho (va )?ten (dem|lot)|((ten|chu) )?(dem|lot)|last name",
    ),
    (Field.GIVEN, r"ten|ten rieng|ten goi|(first|given) name"),
    (
        Field.NAME,
        (
            r"(ho( chu dem)?( va| -| &)? ?(ten|ten khai sinh|chu dem va ten)|hoten|ho va ten|ten)"
            r"( (can bo|cong chuc|vien chuc|cbccvc|cbcc|cb|ccvc|nhan vien|nguoi hoc|hoc vien|nguoi lao dong|khai sinh"
            r"|day du|va chuc danh|nguoi|giao vien))*|ho va ten .*|ho ten .*|(can bo|cong chuc)( (cong|vien) chuc)*"
            r"|nhan vien|hoc vien|nguoi (hoc|tham gia)|thanh vien|dai bieu|(full ?|employee |staff )?name"
        ),
    ),
    (
        Field.CODE,
        (
            r"(ma|so hieu|ma so|ms)( so| the)?( (can bo|cong chuc|vien chuc|cbccvc|cbcc|ccvc|cb|cc|vc|nv|nhan vien|nguoi hoc"
            r"|hoc vien|hv|nguoi|giao vien|nhan su|ns))*|ma so|ma hieu|so the|(so|ma) ho so|ms(nv|cb|cc|cbcc)|ma(cb|cc|nv)|sh(cb|cc|cbcc)"
            r"|code|id|(staff|employee) (code|id|no)"
        ),
    ),
    (
        Field.BIRTH_DATE,
        (
            r"ngay( th(ang|g)?)?( (va )?nam)? ?sinh|sinh (ngay|nam)|nam sinh|n sinh|ntns|ngay sinh(?! hoat).*"
            r"|ngay thang nam sinh.*|dob|date of birth|birth ?(date|day)"
        ),
    ),
    (
        Field.ROLE,
        r"(vai tro|doi tuong|nhom doi tuong|doi tuong (hoc|tap huan|boi duong)|vai tro.*|nhom nguoi hoc)",
    ),
    (
        Field.POSITION,
        (
            r"chuc (vu|danh).*|vi tri( viec lam| cong tac| cong viec)?|(cong viec|nhiem vu).*|cv|ch? vu|vtvl"
            r"|position|(job )?title"
        ),
    ),
    (
        Field.SUB_UNIT,
        (
            r"(don vi|co quan|noi (cong tac|lam viec)|phong|ban|khoi)\b.*|(ten|thuoc) (don vi|co quan|phong)( ban)?|dvct"
            r"|p ban|khoa phong|truc thuoc|(sub.?)?unit|office|department"
        ),
    ),
    (Field.SUB_UNIT_2, r"(bo phan|to|nhom|to nhom|to chuyen mon|to cong tac|doi)( .*)?"),
)
_PATTERNS = [(field, re.compile(wording)) for field, wording in _WORDINGS]
_SIGNS = re.compile(r"[-–_/*:;.,\"'“”]+|\(.*?\)")
_NUMBERED = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?")
_HALVES = re.compile(r"nam|nu")  # a date's column that is parted by sex


def letter_of(index: int) -> str:
    """A column's letter as Excel shows it: 0 is A, 26 is AA."""
    text, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def index_of(letter: str) -> int:
    """The reverse of `letter_of`. Raises ValueError for anything else."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letter):
        raise ValueError(letter)
    number = 0
    for one in letter.upper():
        number = number * 26 + ord(one) - 64
    return number - 1


def field_of(heading: str) -> Field | None:
    """What a heading says that its column holds."""
    words = fold(repair(heading, name=False).after).replace("&", " va ")
    plain = " ".join(_SIGNS.sub(" ", words).split())
    return next((field for field, pattern in _PATTERNS if pattern.fullmatch(plain)), None)


def find_header(
    sheet: Sheet, row: int | None = None, columns: Mapping[int, Field | None] | None = None
) -> Header | None:
    """The header of a sheet; None where no column holds names.

    `row` (1-based) says in which row it stands, `columns` what a column holds, by 0-based index (None:
    nothing that is taken): both overrule what is found.
    """
    last = max(LOOKED_AT, row or 0)
    sheet = replace(sheet, merged=tuple(block for block in sheet.merged if block.top <= last))
    if row is not None:
        found = [_header_at(sheet, row - 1)] if 0 < row <= len(sheet.rows) else []
    else:
        found = [_header_at(sheet, place) for place in range(min(LOOKED_AT, len(sheet.rows)))]
    if columns:
        return _overruled(sheet, max(found, key=_worth, default=None), columns, row)
    return max((one for one in found if _holds_names(one)), key=_worth, default=None)


def _worth(header: Header) -> tuple[int, int]:
    """How much a header tells; of two that tell as much, the upper one."""
    return len({column.field for column in header.columns if column.field}), -header.top


def _holds_names(header: Header) -> bool:
    return bool(header.of(Field.NAME) or header.of(Field.GIVEN))


def _overruled(
    sheet: Sheet, found: Header | None, columns: Mapping[int, Field | None], row: int | None
) -> Header | None:
    width = max((len(one) for one in sheet.rows), default=0)
    if found is None or (row is None and not any(column.field for column in found.columns)):
        found = Header(-1, -1, tuple(ColumnUse(at, letter_of(at), "", None) for at in range(width)))
    taken = set(columns.values())
    uses = [
        ColumnUse(
            one.index,
            one.letter,
            one.heading,
            columns.get(one.index, None if one.field in taken else one.field),
        )
        for one in found.columns
    ]
    known = {one.index for one in uses}
    uses += [ColumnUse(at, letter_of(at), "", field) for at, field in columns.items() if at not in known]
    header = Header(found.top, found.bottom, tuple(uses))
    return header if _holds_names(header) else None


def _header_at(sheet: Sheet, top: int) -> Header:
    """The header that begins in a row: of one row, or of two where the second parts the first's columns."""
    upper = _headings(sheet, top)
    single = [field_of(heading) for heading in upper]
    lower = _headings(sheet, top + 1) if top + 1 < len(sheet.rows) else []
    bottom = top
    headings, fields = list(upper), single
    if lower and any(single) and _parts_the_first(sheet, top, upper, lower):
        bottom = top + 1
        headings, fields = _joined(upper, lower)
    fields = _name_over_two(sheet, top, bottom, fields)
    while bottom + 1 < len(sheet.rows) and _is_numbering(sheet.rows[bottom + 1]):
        bottom += 1
    fields = [
        None if field is Field.ROLE and not _tells_roles(sheet, bottom + 1, at, headings[at]) else field
        for at, field in enumerate(fields)
    ]
    columns = tuple(
        ColumnUse(at, letter_of(at), heading, field)
        for at, (heading, field) in enumerate(zip(headings, _once(fields), strict=True))
    )
    return Header(top, bottom, columns)


def _headings(sheet: Sheet, row: int) -> list[str]:
    """A row's texts, those of merged cells over all the columns that they cover."""
    texts = [cell if isinstance(cell, str) else "" for cell in sheet.rows[row]]
    for block in sheet.merged:
        if (
            block.top <= row <= block.bottom
            and block.bottom - block.top < LOOKED_AT
            and block.left < len(texts)
        ):
            source = sheet.rows[block.top]
            text = source[block.left] if block.left < len(source) else None
            if isinstance(text, str) and (block.right > block.left or row > block.top):
                texts += [""] * (block.right + 1 - len(texts))
                for at in range(block.left, block.right + 1):
                    texts[at] = text
    return [" ".join(text.split()) for text in texts]


def _parts_the_first(sheet: Sheet, top: int, upper: list[str], lower: list[str]) -> bool:
    """Whether the row below a header's first belongs to it.

    It tells something below headings that stand over several columns, and leaves the others alone: of the
    first person "Cán bộ" and "Phòng Kinh tế" may be told, too.
    """
    if any(cell is not None and not isinstance(cell, str) for cell in sheet.rows[top + 1]):
        return False
    width = max(len(upper), len(lower))
    above, below = _filled(upper, width), _filled(lower, width)
    over_several = {
        at
        for block in sheet.merged
        if block.top <= top == block.bottom and block.right > block.left
        for at in range(block.left, block.right + 1)
    }
    over_several |= {place for at, text in enumerate(above) if not text for place in (at - 1, at)}
    own = {at for at in range(width) if below[at] and below[at] != above[at]}
    told = [below[at] for at in own & over_several]
    halves = sum(bool(_HALVES.fullmatch(fold(text))) for text in told) >= 2
    return own <= over_several and (halves or any(map(field_of, told)))


def _joined(upper: list[str], lower: list[str]) -> tuple[list[str], list[Field | None]]:
    """Two rows of headings as one: the lower says what its column holds, else the upper."""
    width = max(len(upper), len(lower))
    headings: list[str] = []
    fields: list[Field | None] = []
    for above, below in zip(_filled(upper, width), _filled(lower, width), strict=True):
        own = field_of(below) if below != above else None
        headings.append(" – ".join(filter(None, (above, below if below != above else ""))))
        if not above and _HALVES.fullmatch(fold(below)) and fields and fields[-1] is Field.BIRTH_DATE:
            own = Field.BIRTH_DATE
        fields.append(own or field_of(above))
    return headings, fields


def _filled(texts: list[str], width: int) -> list[str]:
    return texts + [""] * (width - len(texts))


def _name_over_two(sheet: Sheet, top: int, bottom: int, fields: Sequence[Field | None]) -> list[Field | None]:
    """Where one heading "Họ và tên" stands over two columns, the second holds given names."""
    fields = list(fields)
    names = [at for at, field in enumerate(fields) if field is Field.NAME]
    if len(names) == 2 and names[1] == names[0] + 1 and _is_merged(sheet.merged, top, names[0], names[1]):
        fields[names[0]], fields[names[1]] = Field.BEFORE_GIVEN, Field.GIVEN
    elif len(names) == 1 and names[0] + 1 < len(fields) and fields[names[0] + 1] is None:
        after = names[0] + 1
        heading = _headings(sheet, top)
        if after < len(heading) and not heading[after] and _holds_given_names(sheet, bottom + 1, after):
            fields[names[0]], fields[after] = Field.BEFORE_GIVEN, Field.GIVEN
    return fields


def _is_merged(merged: Iterable[Merged], row: int, left: int, right: int) -> bool:
    return any(
        block.top <= row <= block.bottom and block.left == left and block.right == right for block in merged
    )


def _holds_given_names(sheet: Sheet, start: int, column: int) -> bool:
    cells = [row[column] for row in sheet.rows[start : start + 50] if column < len(row)]
    texts = [cell for cell in cells if isinstance(cell, str)]
    return bool(texts) and all(len(text.split()) == 1 for text in texts)


def _tells_roles(sheet: Sheet, start: int, column: int, heading: str) -> bool:
    """Whether a column names roles of ours; "Đối tượng" may be anything that an office counts people by."""
    if "vai tro" in fold(heading):
        return True
    cells = (row[column] for row in sheet.rows[start:] if column < len(row))
    return any(isinstance(cell, str) and read_role(cell) for cell in cells)


def _once(fields: Sequence[Field | None]) -> list[Field | None]:
    """Each field once, but for dates, parted by sex, and họ and đệm; a second sub-unit is the second level."""
    seen: set[Field] = set()
    used: list[Field | None] = []
    names_in_two = Field.GIVEN in fields and Field.BEFORE_GIVEN in fields
    for field in fields:
        one = field
        if one is Field.NAME and names_in_two:
            one = None
        if one is Field.SUB_UNIT and Field.SUB_UNIT in seen:
            one = Field.SUB_UNIT_2
        if one in seen and one not in (Field.BIRTH_DATE, Field.BEFORE_GIVEN):
            one = None
        if one:
            seen.add(one)
        used.append(one)
    if Field.SUB_UNIT_2 in seen and Field.SUB_UNIT not in seen:
        used = [Field.SUB_UNIT if one is Field.SUB_UNIT_2 else one for one in used]
    if Field.GIVEN in seen and not seen & {Field.BEFORE_GIVEN, Field.NAME}:
        used = [Field.NAME if one is Field.GIVEN else one for one in used]
    if Field.BEFORE_GIVEN in seen and Field.GIVEN not in seen:
        used = [Field.NAME if one is Field.BEFORE_GIVEN and Field.NAME not in seen else one for one in used]
    return used


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: (1) (2) (3), or A B 1 2, or A B C."""
    cells = [cell for cell in row if cell is not None]
    numbers = [int(cell) if isinstance(cell, float) and cell.is_integer() else None for cell in cells]
    if len(cells) >= 3 and all(number is not None for number in numbers):
        return all(after == before + 1 for before, after in pairwise(filter(None, numbers))) and numbers[
            0
        ] in (0, 1)
    texts = [
        cell if isinstance(cell, str) else str(int(cell)) if isinstance(cell, float) else "" for cell in cells
    ]
    signs = [found[1].upper() for text in texts if (found := _NUMBERED.fullmatch(text.strip()))]
    counted = "1" in signs or signs == list(ascii_uppercase[: len(signs)])
    return len(cells) >= 3 and len(signs) == len(cells) and counted
