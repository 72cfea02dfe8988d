"""The unit's certificates: issued with numbers of the register, reprinted, replaced, revoked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from elearn.credentials.credential import CertificateFields, title_of
from elearn.credentials.key_file import TrustedKey
from elearn.credentials.keys import SigningKey
from elearn.credentials.qr import TooLongForQr
from elearn.credentials.verify import verify
from elearn.errors import Reason, Refusal
from elearn.exports.administrative import authority_lines
from elearn.learning.course import Course
from elearn.learning.intake import TakenAttempt
from elearn.learning.unit import HandedOutKind, Member, PaperState, RegisterEntry, UnitSettings
from elearn.records.unit.register import NewEntry, Paper
from elearn.records.unit.standing import Brought, StandingRow
from elearn.services.handing_out import make_folder, write_out
from elearn.services.unit.lists import signer_of
from elearn.unit.status import FIRST_DAY, Device, attempts_of
from elearn.vietnamese.file_names import file_name_part

if TYPE_CHECKING:
    from elearn.services.unit import UnitService

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Due:
    """A certificate that can be issued: who passed which course, and no number was ever given for it."""

    person: int
    name: str
    course: str


@dataclass(frozen=True, slots=True)
class CertificatesMade:
    """What was issued and written. `issued`: by this call alone; `already`: valid papers that others had issued.

    `files` has one for each paper; `too_long` are people whose names do not fit into the code on the paper.
    """

    issued: int
    already: int
    files: tuple[Path, ...]
    combined: Path | None = None
    too_long: tuple[str, ...] = ()
    cancelled: bool = False


class UnitRegister:
    """The register of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def entries(self, year: int | None = None) -> list[RegisterEntry]:
        """The register in the order of its numbers."""
        return self._unit.records.register.list(year)

    def entry(self, number: str) -> RegisterEntry:
        """One entry. Raises Refusal(NO_SUCH_CERTIFICATE)."""
        return self._unit.records.register.get(number)

    def years(self) -> list[int]:
        """The years in which numbers were given, the newest first."""
        return self._unit.records.register.years()

    def due(self) -> list[Due]:
        """What can be issued now, in the order of names. What was revoked comes again only by `issue_again`.

        Also for a course that was assigned once and is not any more: what was earned stays earned.
        """
        self._unit.overview.refresh()
        order = {one.course: at for at, one in enumerate(self._unit.records.assignments.ever())}
        found = [Due(*one) for one in self._unit.records.standings.due()]
        place = {person: at for at, person in enumerate(dict.fromkeys(one.person for one in found))}
        return sorted(found, key=lambda one: (place[one.person], order[one.course]))

    def count_due(self) -> int:
        """How many certificates can be issued now."""
        self._unit.overview.refresh()
        return self._unit.records.standings.count_due()

    def issue_all(
        self,
        out: Path,
        combined: Path | None = None,
        report: Report = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> CertificatesMade:
        """Issue what is due, and write every valid certificate into a folder, each as it was issued.

        `combined`: also one file for the printer. Cancelled or broken off, what has a number is whole, and the next
        call goes on. Raises Refusal NO_UNIT, UNIT_PASSWORD_MISSING, and what writing raises.
        """
        records, issuer = self._unit.records, self._issuer()
        make_folder(out)
        self._unit.back_up()
        due = self.due()  # before the register is read: who gets a number meanwhile stands in both
        already = [
            one.number for one in self.entries() if one.state is PaperState.VALID and not one.is_erased
        ]
        attempts = issuer.passes([one.person for one in due])
        todo: list[str | Due] = [*already, *due]
        mine, others = set[str](), set(already)
        files: dict[str, Path] = {}
        too_long: list[str] = []
        stopped = False
        with records.db.hurried():
            for done, one in enumerate(todo):
                if stopped := cancelled():
                    break
                try:
                    if isinstance(one, str):
                        number = one
                    else:
                        entry, is_new = issuer.issue(one.person, one.course, attempts[one.person, one.course])
                        number = entry.number
                        (mine if is_new else others).add(number)
                except Refusal as refusal:
                    if refusal.reason is not Reason.NAME_TOO_LONG or isinstance(one, str):
                        raise
                    too_long.append(one.name)
                else:
                    if number not in files:
                        files[number] = self.export(number, out)
                report(done + 1, len(todo))
        written = tuple(files.values())
        whole = combined if combined is not None and written and not stopped else None
        if whole is not None:
            self._write_combined(whole, written)
        return CertificatesMade(len(mine), len(others), written, whole, tuple(too_long), stopped)

    def _write_combined(self, path: Path, files: Sequence[Path]) -> None:
        """All pages in one file for the printer."""
        from elearn.exports.combined import write_combined

        make_folder(path.parent)
        write_combined(path, (file.read_bytes() for file in files))
        self._unit.records.handed_out.note(HandedOutKind.CERTIFICATES, path)

    def export(self, number: str, folder: Path, copy: int = 0) -> Path:
        """Write a paper's stored bytes into a folder; where it now stands.

        Raises Refusal NO_SUCH_CERTIFICATE, and what writing raises.
        """
        paper = self._unit.records.register.paper(number, copy)
        target = folder / file_name_of(paper)
        write_out(target, paper.pdf)
        self._unit.records.handed_out.note(HandedOutKind.CERTIFICATES, target, self.entry(number).person)
        return target

    def issue_again(self, person: int, course: str) -> RegisterEntry:
        """A new number for somebody whose earlier one was revoked, and who is done with the course all the same.

        Raises Refusal UNIT_PASSWORD_MISSING, NOT_PASSED, NAME_TOO_LONG.
        """
        issuer = self._issuer()
        attempt = issuer.passes([person]).get((person, course))
        if attempt is None:
            raise Refusal(Reason.NOT_PASSED, course=course)
        return issuer.issue(person, course, attempt)[0]

    def reprint(self, number: str) -> RegisterEntry:
        """A second document under the same number, marked "In lại" with its day, signed and kept.

        Raises Refusal NO_SUCH_CERTIFICATE, UNIT_PASSWORD_MISSING.
        """
        entry = self.entry(number)
        first = self._fields(number)
        again = msgspec.structs.replace(
            first, copy=entry.copies + 1, reprinted_on=self._today(), key_id=self._unit.keys.signing.key_id
        )
        return self._unit.records.register.add_copy(self._issuer().paper(again))

    def replace(self, number: str, why: str = "") -> RegisterEntry:
        """A new paper with a new number in the place of one that is wrong; the roster as it now stands is printed.

        Raises Refusal NO_SUCH_CERTIFICATE (also where it is no longer valid), UNIT_PASSWORD_MISSING, NAME_TOO_LONG.
        """
        entry = self.entry(number)
        if entry.state is not PaperState.VALID or entry.person is None:
            raise Refusal(Reason.NO_SUCH_CERTIFICATE, number=number)
        return self._issuer().reissue(entry, self._fields(number), why)

    def revoke(self, number: str, why: str = "") -> RegisterEntry:
        """Take a number back; verifiers know with the next key file. Raises Refusal(NO_SUCH_CERTIFICATE)."""
        return self._unit.records.register.revoke(number, self._today(), why)

    def _fields(self, number: str) -> CertificateFields:
        return msgspec.convert(self._unit.records.register.paper(number).fields, CertificateFields)

    def _today(self) -> date:
        return self._unit.records.seen_day.today()

    def _issuer(self) -> _Issuer:
        return _Issuer(self._unit)


class _Issuer:
    """Draws and registers papers, with what all of them share."""

    def __init__(self, unit: UnitService) -> None:
        self._unit, self._records = unit, unit.records
        self._settings: UnitSettings = self._records.settings.needed()
        self._key: SigningKey = unit.keys.signing
        self._today = self._records.seen_day.today()
        self._courses = {one.id: one for one in unit.library.courses()}
        self._trusted = [TrustedKey(self._key.public, "unit", self._settings.name, self._today)]

    def passes(self, people: Sequence[int]) -> dict[tuple[int, str], _Passed]:
        """What each of these people passed, by person and course."""
        unique = list(dict.fromkeys(people))
        brought = self._records.standings.brought(unique)
        rows = {(one.person, one.course): one for one in self._records.standings.list() if one.passed_by}
        found = {}
        for person in unique:
            attempts = _attempts(brought.get(person, ()))
            for course in {attempt.course for attempt in attempts}:
                row = rows.get((person, course))
                if row and (passed := _passed(row, attempts)):
                    found[person, course] = passed
        return found

    def issue(self, person: int, course_id: str, passed: _Passed) -> tuple[RegisterEntry, bool]:
        """Give the next number and keep the paper; whether it is new. Raises Refusal(NAME_TOO_LONG)."""
        member = self._records.people.get(person)
        attempt = passed.attempt
        course = self._courses.get(course_id)
        entry = NewEntry(
            person,
            course_id,
            course.title if course else course_id,
            attempt.library,
            self._today,
            self._settings.signer,
            attempt.share_1000,
        )

        def draw(number: str) -> Paper:
            return self.paper(self._of(member, course_id, course, passed, number))

        return self._records.register.issue(entry, self._settings, draw)

    def reissue(self, entry: RegisterEntry, before: CertificateFields, why: str) -> RegisterEntry:
        """A paper in the place of another one, saying what the roster says now."""
        member = self._records.people.get(entry.person or 0)
        new = NewEntry(
            member.key,
            entry.course,
            entry.course_title,
            entry.version,
            self._today,
            self._settings.signer,
            before.share_1000,
            replaces=entry.number,
        )

        def draw(number: str) -> Paper:
            return self.paper(
                msgspec.structs.replace(
                    before,
                    **self._who(member),
                    number=number,
                    issued_on=self._today,
                    replaces=entry.number,
                    copy=0,
                    reprinted_on=None,
                )
            )

        return self._records.register.issue(new, self._settings, draw, why)[0]

    def paper(self, fields: CertificateFields) -> Paper:
        """The paper, drawn, signed and checked. Raises Refusal(NAME_TOO_LONG)."""
        from elearn.exports.certificate import make_certificate

        try:
            made = make_certificate(fields, self._key)
        except TooLongForQr as error:
            raise Refusal(Reason.NAME_TOO_LONG, name=fields.name) from error
        if not verify(made.pdf, self._trusted).valid:
            raise RuntimeError(f"certificate {fields.number} does not pass its own check")
        return Paper(
            fields.number,
            fields.copy,
            title_of(fields),
            made.pdf,
            made.credential,
            msgspec.to_builtins(fields),
        )

    def _who(self, member: Member) -> dict[str, object]:
        """What a paper says of the person, the unit and the signer."""
        person, settings = member.person, self._settings
        return {
            "name": person.name,
            "unit": ", ".join((*reversed(person.sub_unit), settings.name)),
            "unit_short": settings.short_name,
            "position": person.position,
            "birth_date": person.birth_date,
            "place": settings.place,
            "issuer": settings.name,
            "issuer_above": settings.above,
            "authority": authority_lines(signer_of(settings)),
            "signer": settings.signer,
            "key_id": self._key.key_id,
        }

    def _of(
        self, member: Member, course_id: str, course: Course | None, passed: _Passed, number: str
    ) -> CertificateFields:
        attempt = passed.attempt
        share = attempt.share_1000 or 0
        told = {
            "kind": "unit",
            "number": number,
            "course": course_id,
            "course_title": course.title if course else course_id,
            "course_subtitle": course.subtitle if course else "",
            "version": attempt.library,
            "minutes": round(course.hours * 60) if course else 0,
            "items": attempt.items,
            "points_100": round(share * attempt.items / 10),
            "share_1000": share,
            "studied_from": passed.began_on,
            "studied_to": passed.completed_on,
            "issued_on": self._today,
        }
        return msgspec.convert(told | self._who(member), CertificateFields)


@dataclass(frozen=True, slots=True)
class _Passed:
    """An exam that is enough, and from when to when the course was learnt. `began_on` None: not known."""

    attempt: TakenAttempt
    began_on: date | None
    completed_on: date | None


def _attempts(brought: Sequence[Brought]) -> list[TakenAttempt]:
    devices = [Device(one.installation, one.taken, one.received_at.date()) for one in brought]
    return [attempt for attempt, _ in attempts_of(devices)]


def _passed(row: StandingRow, attempts: Sequence[TakenAttempt]) -> _Passed | None:
    found = next((one for one in attempts if one.id == row.passed_by), None)
    if found is None:
        return None
    days = [one.started_at.date() for one in attempts if one.course == row.course]
    known = [day for day in days if row.completed_on and FIRST_DAY <= day <= row.completed_on]
    return _Passed(found, None if row.doubtful_day else min(known, default=None), row.completed_on)


def file_name_of(paper: Paper) -> str:
    """The name under which a certificate is written out, safe on Windows."""
    name = file_name_part(str(paper.fields.get("name", "")), longest=48)
    number = file_name_part(paper.number, keep_case=True)
    again = f"in-lai-{paper.copy}" if paper.copy else ""
    return "_".join(filter(None, ("giay-chung-nhan", number, name, again))) + ".pdf"
