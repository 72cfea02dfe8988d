"""People: valid by default, one keyword the odd one."""

from __future__ import annotations

from datetime import date

from elearn.learning.people import PersonDetails


def details(
    name: str = "Nguyễn Thị Thuỷ",
    staff_code: str = "",
    unit: str = "Ủy ban nhân dân xã An Bình Đông",
    position: str = "Công chức Văn phòng – Thống kê",
    birth_date: date | None = None,
) -> PersonDetails:
    """What a commune's officer tells about herself."""
    return PersonDetails(name, staff_code, unit, position, birth_date)
