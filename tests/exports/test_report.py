"""The report that goes with the list: its figures, and the document as Word and LibreOffice read it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given
from hypothesis import strategies as st

from elearn.exports.docx_bars import lengths
from elearn.exports.list_values import CompletionRow, ListHead, Outcome
from elearn.exports.report import completion_report
from elearn.exports.report_docx import report_docx
from tests.build.lists import SUB_UNITS, head, row, rows

PLACES = ("UBND thành phố Hà Nội", "Sở Khoa học và Công nghệ")
NO_COURSE = CompletionRow("Lê Chi", Outcome.NOT_ASSIGNED, code="9", sub_unit=SUB_UNITS[0])
ELSEWHERE = row(
    name="Vũ Thị An",
    outcome=Outcome.ATTENDED,
    course="Tập huấn phát ngôn",
    version="",
    note="Sở Văn hóa và Thể thao",
    certificate="15/GCN-SVHTT",
    completed_on=date(2026, 10, 2),
)


def _head(**odd: Any) -> ListHead:
    usual = {
        "title": "Báo cáo",
        "symbol": "BC-UBND",
        "subject": ("Kết quả học tập năm 2026",),
        "addressees": PLACES,
    }
    return head(**(usual | odd))


def _word(people: list[CompletionRow], **odd: Any) -> Any:
    return docx.Document(io.BytesIO(report_docx(completion_report(people, _head(**odd)))))


def _text(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_figures_count_people_rows_and_states() -> None:
    people = [
        row(name="A", code="1"),
        row(name="A", code="1", course="B", outcome=Outcome.UNDER_WAY, late=True),
        row(name="B", code="2", sub_unit=SUB_UNITS[2], late=True),
        row(name="C", code="3", sub_unit=SUB_UNITS[2], outcome=Outcome.NOT_PASSED),
        row(name="D", code="4", sub_unit=(), outcome=Outcome.NOT_BEGUN),
        NO_COURSE,
        ELSEWHERE,
    ]
    report = completion_report(people, _head())
    whole = report.whole
    assert (whole.people, whole.all, whole.done, whole.not_passed, whole.under_way, whole.not_begun) == (
        4, 5, 2, 1, 1, 1,
    )  # fmt: skip
    assert whole.late == 1 and whole.share_done == 0.4  # what was done late is no longer missing
    assert report.finished == 1 and report.without_course == (NO_COURSE,)
    assert [(one.name, one.all) for one in report.by_course] == [
        ("Luật An ninh mạng – 2026.11", 4),
        ("B – 2026.11", 1),
    ]
    assert [(one.name, one.all) for one in report.by_part] == [
        ("Phòng Văn hóa – Xã hội", 2), ("Văn phòng HĐND và UBND", 2), ("Chưa ghi bộ phận", 1),
    ]  # fmt: skip
    assert [one.name for one in report.missing] == ["C", "A", "D"]
    assert report.elsewhere == (ELSEWHERE,)


def test_courses_and_sub_units_each_add_up_to_the_whole() -> None:
    report = completion_report(rows(300, 3), _head())
    for parts in (report.by_course, report.by_part):
        for name in ("all", "done", "not_passed", "under_way", "not_begun", "late"):
            assert sum(getattr(one, name) for one in parts) == getattr(report.whole, name)
    assert len(report.missing) == report.whole.all - report.whole.done


def test_it_reads_as_a_report_to_those_above() -> None:
    document = _word([*rows(60, 2), NO_COURSE, ELSEWHERE])
    text = _text(document)
    for said in (
        "BÁO CÁO", "Kính gửi:", "- UBND thành phố Hà Nội;", "- Sở Khoa học và Công nghệ.", "I. KẾT QUẢ CHUNG",
        "II. NGƯỜI CHƯA HOÀN THÀNH", "III. TẬP HUẤN DO CƠ QUAN KHÁC TỔ CHỨC", "Chưa được giao khóa nào: 1 người.",
        "Trên đây là báo cáo của Ủy ban nhân dân xã Thanh Trì./.", "Bảng 1. Kết quả theo khóa học",
        "Biểu đồ. Tỷ lệ hoàn thành theo bộ phận",
    ):  # fmt: skip
        assert said in text
    section = document.sections[0]
    assert section.orientation is WD_ORIENT.PORTRAIT and round(section.page_height.mm) == 297
    assert "Số:" in document.tables[0].rows[1].cells[0].text
    assert document.tables[-1].rows[0].cells[1].text.endswith("Trần Quốc Toản")


def test_every_one_who_is_missing_stands_in_it_once_with_all_courses() -> None:
    people = rows(60, 2)
    document = _word(people)
    listed = next(table for table in document.tables if "chưa hoàn thành" in table.rows[0].cells[-1].text)
    found = {(line.cells[1].text, line.cells[3].text): line.cells[4].text for line in listed.rows[1:]}
    missing = [one for one in people if one.outcome is not Outcome.DONE]
    assert len(listed.rows) - 1 == len({one.who for one in missing})
    assert sum(text.count("\n") + 1 for text in found.values()) <= len(missing)
    for one in missing:
        text = found[one.name, " / ".join(one.sub_unit)]
        assert f"{one.course}: {one.outcome.value.lower()}" in text


def test_one_addressee_stands_on_the_line_and_nobody_is_addressed_without_any() -> None:
    assert "Kính gửi: UBND thành phố Hà Nội." in _text(_word(rows(4), addressees=PLACES[:1]))
    assert "Kính gửi" not in _text(_word(rows(4), addressees=()))


@pytest.mark.parametrize(
    ("people", "said"),
    [
        pytest.param([], "Chưa có người nào được giao khóa học.", id="nobody"),
        pytest.param([NO_COURSE], "Chưa có người nào được giao khóa học.", id="nobody with a course"),
        pytest.param([row()], "Không còn ai chưa hoàn thành khóa được giao.", id="all done"),
        pytest.param([ELSEWHERE], "Đã tham gia 1 lượt, đã đăng ký 0 lượt, gồm:", id="only elsewhere"),
        pytest.param([row(sub_unit=())], "Biểu đồ. Tỷ lệ hoàn thành theo khóa học", id="no sub-units"),
    ],
)
def test_odd_units_have_a_report_too(people: list[CompletionRow], said: str) -> None:
    assert said in _text(_word(people))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=3))
def test_bars_fill_their_length_and_hide_nobody(parts: list[int]) -> None:
    made = lengths(parts, 100)
    assert sum(made) == (100 if any(parts) else 0)
    assert all((one > 0) == (part > 0) for one, part in zip(made, parts, strict=True))


@pytest.mark.slow
def test_libreoffice_prints_it_with_the_signature_beside_the_last_words(
    by_libreoffice: Callable[[bytes, str, str], bytes], seen_by: Callable[..., str]
) -> None:
    for count in (20, 60, 66, 72):
        content = report_docx(completion_report([*rows(count, 2), ELSEWHERE], _head()))
        text = seen_by(by_libreoffice(content, "docx", "pdf"), "pdftotext", "-layout", "{pdf}", "-")
        last = text.split("\f")[-2]
        assert "Trên đây là báo cáo" in last and "Trần Quốc Toản" in last
        chart = next(page for page in text.split("\f") if "Biểu đồ." in page)
        assert "Ban Chỉ huy Quân sự" in chart and "Đang học, chưa đạt" in chart


def test_a_report_says_below_its_name_what_it_is_about() -> None:
    said = [one.text for one in _word(rows(6, 2), subject=()).paragraphs if one.text]
    at = said.index("BÁO CÁO")
    assert said[at + 1] == "Kết quả học tập của công chức, viên chức, người lao động"
