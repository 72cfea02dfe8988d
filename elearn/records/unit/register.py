"""The register of certificates: numbers of each year without gaps, the papers as they were issued."""

from __future__ import annotations

import builtins
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from elearn.errors import Reason, Refusal
from elearn.learning.unit import PaperState, RegisterEntry, UnitSettings
from elearn.records.database import Database, writing
from elearn.records.unit.person_rows import day, day_text

_SELECT = """select certificate.*, person.name as person_name,
        (select fields from paper where paper.certificate = certificate.id and copy = 0) as fields,
        (select count(*) from paper where paper.certificate = certificate.id and copy > 0) as copies
    from certificate left join person on person.id = certificate.person"""


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued paper. `copy` is 0 for the first issue, 1… for reprints; `fields` the printed ones by name."""

    number: str
    copy: int
    title: str
    pdf: bytes = field(repr=False)
    credential: str = field(repr=False)
    fields: dict[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be registered; the number is given when it is."""

    person: int
    course: str
    course_title: str
    version: str
    issued_on: date
    signer: str
    share_1000: int | None
    replaces: str = ""


class Register:
    """The register of one `unit.db`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def issue(
        self, entry: NewEntry, settings: UnitSettings, draw: Callable[[str], Paper], why: str = ""
    ) -> tuple[RegisterEntry, bool]:
        """Give the next number of the year, draw the paper with it and keep both, or neither.

        Where a paper of this course is valid for the person already, that one is handed back; whether the entry is
        new is told, for another process may have made it meanwhile. `entry.replaces` names a number that no longer
        holds from then on. Whatever `draw` raises leaves no gap.
        """
        year = entry.issued_on.year
        with writing(self._db):
            held = self._valid_for(entry.person, entry.course)
            if held and held.number != entry.replaces:
                return held, False
            row = self._db.row("select max(ordinal) as last from certificate where year = ?", [year])
            last = row["last"] if row else None
            ordinal = settings.first_of(year) if last is None else last + 1
            paper = draw(settings.number(ordinal, year))
            self._db.run(
                "insert into certificate (number, year, ordinal, person, course, course_title, version,"
                " issued_on, signer, share_1000, replaces) values (?,?,?,?,?,?,?,?,?,?,?)",
                [
                    paper.number,
                    year,
                    ordinal,
                    entry.person,
                    entry.course,
                    entry.course_title,
                    entry.version,
                    entry.issued_on.isoformat(),
                    entry.signer,
                    entry.share_1000,
                    entry.replaces,
                ],
            )
            self._keep(paper)
            if entry.replaces:
                self._db.run(
                    "update certificate set state = 'replaced', changed_on = ?, why = ?, replaced_by = ?"
                    " where number = ?",
                    [day_text(entry.issued_on), why, paper.number, entry.replaces],
                )
        return self.get(paper.number), True

    def _valid_for(self, person: int, course: str) -> RegisterEntry | None:
        row = self._db.row(f"{_SELECT} where person = ? and course = ? and state = 'valid'", [person, course])
        return _entry(row) if row else None

    def add_copy(self, paper: Paper) -> RegisterEntry:
        """Keep a reprint beside the first issue. Raises Refusal(NO_SUCH_CERTIFICATE)."""
        with writing(self._db):
            self.get(paper.number)
            self._keep(paper)
        return self.get(paper.number)

    def _keep(self, paper: Paper) -> None:
        self._db.run(
            "insert into paper (certificate, copy, title, pdf, credential, fields)"
            " select id, ?, ?, ?, ?, ? from certificate where number = ?",
            [
                paper.copy,
                paper.title,
                paper.pdf,
                paper.credential,
                json.dumps(paper.fields, ensure_ascii=False),
                paper.number,
            ],
        )

    def revoke(self, number: str, on: date, why: str) -> RegisterEntry:
        """Take a number back; it stays in the register. Raises Refusal(NO_SUCH_CERTIFICATE)."""
        with writing(self._db):
            self.get(number)
            self._db.run(
                "update certificate set state = 'revoked', changed_on = ?, why = ?"
                " where number = ? and state = 'valid'",
                [day_text(on), why, number],
            )
        return self.get(number)

    def get(self, number: str) -> RegisterEntry:
        """An entry. Raises Refusal(NO_SUCH_CERTIFICATE)."""
        row = self._db.row(f"{_SELECT} where number = ?", [number])
        if row is None:
            raise Refusal(Reason.NO_SUCH_CERTIFICATE, number=number)
        return _entry(row)

    def list(self, year: int | None = None, person: int | None = None) -> builtins.list[RegisterEntry]:
        """The register in the order of its numbers; of one year, of one person."""
        rows = self._db.rows(
            f"{_SELECT} where (year = ? or ? is null) and (person = ? or ? is null) order by year, ordinal",
            [year, year, person, person],
        )
        return [_entry(row) for row in rows]

    def years(self) -> builtins.list[int]:
        """The years in which papers were issued, the newest first."""
        return [row["year"] for row in self._db.rows("select distinct year from certificate order by 1 desc")]

    def paper(self, number: str, copy: int = 0) -> Paper:
        """A paper as it was issued. Raises Refusal(NO_SUCH_CERTIFICATE), also where it was erased."""
        row = self._db.row(
            "select paper.*, number from paper join certificate on certificate.id = paper.certificate"
            " where number = ? and copy = ?",
            [number, copy],
        )
        if row is None:
            raise Refusal(Reason.NO_SUCH_CERTIFICATE, number=number)
        return Paper(
            number, copy, row["title"], bytes(row["pdf"]), row["credential"], json.loads(row["fields"])
        )


def _entry(row: sqlite3.Row) -> RegisterEntry:
    fields = json.loads(row["fields"]) if row["fields"] else {}
    share = row["share_1000"]
    there = row["person"] is not None
    return RegisterEntry(
        number=row["number"],
        issued_on=date.fromisoformat(row["issued_on"]),
        course=row["course"],
        course_title=row["course_title"],
        version=row["version"],
        person=row["person"],
        name=str(fields.get("name") or row["person_name"] or "") if there else "",
        unit=str(fields.get("unit") or "") if there else "",
        share=share / 1000 if share is not None and there else None,
        signer=row["signer"],
        state=PaperState(row["state"]),
        changed_on=day(row["changed_on"]),
        why=row["why"] if there else "",
        replaces=row["replaces"],
        replaced_by=row["replaced_by"],
        copies=row["copies"],
    )
