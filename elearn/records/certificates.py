"""Certificates that this installation issued, as the bytes that were issued."""

from __future__ import annotations

import builtins
import json
import sqlite3
from datetime import date

from elearn.errors import Reason, Refusal
from elearn.learning.certificate import StoredCertificate
from elearn.records.database import Database, writing
from elearn.records.events import EventLog


class Certificates:
    """The certificates in one records file."""

    def __init__(self, db: Database, events: EventLog) -> None:
        self._db, self._events = db, events

    def add(self, certificate: StoredCertificate) -> StoredCertificate:
        """Keep an issued certificate for good; adding the same number and copy again changes nothing."""
        with writing(self._db):
            new = self._db.run(
                "insert or ignore into certificate (number, copy, subject, course, issued_on, title, pdf,"
                " credential, fields) values (?,?,?,?,?,?,?,?,?)",
                [
                    certificate.number,
                    certificate.copy,
                    certificate.subject,
                    certificate.course,
                    certificate.issued_on.isoformat(),
                    certificate.title,
                    certificate.pdf,
                    certificate.credential,
                    json.dumps(certificate.fields, ensure_ascii=False),
                ],
            )
            if new:
                self._events.append(
                    certificate.subject,
                    "certificate_issued",
                    number=certificate.number,
                    copy=certificate.copy,
                    course=certificate.course,
                    issued_on=certificate.issued_on.isoformat(),
                )
        return self.get(certificate.number, certificate.copy)

    def list(self, subject: str) -> builtins.list[StoredCertificate]:
        """A learner's certificates as first issued, oldest first."""
        rows = self._db.rows(
            "select * from certificate where subject = ? and copy = 0 order by made", [subject]
        )
        return [_certificate(row) for row in rows]

    def for_course(self, subject: str, course: str) -> StoredCertificate | None:
        """A learner's latest certificate for a course, as first issued."""
        row = self._db.row(
            "select * from certificate where subject = ? and course = ? and copy = 0"
            " order by made desc limit 1",
            [subject, course],
        )
        return _certificate(row) if row else None

    def get(self, number: str, copy: int = 0) -> StoredCertificate:
        """A certificate by its number, as issued or as reprinted. Raises Refusal(NO_SUCH_CERTIFICATE)."""
        row = self._db.row("select * from certificate where number = ? and copy = ?", [number, copy])
        if row is None:
            raise Refusal(Reason.NO_SUCH_CERTIFICATE, number=number)
        return _certificate(row)

    def copies(self, number: str) -> builtins.list[StoredCertificate]:
        """The first issue of a number and its reprints, in order."""
        rows = self._db.rows("select * from certificate where number = ? order by copy", [number])
        return [_certificate(row) for row in rows]


def _certificate(row: sqlite3.Row) -> StoredCertificate:
    return StoredCertificate(
        number=row["number"],
        subject=row["subject"],
        course=row["course"],
        issued_on=date.fromisoformat(row["issued_on"]),
        title=row["title"],
        pdf=bytes(row["pdf"]),
        credential=row["credential"],
        fields=json.loads(row["fields"]),
        copy=row["copy"],
    )
