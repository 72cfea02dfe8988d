"""What a list of people is made from: plain values, as the unit's side hands them in.

Nothing here knows where the rows come from, nor how they will be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Outcome(Enum):
    """How a person stands with a course; the value is what the list says."""

    DONE = "Hoàn thành"
    NOT_PASSED = "Chưa đạt"  # sat the exam, and no attempt was enough
    UNDER_WAY = "Đang học"
    NOT_BEGUN = "Chưa bắt đầu"
    NOT_ASSIGNED = "Chưa được giao khóa"  # the one row of who has no course
    REGISTERED = "Đã đăng ký"  # a course held by others
    ATTENDED = "Đã tham gia"  # a course held by others


class SigningForm(Enum):
    """By what right a document is signed (Decree 30/2020, Article 13); the value is what is printed."""

    NONE = ""  # the head of an office without a collective
    TM = "TM."  # on behalf of a collective
    Q = "Q."  # acting head
    KT = "KT."  # a deputy for the head
    TL = "TL."  # the head of a part, by the head's order
    TUQ = "TUQ."  # the head of a part, by a written authorisation


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. Texts in the usual case; the form sets capitals.

    `collective` is whom TM. stands for ("Ủy ban nhân dân"; with KT. optional: "TM. …" above "KT. …");
    `head_position` the head's position, for Q., KT., TL. and TUQ. ("Chủ tịch").
    """

    name: str
    position: str
    form: SigningForm = SigningForm.NONE
    collective: str = ""
    head_position: str = ""


@dataclass(frozen=True, slots=True)
class ListHead:
    """What surrounds the table. "" and () are left out; `number` and `day` None stay open for the clerk.

    `symbol` follows the number ("DS-UBND"); `subject` are the lines below the title; `attached_to` the document
    whose annex this is ("Báo cáo số …/BC-UBND ngày … của …"); `addressees` belong to a report alone;
    `as_of` is the day of the figures.
    """

    organ: str
    year: int
    title: str = "Danh sách"
    subject: tuple[str, ...] = ()
    organ_above: str = ""
    place: str = ""
    number: int | None = None
    symbol: str = ""
    day: date | None = None
    as_of: date | None = None
    attached_to: str = ""
    addressees: tuple[str, ...] = ()
    signer: Signer | None = None
    recipients: tuple[str, ...] = ("Lưu: VT",)


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """A person and a course. Who has no course has one row with `course` "".

    `course` is the title; `sub_unit` the path from the unit down, () for the unit itself; `share` 0.0 to 1.0,
    None where no exam was sat; `late` marks what is past its deadline, or was done after it; `person` tells
    people apart, "" where name, code, birth date and sub-unit do.
    """

    name: str
    outcome: Outcome
    code: str = ""
    birth_date: date | None = None
    sub_unit: tuple[str, ...] = ()
    position: str = ""
    course: str = ""
    version: str = ""
    share: float | None = None
    attempts: int = 0
    completed_on: date | None = None
    certificate: str = ""
    late: bool = False
    note: str = ""
    person: str = ""

    @property
    def who(self) -> tuple[object, ...]:
        """The same for all rows of a person."""
        return (self.person,) if self.person else (self.name, self.code, self.birth_date, self.sub_unit)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry of the unit's register of certificates. `name` "" is one that was erased on request."""

    number: str
    issued_on: date
    course: str
    version: str = ""
    name: str = ""
    sub_unit: str = ""
    share: float | None = None
    signer: str = ""
    note: str = ""
