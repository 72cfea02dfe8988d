"""Finding oneself on the unit's roster while a profile is filled in: whom what was typed may mean.

Made once, off the GUI thread; a key press then looks through ten thousand people within a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elearn.vietnamese.collate import name_key
from elearn.vietnamese.text import fold, tidy

if TYPE_CHECKING:
    from elearn.learning.assignment import PersonListed

MOST = 6  # lines that are proposed
_AFTER_ALL = "\U0010ffff"
LEAST_TYPED = 2  # letters of a name: one alone means hundreds


@dataclass(frozen=True, slots=True)
class Proposed:
    """A person of the roster. `about` tells namesakes apart; `profile` is theirs on this machine, "" for none."""

    name: str
    code: str
    unit: str
    position: str
    about: str
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Who may be meant, the likeliest first, and a sentence about them ("" where nothing was asked yet)."""

    people: tuple[Proposed, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    plain: str  # the name as it is written, in lower case
    folded: str  # a space, then the folded words of name and code
    code: str
    person: PersonListed


class RosterOffer:
    """The roster of `unit`, made ready to be searched. `here`: the profiles of this machine by `code_key`."""

    def __init__(self, unit: str, roster: Sequence[PersonListed], here: Mapping[str, str]) -> None:
        self.unit = unit
        self._here = dict(here)
        self._by_name = [_line(one) for one in sorted(roster, key=lambda one: name_key(one.name))]
        self._by_code = sorted((line for line in self._by_name if line.code), key=_code_of)

    @property
    def invitation(self) -> str:
        """What is said before anything is typed."""
        return "Gõ tên hoặc mã, không dấu cũng được, rồi chọn đúng mình trong danh sách của đơn vị."

    @property
    def taken(self) -> str:
        """What is said once somebody was chosen."""
        return f"Đã lấy theo danh sách của {self.unit}. Có gì chưa đúng thì báo đơn vị sửa danh sách."

    def by_name(self, typed: str) -> Proposals:
        """Whom a name, or a code in the name's place, may mean."""
        plain = tidy(typed).casefold()
        words = fold(plain).split()
        if sum(map(len, words)) < LEAST_TYPED:
            return Proposals()
        whole, joined = " " + " ".join(words), code_key(typed)
        marked = [f" {word}" for word in plain.split() if fold(word) != word]  # who writes marks means them
        found = self._by_name
        for start in sorted(
            {f" {word}" for word in words}, key=len, reverse=True
        ):  # the longest leaves the fewest
            found = [line for line in found if start in line.folded]
        if marked or len(words) > 1:
            found.sort(
                key=lambda line: (
                    not all(one in f" {line.plain}" for one in marked),
                    whole not in line.folded,
                )
            )
        found.sort(key=lambda line: line.plain != plain and line.code != joined)
        nobody = "Danh sách của đơn vị không có tên này; vẫn lập hồ sơ được, xin ghi đủ họ tên có dấu."
        return self._proposals(found, nobody)

    def by_code(self, typed: str) -> Proposals:
        """Whose a code may be, from its beginning."""
        wanted = code_key(typed)
        if not wanted:
            return Proposals()
        first = bisect_left(self._by_code, wanted, key=_code_of)
        last = bisect_left(self._by_code, wanted + _AFTER_ALL, first, key=_code_of)
        found = self._by_code[first:last]
        nobody = "Danh sách của đơn vị không có mã này. Chưa có mã thì để trống, máy sẽ cấp một mã tạm."
        return self._proposals(found, nobody)

    def _proposals(self, found: Sequence[_Line], nobody: str) -> Proposals:
        if not found:
            return Proposals(words=nobody)
        words = f"{len(found)} người khớp. Bấm vào tên mình, hoặc mũi tên xuống rồi Enter."
        if len(found) > MOST:
            words = f"{len(found)} người khớp, hiện {MOST} người. Gõ thêm tên hoặc mã để tìm đúng mình."
        return Proposals(tuple(self._proposed(line.person) for line in found[:MOST]), words)

    def _proposed(self, one: PersonListed) -> Proposed:
        profile = self._here.get(code_key(one.code), "") if one.code else ""
        here = "đã có hồ sơ trên máy này" if profile else ""
        about = " · ".join(part for part in (one.code, here, " / ".join(one.sub_unit), one.position) if part)
        return Proposed(one.name, one.code, self.unit, one.position, about, profile)


def code_key(code: str) -> str:
    """What makes two staff codes one: case and spaces do not count."""
    return "".join(tidy(code).casefold().split())


def _code_of(line: _Line) -> str:
    return line.code


def _line(one: PersonListed) -> _Line:
    code = code_key(one.code)
    words = [*fold(one.name).split(), *fold(one.code).split(), fold(code)]
    return _Line(tidy(one.name).casefold(), " " + " ".join(words), code, one)


def roster_offer(services: Any) -> RosterOffer | None:
    """The unit's roster to find oneself in; None where no assignment with a roster is in use. Raises Refusal."""
    held = services.assignment.held()
    if held is None or not held.assignment.roster:
        return None
    people = services.records.people.list()
    here = {code_key(one.details.staff_code): one.subject for one in people if not one.local_code}
    return RosterOffer(held.assignment.unit.name, held.assignment.roster, here)
