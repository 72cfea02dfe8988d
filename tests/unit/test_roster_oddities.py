"""What offices' tables do besides: groups, page headings, odd columns, names of the highlands, days half known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from elearn.errors import Reason, Refusal
from elearn.unit.roster import read_roster
from elearn.unit.roster_cells import DayFault, read_day
from elearn.unit.roster_header import Field, field_of
from elearn.unit.roster_reading import Fault, RosterReading
from tests.build.old_fonts import in_abc, in_vni
from tests.build.rosters import csv_text, write_xlsx

TODAY = date(2026, 11, 24)


def read(path: Path) -> RosterReading:
    return read_roster(path, TODAY)


def told(reading: RosterReading) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in reading.people]


@pytest.mark.parametrize(
    ("position", "sub_unit"),
    [("Cán bộ", "Phòng Kinh tế"), ("Nhân viên", "Ban Chỉ huy"), ("Công chức", "Đơn vị 2"), ("Chức danh khác", "Tổ 1")],
)  # fmt: skip
def test_the_first_person_is_no_heading(tmp_path: Path, position: str, sub_unit: str) -> None:
    rows = [["A1", "Lê Tám", position, sub_unit], ["A2", "Trần Nụ", position, sub_unit]]
    heading = ["Mã", "Họ và tên", "Chức vụ", "Đơn vị"]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, heading))
    assert told(reading) == [("A1", "Lê Tám"), ("A2", "Trần Nụ")]
    text = tmp_path / "a.csv"
    text.write_text("\n".join(",".join(row) for row in [heading, *rows]), encoding="utf-8")
    assert read(text).people == reading.people


def test_two_rows_of_headings_that_nothing_merges(tmp_path: Path) -> None:
    heading = ["STT", "Mã", "Họ và tên", None, "Ngày sinh", None, "Chức vụ"]
    second = [None, None, "Họ đệm", "Tên", "Nam", "Nữ", None]
    rows: list[Any] = [["1", "A1", "Lê Văn", "Tám", "1/2/1980", None, "Công chức"], heading, second]
    rows += [["2", "A2", "Trần Thị", "Nụ", None, "3/4/1981", "Công chức"]]  # below the headings of page 2
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, heading, second_heading=second))
    assert told(reading) == [("A1", "Lê Văn Tám"), ("A2", "Trần Thị Nụ")]
    assert [one.birth_date for one in reading.people] == [date(1980, 2, 1), date(1981, 4, 3)]


def test_columns_that_are_numbered_by_letters(tmp_path: Path) -> None:
    rows: list[Any] = [["A", "B", "C", "D"], [1, "A1", "Lê Tám", "Công chức"]]
    assert told(read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Mã", "Họ và tên", "Chức vụ"]))) == [
        ("A1", "Lê Tám")
    ]


def test_a_group_whose_name_stands_where_codes_do(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["I", "Văn phòng HĐND và UBND", None, None],
        [1, "A1", "Lê Tám", "Công chức"],
        ["II", "Phòng Văn hóa - Xã hội", None, None],
        [2, "A2", "Trần Nụ", "Công chức"],
        [3, "A3", None, None],
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Mã", "Họ và tên", "Chức vụ"]))
    assert [one.sub_unit for one in reading.people] == [
        ("Văn phòng HĐND và UBND",),
        ("Phòng Văn hóa - Xã hội",),
    ]
    assert [(one.row, one.fault) for one in reading.faults] == [(9, Fault.NAME_MISSING)]


@pytest.mark.parametrize("values", [("Loại A", "Loại B"), ("Biên chế", "Hợp đồng 111")])
def test_a_column_that_counts_people_otherwise_is_no_role(tmp_path: Path, values: tuple[str, str]) -> None:
    rows = [["A1", "Lê Tám", values[0]], ["A2", "Trần Nụ", values[1]]]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["Mã", "Họ và tên", "Đối tượng"]))
    assert (len(reading.people), reading.faults) == (2, ())


@pytest.mark.parametrize("written", [in_abc, in_vni])
def test_names_of_the_highlands_in_an_old_font(tmp_path: Path, written: Any) -> None:
    people = ["Nguyễn Thị Hường", "Đỗ Văn Tấn", "H'Hen Niê", "Y Blô Kbuôr"]
    rows = [[place, written(name)] for place, name in enumerate(people, 1)]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Họ và tên"]))
    assert [one.name for one in reading.people] == people
    assert [one.after for one in reading.repairs if one.doubtful] == people[2:]


def test_a_name_that_tells_no_case_follows_its_column(tmp_path: Path) -> None:
    capitals = ["NGUYỄN THỊ HƯỜNG", "ĐỖ VĂN TẤN", "LÊ TÚ", "LÝ Á SỬ"]
    for people in (capitals, [name.title() for name in capitals]):
        rows = [[place, in_abc(name)] for place, name in enumerate(people, 1)]
        reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Họ và tên"]))
        assert [one.name for one in reading.people] == people


def test_a_day_of_which_only_the_year_is_known(tmp_path: Path) -> None:
    for half in ("1980", "5/1979", "05-1979", "tháng 5 năm 1979", "00/00/1960", "00/5/1960"):
        assert read_day(half, TODAY) is None, half
    for wrong in ("31/02/1990", "5/79/1990", "00", "1/2/3/1990"):
        assert read_day(wrong, TODAY) is DayFault.NOT_A_DAY, wrong


def test_a_sign_within_a_cell_ends_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Mã,Họ và tên,Chức vụ\r\nA1,Lê Tám,Công\vchức\u2028\r\nA2,,x\r\n", encoding="utf-8")
    reading = read(path)
    assert (told(reading), [one.row for one in reading.faults]) == ([("A1", "Lê Tám")], [3])


def test_a_workbook_that_a_password_closes(tmp_path: Path) -> None:
    """As Office keeps it, and as one that calamine does not know for a workbook at all."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(2048)
    )
    with pytest.raises(Refusal) as refused:
        read(path)
    assert refused.value.reason is Reason.FILE_NEEDS_PASSWORD


