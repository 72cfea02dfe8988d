"""Making and changing a profile: what was filled in, what is wrong with it, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.learning.people import Person
    from elearn.records.store import Records

OLDEST = 1930
LEAST_PIN = 4
_MARKED = frozenset(  # family names that always bear a mark
    [
        "bui",
        "dang",
        "dinh",
        "do",
        "doan",
        "duong",
        "ho",
        "hoang",
        "huynh",
        "le",
        "luong",
        "ly",
        "nghiem",
        "ngo",
        "nguyen",
        "pham",
        "tran",
        "trinh",
        "trieu",
        "truong",
        "vo",
        "vu",
        "vuong",
    ]
)


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What stands in the fields, as typed. `birth` is day/month/year or empty; `pin` for a new profile."""

    name: str = ""
    staff_code: str = ""
    unit: str = ""
    position: str = ""
    birth: str = ""
    pin: str = ""
    pin_again: str = ""


def faults(form: ProfileForm, *, pin_wanted: bool = False) -> dict[str, str]:
    """What is wrong, a sentence by field; empty where the form can be kept."""
    found = {}
    if not form.name.strip():
        found["name"] = "Xin ghi họ và tên."
    try:
        _day(form.birth)
    except ValueError:
        found["birth"] = "Xin ghi ngày sinh như 09/11/1988, hoặc để trống."
    if len(form.pin) < LEAST_PIN and (form.pin or pin_wanted):
        found["pin"] = f"Xin ghi mã PIN ít nhất {LEAST_PIN} ký tự, hoặc bỏ dấu chọn ở trên."
    elif form.pin != form.pin_again:
        found["pin_again"] = "Hai lần nhập mã PIN chưa giống nhau."
    return found


def without_marks(name: str) -> str:
    """The family name that was typed without its marks, "" where nothing tells so: "Mai Anh" is written like that."""
    family = name.split(maxsplit=1)[0] if name.split() else ""
    return family if name.isascii() and family.lower() in _MARKED else ""


def _day(text: str) -> date | None:
    """The day that was typed, None for nothing. Raises ValueError where it is none."""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if not text.strip():
        return None
    day, month, year = (int(part) for part in parts)
    if not OLDEST <= year <= 2015:
        raise ValueError(text)
    return date(year, month, day)


class ProfileFormPresenter:
    """Keeps what a form says; every method may be called off the GUI thread."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def form_of(self, subject: str) -> ProfileForm:
        """What a profile says, as the fields show it."""
        person = self._records.people.get(subject)
        details = person.details
        born = f"{details.birth_date:%d/%m/%Y}" if details.birth_date else ""
        return ProfileForm(details.name, details.staff_code, details.unit, details.position, born)

    def keep(self, form: ProfileForm, subject: str = "") -> str:
        """Make a profile, or change the one of `subject`; the subject.

        Raises Refusal NAME_MISSING, CODE_TAKEN. The form must have no faults.
        """
        from elearn.learning.people import PersonDetails

        details = PersonDetails(form.name, form.staff_code, form.unit, form.position, _day(form.birth))
        people = self._records.people
        person: Person = people.update(subject, details) if subject else people.create(details)
        if form.pin and not subject:
            people.set_pin(person.subject, form.pin)
        return person.subject

    def take_in(self, content: bytes) -> str:
        """A profile from another PC's file; the subject. Raises Refusal."""
        return self._records.people.unpack(content).subject


def field_of(refusal: Refusal) -> str:
    """The field that a refusal speaks of, "" for none."""
    return {Reason.NAME_MISSING: "name", Reason.CODE_TAKEN: "staff_code", Reason.PIN_TOO_SHORT: "pin"}.get(
        refusal.reason, ""
    )
