"""The words of an administrative document's form (Decree 30/2020): heading, number, day, signature, recipients.

Pure text. What is left open for the clerk (the number and the day are given after the signature, Article 15)
is a stretch of spaces that do not break.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from elearn.exports.list_values import ListHead, Signer, SigningForm
from elearn.exports.plain_cell import printable

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"
ADDRESSEES = "Kính gửi:"
_OPEN = "\u00a0"
_LONGEST_PROPERTY = 255


def organ_lines(head: ListHead) -> list[tuple[str, bool]]:
    """Who issues, as (text in capitals, bold): the organ above first, where there is one."""
    above = [(head.organ_above.upper(), False)] if head.organ_above else []
    return [*above, (head.organ.upper(), True)]


def document_title(head: ListHead) -> str:
    """The document's own title, as a reader's window shows it."""
    return property_text(" – ".join((head.title, " ".join(head.subject))) if head.subject else head.title)


def property_text(text: str) -> str:
    """A text as a document's property: on one line, no longer than Office takes."""
    whole = " ".join(printable(text).split())
    return whole if len(whole) <= _LONGEST_PROPERTY else whole[: _LONGEST_PROPERTY - 1] + "…"


def number_line(head: ListHead) -> str:
    """`Số: 05/BC-UBND`, or with room for the number."""
    number = _OPEN * 8 if head.number is None else f"{head.number:02d}"
    return f"Số: {number}/{head.symbol}" if head.symbol else f"Số: {number}".rstrip(" ")


def place_and_day(place: str, day: date | None, year: int) -> str:
    """`Thanh Trì, ngày 05 tháng 02 năm 2026`; without a day there is room for it."""
    if day:
        text = f"ngày {day.day:02d} tháng {month_of(day)} năm {day.year}"
    else:
        text = f"ngày {_OPEN * 5} tháng {_OPEN * 5} năm {year}"
    return f"{place}, {text}" if place else text.capitalize()


def month_of(day: date) -> str:
    """A month; only January and February are written with a zero (annex I)."""
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def short_day(day: date | None) -> str:
    """A day within a sentence or a table: 03/11/2026."""
    return f"{day:%d/%m/%Y}" if day else ""


def authority_lines(signer: Signer) -> tuple[str, ...]:
    """By what right it is signed, in capitals, one line each (annex I, part II, 7; Article 13).

    TM. stands before the collective, Q., KT., TL. and TUQ. before the head's position, and below them the
    position of who signs. KT. with a collective has both: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
    """
    form, lines = signer.form, []
    if signer.collective and form in (SigningForm.TM, SigningForm.KT):
        lines.append(f"{SigningForm.TM.value} {signer.collective}")
    if form is SigningForm.Q:  # the acting head has no other position to name
        lines.append(f"{form.value} {signer.head_position or signer.position}")
    elif form not in (SigningForm.NONE, SigningForm.TM) and signer.head_position:
        lines.append(f"{form.value} {signer.head_position}")
    if form is not SigningForm.Q and signer.position:
        lines.append(signer.position)
    return tuple(line.upper() for line in lines)


def recipient_lines(recipients: Sequence[str]) -> list[str]:
    """`- Như trên;` and so on; the last one ends with a full stop."""
    return listed(recipients)


def listed(texts: Sequence[str]) -> list[str]:
    """Texts as a list of the form: a hyphen before each, a semicolon behind it, a full stop behind the last."""
    bare = [text.strip().removeprefix("-").strip().rstrip(";.,") for text in texts]
    kept = [text for text in bare if text]
    return [f"- {text}{'.' if at == len(kept) - 1 else ';'}" for at, text in enumerate(kept)]


def attached_line(head: ListHead) -> str:
    """`(Kèm theo Báo cáo số …)` below an annex's title, "" where it is none."""
    return f"(Kèm theo {head.attached_to})" if head.attached_to else ""


def per_cent(share: float) -> str:
    """A share as it is printed, at most one decimal: 91,7 % and 100 %."""
    return f"{share * 100:.1f}".removesuffix(".0").replace(".", ",") + "\u00a0%"


def whole_number(value: int) -> str:
    """A number with the full stop between thousands that Vietnamese write: 10.000."""
    return f"{value:,}".replace(",", ".")


def roman(number: int) -> str:
    """A Roman numeral, for the headings of a list. Raises ValueError below 1."""
    if number < 1:
        raise ValueError("no Roman numeral")
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
