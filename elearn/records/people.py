"""Profiles: who learns on this installation."""

from __future__ import annotations

import builtins
import getpass
import os
import re
import sqlite3
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elearn.errors import Reason, Refusal
from elearn.learning.people import Person, PersonDetails
from elearn.machine.digest import sha256_hex, token_hex
from elearn.records.database import Database, writing
from elearn.records.events import EventLog
from elearn.records.pins import Pins
from elearn.records.times import kept, moment, moment_or_none

if TYPE_CHECKING:
    from elearn.machine.clock import Clock

_LOCAL_CODE = re.compile(r"^m-(\d+)$")
_SELECT = """select person.*, pin.subject is not null as has_pin
    from person left join pin on pin.subject = person.subject"""


def tidy(text: str) -> str:
    """Text in NFC with single spaces and none at its ends; nothing else is changed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def code_key(code: str) -> str:
    """What makes two staff codes one: case and spaces do not count."""
    return "".join(tidy(code).casefold().split())


def account_of_this_pc() -> str:
    """The operating system's account, as a hash: enough to know it again, and no name is kept."""
    try:
        name = getpass.getuser()
    except (KeyError, ImportError, OSError):  # an account without a name
        name = str(os.getuid()) if hasattr(os, "getuid") else ""
    return sha256_hex(f"elearn account {name}".encode())


