"""A piece of a passage round what was found in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

START, END = "\u0002", "\u0003"  # round what was found
_LONGEST = 170  # letters
_BEFORE = 45


def snippet(words: str, folded: str, finders: Sequence[re.Pattern[str]]) -> str:
    """Cut from the text as it was written; `folded` has each of its letters at the same place.

    The first of `finders` that finds something says what is marked. Begins and ends at words, with "…" where text was left out.
    """
    places: list[tuple[int, int]] = []
    for finder in finders:
        places = places or [found.span() for found in finder.finditer(folded)]
    start = _beginning(words, places)
    end = min(len(words), start + _LONGEST)
    if end < len(words):
        end = max(words.rfind(" ", start, end), start + 1)
    made, at = "…" if start else "", start
    for first, past in places:
        if start <= first and past <= end:
            made += f"{words[at:first]}{START}{words[first:past]}{END}"
            at = past
    made += words[at:end] + ("…" if end < len(words) else "")
    return " ".join(made.split())


def _beginning(words: str, places: list[tuple[int, int]]) -> int:
    if not places:
        return 0
    start = max(0, _densest(places) - _BEFORE)
    if start == 0:
        return 0
    line = words.rfind("\n", 0, start + _BEFORE)
    if line >= start:
        return line + 1
    return words.find(" ", start) + 1 or start


def _densest(places: list[tuple[int, int]]) -> int:
    """Where the most letters of what was found stand close together."""
    best, most = places[0][0], 0
    for number, (start, _) in enumerate(places):
        reach = start + _LONGEST - _BEFORE
        letters = sum(past - first for first, past in places[number : number + 12] if past <= reach)
        if letters > most:
            best, most = start, letters
    return best
