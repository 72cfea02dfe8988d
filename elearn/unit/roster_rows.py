"""The rows of a roster's table: which tell of somebody, which head a group, where the table ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from elearn.unit.roster_cells import code_text
from elearn.unit.roster_header import Field, Header
from elearn.unit.sheet import Cell, Sheet
from elearn.vietnamese.legacy import ColumnEncoding, Repaired, repair
from elearn.vietnamese.text import fold, tidy

_ROMAN = re.compile(r"[IVXivx]{1,5}\.?|[A-Z]\.?")
_ORDINAL = re.compile(r"\d+\.?")
_FOOT = re.compile(  # folded
    r"(tong|cong|nguoi lap|lap bieu|thu truong|xac nhan|ky ten|ghi chu|danh sach|an dinh|ngay .*thang .*nam)\b|.*, ngay "
)
_NUMBERED_GROUP = re.compile(r"^\s*(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s*[.):/-]\s*")
_GROUP = re.compile(  # folded
    r"(phong|ban|van phong|to|trung tam|khoi|bo phan|doi|cong an|tram|thon|hoi|doan)\b"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by field, as they stand."""

    number: int  # 1-based
    cells: dict[Field, Cell]
    births: tuple[Cell, ...]
    filled: tuple[Cell, ...]  # every cell that is not empty

    def text(self, field: Field) -> str:
        """A cell as text, "" where there is none."""
        cell = self.cells.get(field)
        return cell if isinstance(cell, str) else code_text(cell)

    @property
    def name(self) -> str:
        """The name, also where it stands in two cells."""
        if Field.NAME in self.cells:
            return self.text(Field.NAME)
        return f"{self.text(Field.BEFORE_GIVEN)} {self.text(Field.GIVEN)}".strip()


class Rows:
    """The rows of one sheet below its header."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._sheet, self._header = sheet, header
        self._where = {
            field: header.of(field)[0]
            for field in Field
            if field is not Field.BIRTH_DATE and header.of(field)
        }
        self._merged_over = {
            place
            for block in sheet.merged
            if block.right > block.left
            for place in range(block.top, block.bottom + 1)
        }
        self._births = header.of(Field.BIRTH_DATE)
        self._before = header.of(Field.BEFORE_GIVEN)  # họ and đệm may stand apart

    @property
    def has_sub_unit(self) -> bool:
        """Whether a column tells the sub-unit."""
        return Field.SUB_UNIT in self._where

    def filled(self) -> list[Row]:
        """Every row in which something stands."""
        return [row for row in self._rows() if row.filled]

    def _rows(self) -> Iterator[Row]:
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
            yield Row(place + 1, held, births, filled)

    def _repeated_headings(self) -> set[int]:
        """Rows that repeat one of the header's, as tables do that were printed page by page."""
        if self._header.top < 0:
            return set()
        headings = self._sheet.rows[self._header.top : self._header.bottom + 1]
        return {
            place
            for place in range(self._header.bottom + 1, len(self._sheet.rows))
            if self._sheet.rows[place] in headings
        }

    def is_group(self, row: Row, names: ColumnEncoding) -> bool:
        """Whether a row is a heading between people: "I. Văn phòng", alone or with its ordinal."""
        code = row.text(Field.CODE).strip()
        if row.births or (code and (row.name or " " not in code)):  # words may stand where codes do
            return False
        texts = [cell for cell in row.filled if isinstance(cell, str)]
        if len(texts) != len(row.filled) or not texts:
            return False
        ordinal = row.text(Field.ORDINAL).strip()
        if len(texts) == 1:
            return self._is_merged_over(row) or not row.name or _looks_like_a_group(texts[0], names)
        return len(texts) == 2 and bool(ordinal and _ROMAN.fullmatch(ordinal))

    def _is_merged_over(self, row: Row) -> bool:
        return row.number - 1 in self._merged_over


def foot_of(rows: Sequence[Row]) -> int:
    """Where the table ends: totals and signatures below the last person are no part of it."""
    last = max((place for place, row in enumerate(rows) if _is_marked(row)), default=-1)
    for place in range(last + 1, len(rows)):
        if any(_is_foot(cell) for cell in rows[place].filled) or not _tells_of_somebody(rows[place]):
            return place
    return len(rows)


def group_name(row: Row, names: ColumnEncoding) -> str:
    """What a heading between people says, without its number."""
    texts = [cell for cell in row.filled if isinstance(cell, str)]
    text = _NUMBERED_GROUP.sub("", texts[-1]) or texts[-1]
    return repaired(text, names, name=False).after


@lru_cache(maxsize=4096)
def repaired(text: str, column: ColumnEncoding, *, name: bool) -> Repaired:
    """As `repair`, each text once."""
    return repair(text, column, name=name)


def _is_marked(row: Row) -> bool:
    """Whether a row has what only a person's row has: an ordinal or a code, beside a name."""
    ordinal = row.text(Field.ORDINAL).strip().rstrip(".")
    return bool(row.name) and (ordinal.isdigit() or Field.CODE in row.cells or bool(row.births))


def _tells_of_somebody(row: Row) -> bool:
    """Whether a row holds a name, or, where the name was forgotten, what goes with one."""
    ordinal = row.text(Field.ORDINAL).strip()
    has_code = any(map(str.isdigit, code_text(row.cells.get(Field.CODE))))
    return bool(row.name) or has_code or bool(row.births) or bool(_ORDINAL.fullmatch(ordinal))


def _looks_like_a_group(text: str, names: ColumnEncoding) -> bool:
    plain = fold(repaired(text, names, name=False).after)
    return bool(_NUMBERED_GROUP.match(text) or _GROUP.match(plain))


def _is_foot(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_FOOT.match(fold(repair(cell, name=False).after).strip()))


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell[:1].isalnum() and not tidy(cell))
