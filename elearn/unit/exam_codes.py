"""One-time codes for supervised exams: printed by the head, known to a learner's machine by slow hashes alone.

A code's hash holds its day and its course: it opens no other exam, and none on another day.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date

from elearn.learning.assignment import Assignment, ExamCode

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to mistake
LENGTH = 10  # 50 bits: with a slow hash, more than a machine can try
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_COST, _BLOCK, _PARALLEL = 1 << 14, 8, 1


def new_code() -> str:
    """A code as it is printed: "7KQ4M-X2PAB"."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[:5]}-{letters[5:]}"


def hash_of(code: str, salt: str, course: str, day: date) -> str:
    """A code's hash, 32 hexadecimal digits; how it was typed does not matter. Takes about 50 ms."""
    plain = "".join(letter for letter in code.upper().translate(_MISTAKEN) if letter in LETTERS)
    bound = f"elearn exam code\n{salt}\n{course}\n{day.isoformat()}".encode()
    made = hashlib.scrypt(plain.encode(), salt=bound, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=16)
    return made.hex()


def kept_codes(codes: Iterable[str], salt: str, course: str, day: date) -> tuple[ExamCode, ...]:
    """Codes as an assignment keeps them, in an order that tells nothing."""
    return tuple(
        sorted((ExamCode(day, hash_of(code, salt, course, day)) for code in codes), key=lambda one: one.hash)
    )


def find_code(assignment: Assignment, code: str, course: str, day: date) -> str | None:
    """The hash of a code that opens a course's exam on a day; None where it opens none."""
    todays = {one.hash for one in assignment.codes if one.day == day}
    if not todays:
        return None
    found = hash_of(code, assignment.salt, course, day)
    return found if found in todays else None
