"""Whatever the layout, the same people come out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.learning.roster import RosterPerson
from elearn.unit.roster import read_roster
from elearn.vietnamese.names import split_name
from tests.build.old_fonts import in_abc, in_vni
from tests.build.rosters import write_xlsx
from tests.vietnamese.strategies import decomposed, names

TODAY = date(2026, 11, 24)
WRITTEN = {"unicode": str, "decomposed": decomposed, "abc": in_abc, "vni": in_vni}
HEADINGS = {
    "code": ("Mã CB", "Mã số cán bộ", "MSNV", "Số hiệu công chức"),
    "name": ("Họ và tên", "HỌ TÊN", "Họ tên cán bộ"),
    "birth_date": ("Ngày sinh", "Ngày, tháng, năm sinh", "NTNS"),
    "position": ("Chức vụ", "Chức danh", "Vị trí việc làm"),
    "sub_unit": ("Phòng ban", "Đơn vị công tác", "Bộ phận"),
    "nothing": ("Ghi chú", "Giới tính", "Số điện thoại"),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Any], list[list[Any]], list[RosterPerson]]:
    """A heading, its rows, and the people who stand in them."""
    people = [
        RosterPerson(
            name,
            f"CB{place:03d}",
            draw(st.sampled_from([(), ("Văn phòng",), ("Kinh tế",)])),
            draw(st.sampled_from(["", "Chủ tịch", "Công chức"])),
            draw(
                st.none() | st.integers(0, 15_000).map(lambda days: date(1960, 1, 1) + timedelta(days=days))
            ),
        )
        # One name that is plain in every old font: "Phan Thò" alone may be a name, and "Phan Thị" in VNI.
        for place, name in enumerate(["Nguyễn Thị Hường", *draw(st.lists(names(), max_size=6))])
    ]
    columns = draw(st.permutations(["code", "name", "birth_date", "position", "sub_unit", "nothing"]))
    apart = draw(st.booleans())
    write = WRITTEN[draw(st.sampled_from(sorted(WRITTEN)))]
    days_as_text = draw(st.booleans())
    heading: list[Any] = ["STT"]
    for column in columns:
        heading += (
            ["Họ đệm", "Tên"] if column == "name" and apart else [draw(st.sampled_from(HEADINGS[column]))]
        )
    rows = []
    for ordinal, person in enumerate(people, 1):
        row: list[Any] = [ordinal]
        for column in columns:
            row += _cells(column, person, write, apart=apart, days_as_text=days_as_text)
        rows.append(row)
        if draw(st.booleans()):
            rows.append([None] * len(row))
    return heading, rows, people


def _cells(column: str, person: RosterPerson, write: Any, *, apart: bool, days_as_text: bool) -> list[Any]:
    if column == "name":
        parts = split_name(person.name)
        return [write(parts.before_given) or None, write(parts.given)] if apart else [write(person.name)]
    if column == "birth_date":
        born = person.birth_date
        return [f"{born.day}/{born.month}/{born.year}" if born and days_as_text else born]
    told = {
        "code": person.code,
        "position": write(person.position),
        "sub_unit": write(person.place),
        "nothing": "Nữ",
    }
    return [told[column] or None]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(table=tables())
def test_the_same_people_come_out(tmp_path: Path, table: Any) -> None:
    heading, rows, people = table
    reading = read_roster(write_xlsx(tmp_path / "a.xlsx", rows, heading), TODAY)
    assert list(reading.people) == people
    assert reading.faults == ()
