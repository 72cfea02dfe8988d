"""A document's days: what holds when, also where its first day is not known."""

from __future__ import annotations

from datetime import date

import pytest

from elearn.learning.course import Document

JULY = date(2026, 7, 1)
JUNE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("begins", "ends", "on", "holds"),
    [
        (JULY, None, JUNE, False),
        (JULY, None, JULY, True),
        (None, JULY, JUNE, True),
        (None, JULY, JULY, False),
        (None, None, JULY, True),
    ],
)
def test_in_force(begins: date | None, ends: date | None, on: date, holds: bool) -> None:
    press = Document(
        id="luat-103-2016",
        number="103/2016/QH13",
        kind="Luật",
        title="Luật Báo chí",
        short="Luật Báo chí 2016",
        issuer="Quốc hội",
        confidence="vừa",
        in_force_from=begins,
        until=ends,
    )
    assert press.in_force(on) is holds


@pytest.mark.parametrize(
    ("kind", "number", "law"),
    [
        ("Luật", "103/2016/QH13", True),
        ("Quyết định", "874/QĐ-BTTTT", True),
        ("Cẩm nang", "", False),
        ("Cẩm nang", "2022", False),
        ("Nghiên cứu", "", False),
        ("Luật", "", False),
    ],
)
def test_what_is_law(kind: str, number: str, law: bool) -> None:
    document = Document(
        id="van-ban",
        number=number,
        kind=kind,
        title="Tên",
        short="Tên",
        issuer="Nơi làm ra",
        confidence="vừa",
    )
    assert document.is_law is law
