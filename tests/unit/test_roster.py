"""Rosters as offices have them are read, and what is wrong is said with its row."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.learning.roster import RosterPerson
from elearn.unit.roster import read_roster
from elearn.unit.roster_cells import DayFault, read_day, read_path, read_role, usual_width
from elearn.unit.roster_header import Field, field_of, index_of, letter_of
from elearn.unit.roster_reading import Fault, Mended, RosterReading
from tests.build.old_fonts import in_abc, in_vni
from tests.build.rosters import HEADING, ROWS, csv_text, write_xlsx

TODAY = date(2026, 11, 24)
PEOPLE = (
    RosterPerson("Nguyễn Thị Ánh", "CB001", ("Văn phòng",), "Chủ tịch", date(1980, 2, 5)),
    RosterPerson("Lê Văn Tám", "CB002", ("Văn phòng",), "Công chức", date(1991, 8, 15)),
    RosterPerson("Trần Thuỷ", "CB003", ("Kinh tế",), "Công chức", date(1985, 12, 1)),
)


def read(path: Path, **how: Any) -> RosterReading:
    return read_roster(path, TODAY, **how)


def names(reading: RosterReading) -> list[str]:
    return [person.name for person in reading.people]


def faults(reading: RosterReading) -> list[tuple[int, Fault]]:
    return [(one.row, one.fault) for one in reading.faults]


def test_a_table_below_its_titles(tmp_path: Path) -> None:
    reading = read(write_xlsx(tmp_path / "a.xlsx", first_sheet="Đọc trước"))
    assert (reading.sheet, reading.header_row, reading.people) == ("Danh sách", 4, PEOPLE)
    assert [column.field for column in reading.columns] == [
        Field.ORDINAL, Field.CODE, Field.NAME, Field.BIRTH_DATE, Field.POSITION, Field.SUB_UNIT,
    ]  # fmt: skip
    assert (reading.faults, reading.repairs) == ((), ())


def test_excel_97(tmp_path: Path) -> None:
    reading = read(Path(__file__).with_name("roster-of-excel-97.xls"))
    assert names(reading) == ["Nguyễn Thị Ánh", "Lê Văn Tám"]
    assert [person.birth_date for person in reading.people] == [date(1980, 2, 5), date(1991, 8, 15)]
    assert [person.position for person in reading.people] == ["Chủ tịch", "Công chức"]
    assert [(one.before, one.how) for one in reading.repairs] == [
        ("NguyÔn ThÞ ¸nh", Mended.TCVN3),
        ("Chñ tÞch", Mended.TCVN3),
    ]


@pytest.mark.parametrize(
    ("heading", "second", "merges", "row"),
    [
        pytest.param(["STT", "Họ đệm", "Tên"], [], [], [1, "Nguyễn Thị", "Ánh"], id="two columns"),
        pytest.param(["TT", "Họ và tên đệm", "Tên"], [], [], [1, "Nguyễn Thị", "Ánh"], id="other words"),
        pytest.param(["STT", "Họ", "Tên đệm", "Tên"], [], [], [1, "Nguyễn", "Thị", "Ánh"], id="three columns"),
        pytest.param(["STT", "Họ và tên", None], [], [], [1, "Nguyễn Thị", "Ánh"], id="one heading over two"),
        pytest.param(["STT", "Họ và tên", None], [], [(3, 1, 3, 2, "Họ và tên")], [1, "Nguyễn Thị", "Ánh"], id="merged"),
        pytest.param(
            ["STT", "Họ và tên", None], [None, "Họ, đệm", "Tên"], [(3, 1, 3, 2, "Họ và tên")],
            [1, "Nguyễn Thị", "Ánh"], id="two rows of headings",
        ),
        pytest.param(["STT", "HỌ VÀ TÊN (chữ in hoa)"], [], [], [1, "Nguyễn Thị Ánh"], id="with a remark"),
        pytest.param(["STT", "Họ tên cán bộ"], [], [], [1, "Nguyễn Thị Ánh"], id="one column"),
        pytest.param(["Sè TT", "Hä vµ tªn"], [], [], [1, "NguyÔn ThÞ ¸nh"], id="headings of an old font"),
        pytest.param(["STT", "Hoï vaø teân"], [], [], [1, "Nguyeãn Thò AÙnh"], id="headings in VNI"),
        pytest.param(["Name"], [], [], ["Nguyễn Thị Ánh"], id="nothing but names"),
    ],
)  # fmt: skip
def test_names_wherever_they_stand(tmp_path: Path, heading: Any, second: Any, merges: Any, row: Any) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [row], heading, merges=merges, second_heading=second)
    assert names(read(path)) == ["Nguyễn Thị Ánh"]


def test_a_day_of_birth_in_two_columns_by_sex(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [[1, "Lê Tám", "15/8/1991", None], [2, "Trần Nụ", None, "1/9/1990"]],
        ["STT", "Họ và tên", "Ngày sinh", None],
        second_heading=[None, None, "Nam", "Nữ"],
        merges=[(3, 2, 3, 3, "Ngày sinh")],
    )
    assert [one.birth_date for one in read(path).people] == [date(1991, 8, 15), date(1990, 9, 1)]


def test_numbered_columns_groups_blank_rows_repeated_headings_and_a_foot(tmp_path: Path) -> None:
    rows: list[Any] = [
        ["(1)", "(2)", "(3)"],
        ["I", "VĂN PHÒNG", None],
        [1, "Lê Tám", "Chủ tịch"],
        [None, None, None],
        [2, "Tô Văn Ban", "Công chức"],
        ["STT", "Họ và tên", "Chức vụ"],
        ["II. Phòng Kinh tế", None, None],
        [3, "Trần Nụ", "Công chức"],
        [4, None, None],
        [None, "Tổng cộng: 3 người", None],
        [None, None, "NGƯỜI LẬP BIỂU"],
        [None, "Phạm Thị Lập", None],
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Họ và tên", "Chức vụ"]))
    assert [(one.name, one.sub_unit) for one in reading.people] == [
        ("Lê Tám", ("VĂN PHÒNG",)), ("Tô Văn Ban", ("VĂN PHÒNG",)), ("Trần Nụ", ("Phòng Kinh tế",)),
    ]  # fmt: skip
    assert reading.faults == ()
    assert reading.left_out == (6, 11, 14, 15, 16)


def test_days_as_text_as_serials_and_as_days(tmp_path: Path) -> None:
    rows = [
        [1, "Lê Tám", 29256],
        [2, "Trần Nụ", date(1980, 2, 5)],
        [3, "Bùi Út", "5.2.1980"],
        [4, "Hồ An", 1980],
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Họ và tên", "Ngày sinh"]))
    assert [one.birth_date for one in reading.people] == [date(1980, 2, 5)] * 3 + [None]
    mac = write_xlsx(
        tmp_path / "b.xlsx",
        [[1, "Lê Tám", 27794]],
        ["STT", "Họ và tên", "Ngày sinh"],
        options={"date_1904": True},
    )
    assert [one.birth_date for one in read(mac).people] == [date(1980, 2, 5)]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("05/02/1980", date(1980, 2, 5)),
        ("5-2-80", date(1980, 2, 5)),
        ("ngày 05 tháng 02 năm 1980", date(1980, 2, 5)),
        ("1980-02-05 00:00:00", date(1980, 2, 5)),
        ("05021980", date(1980, 2, 5)),
        ("1980", None),
        ("", None),
        ("31/02/1980", DayFault.NOT_A_DAY),
        ("02/25/1980", DayFault.NOT_A_DAY),
        ("không rõ", DayFault.NOT_A_DAY),
        ("05/02/2031", DayFault.NOT_A_BIRTHDAY),
        (1e9, DayFault.NOT_A_DAY),
        (0.5, DayFault.NOT_A_DAY),
    ],
)
def test_one_day(cell: Any, day: Any) -> None:
    assert read_day(cell, TODAY) == day


def test_codes_that_lost_their_zeros(tmp_path: Path) -> None:
    rows = [[1, "00012", "Lê Tám"], [2, 345, "Trần Nụ"], [3, "12000", "Bùi Út"], [4, 7.0, "Hồ An"]]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Mã", "Họ và tên"]))
    assert [one.code for one in reading.people] == ["00012", "00345", "12000", "00007"]
    assert [(one.row, one.before, one.after, one.how) for one in reading.repairs] == [
        (6, "345", "00345", Mended.LEADING_ZERO),
        (8, "7", "00007", Mended.LEADING_ZERO),
    ]


@pytest.mark.parametrize(
    ("codes", "width"),
    [
        (["00012", "345"], 5),
        (["1234", "2345", "3456", "4567", "567"], 4),
        ([str(one) for one in range(1, 201)], 0),
        (["12", "345", "6789"], 0),
        (["CB1", "CB22"], 0),
        ([], 0),
    ],
)
def test_the_usual_width_of_codes(codes: list[str], width: int) -> None:
    assert usual_width(codes) == width


ENCODED = [
    pytest.param(lambda text: text.encode(), id="utf-8"),
    pytest.param(lambda text: text.encode("utf-8-sig"), id="utf-8 with its mark"),
    pytest.param(lambda text: text.encode("utf-16"), id="utf-16"),
    pytest.param(lambda text: text.encode("utf-16-le"), id="utf-16 without its mark"),
    pytest.param(lambda text: b"\xfe\xff" + text.encode("utf-16-be"), id="utf-16, the other way"),
    pytest.param(lambda text: _cp1258(text), id="cp1258"),
    pytest.param(lambda text: in_abc(text).encode("cp1252"), id="TCVN3"),
    pytest.param(lambda text: in_vni(text).encode("cp1252"), id="VNI"),
    pytest.param(lambda text: unicodedata.normalize("NFD", text).encode(), id="NFD"),
]


def _cp1258(text: str) -> bytes:
    """As Windows writes it: letters with hat and breve whole, tones after them."""
    content = bytearray()
    for letter in text:
        try:
            content += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", marks.replace(tone, ""))
            content += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(content)


@pytest.mark.parametrize("encoded", ENCODED)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_text_files(tmp_path: Path, encoded: Any, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(encoded(csv_text(delimiter=delimiter)))
    reading = read(path)
    assert reading.people == PEOPLE
    assert reading.faults == ()


def test_a_text_file_of_excels_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=;\r\n" + csv_text(delimiter=";").encode("utf-8"))
    assert (read(path).people, read(path).header_row) == (PEOPLE, 2)


def test_every_encoding_in_one_table(tmp_path: Path) -> None:
    """Copied together from several files; what is right stays as it is."""
    mixed = ["Nguyễn Thuỷ", "Trần Thủy", in_abc("Lê Thị Ước"), in_vni("Đỗ Văn Hùng"), "Mai Hoà", "Y Moan Êban",
             unicodedata.normalize("NFD", "Hồ Thị Ấn"), "  Vũ   Đức ", "NGUYÙN TH‘ HÛNG"]  # fmt: skip
    rows = [[at, f"A{at}", name] for at, name in enumerate(mixed)]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Mã", "Họ và tên"]))
    assert names(reading) == ["Nguyễn Thuỷ", "Trần Thủy", "Lê Thị Ước", "Đỗ Văn Hùng", "Mai Hoà", "Y Moan Êban",
                              "Hồ Thị Ấn", "Vũ Đức", "NGUYỄN THỊ HỒNG"]  # fmt: skip
    told = {one.after: (one.how, one.doubtful) for one in reading.repairs}
    assert told["Lê Thị Ước"] == (Mended.TCVN3, False)
    assert told["Đỗ Văn Hùng"] == (Mended.VNI, False)
    assert told["Hồ Thị Ấn"] == (Mended.COMPOSED, False)
    assert told["Mai Hoà"] == (Mended.SPACES, True)
    assert reading.faults == ()


def test_a_name_in_two_columns_is_repaired_as_one(tmp_path: Path) -> None:
    rows = [[1, "NguyÔn ThÞ", "Hé"], [2, "Lª V¨n", "Tó"]]
    assert names(read(write_xlsx(tmp_path / "a.xlsx", rows, ["STT", "Họ đệm", "Tên"]))) == [
        "Nguyễn Thị Hộ",
        "Lê Văn Tú",
    ]


def test_every_fault_is_told_with_its_row(tmp_path: Path) -> None:
    heading = ["STT", "Mã", "Họ và tên", "Ngày sinh", "Đơn vị", "Vai trò"]
    rows: list[Any] = [
        [1, "A1", "Lê Tám", "31/02/1980", "Văn phòng", None],
        [2, "A2", None, None, None, None],
        [3, "A3", "123-456", None, None, None],
        [4, "A4", "Hồ An", None, "Sở > Phòng > Tổ", None],
        [5, "A5", "Hồ Bình", None, None, "phi hành gia"],
        [6, "A6", "Lê Ba", None, None, None],
        [7, "a6", "Lê  ba", None, None, None],
        [8, "A 6", "Trần Nụ", None, None, None],
        [9, None, "Bùi Út", "1/1/1990", None, None],
        [10, None, "Bùi Út", "1/1/1990", None, None],
        [11, None, "Bùi Út", "2/1/1990", None, None],
        [12, None, "Bùi Út", None, None, None],
        [13, "A7", "Ngô Hai", None, None, "Người phát ngôn"],
        [14, "A8", "Ngô Hai", None, None, None],
    ]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, heading))
    assert faults(reading) == [
        (5, Fault.NOT_A_DAY), (6, Fault.NAME_MISSING), (7, Fault.NAME_NOT_A_NAME), (8, Fault.SUB_UNIT_TOO_DEEP),
        (9, Fault.ROLE_UNKNOWN), (11, Fault.PERSON_TWICE), (12, Fault.CODE_TWICE), (14, Fault.PERSON_TWICE),
        (16, Fault.NAMESAKES_ALIKE),
    ]  # fmt: skip
    assert [one.role for one in reading.people if one.name == "Ngô Hai"] == ["nguoi-phat-ngon", ""]
    assert reading.faults[6].facts["other"] == 10


def test_the_head_corrects_what_was_understood(tmp_path: Path) -> None:
    heading = ["Cột 1", "Cột 2", "Tên gọi", "Họ và tên"]
    path = write_xlsx(tmp_path / "a.xlsx", [["Lê Tám", "A1", "Tám", "Lê Thị Mẹ"]], heading)
    columns = {0: Field.NAME, 1: Field.CODE}
    reading = read(path, header_row=4, columns=columns)
    assert [(one.name, one.code) for one in reading.people] == [("Lê Tám", "A1")]
    with pytest.raises(Refusal) as refused:
        read(path, sheet="Không có")
    assert refused.value.reason is Reason.ROSTER_NO_SUCH_SHEET


def test_two_levels_of_sub_units(tmp_path: Path) -> None:
    rows = [["Lê Tám", "Văn phòng", "Tổ một cửa"], ["Trần Nụ", "Văn phòng / Tổ tiếp dân", None]]
    reading = read(write_xlsx(tmp_path / "a.xlsx", rows, ["Họ tên", "Phòng ban", "Tổ"]))
    assert [one.sub_unit for one in reading.people] == [
        ("Văn phòng", "Tổ một cửa"),
        ("Văn phòng", "Tổ tiếp dân"),
    ]


def refusal_of(path: Path) -> Reason:
    with pytest.raises(Refusal) as refused:
        read(path)
    return refused.value.reason


def test_fifty_columns(tmp_path: Path) -> None:
    heading = [*(f"Ghi chú {one}" for one in range(44)), *HEADING]
    rows = [[*("x" * 20 for _ in range(44)), *row] for row in ROWS]
    assert read(write_xlsx(tmp_path / "a.xlsx", rows, heading)).people == PEOPLE


@pytest.mark.slow
def test_two_hundred_thousand_rows(tmp_path: Path) -> None:
    rows = [
        (one, f"{one:06d}", "Nguyễn Thị Ánh", "05/02/1980", "Công chức", "Văn phòng")
        for one in range(200_000)
    ]
    assert (
        len(read(write_xlsx(tmp_path / "a.xlsx", rows, options={"constant_memory": False})).people) == 200_000
    )


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def test_bombs_are_refused_before_they_go_off(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "a.xlsx")
    with zipfile.ZipFile(good) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = parts[sheet].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert refusal_of(_zip(tmp_path / "far.xlsx", parts | {sheet: far})) is Reason.ROSTER_TOO_LARGE
    wide = parts[sheet].replace(
        b"</sheetData>", b"<row r='200000'><c r='ZZ200000'><v>1</v></c></row></sheetData>"
    )
    assert refusal_of(_zip(tmp_path / "wide.xlsx", parts | {sheet: wide})) is Reason.ROSTER_TOO_LARGE
    huge = bytes(700 * 1024 * 1024 // 16) * 16
    assert (
        refusal_of(_zip(tmp_path / "huge.xlsx", parts | {"xl/media/a.bin": huge})) is Reason.ROSTER_TOO_LARGE
    )
    many = {f"xl/{one}.xml": b"" for one in range(3_000)}
    assert refusal_of(_zip(tmp_path / "many.xlsx", parts | many)) is Reason.ROSTER_TOO_LARGE


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx")
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        size = file.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little")))
    assert refusal_of(path) is Reason.FILE_UNREADABLE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.ROSTER_NO_NAMES),
        (b"PK\x03\x04", Reason.FILE_UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.FILE_UNREADABLE),
        (b"%PDF-1.7\n%\xe2\xe3\n" + bytes(range(256)) * 4, Reason.FILE_UNREADABLE),
        (b"STT,Chuc vu\r\n1,x\r\n", Reason.ROSTER_NO_NAMES),
        ("Họ và tên\r\n".encode("utf-16") + b"\x00", Reason.FILE_UNREADABLE),
    ],
)
def test_what_is_no_roster(tmp_path: Path, content: bytes, reason: Reason) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert refusal_of(tmp_path / "a.xlsx") is reason
    assert refusal_of(tmp_path / "nichts.xlsx") is Reason.FILE_NOT_FOUND


def test_half_a_workbook_is_refused(tmp_path: Path) -> None:
    content = write_xlsx(tmp_path / "a.xlsx").read_bytes()
    for end in range(4, len(content) - 1, 97):
        (tmp_path / "b.xlsx").write_bytes(content[:end])
        assert refusal_of(tmp_path / "b.xlsx") is Reason.FILE_UNREADABLE


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Ho va ten,Ma\n" + content)
    with suppress(Refusal):
        read(path)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", Field.ORDINAL), ("Số\nTT", Field.ORDINAL), ("Họ và tên", Field.NAME), ("HỌ TÊN", Field.NAME),
        ("Họ, chữ đệm và tên", Field.NAME), ("Họ tên công chức", Field.NAME), ("Tên cán bộ", Field.NAME),
        ("Họ đệm", Field.BEFORE_GIVEN), ("Họ lót", Field.BEFORE_GIVEN), ("Tên", Field.GIVEN),
        ("Mã số cán bộ", Field.CODE), ("Mã NV", Field.CODE), ("Số hiệu CBCC", Field.CODE), ("Mã CBCCVC", Field.CODE),
        ("Ngày, tháng, năm sinh", Field.BIRTH_DATE), ("Năm sinh", Field.BIRTH_DATE), ("Ngày/tháng/năm sinh", Field.BIRTH_DATE),
        ("Chức vụ, chức danh", Field.POSITION), ("Vị trí việc làm", Field.POSITION), ("Chức danh", Field.POSITION),
        ("Đơn vị công tác", Field.SUB_UNIT), ("Phòng/ban", Field.SUB_UNIT), ("Bộ phận", Field.SUB_UNIT_2),
        ("Vai trò", Field.ROLE), ("Đối tượng", Field.ROLE), ("Ghi chú", None), ("Số điện thoại", None), ("Số CCCD", None),
        ("Email", None), ("", None), ("Giới tính", None), ("Trình độ", None), ("Ngày vào Đảng", None),
    ],
)  # fmt: skip
def test_headings(heading: str, field: Field | None) -> None:
    assert field_of(heading) is field
    assert field_of(heading.upper()) is field


def test_letters_of_columns() -> None:
    assert [letter_of(one) for one in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [index_of(one) for one in ("A", "z", "AA", "ZZ", "AAA")] == [0, 25, 26, 701, 702]
    with pytest.raises(ValueError):
        index_of("1")


def test_roles_and_paths() -> None:
    assert [read_role(one) for one in ("", "Lãnh đạo", "nguoi-phat-ngon", "Cán bộ truyền thông", "xyz")] == [
        "", "lanh-dao", "nguoi-phat-ngon", "truyen-thong", None,
    ]  # fmt: skip
    assert read_path("Văn phòng > Tổ 1") == ("Văn phòng", "Tổ 1")
    assert read_path("VH-XH/KT", "") == ("VH-XH/KT",)
    assert read_path("a / b", "c") is None
    assert read_path("", "") == ()


def test_a_last_row_whose_name_was_forgotten_is_told_and_nobody_is_lost(tmp_path: Path) -> None:
    for forgotten in (
        [None, "CB009", None],
        [4, None, None, None, "Văn thư"],
        [None, None, None, "01/02/1980"],
    ):
        path = write_xlsx(tmp_path / "quên tên.xlsx", [*ROWS, forgotten])
        assert faults(read(path)) == [(8, Fault.NAME_MISSING)]
    path = write_xlsx(
        tmp_path / "tổng.xlsx", [*ROWS, [], [None, "Tổng cộng: 3 người"], [None, "Người lập", None, "Ký"]]
    )
    assert faults(read(path)) == []


def test_a_table_of_nobody_is_refused(tmp_path: Path) -> None:
    """Or else everybody would have left."""
    assert refusal_of(write_xlsx(tmp_path / "trống.xlsx", [])) is Reason.ROSTER_NOBODY
