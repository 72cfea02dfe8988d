"""What a new roster changes: who comes, who is said otherwise of, who leaves. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Member, RosterPlan
from elearn.unit.merge import code_key, name_fold
from elearn.vietnamese.text import tidy


def plan_of(
    members: Sequence[Member],
    people: Iterable[RosterPerson],
    *,
    current: Callable[[tuple[str, ...]], tuple[str, ...]] = lambda path: path,
    keep_others: bool = False,
) -> RosterPlan:
    """Compare a roster with the people who are known, those who left among them.

    A staff code tells who somebody is; without one the name does, with the date of birth or the sub-unit where
    there are namesakes. What the file leaves empty stays as it was. `current` gives the present name of a
    sub-unit; `keep_others`: who is not in the file stays, for a list of additions. Of two rows that were joined
    the file may still have both.
    """
    listed = [replace(one, sub_unit=current(one.sub_unit)) for one in people]
    found = _Known(members).find(listed)
    twice = _Twice(members, current)
    added, changed, same, again = [], [], 0, 0
    for person, member in zip(listed, found, strict=True):
        if member is None:
            if twice.tells_of(person):
                again += 1
            else:
                added.append(person)
            continue
        whole = _filled(person, member.person)
        if whole != member.person or not member.is_there:
            changed.append((member.key, whole))
        else:
            same += 1
    stay = {member.key for member in found if member}
    left = () if keep_others else tuple(one.key for one in members if one.is_there and one.key not in stay)
    return RosterPlan(tuple(added), tuple(changed), left, same, again)


def _filled(person: RosterPerson, before: RosterPerson) -> RosterPerson:
    return RosterPerson(
        name=person.name,
        code=person.code or before.code,
        sub_unit=person.sub_unit or before.sub_unit,
        position=person.position or before.position,
        birth_date=person.birth_date or before.birth_date,
        role=person.role or before.role,
    )


class _Known:
    """The people who are known, each to be found once."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._taken: set[int] = set()
        self._by_code: dict[str, Member] = {}
        self._by_name: dict[str, list[Member]] = defaultdict(list)
        for member in sorted(members, key=lambda one: (not one.is_there, one.key)):
            self._by_name[name_fold(member.person.name)].append(member)
            if member.person.code:
                self._by_code.setdefault(code_key(member.person.code), member)
        self._by_earlier_code = dict(self._by_code)
        for member in members:
            for code in member.earlier_codes:
                self._by_earlier_code.setdefault(code_key(code), member)

    def find(self, people: Sequence[RosterPerson]) -> list[Member | None]:
        """Who each of the people is, None for who is new."""
        found = [self._take(self._of_code(person, self._by_code)) for person in people]
        for place, person in enumerate(people):
            if found[place] is None:
                found[place] = self._take(self._of_code(person, self._by_earlier_code))
        for exactly in (True, False):
            for place, person in enumerate(people):
                if found[place] is None:
                    found[place] = self._take(self._of_name(person, exactly=exactly))
        return found

    def _take(self, member: Member | None) -> Member | None:
        if member is None or member.key in self._taken:
            return None
        self._taken.add(member.key)
        return member

    @staticmethod
    def _of_code(person: RosterPerson, by_code: Mapping[str, Member]) -> Member | None:
        member = by_code.get(code_key(person.code)) if person.code else None
        if member is None or member.is_there:
            return member
        return member if name_fold(member.person.name) == name_fold(person.name) else None

    def _of_name(self, person: RosterPerson, *, exactly: bool) -> Member | None:
        """The namesake who is this person; `exactly`: by the date of birth, or the same letters and sub-unit."""
        namesakes = [
            one
            for one in self._by_name.get(name_fold(person.name), ())
            if one.key not in self._taken and _may_be(person, one.person)
        ]
        born = [one for one in namesakes if person.birth_date and one.person.birth_date == person.birth_date]
        if born:
            return born[0]
        alike = [one for one in namesakes if _letters(one.person.name) == _letters(person.name)]
        near = [one for one in alike if one.person.sub_unit == person.sub_unit]
        if near:
            return near[0]
        return None if exactly or not alike else alike[0]


class _Twice:
    """What rows said that were joined to others: a file that still has them tells of nobody new."""

    def __init__(
        self, members: Sequence[Member], current: Callable[[tuple[str, ...]], tuple[str, ...]]
    ) -> None:
        self._said: dict[str, list[RosterPerson]] = defaultdict(list)
        self._codes: set[str] = set()
        for member in members:
            for one in (*member.also, *([member.person] if member.also else ())):
                self._said[name_fold(one.name)].append(replace(one, sub_unit=current(one.sub_unit)))
                if one.code:
                    self._codes.add(code_key(one.code))

    def tells_of(self, person: RosterPerson) -> bool:
        """Whether a row is one of those, by its code, or by all that can be told without one."""
        if person.code:
            return code_key(person.code) in self._codes
        return any(
            _may_be(person, one)
            and _letters(one.name) == _letters(person.name)
            and (
                one.sub_unit == person.sub_unit or (person.birth_date and one.birth_date == person.birth_date)
            )
            for one in self._said.get(name_fold(person.name), ())
        )


def _may_be(person: RosterPerson, known: RosterPerson) -> bool:
    """Whether nothing says that these are two people."""
    if person.birth_date and known.birth_date:
        return person.birth_date == known.birth_date
    return not (person.code and known.code)


def _letters(name: str) -> str:
    return tidy(name).casefold()
