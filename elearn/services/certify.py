"""Certificates: issued when a course is passed, handed out as they were issued, checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from elearn.credentials.credential import CertificateFields, title_of
from elearn.credentials.key_file import SUFFIX, TrustedKey, read_key_file, write_key_file
from elearn.credentials.keys import SigningKey, shown
from elearn.credentials.pdf_file import LARGEST_FILE
from elearn.credentials.qr import TooLongForQr
from elearn.credentials.verify import Verdict, verify, verify_qr
from elearn.errors import Reason, Refusal
from elearn.learning.certificate import StoredCertificate
from elearn.learning.course import Course
from elearn.learning.people import Person
from elearn.learning.sitting import AttemptSummary, AttemptUse
from elearn.machine.files import read_beginning
from elearn.records.events import Event
from elearn.services.handing_out import write_out
from elearn.services.installation_key import installation_key

if TYPE_CHECKING:
    from elearn.library.store import Library
    from elearn.machine.clock import Clock
    from elearn.records.store import Records
    from elearn.records.trusted_keys import KeptKey

LARGEST_KEY_FILE = 4 * 1024 * 1024
FIRST_DAY = date(2026, 1, 1)  # a study that began earlier was dated by a clock that had jumped
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to mistake


class CertifyService:
    """The certificates of one installation.

    `unit_keys` gives the keys of units that are known here otherwise than by a key file: the unit of this folder,
    the one whose assignment is in use.
    """

    def __init__(
        self,
        records: Records,
        library: Library,
        clock: Clock,
        unit_keys: Callable[[], Sequence[TrustedKey]] = tuple,
    ) -> None:
        self._records, self._library, self._clock = records, library, clock
        self._unit_keys = unit_keys

    def issue(self, subject: str, course_id: str, attempt: AttemptSummary) -> StoredCertificate:
        """Issue the paper for a passed exam, and keep it for good.

        Issued once for each course and version of its contents: asking again hands out what was issued.
        Raises Refusal NOT_PASSED, NO_SUCH_PERSON, NO_SUCH_COURSE, NAME_TOO_LONG.
        """
        course = self._library.course(course_id)
        if attempt.use is not AttemptUse.EXAM or not attempt.passed or attempt.course != course_id:
            raise Refusal(Reason.NOT_PASSED, course=course.title)
        earlier = self._records.certificates.for_course(subject, course_id)
        if earlier and earlier.fields.get("version") == course.version:
            return earlier
        key = installation_key(self._records)
        today = self._records.seen_day.today(self._library.valid_as_of)
        fields = _fields(
            self._records.people.get(subject),
            course,
            attempt,
            studied=_studied(self._records.events.chain(subject), course_id, attempt, today),
            number=_number(subject, attempt.id, today.year),
            today=today,
            key_id=key.key_id,
        )
        return self._keep(subject, fields, key)

    def reprint(self, number: str) -> StoredCertificate:
        """A second document under the same number, marked "In lại" with its day, signed and kept.

        Raises Refusal(NO_SUCH_CERTIFICATE).
        """
        copies = self._records.certificates.copies(number)
        if not copies:
            raise Refusal(Reason.NO_SUCH_CERTIFICATE, number=number)
        key = installation_key(self._records)
        first = msgspec.convert(copies[0].fields, CertificateFields)
        again = msgspec.structs.replace(
            first,
            copy=copies[-1].copy + 1,
            reprinted_on=self._records.seen_day.today(self._library.valid_as_of),
            key_id=key.key_id,
        )
        return self._keep(copies[0].subject, again, key)

    def export(self, number: str, folder: Path, copy: int = 0) -> Path:
        """Write a certificate's stored bytes into a folder; where it now stands.

        Raises Refusal NO_SUCH_CERTIFICATE, and what writing raises.
        """
        certificate = self._records.certificates.get(number, copy)
        target = folder / file_name_of(certificate)
        write_out(target, certificate.pdf)
        return target

    def export_key(self, folder: Path) -> Path:
        """Write this installation's key file, to hand to whoever checks its papers; where it now stands."""
        key = installation_key(self._records)
        name = _installation_name(key.key_id)
        text = write_key_file(key, "installation", name, self._records.seen_day.today())
        target = folder / f"elearn-{key.key_id}{SUFFIX}"
        write_out(target, text.encode())
        return target

    def verify(self, path: Path, key: Path | None = None) -> Verdict:
        """Check a PDF, or a text file with a QR's text; `key` is a key file to trust beside our own.

        Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE, KEY_UNREADABLE.
        """
        return verify(read_beginning(path, LARGEST_FILE + 1), self._trusted(key))

    def verify_text(self, text: str, key: Path | None = None) -> Verdict:
        """Check a QR's text as it was scanned and pasted. Raises Refusal as `verify` does for the key."""
        return verify_qr(text, self._trusted(key))

    # Keys that are trusted

    def look_at_key(self, file: Path) -> TrustedKey:
        """A key file as it would be trusted, for its fingerprint to be compared. Raises Refusal as `verify` does."""
        return read_key_file(_text_of(file), str(file))

    def trust_key(self, file: Path) -> TrustedKey:
        """Trust the key of a file from now on; a later file of the same key renews its list of numbers.

        A file that is older than the one that is known changes nothing. Raises Refusal as `verify` does.
        """
        text = _text_of(file)
        key = read_key_file(text, str(file))
        known = {one.key_id: one for one, _ in self.trusted_keys()}.get(key.key_id)
        if known is None or key.as_of >= known.as_of:
            self._records.trusted_keys.put(key.key_id, text, file.name)
        return key

    def trusted_keys(self) -> list[tuple[TrustedKey, KeptKey]]:
        """The keys that were trusted by their files, each with how it came."""
        return [(read_key_file(one.file), one) for one in self._records.trusted_keys.list()]

    def forget_key(self, key_id: str) -> None:
        """Trust a key no longer."""
        self._records.trusted_keys.forget(key_id)

    def _trusted(self, key: Path | None) -> list[TrustedKey]:
        """Every key that is known, each once: of several lists of one key the newest counts."""
        given = [self.look_at_key(key)] if key is not None else []
        kept = [one for one, _ in self.trusted_keys()]
        newest: dict[str, TrustedKey] = {}
        for one in (*self._own_key(), *self._unit_keys(), *kept, *given):
            other = newest.get(one.key_id)
            if other is None or one.as_of >= other.as_of:
                newest[one.key_id] = one
        return list(newest.values())

    def _own_key(self) -> list[TrustedKey]:
        public = self._records.keys.installation_public()
        if public is None:
            return []
        today = self._records.seen_day.today()
        own = TrustedKey(public, "installation", "", today)
        return [TrustedKey(public, "installation", _installation_name(own.key_id), today)]

    def _keep(self, subject: str, fields: CertificateFields, key: SigningKey) -> StoredCertificate:
        from elearn.exports.certificate import make_certificate

        try:
            made = make_certificate(fields, key)
        except TooLongForQr as error:
            raise Refusal(Reason.NAME_TOO_LONG, name=fields.name) from error
        own = TrustedKey(key.public, "installation", "", fields.issued_on)
        if not verify(made.pdf, [own]).valid:
            raise RuntimeError(f"certificate {fields.number} does not pass its own check")
        return self._records.certificates.add(
            StoredCertificate(
                number=fields.number,
                subject=subject,
                course=fields.course,
                issued_on=fields.issued_on,
                title=title_of(fields),
                pdf=made.pdf,
                credential=made.credential,
                fields=msgspec.to_builtins(fields),
                copy=fields.copy,
            )
        )