class People:
    """The profiles of one records file."""

    def __init__(self, db: Database, events: EventLog, pins: Pins, clock: Clock, folder: Path) -> None:
        self._db, self._events, self._pins, self._clock = db, events, pins, clock
        self._folder = folder

    def list(self) -> list[Person]:
        """Everybody, in the order in which they came; lists for people sort by Vietnamese names."""
        return [_person(row) for row in self._db.rows(f"{_SELECT} order by person.made")]

    def get(self, subject: str) -> Person:
        """One person. Raises Refusal(NO_SUCH_PERSON)."""
        row = self._db.row(f"{_SELECT} where person.subject = ?", [subject])
        if row is None:
            raise Refusal(Reason.NO_SUCH_PERSON, code=subject)
        return _person(row)

    def by_code(self, code: str) -> Person | None:
        """The person with a staff code, if there is one; case and spaces do not count."""
        row = self._db.row(f"{_SELECT} where code_key = ?", [code_key(code)])
        return _person(row) if row else None

    def create(self, details: PersonDetails) -> Person:
        """A new profile; without a staff code it gets a local one.

        Raises Refusal NAME_MISSING, CODE_TAKEN.
        """
        subject = token_hex(16)
        with writing(self._db):
            clean, local = self._checked(details, subject, None)
            self._db.run(
                "insert into person (subject, name, staff_code, code_key, local_code, unit, position,"
                " birth_date, created_at) values (?,?,?,?,?,?,?,?,?)",
                [subject, *_columns(clean, local), kept(self._clock.now())],
            )
            self._events.append(subject, "profile_created")
        return self.get(subject)

    def update(self, subject: str, details: PersonDetails) -> Person:
        """Change what a profile says. Raises Refusal NO_SUCH_PERSON, NAME_MISSING, CODE_TAKEN."""
        with writing(self._db):
            before = self.get(subject)
            clean, local = self._checked(details, subject, before)
            if clean != before.details:
                self._db.run(
                    "update person set name=?, staff_code=?, code_key=?, local_code=?, unit=?, position=?,"
                    " birth_date=? where subject=?",
                    [*_columns(clean, local), subject],
                )
                self._events.append(subject, "profile_changed")
        return self.get(subject)

    def _checked(
        self, details: PersonDetails, subject: str, before: Person | None
    ) -> tuple[PersonDetails, bool]:
        name, code = tidy(details.name), tidy(details.staff_code)
        if not name:
            raise Refusal(Reason.NAME_MISSING)
        local = bool(before and before.local_code and code in ("", before.details.staff_code))
        if not code:
            code = before.details.staff_code if before and before.local_code else self.free_local_code()
            local = True
        other = self.by_code(code)
        if other and other.subject != subject:
            raise Refusal(Reason.CODE_TAKEN, code=code, name=other.details.name, subject=other.subject)
        clean = PersonDetails(name, code, tidy(details.unit), tidy(details.position), details.birth_date)
        return clean, local

    def free_local_code(self) -> str:
        """The next code for somebody whom the unit has given none: M-0001, M-0002 and so on."""
        taken = [0]
        for row in self._db.rows("select code_key from person where code_key like 'm-%'"):
            found = _LOCAL_CODE.match(row["code_key"])
            taken += [int(found[1])] if found else []
        return f"M-{max(taken) + 1:04d}"

    def seen(self, subject: str) -> None:
        """Note that this profile was opened now."""
        with writing(self._db):
            self._db.run(
                "update person set last_seen = ? where subject = ?", [kept(self._clock.now()), subject]
            )

    def set_pin(self, subject: str, pin: str | None) -> None:
        """Set or (None) remove the PIN. Raises Refusal NO_SUCH_PERSON, PIN_TOO_SHORT."""
        self.get(subject)
        self._pins.set(subject, pin)

    def check_pin(self, subject: str, pin: str) -> None:
        """Let the right PIN (or none, where there is none) pass. Raises Refusal PIN_WRONG, PIN_WAIT."""
        self._pins.check(subject, pin)

    def ask_pin_reset(self, subject: str, account: str | None = None) -> datetime:
        """Ask for a forgotten PIN to be removed; the moment from which it may be."""
        return self._pins.ask_reset(subject, account or account_of_this_pc())

    def pin_reset_due(self, subject: str) -> datetime | None:
        """When an asked reset may be carried out; None where none was asked for."""
        return self._pins.reset_due(subject)

    def reset_pin(self, subject: str, account: str | None = None) -> None:
        """Remove a forgotten PIN after a day. Raises Refusal PIN_WAIT, PIN_OTHER_ACCOUNT."""
        self._pins.reset(subject, account or account_of_this_pc())

    def erase(self, subject: str) -> builtins.list[Path]:
        """Erase everything of a person, in the backups too; files that could not be cleaned are returned.

        Raises Refusal(NO_SUCH_PERSON).
        """
        from elearn.records.erase import erase_person

        self.get(subject)
        return erase_person(self._db, self._folder, subject)

    def readable_export(self, subject: str) -> dict[str, Any]:
        """Everything of a person as plain values. Raises Refusal(NO_SUCH_PERSON)."""
        from elearn.records.readable import everything_of

        self.get(subject)
        return everything_of(self._db, subject)

    def pack(self, subject: str) -> bytes:
        """The profile as the content of a file for another PC. Raises Refusal(NO_SUCH_PERSON)."""
        from elearn.records.packing import pack

        self.get(subject)
        return pack(self._db, subject)

    def unpack(self, content: bytes) -> Person:
        """Take a profile in from another PC; a longer history of the same person is never overwritten.

        Raises Refusal PROFILE_FILE_UNREADABLE, RECORDS_NEWER, PROFILE_ALREADY_HERE, CODE_TAKEN.
        """
        from elearn.records.packing import read_packed, unpack

        packed = read_packed(content)

        def free_code(code: str, local: bool) -> str:
            other = self.by_code(code)
            if other is None or other.subject == packed.subject:
                return tidy(code)
            if local:
                return self.free_local_code()
            raise Refusal(Reason.CODE_TAKEN, code=code, name=other.details.name)

        def check() -> None:
            self._read_back(packed.subject)
            self._events.append(packed.subject, "profile_moved_here")

        unpack(self._db, packed, free_code, check)
        return self.get(packed.subject)

    def _read_back(self, subject: str) -> None:
        """Read everything of a person as the program will; raises ValueError and its like where it cannot."""
        from elearn.records.attempt_rows import read_whole
        from elearn.records.certificates import Certificates
        from elearn.records.marks import Marks
        from elearn.records.reading import Reading

        person = self.get(subject)
        if not person.details.name or not self._events.verify(subject):
            raise ValueError("a chain that does not hold")
        Reading(self._db, self._events, self._clock).states(subject)
        Marks(self._db, self._clock).list(subject)
        Certificates(self._db, self._events).list(subject)
        read_whole(self._db, subject)


def _columns(details: PersonDetails, local: bool) -> tuple[object, ...]:
    return (
        details.name,
        details.staff_code,
        code_key(details.staff_code),
        int(local),
        details.unit,
        details.position,
        details.birth_date.isoformat() if details.birth_date else None,
    )


def _person(row: sqlite3.Row) -> Person:
    born = date.fromisoformat(row["birth_date"]) if row["birth_date"] else None
    details = PersonDetails(row["name"], row["staff_code"], row["unit"], row["position"], born)
    return Person(
        subject=row["subject"],
        details=details,
        created_at=moment(row["created_at"]),
        has_pin=bool(row["has_pin"]),
        last_seen=moment_or_none(row["last_seen"]),
        local_code=bool(row["local_code"]),
    )
