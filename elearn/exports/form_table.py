"""A table in an administrative form, before anything draws it: columns, groups with headings, rows.

Built once; XLSX, CSV, PDF and DOCX draw the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from elearn.exports.list_values import ListHead

Cell = str | int | float | date | None


class Kind(Enum):
    """What a column holds; an empty cell is None in each."""

    TEXT = auto()
    INTEGER = auto()
    SHARE = auto()  # 0.0 to 1.0, shown in per cent
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width_mm` is its width on paper; `centred` text stands in the middle."""

    title: str
    kind: Kind
    width_mm: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading. `headings` are new since the group before, as (level from 0, text)."""

    headings: tuple[tuple[int, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A whole list. `closing` are the sentences between the table and the signature."""

    head: ListHead
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    closing: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """All rows, without the headings."""
        return [row for group in self.groups for row in group.rows]