def file_name_of(certificate: StoredCertificate) -> str:
    """The name under which a certificate is written out, safe on Windows."""
    from elearn.vietnamese.file_names import file_name_part

    name = file_name_part(str(certificate.fields.get("name", "")), longest=48)
    number = file_name_part(certificate.number, keep_case=True)
    again = f"in-lai-{certificate.copy}" if certificate.copy else ""
    return "_".join(filter(None, ("giay-xac-nhan", name, number, again))) + ".pdf"


def _text_of(path: Path) -> str:
    """A key file's text. Raises Refusal FILE_NOT_FOUND, FILE_UNREADABLE, KEY_UNREADABLE."""
    try:
        return read_beginning(path, LARGEST_KEY_FILE + 1).decode("ascii")
    except UnicodeDecodeError as error:
        raise Refusal(Reason.KEY_UNREADABLE, path=str(path)) from error


def _installation_name(key_id: str) -> str:
    return f"Máy của người học {shown(key_id)}"


def _fields(
    person: Person,
    course: Course,
    attempt: AttemptSummary,
    *,
    studied: tuple[date | None, date],
    number: str,
    today: date,
    key_id: str,
) -> CertificateFields:
    told = person.details
    return CertificateFields(
        kind="self_study",
        number=number,
        name=told.name,
        unit=told.unit,
        position=told.position,
        birth_date=told.birth_date,
        course=course.id,
        course_title=course.title,
        course_subtitle=course.subtitle,
        version=course.version,
        minutes=round(course.hours * 60),
        items=attempt.items,
        points_100=round((attempt.points or 0.0) * 100),
        share_1000=round((attempt.share or 0.0) * 1000),
        studied_from=studied[0],
        studied_to=studied[1],
        issued_on=today,
        key_id=key_id,
    )


def _studied(
    chain: Sequence[Event], course: str, attempt: AttemptSummary, today: date
) -> tuple[date | None, date]:
    """From the first lesson or attempt of the course to the exam's end; None where a clock had jumped."""
    ended = min((attempt.waits_from or attempt.ended_at or attempt.started_at).date(), today)
    first = next(
        (
            date.fromisoformat(event.at[:10])
            for event in chain
            if event.body.get("course") == course
            or str(event.body.get("lesson", "")).startswith(f"{course}/")
        ),
        None,
    )
    return (first if first and FIRST_DAY <= first <= ended else None), ended


def _number(subject: str, attempt: str, year: int) -> str:
    """The paper's own number: eight letters that no other attempt has, the same for the same attempt."""
    value = int.from_bytes(hashlib.sha256(f"{subject}/{attempt}".encode()).digest()[:5], "big")
    letters = "".join(_LETTERS[value >> shift & 31] for shift in range(35, -1, -5))
    return f"TH-{year}-{letters[:4]}-{letters[4:]}"
