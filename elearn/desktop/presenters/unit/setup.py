"""Setting up the unit: what was filled in, what is wrong with it, how it will look on paper, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from elearn.desktop.presenters.unit.passing import passing_file
from elearn.desktop.presenters.unit.words import today_of

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
            found["password_again"] = "Hai lần nhập mật khẩu chưa giống nhau."  # noqa: S105 - a sentence
    return found


def usual_signing(name: str) -> tuple[str, str]:
    """The form of signing that a unit of such a name has, and the collective that is signed for."""
    from elearn.vietnamese.text import fold

    words = fold(name)
    if words.startswith(("uy ban nhan dan", "ubnd")):
        return "TM.", "Ủy ban nhân dân"
    if words.startswith(("hoi dong nhan dan", "hdnd")):
        return "TM.", "Hội đồng nhân dân"
    return "", ""


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


def form_of(settings: Any) -> SetupForm:
    """A unit's settings as the fields show them."""
    return SetupForm(
        name=settings.name,
        above=settings.above,
        place=settings.place,
        short_name=settings.short_name,
        signer=settings.signer,
        position=settings.position,
        signing_form=settings.signing_form,
        collective=settings.collective,
        head_position=settings.head_position,
        symbol=settings.symbol,
        first_number=str(settings.first_number),
    )


@dataclass(frozen=True, slots=True)
class SetupView:
    """What the fields begin with; `is_new`: there is no unit yet."""

    form: SetupForm
    today: date
    is_new: bool


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that was just set up; the code is told this once."""

    name: str
    fingerprint: str
    code: str = field(repr=False)

    @property
    def code_lines(self) -> tuple[str, ...]:
        """The code in lines of four groups, to be copied by hand without a slip."""
        groups = self.code.split("-")
        return tuple("-".join(groups[at : at + 4]) for at in range(0, len(groups), 4))


class SetupPresenter:
    """Asks the unit's services; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def view(self) -> SetupView:
        """The fields of a new unit, or of the one there is. Raises Refusal."""
        unit = self._services.unit
        today = today_of(self._services)
        if not unit.is_set_up:
            return SetupView(SetupForm(), today, is_new=True)
        return SetupView(form_of(unit.setup.settings()), today, is_new=False)

    def found(self, form: SetupForm) -> NewUnit:
        """Set the unit up. The form must have no faults. Raises Refusal."""
        from elearn.credentials.keys import shown

        settings = _settings(_without_unasked(form), today_of(self._services))
        made = self._services.unit.setup.set_up(settings, form.password)
        return NewUnit(made.settings.name, shown(made.key_id), made.recovery_code)

    def change(self, form: SetupForm) -> None:
        """Change what later papers say. The form must have no faults. Raises Refusal."""
        setup = self._services.unit.setup
        before = setup.settings()
        new = _settings(_without_unasked(form), today_of(self._services))
        if new.first_number == before.first_number:
            new = replace(new, first_year=before.first_year)
        setup.change(new)

    def save_sheet(self, made: NewUnit, path: Path) -> Path:
        """Write the recovery sheet, a PDF. Raises Refusal."""
        target = path if path.suffix else path.with_suffix(".pdf")
        return Path(self._services.unit.setup.write_recovery_sheet(made.code, target))

    def sheet_to_print(self, made: NewUnit) -> Path:
        """The recovery sheet as a file to be printed now; it is removed when the program ends. Raises Refusal."""
        return self.save_sheet(made, passing_file("phieu-khoi-phuc.pdf"))
