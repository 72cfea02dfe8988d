"""A sheet's signature is printed with rows of the table, however many there are and whoever prints it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from elearn.exports.completion_list import completion_table
from elearn.exports.xlsx import xlsx_list
from elearn.exports.xlsx_pages import Rows, last_break
from tests.build.lists import head, rows

PAGES = (600.0, 630.0, 660.0)
TITLES, CLOSING = (60.0, 33.0), (16.0, 16.0, 160.0)


def sheet(lines: list[tuple[bool, int]]) -> Rows:
    """A sheet with titles, rows of one to four lines (some below a heading), the signature."""
    heights, starts = [*TITLES], []
    for has_heading, many in lines:
        starts.append(len(heights))
        heights += [15.75] * has_heading + [15.0 * many + 0.75]
    return Rows((*heights, *CLOSING), 1, starts)


def printed(one: Rows, page: float, broken: int | None) -> list[int]:
    """How many rows of the table stand on each page."""
    counts, filled = [0], 0.0
    data = {(*one.starts[1:], len(one.heights) - len(CLOSING))[at] - 1 for at in range(len(one.starts))}
    for at, height in enumerate(one.heights):
        if at == broken or filled + height > page:
            counts.append(0)
            filled = one.heights[one.header]
        filled += height
        counts[-1] += at in data
    return counts


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=120))
@example([(False, 2)] * 11)
@example([(False, 1)] * 2)
@example([])
def test_the_signature_stands_with_rows(lines: list[tuple[bool, int]]) -> None:
    one = sheet(lines)
    broken = last_break(one, PAGES)
    for page in (PAGES[0] * 0.98, *PAGES):
        counts = printed(one, page, broken)
        assert counts[-1] >= min(2, len(lines))
        assert len(counts) <= len(printed(one, page, None)) + 1
    if broken is None:
        assert printed(one, PAGES[0], None) == [len(lines)]


def test_what_fits_on_a_page_is_not_parted() -> None:
    assert last_break(sheet([(False, 1)] * 15), PAGES) is None
    assert last_break(sheet([(False, 1)] * 40), PAGES) is not None


def test_a_signature_as_high_as_a_page_parts_nothing() -> None:
    one = Rows((*TITLES, 15.75, 15.75, 590.0), 1, (2, 3))
    assert last_break(one, PAGES) is None


def breaks(content: bytes) -> list[str | None]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return [one.get("id") for one in found.iter() if one.tag.endswith("}brk")]


def test_a_workbook_says_where_its_last_page_begins() -> None:
    assert breaks(xlsx_list(completion_table(rows(3), head(), on_paper=False))) == []
    (at,) = breaks(xlsx_list(completion_table(rows(60), head(), on_paper=False)))
    assert int(at or 0) > 40


@pytest.mark.slow
@pytest.mark.parametrize("count", [9, 10, 11, 25, 27, 39, 60, 250])
def test_libreoffice_prints_it_so(
    by_libreoffice: Callable[[bytes, str, str], bytes], tmp_path: Path, count: int
) -> None:
    pdf = by_libreoffice(xlsx_list(completion_table(rows(count), head(), on_paper=False)), "xlsx", "pdf")
    file = tmp_path / "in.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = text.split("\f")[:-1]
    counts = [len(re.findall(r"2026\.11", page)) for page in pages]
    assert sum(counts) == count
    assert [at for at, page in enumerate(pages) if "Trần Quốc Toản" in page] == [len(pages) - 1]
    assert counts[-1] >= 2 and min(counts) >= 2
