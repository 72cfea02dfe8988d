"""The completion list, the report and the register as files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.exports.list_file import ListFormat, write_completion_list, write_register, write_report
from elearn.exports.list_values import CompletionRow, ListHead, Outcome, RegisterRow, Signer, SigningForm
from elearn.learning.progress import CourseState
from elearn.learning.unit import (
    DocumentKind,
    HandedOutKind,
    Member,
    PaperState,
    RegisterEntry,
    StandingLine,
    Training,
    TrainingState,
    UnitSettings,
)
from elearn.services.handing_out import make_folder

if TYPE_CHECKING:
    from elearn.services.unit import UnitService

_STATES = {
    CourseState.DONE: Outcome.DONE,
    CourseState.UNDER_WAY: Outcome.UNDER_WAY,
    CourseState.NOT_BEGUN: Outcome.NOT_BEGUN,
}


class UnitLists:
    """The lists of one unit. A path with another ending than the format's is taken as it is."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def head(self) -> ListHead:
        """What surrounds whatever the unit prints: organ, place, signer; number and day are left to the clerk."""
        records = self._unit.records
        settings, today = records.settings.needed(), records.seen_day.today()
        return ListHead(
            organ=settings.name,
            organ_above=settings.above,
            place=settings.place,
            year=today.year,
            as_of=today,
            signer=signer_of(settings),
        )

    def rows(self, course: str | None = None) -> list[CompletionRow]:
        """One row for each person and assigned course; who has none has one row with the course empty.

        Without a course also what people registered for and attended elsewhere. Raises Refusal(NO_SUCH_COURSE).
        """
        titles = {one.id: (one.title, one.version) for one in self._unit.library.courses()}
        rows = [_row(line, titles) for line in self._unit.overview.lines(course)]
        if course is None:
            people = {one.key: one for one in self._unit.records.people.list()}
            rows += [
                _elsewhere(one, people[one.person])
                for one in self._unit.overview.trainings()
                if one.person in people
            ]
        return rows

    def write_list(
        self, path: Path, form: ListFormat, course: str | None = None, head: ListHead | None = None
    ) -> int:
        """Write the completion list; how many rows it has. `head` in place of the usual one.

        Raises Refusal NO_UNIT, NO_SUCH_COURSE, and what writing raises; then what stood there stays.
        """
        rows = self.rows(course)
        make_folder(path.parent)
        write_completion_list(path, rows, head or self._unit.documents.head(DocumentKind.LIST), form)
        self._unit.records.handed_out.note(HandedOutKind.LIST, path)
        return len(rows)

    def write_report(self, path: Path, course: str | None = None, head: ListHead | None = None) -> int:
        """Write the report that goes with the list, a DOCX; how many rows it counts. Raises Refusal as above."""
        rows = self.rows(course)
        make_folder(path.parent)
        write_report(path, rows, head or self._unit.documents.head(DocumentKind.REPORT))
        self._unit.records.handed_out.note(HandedOutKind.REPORT, path)
        return len(rows)

    def register_rows(self, year: int | None = None) -> list[RegisterRow]:
        """The register as it is printed."""
        members = {one.key: one for one in self._unit.records.people.list(with_left=True)}
        return [_entry(one, members) for one in self._unit.records.register.list(year)]

    def write_register(
        self, path: Path, form: ListFormat, year: int | None = None, head: ListHead | None = None
    ) -> int:
        """Write the register of certificates, of a year or whole; how many entries. Raises Refusal as above."""
        rows = self.register_rows(year)
        subject = "cấp giấy chứng nhận hoàn thành" + (f" năm {year}" if year else "")
        make_folder(path.parent)
        write_register(path, rows, head or replace(self.head(), title="Sổ", subject=(subject,)), form)
        self._unit.records.handed_out.note(HandedOutKind.REGISTER, path)
        return len(rows)


def signer_of(settings: UnitSettings) -> Signer:
    """Who signs, as documents print it."""
    return Signer(
        settings.signer,
        settings.position,
        SigningForm(settings.signing_form),
        settings.collective,
        settings.head_position,
    )


def _row(line: StandingLine, titles: dict[str, tuple[str, str]]) -> CompletionRow:
    title, version = titles.get(line.course, (line.course, ""))
    if not line.course:
        outcome = Outcome.NOT_ASSIGNED
    else:
        outcome = Outcome.NOT_PASSED if line.not_passed else _STATES[line.state]
    return CompletionRow(
        name=line.name,
        outcome=outcome,
        code=line.code,
        birth_date=line.birth_date,
        sub_unit=line.sub_unit,
        position=line.position,
        course=title,
        version=version,
        share=line.best,
        attempts=line.attempts,
        completed_on=line.completed_on,
        certificate=line.certificate,
        late=line.late,
        note="; ".join(_notes(line)),
        person=str(line.person),
    )


def _notes(line: StandingLine) -> Iterable[str]:
    if line.supervised:
        yield "Thi có giám sát"
    if line.doubtful_day:
        yield "Ngày theo lúc nhận tệp, vì đồng hồ máy của người học sai"


def _elsewhere(training: Training, member: Member) -> CompletionRow:
    person = member.person
    attended = training.state is TrainingState.ATTENDED
    return CompletionRow(
        name=person.name,
        outcome=Outcome.ATTENDED if attended else Outcome.REGISTERED,
        code=person.code,
        birth_date=person.birth_date,
        sub_unit=person.sub_unit,
        position=person.position,
        course=f"{training.name} ({training.organiser})" if training.organiser else training.name,
        completed_on=(training.ends_on or training.begins_on) if attended else None,
        certificate=training.number,
        note=training.note,
        person=str(training.person),
    )


def _entry(entry: RegisterEntry, members: dict[int, Member]) -> RegisterRow:
    member = members.get(entry.person) if entry.person is not None else None
    return RegisterRow(
        number=entry.number,
        issued_on=entry.issued_on,
        course=entry.course_title,
        version=entry.version,
        name=entry.name,
        sub_unit=member.person.place if member else "",
        share=entry.share,
        signer=entry.signer,
        note="; ".join(_entry_notes(entry)),
    )


def _entry_notes(entry: RegisterEntry) -> Iterable[str]:
    on = f" ngày {entry.changed_on:%d/%m/%Y}" if entry.changed_on else ""
    if entry.replaces:
        yield f"Thay giấy số {entry.replaces}"
    if entry.state is PaperState.REVOKED:
        yield f"Thu hồi{on}" + (f": {entry.why}" if entry.why else "")
    elif entry.state is PaperState.REPLACED:
        yield f"Thay bằng giấy số {entry.replaced_by}{on}" + (f": {entry.why}" if entry.why else "")
    if entry.copies:
        yield f"In lại {entry.copies} lần"
