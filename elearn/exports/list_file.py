"""Lists, registers and reports as files in the format that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from elearn.exports.completion_list import completion_table
from elearn.exports.form_table import FormTable
from elearn.exports.list_values import CompletionRow, ListHead, RegisterRow
from elearn.exports.register_list import register_table
from elearn.machine.files import write_whole


class ListFormat(Enum):
    """A list's format; the value is the name on the command line and the file's ending."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"

    @property
    def on_paper(self) -> bool:
        """Whether it is printed rather than filtered and sorted."""
        return self in (ListFormat.PDF, ListFormat.DOCX)


def write_completion_list(
    path: Path, rows: Iterable[CompletionRow], head: ListHead, form: ListFormat
) -> None:
    """Write the completion list, whole or not at all.

    Raises Refusal DISK_FULL, NOT_WRITABLE, LOCKED_BY_OTHER (on Windows, where the file is open in Excel).
    """
    write_whole(path, table_bytes(completion_table(rows, head, on_paper=form.on_paper), form))


def write_register(path: Path, rows: Iterable[RegisterRow], head: ListHead, form: ListFormat) -> None:
    """Write the register of certificates. Raises Refusal as `write_completion_list` does."""
    write_whole(path, table_bytes(register_table(rows, head), form))


def write_report(path: Path, rows: Iterable[CompletionRow], head: ListHead) -> None:
    """Write the report that goes with the list, a DOCX. Raises Refusal as `write_completion_list` does."""
    from elearn.exports.report import completion_report
    from elearn.exports.report_docx import report_docx

    write_whole(path, report_docx(completion_report(rows, head)))


def table_bytes(table: FormTable, form: ListFormat) -> bytes:
    """A table as the bytes of a file, made in memory. What a format needs is imported for it alone."""
    if form is ListFormat.XLSX:
        from elearn.exports.xlsx import xlsx_list

        return xlsx_list(table)
    if form is ListFormat.CSV:
        from elearn.exports.csv_file import csv_list

        return csv_list(table)
    if form is ListFormat.PDF:
        from elearn.exports.pdf_list import pdf_list

        return pdf_list(table)
    from elearn.exports.docx_list import docx_list

    return docx_list(table)
