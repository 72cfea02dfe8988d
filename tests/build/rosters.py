"""Rosters as offices write them: Excel and text files, valid by default, one keyword the odd one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

HEADING = ("STT", "Mã CB", "Họ và tên", "Ngày sinh", "Chức vụ", "Bộ phận")
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "CB001", "Nguyễn Thị Ánh", "05/02/1980", "Chủ tịch", "Văn phòng"),
    (2, "CB002", "Lê Văn Tám", "15/8/1991", "Công chức", "Văn phòng"),
    (3, "CB003", "Trần Thuỷ", "1985-12-01", "Công chức", "Kinh tế"),
)


def write_xlsx(
    path: Path,
    rows: Sequence[Sequence[Any]] = ROWS,
    heading: Sequence[Any] = HEADING,
    *,
    titles: Sequence[str] = ("ỦY BAN NHÂN DÂN XÃ AN BÌNH ĐÔNG", "DANH SÁCH CÁN BỘ NĂM 2026", ""),
    merges: Sequence[tuple[int, int, int, int, str]] = (),
    second_heading: Sequence[Any] = (),
    sheet: str = "Danh sách",
    first_sheet: str | None = None,
    options: dict[str, Any] | None = None,
) -> Path:
    """An Excel file: titles merged above the heading; days of `datetime.date` are written as days."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", **(options or {})}) as book:
        if first_sheet:
            book.add_worksheet(first_sheet).write(0, 0, "Hướng dẫn nhập")
        table = book.add_worksheet(sheet)
        for at, title in enumerate(titles):
            table.merge_range(at, 0, at, max(1, len(heading) - 1), title)
        lines = [heading, *([second_heading] if second_heading else []), *rows]
        for at, line in enumerate(lines, len(titles)):
            for column, value in enumerate(line):
                if value is not None:
                    table.write(at, column, value)
        for merge in merges:
            table.merge_range(*merge)
    return path


def csv_text(rows: Sequence[Sequence[Any]] = ROWS, delimiter: str = ",") -> str:
    """The same as text."""
    return "\r\n".join(delimiter.join(str(cell) for cell in row) for row in (HEADING, *rows)) + "\r\n"
