"""A table in an administrative form, before anything draws it: columns, groups with headings, rows.

Built once; XLSX, CSV, PDF and DOCX draw the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from elearn.exports.list_values import ListHead

# A text, a whole number, a share from 0.0 to 1.0 (shown in per cent), a day, or nothing.
Cell = str | int | float | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width_mm` is its width on paper; `centred` text stands in the middle."""

    title: str
    width_mm: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the table; `level` 0 is the outermost."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading. `headings` are those that are new since the group before, outermost first."""

    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """A whole list. `closing` are the sentences between the table and the signature."""

    head: ListHead
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    closing: tuple[str, ...] = ()

    @property
    def rows(self) -> list[Row]:
        """All rows, without the headings."""
        return [row for group in self.groups for row in group.rows]
