"""Two rows of the roster that are one person: what the row that is kept says from then on. Pure."""

from __future__ import annotations

from dataclasses import replace

from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Member


def joined(kept: Member, gone: Member, *, code_is_free: bool = True) -> Member:
    """The kept row with what it leaves empty taken from the other one; the name is its own.

    Who is there by either row is there. `code_is_free`: the other row's code is nobody else's now.
    """
    mine, theirs = kept.person, gone.person
    notes = dict.fromkeys(one for one in (kept.note, gone.note) if one)
    days = [one.left_on for one in (kept, gone) if one.left_on]
    return replace(
        kept,
        person=RosterPerson(
            name=mine.name,
            code=mine.code or (theirs.code if code_is_free else ""),
            sub_unit=mine.sub_unit or theirs.sub_unit,
            position=mine.position or theirs.position,
            birth_date=mine.birth_date or theirs.birth_date,
            role=mine.role or theirs.role,
        ),
        extra_percent=max(kept.extra_percent, gone.extra_percent),
        note="; ".join(notes),
        left_on=max(days) if kept.left_on and gone.left_on else None,
    )
