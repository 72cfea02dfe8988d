"""Workbooks that lie: refused before a table is laid out, or read; never at the cost of the machine."""

from __future__ import annotations

import struct
import time
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.unit.roster import read_roster
from tests.build.rosters import write_xlsx

TODAY = date(2026, 11, 24)
XLS = Path(__file__).with_name("roster-of-excel-97.xls").read_bytes()
LABEL, STRINGS, DIMENSIONS, TABLE = (
    0x00FD,
    0x00FC,
    0x0200,
    76,
)  # records; where the header names the first table


def refusal_of(path: Path) -> Reason | None:
    try:
        read_roster(path, TODAY)
    except Refusal as refusal:
        return refusal.reason
    return None


def record(kind: int) -> int:
    """Where the contents of the first record of a kind begin."""
    workbook = 512  # its stream begins in the first sector of this file
    while True:
        found, length = struct.unpack_from("<HH", XLS, workbook)
        if found == kind:
            return workbook + 4
        workbook += 4 + length


def with_bytes(at: int, content: bytes) -> bytes:
    return XLS[:at] + content + XLS[at + len(content) :]


def table_entry(sector: int) -> int:
    (table,) = struct.unpack_from("<I", XLS, TABLE)
    return int(512 + table * 512 + sector * 4)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(with_bytes(record(LABEL), b"\xff\xff\xff\xff"), Reason.ROSTER_TOO_LARGE, id="the last cell of all"),
        pytest.param(
            with_bytes(record(DIMENSIONS), struct.pack("<IIHH", 0, 2**31, 0, 2**15)),
            Reason.ROSTER_TOO_LARGE, id="a sheet of a million millions",
        ),
        pytest.param(with_bytes(record(STRINGS) + 4, b"\xff\xff\xff\x7f"), Reason.FILE_UNREADABLE, id="two thousand million texts"),
        pytest.param(with_bytes(table_entry(0), bytes(4)), Reason.FILE_UNREADABLE, id="a chain in a circle"),
        pytest.param(with_bytes(table_entry(0), b"\xf0\xff\xff\x00"), Reason.FILE_UNREADABLE, id="a chain out of the file"),
        pytest.param(with_bytes(30, b"\x1f\x00"), Reason.FILE_UNREADABLE, id="sectors of two gigabytes"),
        pytest.param(with_bytes(44, b"\xff\xff\xff\xff"), Reason.FILE_UNREADABLE, id="four thousand million tables"),
        pytest.param(XLS[:600], Reason.FILE_UNREADABLE, id="cut off"),
        pytest.param(XLS[:40], Reason.FILE_UNREADABLE, id="cut off within its header"),
    ],
)  # fmt: skip
def test_a_lie_is_refused(tmp_path: Path, content: bytes, reason: Reason) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    assert refusal_of(path) is reason


@pytest.mark.parametrize("value", [0x00, 0xFF])
def test_any_byte_may_lie(tmp_path: Path, value: int) -> None:
    path = tmp_path / "a.xls"
    for at in range(0, len(XLS), 7):
        path.write_bytes(with_bytes(at, bytes([value])))
        with suppress(Refusal):
            read_roster(path, TODAY)


def test_any_byte_of_a_zips_directory_may_lie(tmp_path: Path) -> None:
    content = write_xlsx(tmp_path / "a.xlsx").read_bytes()
    path = tmp_path / "b.xlsx"
    for at in range(content.index(b"PK\x01\x02"), len(content), 3):
        path.write_bytes(content[:at] + b"\xf0" + content[at + 1 :])
        with suppress(Refusal):
            read_roster(path, TODAY)


def test_a_binary_workbook_is_not_read(tmp_path: Path) -> None:
    content = write_xlsx(tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsb").write_bytes(content.replace(b"xl/workbook.xml", b"xl/workbook.bin"))
    assert refusal_of(tmp_path / "a.xlsb") is Reason.FILE_UNREADABLE


def test_merged_cells_that_lie_over_each_other_are_passed_over(tmp_path: Path) -> None:
    """Twenty thousand blocks of a million cells each would be laid out for hours."""
    source = zipfile.ZipFile(write_xlsx(tmp_path / "a.xlsx"))
    with source, zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                blocks = b'<mergeCell ref="A1:XFD70"/>' * 20_000
                content = content.replace(b"</mergeCells>", blocks + b"</mergeCells>")
            target.writestr(name, content)
    began = time.monotonic()
    assert len(read_roster(tmp_path / "b.xlsx", TODAY).people) == 3
    assert time.monotonic() - began < 20
