"""What a certificate says, from its fields: pure text, before anything is drawn."""

from __future__ import annotations

import re

from elearn.credentials.credential import CertificateFields
from elearn.credentials.keys import shown
from elearn.exports.administrative import place_and_day, short_day
from elearn.exports.typesetting import HOLD

_HOW_TO_CHECK = (
    "Kiểm tra không cần mạng: mở elearn, mục “Kiểm tra giấy”, chọn tệp PDF này hoặc dán nội dung mã QR."
)
_OF_A_UNIT = "Ghi nhận kết quả học tập nội bộ của cơ quan; "
_OF_A_MACHINE = (
    "Giấy do máy của người học tự cấp, không vào sổ của cơ quan; giấy chứng nhận của đơn vị, khi được cấp, "
    "thay cho giấy này. Ghi nhận kết quả tự học; "
)
_NOT_IN_PLACE_OF = "không thay thế chứng chỉ bồi dưỡng theo quy định về đào tạo, bồi dưỡng công chức."


def title(fields: CertificateFields) -> str:
    """The paper's name as the page prints it."""
    if fields.kind == "unit":
        return "GIẤY CHỨNG NHẬN HOÀN THÀNH"
    return "GIẤY XÁC NHẬN HOÀN THÀNH"


def opening(fields: CertificateFields) -> str:
    """Who confirms, above the name."""
    if fields.kind == "unit":
        return f"{fields.issuer} chứng nhận"
    return "Theo kết quả lưu trên máy của người học, phần mềm elearn ghi nhận"


def who(fields: CertificateFields) -> list[str]:
    """Below the name: date of birth, then position and unit."""
    born = [f"Sinh ngày {short_day(fields.birth_date)}"] if fields.birth_date else []
    return [*born, *([place] if (place := ", ".join(filter(None, (fields.position, fields.unit)))) else [])]


def what(fields: CertificateFields) -> list[tuple[str, bool]]:
    """What was completed, as (text, bold) in order."""
    verb = "đã hoàn thành khóa học " if fields.kind == "unit" else "đã tự học và hoàn thành khóa học "
    subtitle = f" ({fields.course_subtitle})" if fields.course_subtitle else ""
    return [
        (verb, False),
        (fields.course_title, True),
        (f"{subtitle}, phiên bản nội dung {fields.version}, ", False),
        (f"thời lượng {number(fields.minutes / 60)} giờ, kết quả ", False),
        (f"{number(fields.points_100 / 100)}/{fields.items} điểm", True),
        (f" ({number(fields.share_1000 / 10)} %){period(fields)}.", False),
    ]


def held(text: str) -> str:
    """The same words, with those held that belong together: "số 116/2025/QH15", "2,5 giờ", "thời lượng"."""
    text = re.sub(r"\b(phiên|nội|thời|kết|hiệu) (?=(?:bản|dung|lượng|quả|lực)\b)", rf"\1{HOLD}", text)
    text = re.sub(r"\b(số|ngày|dung|lượng) (?=\d)", lambda found: f"{found[1]}{HOLD}", text)
    text = re.sub(rf"(?<=Luật) (?=số{HOLD})", HOLD, text)
    return re.sub(r"(?<=\d) (?=(?:giờ|điểm|%))", HOLD, text)


def period(fields: CertificateFields) -> str:
    """From when to when, as far as it is known."""
    if fields.studied_to is None:
        return ""
    if fields.studied_from is None or fields.studied_from >= fields.studied_to:
        return f", ngày {short_day(fields.studied_to)}"
    return f", từ ngày {short_day(fields.studied_from)} đến ngày {short_day(fields.studied_to)}"


def number_line(fields: CertificateFields) -> str:
    """The number: of the unit's register, or the machine's own, which is no register number."""
    return f"Số: {fields.number}" if fields.kind == "unit" else f"Mã giấy: {fields.number}"


def reprint_line(fields: CertificateFields) -> str:
    """The mark of a reprint, "" on the first issue."""
    if not fields.copy:
        return ""
    again = f" lần {fields.copy}" if fields.copy > 1 else ""
    on = f", ngày {short_day(fields.reprinted_on)}" if fields.reprinted_on else ""
    return f"In lại{again}{on}"


def replaces_line(fields: CertificateFields) -> str:
    """Which number no longer holds, "" where this paper replaces none."""
    return f"Thay cho giấy số {fields.replaces}" if isinstance(fields.replaces, str) else ""


def day_line(fields: CertificateFields) -> str:
    """Place and day of issue as administrative documents write them."""
    return place_and_day(fields.place, fields.issued_on, fields.issued_on.year)


def notes(fields: CertificateFields) -> list[str]:
    """How to check the paper, and what it is not."""
    if fields.kind == "unit":
        return [_HOW_TO_CHECK, f"Khóa của đơn vị: {shown(fields.key_id)}", _OF_A_UNIT + _NOT_IN_PLACE_OF]
    return [
        _HOW_TO_CHECK,
        f"Khóa của máy người học: {shown(fields.key_id)}",
        _OF_A_MACHINE + _NOT_IN_PLACE_OF,
    ]


def number(value: float) -> str:
    """A number with at most one decimal, as Vietnamese write it: 27,5 and 28."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
