"""Vietnamese names: the family name comes first, the given name last, and it is the given name that sorts."""

from __future__ import annotations

from dataclasses import dataclass

from elearn.vietnamese.text import tidy


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in its three parts; "" where a part is missing."""

    family: str
    middle: str
    given: str

    @property
    def before_given(self) -> str:
        """Họ đệm: family and middle names, as offices write them in a column of their own."""
        return f"{self.family} {self.middle}".strip()


def split_name(name: str) -> NameParts:
    """A whole name in its parts; a name of one syllable is a given name."""
    syllables = tidy(name).split(" ")
    if len(syllables) == 1:
        return NameParts("", "", syllables[0])
    return NameParts(syllables[0], " ".join(syllables[1:-1]), syllables[-1])


def join_name(before_given: str, given: str) -> str:
    """A whole name from two columns, họ đệm and tên; either may be empty."""
    return tidy(f"{before_given} {given}")
