"""The register of certificates as a table, in the order in which numbers were given."""

from __future__ import annotations

from collections.abc import Iterable

from elearn.exports.administrative import whole_number
from elearn.exports.form_table import Column, FormTable, Group
from elearn.exports.list_values import ListHead, RegisterRow

COLUMNS = (
    Column("STT", 11, centred=True),
    Column("Số giấy", 30, centred=True),
    Column("Ngày cấp", 22, centred=True),
    Column("Họ và tên", 42),
    Column("Bộ phận", 40),
    Column("Khóa – phiên bản", 43),
    Column("Kết quả", 15, centred=True),
    Column("Người ký", 30),
    Column("Ký nhận", 18),  # left empty, for the pen
    Column("Ghi chú", 21),
)
ERASED = "Đã xóa theo yêu cầu"


def register_table(rows: Iterable[RegisterRow], head: ListHead) -> FormTable:
    """The register, one numbered row for each entry, in the order in which they come."""
    entries = tuple(
        (
            number,
            row.number,
            row.issued_on,
            row.name or ERASED,
            row.sub_unit or None,
            f"{row.course} – {row.version}" if row.version else row.course,
            row.share,
            row.signer or None,
            None,
            row.note or None,
        )
        for number, row in enumerate(rows, 1)
    )
    closing = f"Sổ có {whole_number(len(entries))} giấy chứng nhận./."
    return FormTable(head, COLUMNS, (Group((), entries),), (closing,))
