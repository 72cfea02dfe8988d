"""Setting up the unit: what was filled in, what is wrong with it, how it will look on paper, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

LEAST_PASSWORD = 8
FORMS: tuple[tuple[str, str], ...] = (
    ("", "Người đứng đầu cơ quan ký (không ghi gì thêm)"),
    ("TM.", "TM. – thay mặt tập thể (Ủy ban nhân dân, Hội đồng…)"),
    ("Q.", "Q. – quyền cấp trưởng"),
    ("KT.", "KT. – cấp phó ký thay cấp trưởng"),
    ("TL.", "TL. – thừa lệnh người đứng đầu"),
    ("TUQ.", "TUQ. – thừa ủy quyền người đứng đầu"),
)
# Which of the two further fields a form of signing asks for.
ASKS_COLLECTIVE = frozenset({"TM.", "KT."})
ASKS_HEAD = frozenset({"KT.", "TL.", "TUQ."})


@dataclass(frozen=True, slots=True)
class SetupForm:
    """What stands in the fields, as typed; passwords for a new unit alone."""

    name: str = ""
    above: str = ""
    place: str = ""
    short_name: str = ""
    signer: str = ""
    position: str = ""
    signing_form: str = ""
    collective: str = ""
    head_position: str = ""
    symbol: str = "GCN"
    first_number: str = "1"
    password: str = ""
    password_again: str = ""


@dataclass(frozen=True, slots=True)
class PaperPreview:
    """How the unit will stand on its papers: heading, number, place and day, signature."""

    organ: tuple[tuple[str, bool], ...]  # line, bold
    place_and_day: str
    authority: tuple[str, ...]
    signer: str
    number: str


_NEEDED = (
    ("name", "Xin ghi tên đơn vị, như trên con dấu."),
    ("place", "Xin ghi địa danh, ví dụ: Thanh Trì."),
    ("signer", "Xin ghi họ và tên người ký giấy chứng nhận."),
    ("position", "Xin ghi chức vụ của người ký."),
)


def faults(form: SetupForm, *, new: bool) -> dict[str, str]:
    """What is wrong, a sentence by field, in the order of the fields; empty where the form can be kept."""
    found = {field: words for field, words in _NEEDED if not getattr(form, field).strip()}
    if form.signing_form == "TM." and not form.collective.strip():
        found["collective"] = "Xin ghi tập thể được thay mặt, ví dụ: Ủy ban nhân dân."
    if form.signing_form in ASKS_HEAD and not form.head_position.strip():
        found["head_position"] = "Xin ghi chức vụ của người đứng đầu, ví dụ: Chủ tịch."
    if not _number(form.first_number):
        found["first_number"] = "Xin ghi một số từ 1 đến 99999."
    if any(mark in form.symbol for mark in '\\:*?"<>|'):
        found["symbol"] = "Ký hiệu chỉ gồm chữ, số, dấu gạch và dấu “/”."
    if new:
        if len(form.password) < LEAST_PASSWORD:
            found["password"] = f"Mật khẩu cần ít nhất {LEAST_PASSWORD} ký tự."
        elif form.password != form.password_again:
            found["password_again"] = "Hai lần ghi mật khẩu chưa giống nhau."  # noqa: S105 - a sentence
    return found


def _number(text: str) -> int:
    """The number that was typed, 0 where it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= 99_999 else 0


def preview(form: SetupForm, today: date) -> PaperPreview:
    """The heading and the signature as the form of administrative documents writes them."""
    from elearn.exports.administrative import authority_lines, organ_lines, place_and_day
    from elearn.exports.list_values import ListHead, Signer, SigningForm

    head = ListHead(organ=form.name.strip() or "Tên đơn vị", organ_above=form.above.strip(), year=today.year)
    shown = _without_unasked(form)
    signer = Signer(
        name=shown.signer.strip(),
        position=shown.position.strip(),
        form=SigningForm(shown.signing_form),
        collective=shown.collective.strip(),
        head_position=shown.head_position.strip(),
    )
    number = _number(form.first_number) or 1
    return PaperPreview(
        organ=tuple(organ_lines(head)),
        place_and_day=place_and_day(form.place.strip() or "Địa danh", today, today.year),
        authority=authority_lines(signer),
        signer=shown.signer.strip(),
        number=_settings(shown, today).number(number, today.year),
    )


def _without_unasked(form: SetupForm) -> SetupForm:
    """The form without what its form of signing does not ask for."""
    return replace(
        form,
        collective=form.collective if form.signing_form in ASKS_COLLECTIVE else "",
        head_position=form.head_position if form.signing_form in ASKS_HEAD else "",
    )


def _settings(form: SetupForm, today: date) -> Any:
    from elearn.learning.unit import UnitSettings
    from elearn.vietnamese.text import tidy

    return UnitSettings(
        name=tidy(form.name),
        place=tidy(form.place),
        signer=tidy(form.signer),
        position=tidy(form.position),
        above=tidy(form.above),
        signing_form=form.signing_form,
        collective=tidy(form.collective),
        head_position=tidy(form.head_position),
        short_name=tidy(form.short_name),
        symbol=tidy(form.symbol),
        first_number=_number(form.first_number) or 1,
        first_year=today.year,
    )
