"""Where the last printed page of a sheet begins, so that the signature never stands on it without rows of the table.

A spreadsheet knows no "keep with next": a page is ended before the last rows. Where pages end by themselves follows
from the rows' heights and the page's, and that is another one in each program: columns are as wide as its digits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

WITH_SIGNATURE = 2  # rows that stand on the signature's page, where they leave it room
_SURE = 0.97  # of the lowest page: what is no higher stands on one page wherever it is printed
_FEW = 5  # rows; a page in the middle that has no more looks forgotten


@dataclass(frozen=True, slots=True)
class Rows:
    """A sheet's rows. `heights` are those of all rows, in points as on the sheet.

    `header` is the row that each page repeats; `starts` are the rows at which a page may begin, one for each row of
    the table: itself, or the first of the headings right above it.
    """

    heights: Sequence[float]
    header: int
    starts: Sequence[int]

    def fitting(self, height: float) -> list[int]:
        """From which rows of the table on everything fits on a page of that height, by their places in `starts`."""
        found: list[int] = []
        filled, end = self.heights[self.header], len(self.heights)
        for at in range(len(self.starts) - 1, -1, -1):
            filled += sum(self.heights[self.starts[at] : end])
            if filled > height:
                break
            end = self.starts[at]
            found.append(at)
        return found[::-1]

    def pages(self, height: float) -> list[int]:
        """With which row each page begins by itself, of pages of that height."""
        begins, filled = [0], 0.0
        for at, one in enumerate(self.heights):
            if filled + one > height:
                begins.append(at)
                filled = self.heights[self.header]
            filled += one
        return begins


def last_break(rows: Rows, heights: Sequence[float]) -> int | None:
    """The row before which a page has to end, None where all stands on one. `heights` a page may have.

    Chosen is what makes the fewest pages and none of a few rows before the last, and leaves that one the fullest.
    """
    lowest = min(heights)
    if sum(rows.heights) <= _SURE * lowest:
        return None
    fitting = rows.fitting(_SURE * lowest)
    kept = [at for at in fitting if at <= len(rows.starts) - WITH_SIGNATURE] or fitting[:1]
    if not kept:  # a signature that leaves no row any room
        return None
    begins = [rows.pages(height) for height in (*heights, _SURE * lowest)]

    def cost(at: int) -> tuple[int, int, int]:
        before = [
            bisect_left(one, rows.starts[at]) for one in begins
        ]  # pages that the break leaves before it
        of_last = [
            at - bisect_left(rows.starts, one[pages - 1]) for one, pages in zip(begins, before, strict=True)
        ]
        return sum(before), sum(max(0, _FEW - count) ** 2 for count in of_last), -at

    return rows.starts[min(kept, key=cost)]
