"""Two rows of the roster that are one person: looked at side by side, joined by hand, parted again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from elearn.learning.unit import JoinedRow, Member, PaperState
from elearn.services.unit.overview import PersonPage
from elearn.unit.merge import code_key
from elearn.unit.same_person import joined

if TYPE_CHECKING:
    from elearn.services.unit import UnitService


@dataclass(frozen=True, slots=True)
class JoinPreview:
    """Two rows as they stand, and what would become of them.

    `whole` is what the kept row would say; `twice` are courses for which both have a valid certificate.
    """

    kept: PersonPage
    gone: PersonPage
    whole: Member
    twice: tuple[str, ...]


class UnitJoining:
    """The joined rows of one unit."""

    def __init__(self, unit: UnitService) -> None:
        self._unit = unit

    def look(self, kept: int, gone: int) -> JoinPreview:
        """Both rows with all that is theirs; nothing is changed. Raises Refusal(NO_SUCH_PERSON)."""
        one, other = self._unit.overview.person(kept), self._unit.overview.person(gone)
        valid = [
            {entry.course_title for entry in page.certificates if entry.state is PaperState.VALID}
            for page in (one, other)
        ]
        return JoinPreview(
            one, other, self._whole(one.member, other.member), tuple(sorted(valid[0] & valid[1]))
        )

    def join(self, kept: int, gone: int) -> Member:
        """Let one row be the person of the other. Raises Refusal NO_SUCH_PERSON, CODE_TAKEN."""
        records = self._unit.records
        whole = self._whole(records.people.get(kept), records.people.get(gone))
        self._unit.back_up()
        records.joins.join(whole, gone)
        self._unit.overview.refresh()
        return records.people.get(kept)

    def part(self, gone: int) -> Member:
        """Take a join back; the row that was hidden. Raises Refusal NOTHING_TO_UNDO, CODE_TAKEN."""
        records = self._unit.records
        records.joins.part(gone)
        self._unit.overview.refresh()
        return records.people.get(gone)

    def joined(self, person: int) -> list[JoinedRow]:
        """The rows that were joined to a person's, the last first: in this order they can be parted."""
        return self._unit.records.joins.of(person)

    def _whole(self, kept: Member, gone: Member) -> Member:
        code = code_key(gone.person.code)
        others = [one for one in self._unit.records.people.list() if one.key not in (kept.key, gone.key)]
        return joined(kept, gone, code_is_free=all(code_key(one.person.code) != code for one in others))
