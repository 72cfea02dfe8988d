"""What an import of a roster would change: pure, so that it can be shown before it is done.

A person is known again by their staff code; without one, by name and date of birth; and where the unit begins
to give codes, by a name that only one person without a code has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Member
from elearn.unit.merge import code_key, name_fold


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody whose entry changes, or who comes back. `after` is the entry as it will be."""

    member: Member
    after: RosterPerson

    @property
    def comes_back(self) -> bool:
        """Whether the person had left."""
        return not self.member.is_there

    @property
    def is_renamed(self) -> bool:
        """Whether a code now stands beside quite another name: to be looked at."""
        return name_fold(self.member.person.name) != name_fold(self.after.name)


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """Who comes, whose entry changes, who is no longer listed; `same` counts those who stay as they are."""

    added: tuple[RosterPerson, ...]
    changed: tuple[Changed, ...]
    left: tuple[Member, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.left)


def plan_import(
    listed: Sequence[RosterPerson], members: Iterable[Member], columns: frozenset[str] | None = None
) -> RosterPlan:
    """What follows from a list that replaces the roster.

    `members` are all that were ever on it, those who left, too. `columns` names the fields of RosterPerson
    that the list has: what it does not have is left as it was. None: it has them all.
    """
    known = _Known(members)
    added: list[RosterPerson] = []
    changed: list[Changed] = []
    same = 0
    for person in listed:
        member = known.take(person)
        if member is None:
            added.append(person)
            continue
        after = _kept_where_not_told(person, member.person, columns)
        if after == member.person and member.is_there:
            same += 1
        else:
            changed.append(Changed(member, after))
    return RosterPlan(tuple(added), tuple(changed), tuple(known.left()), same)


def _kept_where_not_told(
    person: RosterPerson, before: RosterPerson, columns: frozenset[str] | None
) -> RosterPerson:
    if columns is None:
        return person
    after = person
    if "code" not in columns:
        after = replace(after, code=before.code)
    if "sub_unit" not in columns and not person.sub_unit:  # it may come from headings between the rows
        after = replace(after, sub_unit=before.sub_unit)
    if "position" not in columns:
        after = replace(after, position=before.position)
    if "birth_date" not in columns:
        after = replace(after, birth_date=before.birth_date)
    if "role" not in columns:
        after = replace(after, role=before.role)
    return after


class _Known:
    """Members, each to be taken once; who is there comes before who has left."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._left = {one.key: one for one in sorted(members, key=lambda one: (not one.is_there, one.key))}
        self._by_code: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        for key, one in self._left.items():
            for code in (one.person.code, *one.earlier_codes):
                if code:
                    self._by_code.setdefault(code_key(code), []).append(key)
            self._by_name.setdefault(name_fold(one.person.name), []).append(key)

    def take(self, person: RosterPerson) -> Member | None:
        """The member whom a row of the list is of; None for somebody new."""
        for key in self._by_code.get(code_key(person.code), []) if person.code else []:
            if key in self._left:
                return self._left.pop(key)
        same = [self._left[key] for key in self._by_name.get(name_fold(person.name), []) if key in self._left]
        like = [one for one in same if _may_be_one(one.person, person)]
        there = [one for one in like if one.is_there] or like
        return self._left.pop(there[0].key) if len(there) == 1 else None

    def left(self) -> list[Member]:
        """Who is still there and was not taken."""
        return [one for one in self._left.values() if one.is_there]


def _may_be_one(before: RosterPerson, after: RosterPerson) -> bool:
    """Whether two entries of one name may be one person: no two codes, no two dates of birth."""
    if before.code and after.code and code_key(before.code) != code_key(after.code):
        return False
    return not (before.birth_date and after.birth_date and before.birth_date != after.birth_date)
