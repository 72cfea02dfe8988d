"""Lists of 100, 1,000 and 10,000 rows: each beside what the libraries take for the same alone, or beside fewer rows.

In processor time, which says the same on a busy machine.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.corpus import SIZES, Corpus, open_unit
from benchmarks.measure import Figure, in_turns, median, seconds
from elearn.exports.completion_list import completion_table
from elearn.exports.docx_list import docx_list
from elearn.exports.form_table import FormTable
from elearn.exports.list_values import CompletionRow, ListHead
from elearn.exports.pdf_list import pdf_list
from elearn.exports.xlsx import xlsx_list

RUNS = 5


def measure(corpus: Corpus) -> list[Figure]:
    """XLSX, PDF and DOCX of a course's list, as the unit hands its rows in."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = corpus.taken(SIZES[-1], Path(scratch) / "unit")
        with closing(open_unit(folder, corpus.library)) as unit:
            course = unit.records.assignments.courses()[0].course
            people, head = unit.lists.rows(course), unit.lists.head()
    return [*_spreadsheet(people, head), *_paper(people, head)]


def _spreadsheet(people: Sequence[CompletionRow], head: ListHead) -> list[Figure]:
    figures = []
    for many in SIZES:
        some = people[:many]
        table = completion_table(some, head, on_paper=False)
        ours, floor = in_turns(
            [partial(xlsx_list, table), partial(_bare_workbook, table)], RUNS, time.process_time
        )
        (sorting,) = in_turns(
            [partial(completion_table, some, head, on_paper=False)], RUNS, time.process_time
        )
        figures += [
            Figure(f"list of {many:,} rows to XLSX", ours * 1000, floor * 1000, "ms", "aim 1.2 x"),
            Figure("  sorting, grouping and numbering them", sorting * 1000, None, "ms"),
        ]
    return figures


def _bare_workbook(table: FormTable) -> bytes:
    """The same cells with the same types, in one look for each type."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        look = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        text, number = book.add_format(look), book.add_format(look | {"num_format": "0"})
        share = book.add_format(look | {"num_format": "0.0%"})
        day = book.add_format(look | {"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                if cell is None:
                    sheet.write_blank(at, column, None, text)
                elif isinstance(cell, str):
                    sheet.write_string(at, column, cell, text)
                elif isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                else:
                    sheet.write_number(at, column, cell, share if isinstance(cell, float) else number)
    return file.getvalue()


def _paper(people: Sequence[CompletionRow], head: ListHead) -> list[Figure]:
    tables = [completion_table(people[:many], head) for many in SIZES]
    forms: dict[str, Callable[[FormTable], bytes]] = {"PDF": pdf_list, "DOCX": docx_list}
    figures = []
    for form, write in forms.items():
        times = [
            _middle(partial(write, table), many) * 1000 for table, many in zip(tables, SIZES, strict=True)
        ]
        for at, (many, took) in enumerate(zip(SIZES, times, strict=True)):
            floor = times[at - 1] * many / SIZES[at - 1] if at else None
            figures.append(
                Figure(f"list of {many:,} rows to {form}", took, floor, "ms", "floor: linear" if at else "")
            )
    return figures


def _middle(act: Callable[[], object], many: int) -> float:
    """The middle of some runs; small ones need more, and the first to find everything imported."""
    act() if many == SIZES[0] else None
    return median([seconds(act, time.process_time) for _ in range(7 if many == SIZES[0] else RUNS)])
