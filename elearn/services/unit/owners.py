"""Whose results are: the roster's answer, with the codes that a person bore before."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from elearn.learning.intake import Claim, Doubt
from elearn.learning.unit import Member
from elearn.unit.merge import Belongs, People, code_key


def owners(members: Iterable[Member]) -> Callable[[Claim], Belongs]:
    """A function that finds whom a result file is of. Who is there comes before who left."""
    ordered = sorted(members, key=lambda one: (one.is_there, -one.key))
    roster = People(
        {one.key: one.person for one in ordered}, {one.key: one.also for one in ordered if one.also}
    )
    earlier = {code_key(code): one.key for one in ordered for code in one.earlier_codes}

    def whose(claim: Claim) -> Belongs:
        found = roster.owner(claim)
        key = earlier.get(code_key(claim.code)) if claim.code else None
        if key is None or found.person is not None or found.doubt is Doubt.OTHER_NAME:
            return found
        if roster.bears(key, claim.name):
            return Belongs(key)
        return Belongs(doubt=Doubt.OTHER_NAME, candidates=(key,))

    return whose
