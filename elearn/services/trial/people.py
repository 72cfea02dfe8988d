"""Who the trial's learners are: names as they are found in communes, units, positions, staff codes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from elearn.learning.people import PersonDetails

# Family names with how often they are met, in thousands.
_FAMILIES = {
    "Nguyễn": 384, "Trần": 121, "Lê": 95, "Phạm": 70, "Hoàng": 30, "Huỳnh": 21, "Phan": 45, "Vũ": 25, "Võ": 14,
    "Đặng": 21, "Bùi": 20, "Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10, "Lý": 5, "Đinh": 10, "Trịnh": 8, "Mai": 8,
    "Đoàn": 8, "Lương": 7, "Cao": 7, "Tạ": 5, "Châu": 4, "Quách": 3, "Hà": 6, "Ưng": 1, "Ân": 1, "Âu": 1, "Ông": 1,
}  # fmt: skip
_WOMEN_MIDDLE = (
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Ngọc",
    "Ngọc",
    "Thị Hồng",
    "Thị Thanh",
    "Kim",
    "Thị Bích",
    "",
)
_MEN_MIDDLE = (
    "Văn",
    "Văn",
    "Văn",
    "Hữu",
    "Đức",
    "Minh",
    "Quang",
    "Xuân",
    "Đình",
    "Công",
    "Trọng",
    "Quốc",
    "",
)
_WOMEN = (
    "Ánh", "Bích", "Chi", "Cúc", "Diễm", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hòa",
    "Hồng", "Huệ", "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "Mỹ", "Nga", "Ngân", "Nguyệt", "Nhung", "Oanh",
    "Phương", "Quỳnh", "Thảo", "Thanh", "Thu", "Thủy", "Thuỷ", "Thúy", "Trang", "Trâm", "Tuyết", "Uyên", "Vân", "Yến",
)  # fmt: skip
_MEN = (
    "An", "Anh", "Bảo", "Bình", "Chiến", "Cường", "Dũng", "Duy", "Đạt", "Định", "Đông", "Đức", "Giáp", "Hải", "Hậu",
    "Hiếu", "Hòa", "Hoàng", "Hùng", "Huy", "Khánh", "Kiên", "Lâm", "Long", "Mạnh", "Nam", "Nghĩa", "Phong", "Phúc",
    "Quang", "Quân", "Quý", "Sơn", "Tài", "Tâm", "Thành", "Thắng", "Thịnh", "Toàn", "Trung", "Tuấn", "Tùng", "Vinh",
)  # fmt: skip
_LONG = (
    "Công Tằng Tôn Nữ Hoàng Quỳnh Châu Nguyễn Phước",
    "Nguyễn Phúc Bảo Tôn Nữ Thanh Nhã",
    "H'Yến Niê Kđăm",
    "Đinh Thị Y Blưi",
    "Lò Văn Pảo",
    "Thạch Sô Phia",
)
_COMMUNES = (
    "xã Thanh Trì", "xã An Bình Đông", "phường Hòa Khánh", "xã Đại Lộc", "phường Tân Thuận", "xã Nghĩa Hành",
    "xã Ea Kar", "phường Cửa Lò", "xã Thủy Nguyên", "xã Mường Ảng", "phường Vĩnh Quang", "xã Gò Công Đông",
    "xã Phú Quốc Nam", "phường Đồng Hới", "xã Bình Sơn", "xã Trà Bồng", "phường Ngô Quyền", "xã Krông Năng",
)  # fmt: skip
# Sub-units with the positions found there; the first are met more often.
_SUB_UNITS: dict[str, tuple[str, ...]] = {
    "Văn phòng HĐND và UBND": ("Chánh Văn phòng", "Chuyên viên", "Công chức Văn phòng – Thống kê", "Văn thư"),
    "Phòng Văn hóa – Xã hội": (
        "Trưởng phòng",
        "Phó Trưởng phòng",
        "Công chức Văn hóa – Xã hội",
        "Chuyên viên",
    ),
    "Phòng Kinh tế": (
        "Trưởng phòng",
        "Chuyên viên",
        "Công chức Tài chính – Kế toán",
        "Công chức Địa chính – Xây dựng",
    ),
    "Trung tâm Phục vụ hành chính công": ("Giám đốc", "Chuyên viên", "Công chức Tư pháp – Hộ tịch"),
    "Ban Chỉ huy Quân sự": ("Chỉ huy trưởng", "Trợ lý"),
    "Trạm Y tế": ("Trạm trưởng", "Bác sĩ", "Điều dưỡng"),
    "Trường Tiểu học số 1": ("Hiệu trưởng", "Giáo viên", "Nhân viên thư viện"),
    "Đài Truyền thanh": ("Viên chức", "Cộng tác viên"),
}
_TELLS_BIRTH_DATE = 0.35
_TYPES_DECOMPOSED = 0.02  # as some keyboards do; the profile composes it


@dataclass(frozen=True, slots=True)
class Sketch:
    """A learner before the first lesson. `ability` 0..1 is how likely a middling item is answered well."""

    number: int  # 1 for the first
    details: PersonDetails
    ability: float
    zeal: float  # 0..1: how far the way is gone before something else comes up

    @property
    def code(self) -> str:
        """The staff code, which names the data folder too."""
        return self.details.staff_code


def sketch(number: int, random: Random, today: date) -> Sketch:
    """The learner with a number; the same random gives the same one."""
    commune = _COMMUNES[number // 60 % len(_COMMUNES)]
    sub_units = list(_SUB_UNITS)
    sub_unit = random.choices(sub_units, weights=range(len(sub_units) + 2, 2, -1))[0]
    name = _name(random)
    if random.random() < _TYPES_DECOMPOSED:
        name = unicodedata.normalize("NFD", name)
    details = PersonDetails(
        name=name,
        staff_code=f"CB-{number:05d}",
        unit=f"{sub_unit}, UBND {commune}",
        position=random.choice(_SUB_UNITS[sub_unit]),
        birth_date=_birth_date(random, today) if random.random() < _TELLS_BIRTH_DATE else None,
    )
    return Sketch(number, details, min(0.98, max(0.15, random.gauss(0.72, 0.16))), random.random())


def _name(random: Random) -> str:
    if random.random() < 0.01:
        return random.choice(_LONG)
    family = random.choices(list(_FAMILIES), weights=list(_FAMILIES.values()))[0]
    middle, given = (_WOMEN_MIDDLE, _WOMEN) if random.random() < 0.55 else (_MEN_MIDDLE, _MEN)
    return " ".join(filter(None, (family, random.choice(middle), random.choice(given))))


def _birth_date(random: Random, today: date) -> date:
    return today - timedelta(days=random.randrange(23 * 365, 60 * 365))
