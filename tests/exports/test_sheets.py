"""Sheets that are printed and cut or sealed: the codes of a supervised exam, the unit's recovery code."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from elearn.exports.code_sheet import code_sheet
from elearn.exports.pdf_form import LEFT, PORTRAIT
from elearn.exports.recovery_sheet import recovery_sheet

See = Callable[..., str]
DAY = date(2026, 11, 26)
RECOVERY = "T6H5-CEQT-RKVK-GNBV-46V8-1GCQ-SPYE-61V4"


def test_each_slip_says_what_it_is_for_whom_and_when(seen_by: See) -> None:
    slips = [(f"TDT6A-8TX{at:02}", "Luật An ninh mạng", DAY) for at in range(17)]
    pages = seen_by(code_sheet("UBND xã Thanh Trì", slips), "pdftotext", "-raw", "{pdf}", "-").split("\f")
    assert [page.count("Mã dự thi, dùng một lần trong ngày 26/11/2026") for page in pages] == [16, 1, 0]
    assert all(code in "".join(pages) for code, _, _ in slips)


def test_the_recovery_code_stands_in_the_middle_of_its_frame(seen_by: See) -> None:
    pdf = recovery_sheet("UBND xã Thanh Trì", "", RECOVERY, "D815 2511", DAY)
    boxes = seen_by(pdf, "pdftotext", "-bbox", "{pdf}", "-")
    places = {word: (float(left), float(right)) for left, right, word in _words(boxes)}
    for first, last in (("T6H5", "GNBV"), ("46V8", "61V4")):
        middle = (places[first][0] + places[last][1]) / 2
        assert abs(middle - (LEFT + PORTRAIT.text_width / 2)) < 3


def _words(boxes: str) -> list[tuple[str, str, str]]:
    return re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(\w+)</word>', boxes
    )
