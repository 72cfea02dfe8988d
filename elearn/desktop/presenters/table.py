"""What a table shows of rows: its columns, and the order and choice of rows; nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["plain", "strong", "quiet", "number", "ordinal", "chip"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column over rows of one kind.

    `text` is what is shown of a row; `sort` what it is sorted by (None: it cannot be), a key of None comes last.
    `width` in pixels at 100 %, `stretch` what it takes of the room that is left. `tone` colours a chip.
    `small`: what is long and not looked for, all of it in smaller letters.
    `drop`: where it is narrow, columns leave in this order (0 stays); then their texts stand below the strong one.
    `empty` is heard where there is no text.
    """

    title: str
    text: Callable[[Any], str]
    width: int
    stretch: int = 0
    kind: Kind = "plain"
    sort: Callable[[Any], Any] | None = None
    tone: Callable[[Any], str] | None = None
    small: bool = False
    drop: int = 0
    empty: str = "không có"


class Arranged:
    """Rows, which of them are shown, and in what order. Each key is made once, when it is first needed."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.rows: Sequence[Any] = ()
        self.shown: list[int] = []
        self.sorted_by: int = -1  # a column, -1 for the order in which rows came
        self.descending = False
        self._chosen: Callable[[Any], bool] | None = None
        self._keys: dict[int, list[Any]] = {}

    def put(self, rows: Sequence[Any]) -> None:
        """Other rows, arranged as these were."""
        self.rows, self._keys = rows, {}
        self._arrange()

    def choose(self, chosen: Callable[[Any], bool] | None) -> None:
        """Show the rows for which `chosen` holds; None shows all."""
        self._chosen = chosen
        self._arrange()

    def sort(self, column: int, *, descending: bool) -> None:
        """Sort by a column; -1, or one that cannot be sorted by, is the order in which rows came."""
        can = 0 <= column < len(self.columns) and self.columns[column].sort is not None
        self.sorted_by, self.descending = (column, descending) if can else (-1, False)
        self._arrange()

    def row(self, place: int) -> Any:
        """The row at a place of the table."""
        return self.rows[self.shown[place]]

    def place_of(self, wanted: Callable[[Any], bool]) -> int:
        """Where the first shown row that is wanted stands, -1 where none is."""
        return next((place for place, at in enumerate(self.shown) if wanted(self.rows[at])), -1)

    def _arrange(self) -> None:
        order = range(len(self.rows)) if self.sorted_by < 0 else self._order()
        if self._chosen is None:
            self.shown = list(order)
        else:
            chosen, rows = self._chosen, self.rows
            self.shown = [at for at in order if chosen(rows[at])]

    def _order(self) -> Sequence[int]:
        keys = self._keys_of(self.sorted_by)
        known = [at for at, key in enumerate(keys) if key is not None]
        known.sort(key=keys.__getitem__, reverse=self.descending)  # equal rows stay as they came
        return [*known, *(at for at, key in enumerate(keys) if key is None)]

    def _keys_of(self, column: int) -> list[Any]:
        if column not in self._keys:
            key = self.columns[column].sort
            assert key is not None
            self._keys[column] = [key(row) for row in self.rows]
        return self._keys[column]
