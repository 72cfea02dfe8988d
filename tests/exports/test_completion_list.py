"""The list before it is drawn: who stands where, and what is said of each."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from elearn.exports.administrative import (
    authority_lines,
    listed,
    number_line,
    per_cent,
    place_and_day,
    roman,
    whole_number,
)
from elearn.exports.completion_list import completion_table
from elearn.exports.list_values import CompletionRow, Outcome, Signer, SigningForm
from elearn.exports.register_list import register_table
from tests.build.lists import COURSES, SUB_UNITS, head, register, row, rows


def _column(table_rows: list[tuple[object, ...]], at: int) -> list[object]:
    return [one[at] for one in table_rows]


def _names(*names: str) -> list[CompletionRow]:
    return [row(name=name, code=f"{at}") for at, name in enumerate(names)]


def test_people_stand_in_the_order_of_vietnamese_names() -> None:
    shuffled = _names("Lê Văn Ấn", "Trần Anh Đào", "Lê Thị Ánh", "Lê An", "Lê Ân", "Phạm Thị An", "Vũ Thị An")
    table = completion_table(shuffled, head())
    assert _column(table.rows, 1) == [
        "Lê An", "Phạm Thị An", "Vũ Thị An", "Lê Thị Ánh", "Lê Ân", "Lê Văn Ấn", "Trần Anh Đào",
    ]  # fmt: skip


def test_rows_are_numbered_through_all_sub_units() -> None:
    table = completion_table(rows(200, 2), head())
    assert _column(table.rows, 0) == list(range(1, 201))
    assert len(table.groups) == len(SUB_UNITS)


def test_sub_units_have_headings_with_how_many_people() -> None:
    table = completion_table([*rows(120, 2), row(name="Lê Chủ", sub_unit=(), code="1")], head())
    said = [heading.text for group in table.groups for heading in group.headings]
    tops = [text.split(" (")[0] for text in said if text[0] in "IVX"]
    assert tops == [
        "I. Ban Chỉ huy Quân sự",
        "II. Phòng Kinh tế, Hạ tầng và Đô thị",
        "III. Phòng Văn hóa – Xã hội",
        "IV. Trung tâm Phục vụ hành chính công",
        "V. Văn phòng HĐND và UBND",
        "VI. Chưa ghi bộ phận",
    ]
    assert said[-1].endswith("(1 người)")
    inner = [text.split(" (")[0] for text in said if text[0].isdigit()]
    assert inner == ["1. Tổ Hành chính – Quản trị", "2. Tổ Tổng hợp"]
    of_office = next(text for text in said if text.startswith("V. "))
    count = sum(
        len({one[2] or one[1] for one in group.rows})
        for group in table.groups
        if any(one[4] in ("Tổ Tổng hợp", "Tổ Hành chính – Quản trị") for one in group.rows)
    )
    assert of_office.endswith(f"({count} người)")


def test_without_sub_units_there_is_no_heading() -> None:
    (group,) = completion_table([row(sub_unit=()), row(sub_unit=(), name="B")], head()).groups
    assert group.headings == ()


def test_everyone_is_listed_also_who_has_not_begun_and_who_has_no_course() -> None:
    people = [
        row(name="Lê An"),
        row(
            name="Lê Bình",
            outcome=Outcome.NOT_BEGUN,
            share=None,
            attempts=0,
            completed_on=None,
            certificate="",
        ),
        CompletionRow("Lê Chi", Outcome.NOT_ASSIGNED, sub_unit=SUB_UNITS[0]),
    ]
    table = completion_table(people, head())
    begun, not_begun, none = table.rows
    assert begun[6:] == ("Hoàn thành", 0.917, 1, date(2026, 11, 12), "41/GCN-UBND", None)
    assert not_begun[6:] == ("Chưa bắt đầu", None, None, None, None, None)
    assert none[5:] == (None, "Chưa được giao khóa", None, None, None, None, None)


def test_who_has_no_code_is_known_by_date_of_birth() -> None:
    table = completion_table([row(code="", birth_date=date(1988, 2, 3)), row(code="0012")], head())
    assert sorted(map(str, _column(table.rows, 2))) == ["0012", "1988-02-03"]


def test_late_is_marked_in_words_and_a_note_stays() -> None:
    late = row(late=True, note="Thi có giám sát")
    table = completion_table([late, row(name="X", outcome=Outcome.UNDER_WAY, late=True)], head())
    assert _column(table.rows, 11) == ["Hoàn thành sau hạn; Thi có giám sát", "Quá hạn"]


def test_on_paper_the_heading_names_the_office_and_the_column_its_last_part() -> None:
    person = [row(sub_unit=("Văn phòng", "Tổ Một"))]
    assert completion_table(person, head()).rows[0][4] == "Tổ Một"
    assert completion_table(person, head(), on_paper=False).rows[0][4] == "Văn phòng / Tổ Một"


def test_the_totals_count_people_and_rows() -> None:
    (closing,) = completion_table(
        [row(), row(course="B", outcome=Outcome.UNDER_WAY, late=True), row(name="Y", code="2")], head()
    ).closing
    assert closing == (
        "Số liệu đến ngày 24/11/2026. Danh sách có 2 người, 3 dòng: hoàn thành 2, đang học 1; trong đó quá hạn 1./."
    )


def test_an_empty_list_is_a_list() -> None:
    table = completion_table([], head())
    assert table.rows == [] and table.closing == ("Danh sách chưa có người nào./.",)


def test_two_people_of_one_name_are_two() -> None:
    table = completion_table([row(code="1"), row(code="2"), row(code="2", course="B")], head())
    assert "2 người, 3 dòng" in table.closing[0]


def test_one_course_is_named_below_the_title() -> None:
    assert completion_table([row()], head()).head.subject[-1] == f"khóa “{COURSES[0][0]}”"
    assert len(completion_table(rows(10, 2), head()).head.subject) == 1
    assert completion_table([row()], head(subject=("Đợt 1",))).head.subject == ("Đợt 1",)


@given(st.randoms(use_true_random=False))
def test_the_order_of_arrival_makes_no_difference(dice: random.Random) -> None:
    whole = rows(40)
    shuffled = list(whole)
    dice.shuffle(shuffled)
    assert completion_table(shuffled, head()) == completion_table(whole, head())


def test_an_erased_name_leaves_its_number_in_the_register() -> None:
    table = register_table(register(40), head(title="Sổ cấp giấy chứng nhận", subject=()))
    erased = [one for one in table.rows if one[3] == "Đã xóa theo yêu cầu"]
    assert len(table.rows) == 40 and len(erased) == 2 and all(one[1] for one in erased)


def test_the_form_of_signing_is_written_as_the_decree_writes_it() -> None:
    said = {
        "TM": authority_lines(Signer("A", "Chủ tịch", SigningForm.TM, collective="Ủy ban nhân dân")),
        "KT": authority_lines(
            Signer("A", "Phó Chủ tịch", SigningForm.KT, "Ủy ban nhân dân", head_position="Chủ tịch")
        ),
        "KT of an office": authority_lines(
            Signer("A", "Phó Trưởng phòng", SigningForm.KT, head_position="Trưởng phòng")
        ),
        "TL": authority_lines(Signer("A", "Chánh Văn phòng", SigningForm.TL, head_position="Chủ tịch")),
        "TUQ": authority_lines(Signer("A", "Trưởng phòng", SigningForm.TUQ, head_position="Giám đốc")),
        "Q": authority_lines(Signer("A", "Trưởng phòng", SigningForm.Q, head_position="Trưởng phòng")),
        "none": authority_lines(Signer("A", "Giám đốc")),
    }
    assert said == {
        "TM": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "KT": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "KT of an office": ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
        "TL": ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        "TUQ": ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
        "Q": ("Q. TRƯỞNG PHÒNG",),
        "none": ("GIÁM ĐỐC",),
    }


def test_number_and_day_stay_open_for_the_clerk() -> None:
    assert number_line(head()).replace("\u00a0", "_") == "Số: ________/DS-UBND"
    assert number_line(head(number=5)) == "Số: 05/DS-UBND"
    assert place_and_day("Thanh Trì", None, 2026).split() == ["Thanh", "Trì,", "ngày", "tháng", "năm", "2026"]
    assert place_and_day("Huế", date(2026, 2, 5), 2026) == "Huế, ngày 05 tháng 02 năm 2026"
    assert place_and_day("Huế", date(2026, 6, 29), 2026) == "Huế, ngày 29 tháng 6 năm 2026"


def test_recipients_are_listed_as_the_form_wants() -> None:
    assert listed(["- Như trên;", "Lưu: VT, VHXH"]) == ["- Như trên;", "- Lưu: VT, VHXH."]
    assert listed(["", " "]) == []


def test_numbers_are_written_as_vietnamese_write_them() -> None:
    assert [per_cent(share) for share in (0.9167, 1.0, 0.0)] == ["91,7\u00a0%", "100\u00a0%", "0\u00a0%"]
    assert whole_number(10_000) == "10.000"
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99, 2026)] == [
        "I", "IV", "IX", "XIV", "XL", "XCIX", "MMXXVI",
    ]  # fmt: skip
