"""Merging result files: pure, idempotent, and the same in whatever order they come.

What is held of a device is the set of its histories that none other begins with: one, or several where a
chain forks. Taking in a file is joining it to that set, so neither order nor repetition matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from elearn.learning.intake import TRAIL_BYTES, Claim, DeviceId, Doubt, Version
from elearn.learning.roster import RosterPerson
from elearn.vietnamese.text import fold, tidy


class Place(Enum):
    """How a version stands to what is held."""

    NEW = auto()  # nothing of this device was held
    UPDATED = auto()  # it goes on from what is held
    KNOWN = auto()  # it is held already, or something that goes on from it
    FORKED = auto()  # it contradicts what is held


@dataclass(frozen=True, slots=True)
class Placed:
    """What to do with a version: `kept` is the new set, `gone` what it takes the place of."""

    place: Place
    kept: tuple[Version, ...]
    gone: tuple[Version, ...] = ()


def place(new: Version, held: Sequence[Version]) -> Placed:
    """Join a version to those that are held of its device."""
    if any(_covers(one, new) for one in held):
        return Placed(Place.KNOWN, tuple(held))
    gone = tuple(one for one in held if _covers(new, one))
    rest = tuple(one for one in held if one not in gone)
    kept = tuple(sorted((*rest, new), key=_order))
    if rest:
        return Placed(Place.FORKED, kept, gone)
    return Placed(Place.UPDATED if gone else Place.NEW, kept, gone)


def merged(versions: Iterable[Version]) -> dict[DeviceId, tuple[Version, ...]]:
    """The state after a number of files."""
    state: dict[DeviceId, tuple[Version, ...]] = {}
    for version in versions:
        state[version.device] = place(version, state.get(version.device, ())).kept
    return state


def _covers(one: Version, other: Version) -> bool:
    """Whether a version says all that another says: its chain goes on from the other's.

    Of two with the same chain the one made later stands: an export that broke off leaves such a pair.
    """
    if len(one.trail) == len(other.trail):
        return one.trail == other.trail and _order(one) >= _order(other)
    return one.trail.startswith(other.trail) and len(other.trail) % TRAIL_BYTES == 0


def _order(version: Version) -> tuple[int, int, str, str]:
    return len(version.trail), version.sequence, version.made_at.isoformat(), version.digest


@dataclass(frozen=True, slots=True)
class Belongs:
    """Whose results are. `person` the key of somebody on the roster, None where nobody is found.

    With a doubt nothing is counted for anybody until it is settled; `candidates` are who it may be.
    """

    person: int | None = None
    doubt: Doubt | None = None
    candidates: tuple[int, ...] = ()


class People:
    """The roster, to find somebody in. Keys are the store's; people who left are found, too.

    `also` is what else was said of people, for whom two rows were joined: whoever one of them would find is found
    as before.
    """

    def __init__(
        self, people: Mapping[int, RosterPerson], also: Mapping[int, Sequence[RosterPerson]] | None = None
    ) -> None:
        self._said = {key: (one, *(also or {}).get(key, ())) for key, one in people.items()}
        self._by_code = {code_key(one.code): key for key, one in people.items() if one.code}
        self._by_name: dict[str, list[int]] = {}
        for key, said in self._said.items():
            for name in dict.fromkeys(name_fold(one.name) for one in said):
                self._by_name.setdefault(name, []).append(key)
            for one in said[1:]:
                if one.code:
                    self._by_code.setdefault(code_key(one.code), key)

    def bears(self, key: int, name: str) -> bool:
        """Whether a name is a person's, or was in a row that was joined to theirs."""
        return bool(self._named(key, name))

    def owner(self, claim: Claim) -> Belongs:
        """Whom a result file is of, by staff code and name; Thuỷ and Thủy are one name here.

        The code of another name, or a name without the code, is for people to settle. A name with its date of
        birth is enough where the unit itself gives that person no code.
        """
        by_code = self._by_code.get(code_key(claim.code)) if claim.code else None
        if by_code is not None:
            if self.bears(by_code, claim.name):
                return Belongs(by_code)
            return Belongs(doubt=Doubt.OTHER_NAME, candidates=(by_code,))
        same = self._by_name.get(name_fold(claim.name), [])
        if claim.code:
            same = [key for key in same if not all(one.code for one in self._named(key, claim.name))]
        if not same:
            return Belongs()
        sure = [key for key in same if any(_proves(one, claim) for one in self._named(key, claim.name))]
        if len(sure) == 1:
            return Belongs(sure[0])
        return Belongs(doubt=Doubt.NO_CODE, candidates=tuple(same))

    def _named(self, key: int, name: str) -> list[RosterPerson]:
        return [one for one in self._said[key] if name_fold(one.name) == name_fold(name)]


def _proves(person: RosterPerson, claim: Claim) -> bool:
    return not person.code and person.birth_date is not None and person.birth_date == claim.birth_date


def strangers_doubt(claims: Sequence[Claim]) -> Doubt | None:
    """Whether people who are not on the roster share a staff code that can be of one of them alone."""
    return Doubt.OTHER_NAME if len({name_fold(one.name) for one in claims}) > 1 else None


def code_key(code: str) -> str:
    """What makes two staff codes one: case and spaces do not count."""
    return "".join(tidy(code).casefold().split())


def name_fold(name: str) -> str:
    """What makes two names one: marks and case do not count, for the same hand writes Thuỷ and Thủy."""
    return " ".join(fold(name).split())