def test_sheets_that_hold_people_and_are_not_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Hướng dẫn", "Văn phòng", "Kinh tế"):
            table = book.add_worksheet(name)
            if name != "Hướng dẫn":
                for at, row in enumerate((["Mã", "Họ và tên"], [name, "Lê Tám"])):
                    table.write_row(at, 0, row)
    reading = read(path)
    assert (reading.sheet, told(reading), reading.other_sheets) == (
        "Văn phòng",
        [("Văn phòng", "Lê Tám")],
        ("Kinh tế",),
    )
    (tmp_path / "b.csv").write_text(csv_text(), encoding="utf-8")
    assert read(tmp_path / "b.csv").other_sheets == ()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("S.T.T", Field.ORDINAL), ("T/T", Field.ORDINAL), ("SHCC", Field.CODE), ("Mã CC, VC", Field.CODE),
        ("Mã CB-CC", Field.CODE), ("Staff ID", Field.CODE), ("Số hồ sơ", Field.CODE), ("Mã định danh", None),
        ("Mã số định danh cá nhân", None), ("Họ & tên", Field.NAME), ("Ho_ten", Field.NAME),
        ("Cán bộ, công chức", Field.NAME), ("Người tham gia", Field.NAME), ("Họ - đệm", Field.BEFORE_GIVEN),
        ("First name", Field.GIVEN), ("Sinh năm", Field.BIRTH_DATE), ("Ngày-tháng-năm sinh", Field.BIRTH_DATE),
        ("Date of birth", Field.BIRTH_DATE), ("Ngày sinh hoạt Đảng", None), ("Position", Field.POSITION),
        ("Công việc được giao", Field.POSITION), ("VTVL", Field.POSITION), ("ĐVCT", Field.SUB_UNIT),
        ("Tên cơ quan", Field.SUB_UNIT), ("Khoa/phòng", Field.SUB_UNIT),
    ],
)  # fmt: skip
def test_more_headings(heading: str, field: Field | None) -> None:
    assert field_of(heading) is field
