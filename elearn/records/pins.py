"""The PIN of a profile: kept by Argon2id; after five wrong ones a wait that grows.

It hides a profile from a colleague at the same PC; it encrypts nothing. cryptography is imported only
where a PIN is set or checked.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from elearn.errors import Reason, Refusal
from elearn.records.database import Database, writing
from elearn.records.events import EventLog
from elearn.records.times import kept, moment, moment_or_none
from elearn.records.today import SeenDay

LEAST_DIGITS = 4
FREE_TRIES = 5
FIRST_WAIT_S = 30  # doubles with each wrong one after the fifth
LONGEST_WAIT_S = 3600
RESET_AFTER = timedelta(hours=24)

_MEMORY_KIB, _ITERATIONS, _LANES = 19 * 1024, 2, 1  # OWASP's least for Argon2id; 30 ms on an office PC


def hashed(pin: str) -> str:
    """A PIN as Argon2id in PHC form, with a salt of its own."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derive = Argon2id(
        salt=os.urandom(16), length=32, iterations=_ITERATIONS, lanes=_LANES, memory_cost=_MEMORY_KIB
    )
    return derive.derive_phc_encoded(pin.encode())


def matches(pin: str, phc: str) -> bool:
    """Whether a PIN is the one that was hashed."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(pin.encode(), phc)
    except InvalidKey:
        return False
    return True


def wait_after(wrong: int) -> timedelta:
    """How long to wait after so many wrong PINs in a row: nothing up to four, then 30 s, 60 s, … 1 hour."""
    if wrong < FREE_TRIES:
        return timedelta(0)
    return timedelta(seconds=min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(wrong - FREE_TRIES, 16)))


class Pins:
    """The PINs of one records file. Waits are measured by the known time, across restarts."""

    def __init__(self, db: Database, events: EventLog, seen: SeenDay) -> None:
        self._db, self._events, self._seen = db, events, seen

    def set(self, subject: str, pin: str | None) -> None:
        """Set a PIN or (None) take it away. Raises Refusal(PIN_TOO_SHORT)."""
        if pin is not None and len(pin) < LEAST_DIGITS:
            raise Refusal(Reason.PIN_TOO_SHORT, least=LEAST_DIGITS)
        phc = hashed(pin) if pin is not None else None
        with writing(self._db):
            self._db.run("delete from pin where subject = ?", [subject])
            if phc is not None:
                self._db.run("insert into pin (subject, hash) values (?, ?)", [subject, phc])
            self._events.append(subject, "pin_set" if phc else "pin_removed")

    def check(self, subject: str, pin: str) -> None:
        """Let the right PIN pass. Raises Refusal PIN_WAIT (too early to try again) or PIN_WRONG."""
        row = self._db.row("select hash, wait_until from pin where subject = ?", [subject])
        if row is None:
            return
        now = self._seen.now()
        until = moment_or_none(row["wait_until"])
        if until and now < until:
            raise Refusal(Reason.PIN_WAIT, seconds=_seconds(until - now))
        if matches(pin, row["hash"]):
            with writing(self._db):
                self._db.run(
                    "update pin set wrong = 0, wait_until = null, reset_due = null where subject = ?",
                    [subject],
                )
            return
        self._wrong(subject, now)

    def _wrong(self, subject: str, now: datetime) -> None:
        with writing(self._db):
            self._db.run("update pin set wrong = wrong + 1 where subject = ?", [subject])
            row = self._db.row("select wrong from pin where subject = ?", [subject])
            wrong = int(row["wrong"]) if row else 1
            wait = wait_after(wrong)
            if wait:
                self._db.run("update pin set wait_until = ? where subject = ?", [kept(now + wait), subject])
                self._events.append(subject, "pin_wrong", times=wrong, wait_s=_seconds(wait))
            self._seen.note_clock()
        if wait:
            raise Refusal(Reason.PIN_WAIT, seconds=_seconds(wait))
        raise Refusal(Reason.PIN_WRONG, left=FREE_TRIES - wrong)

    def ask_reset(self, subject: str, account: str) -> datetime:
        """Ask for a forgotten PIN to be taken away after a day; asking again does not move the day."""
        with writing(self._db):
            due = self.reset_due(subject)
            if due is None:
                due = self._seen.now() + RESET_AFTER
                self._db.run(
                    "update pin set reset_due = ?, reset_account = ? where subject = ?",
                    [kept(due), account, subject],
                )
                self._events.append(subject, "pin_reset_asked", due=kept(due))
                self._seen.note_clock()
            return due

    def reset_due(self, subject: str) -> datetime | None:
        """When an asked reset may be carried out; None where none was asked for."""
        row = self._db.row("select reset_due from pin where subject = ?", [subject])
        return moment_or_none(row["reset_due"]) if row else None

    def reset(self, subject: str, account: str) -> None:
        """Take a forgotten PIN away, a day after the same account of this PC asked for it.

        Raises Refusal PIN_WAIT where the day is not over (or was never asked for), and
        PIN_OTHER_ACCOUNT from another account.
        """
        row = self._db.row("select reset_due, reset_account from pin where subject = ?", [subject])
        if row is None:
            return
        due = moment(row["reset_due"]) if row["reset_due"] else self._seen.now() + RESET_AFTER
        left = due - self._seen.now()
        if left > timedelta(0):
            raise Refusal(Reason.PIN_WAIT, seconds=_seconds(left))
        if row["reset_account"] != account:
            raise Refusal(Reason.PIN_OTHER_ACCOUNT)
        with writing(self._db):
            self._db.run("delete from pin where subject = ?", [subject])
            self._events.append(subject, "pin_reset")


def _seconds(wait: timedelta) -> int:
    return max(1, -(-int(wait.total_seconds() * 1000) // 1000))
