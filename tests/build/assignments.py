"""Assignments: valid by default, one keyword the odd one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from elearn.credentials import base64url
from elearn.learning.assignment import Assignment, CourseAssigned, PersonListed, UnitMark
from tests.build.clock import A_TUESDAY
from tests.build.items import COURSE

DEADLINE = (A_TUESDAY + timedelta(days=21)).date()
SEALING = bytes(range(64, 96))


def assignment(**odd: Any) -> Assignment:
    """One course for everybody within three weeks, two people on the roster."""
    usual: dict[str, Any] = {
        "sequence": 1,
        "made_at": A_TUESDAY,
        "unit": UnitMark("Ủy ban nhân dân xã An Bình Đông", base64url.encode(SEALING), place="An Bình Đông"),
        "courses": (CourseAssigned(COURSE, DEADLINE),),
        "roster": (
            PersonListed("CB001", "Nguyễn Thị Thuỷ"),
            PersonListed("CB002", "Lê Văn Tám", "lanh-dao", ("Văn phòng",), "Chánh Văn phòng", 50),
        ),
        "salt": "0123456789abcdef" * 2,
    }
    return Assignment(**(usual | odd))


def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)
