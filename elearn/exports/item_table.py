"""Item analysis as a table for the author of the questions; the figures are those of Moodle's quiz statistics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from elearn.exports.administrative import whole_number
from elearn.exports.form_table import Cell, Column, FormTable, Group
from elearn.exports.list_values import ListHead

COLUMNS = (
    Column("STT", 11, centred=True),
    Column("Mã câu", 40),
    Column("Câu hỏi", 70),
    Column("Khóa", 34),
    Column("Loại", 20),
    Column("Số lượt", 16, centred=True),
    Column("Tỷ lệ đúng", 16, centred=True),
    Column("Độ lệch chuẩn", 16, centred=True),
    Column("Độ phân biệt", 16, centred=True),
    Column("Hiệu suất phân biệt", 18, centred=True),
    Column("Lựa chọn", 50),
)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A question with its figures; None where there are too few answers. Shares 0..1, discrimination -1..1."""

    item: str
    stem: str
    course: str
    kind: str
    answers: int
    facility: float | None = None
    deviation: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    chosen: tuple[tuple[str, int], ...] = ()


def item_table(rows: Iterable[ItemRow], head: ListHead, fewest: int) -> FormTable:
    """The table, one row for each question; `fewest` answers are needed for figures."""
    cells = tuple(_cells(number, row) for number, row in enumerate(rows, 1))
    closing = (
        (
            f"Bảng có {whole_number(len(cells))} câu. Câu có dưới {fewest} lượt trả lời chưa có chỉ số. Cách tính theo thống kê "
            "bài thi của Moodle: độ phân biệt là tương quan giữa điểm của câu với điểm phần còn lại của đề./."
        ),
    )
    return FormTable(head, COLUMNS, (Group((), cells),), closing)


def _cells(number: int, row: ItemRow) -> tuple[Cell, ...]:
    return (
        number,
        row.item,
        row.stem,
        row.course,
        row.kind,
        row.answers,
        row.facility,
        _figure(row.deviation),
        _figure(row.discrimination),
        _figure(row.efficiency),
        "; ".join(f"{name or 'bỏ trống'}: {count}" for name, count in row.chosen) or None,
    )


def _figure(value: float | None) -> str | None:
    """Two decimals, with the comma that Vietnamese write."""
    return None if value is None else f"{value:.2f}".replace(".", ",")
