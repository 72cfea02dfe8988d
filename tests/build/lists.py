"""Lists: rows and heads, valid by default, one keyword the odd one; and many rows, the same ones each time."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from elearn.exports.list_values import CompletionRow, ListHead, Outcome, RegisterRow, Signer, SigningForm

COURSES = (
    ("Luật An ninh mạng", "2026.11"),
    ("Ứng xử trên mạng của cán bộ, công chức", "2026.11"),
    ("Phòng, chống tin giả, tin sai sự thật", "2026.10"),
    ("Phát ngôn và cung cấp thông tin cho báo chí", "2026.11"),
)
SUB_UNITS = (
    ("Văn phòng HĐND và UBND", "Tổ Tổng hợp"),
    ("Văn phòng HĐND và UBND", "Tổ Hành chính – Quản trị"),
    ("Phòng Văn hóa – Xã hội",),
    ("Phòng Kinh tế, Hạ tầng và Đô thị",),
    ("Trung tâm Phục vụ hành chính công",),
    ("Ban Chỉ huy Quân sự",),
)
_FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đoàn",
    "Đinh",
]
_MIDDLES = ("Thị", "Văn", "Thị Ngọc", "Đức", "Minh", "Thị Thanh", "Quốc", "Hữu", "Thu", "Công", "Xuân", "")
_GIVEN = [
    "An",
    "Ân",
    "Ánh",
    "Ấn",
    "Bình",
    "Châu",
    "Chi",
    "Dũng",
    "Đào",
    "Đức",
    "Giang",
    "Hà",
    "Hạnh",
    "Hòa",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Mai",
    "Nga",
    "Oanh",
    "Ổn",
    "Phúc",
    "Quỳnh",
    "Sơn",
    "Thắng",
    "Thủy",
    "Thuỷ",
    "Trang",
    "Tú",
    "Tuấn",
    "Uyên",
    "Vinh",
    "Xuân",
    "Yến",
]
_POSITIONS = ("Chuyên viên", "Phó Trưởng phòng", "Công chức Văn phòng – Thống kê", "Trưởng phòng", "Văn thư")


def row(**odd: Any) -> CompletionRow:
    """Somebody who has completed a course."""
    usual: dict[str, Any] = {
        "name": "Hoàng Thị Ngọc Ánh",
        "outcome": Outcome.DONE,
        "code": "CB0012",
        "sub_unit": SUB_UNITS[0],
        "position": "Chuyên viên",
        "course": COURSES[0][0],
        "version": COURSES[0][1],
        "share": 0.917,
        "attempts": 1,
        "completed_on": date(2026, 11, 12),
        "certificate": "41/GCN-UBND",
    }
    return CompletionRow(**(usual | odd))


def rows(count: int, courses: int = 1) -> list[CompletionRow]:
    """Rows of `count` / `courses` people, in all outcomes; the same ones for the same arguments."""
    dice = random.Random(count * 10 + courses)
    made: list[CompletionRow] = []
    person = 0
    while len(made) < count:
        person += 1
        middle = dice.choice(_MIDDLES)
        name = " ".join(filter(None, (dice.choice(_FAMILIES), middle, dice.choice(_GIVEN))))
        sub_unit, position = dice.choice(SUB_UNITS), dice.choice(_POSITIONS)
        born = date(1970, 1, 1) + timedelta(days=dice.randrange(12_000))
        for course, version in COURSES[:courses]:
            outcome = dice.choices(
                (Outcome.DONE, Outcome.NOT_PASSED, Outcome.UNDER_WAY, Outcome.NOT_BEGUN), (60, 5, 15, 20)
            )[0]
            done = outcome is Outcome.DONE
            sat = done or outcome is Outcome.NOT_PASSED
            share = dice.randint(24, 30) / 30 if done else dice.randint(5, 23) / 30
            made.append(
                CompletionRow(
                    name=name,
                    outcome=outcome,
                    code=f"CB{person:05d}" if person % 9 else "",
                    birth_date=born,
                    sub_unit=sub_unit,
                    position=position,
                    course=course,
                    version=version,
                    share=share if sat else None,
                    attempts=dice.randint(1, 3) if sat else 0,
                    completed_on=date(2026, 11, 1) + timedelta(days=dice.randrange(28)) if done else None,
                    certificate=f"{len(made) + 1}/GCN-UBND" if done else "",
                    late=dice.random() < 0.1,
                    person=str(person),
                )
            )
    return made[:count]


def register(count: int) -> list[RegisterRow]:
    """Entries of a register."""
    return [
        RegisterRow(
            number=one.certificate or f"{at}/GCN-UBND",
            issued_on=date(2026, 11, 13),
            course=one.course,
            version=one.version,
            name=one.name if at % 17 else "",
            sub_unit=" / ".join(one.sub_unit),
            share=one.share if one.share is not None else 0.8,
            signer="Trần Quốc Toản",
        )
        for at, one in enumerate(rows(count), 1)
    ]


def head(**odd: Any) -> ListHead:
    """The head of a commune's list, its number and day left to the clerk."""
    usual: dict[str, Any] = {
        "organ": "Ủy ban nhân dân xã Thanh Trì",
        "organ_above": "UBND thành phố Hà Nội",
        "place": "Thanh Trì",
        "year": 2026,
        "symbol": "DS-UBND",
        "as_of": date(2026, 11, 24),
        "signer": Signer(
            "Trần Quốc Toản", "Phó Chủ tịch", SigningForm.KT, "Ủy ban nhân dân", head_position="Chủ tịch"
        ),
        "recipients": ("UBND thành phố Hà Nội (để báo cáo)", "Các phòng, đơn vị thuộc xã", "Lưu: VT, VHXH"),
    }
    return ListHead(**(usual | odd))
