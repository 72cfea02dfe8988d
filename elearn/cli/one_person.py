"""Whose certificates or results a command means, on a PC with one learner or several."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal

if TYPE_CHECKING:
    from elearn.learning.people import Person
    from elearn.services import Services


def add_profile_option(parser: argparse.ArgumentParser) -> None:
    """Add `--profile CODE`."""
    parser.add_argument("--profile", metavar="MÃ", help="mã của người học, khi máy có nhiều người học")


def one_person(services: Services, code: str | None) -> Person | None:
    """The person with this code, or the only one there is; None where there is nobody yet.

    Raises Refusal NO_SUCH_PERSON, BAD_USAGE (several, and none was named).
    """
    if code is not None:
        found = services.records.people.by_code(code)
        if found is None:
            raise Refusal(Reason.NO_SUCH_PERSON, code=code)
        return found
    people = services.records.people.list()
    if len(people) > 1:
        codes = ", ".join(person.details.staff_code for person in people)
        raise Refusal(
            Reason.BAD_USAGE,
            detail=f"Máy này có {len(people)} người học. Hãy thêm --profile và một trong các mã: {codes}.",
        )
    return people[0] if people else None
