"""The order of Vietnamese words and names.

Letters decide first, in the order of the alphabet (a ă â b c d đ …), then tones (none, huyền, hỏi, ngã, sắc,
nặng), then case. Neither the system's locale nor SQLite's collations are asked: they differ between machines
and put "Ấn" before "Anh".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from elearn.vietnamese.names import split_name
from elearn.vietnamese.text import tidy

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: chr(0x4000 + place) for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_OF_A_LETTER = frozenset("\u0302\u0306\u031b")  # the hat, the breve and the horn make other letters
_NUMBER = re.compile(r"[0-9]+")

SyllableKey = tuple[str, str]
NameKey = tuple[tuple[SyllableKey, ...], tuple[SyllableKey, ...], tuple[SyllableKey, ...], str, str]
TextKey = tuple[tuple[str, ...], tuple[str, ...], str, str]


def name_key(name: str) -> NameKey:
    """What a list of people is sorted by: given name, then middle, then family name.

    Each part is compared syllable by syllable, a syllable's letters before its tone; case and the place of a
    tone mark (Thuỷ, Thủy) decide last. Sorting by it keeps the order of equal names.
    """
    parts = split_name(name)
    whole = tidy(name)
    return (
        _syllables(parts.given),
        _syllables(parts.middle),
        _syllables(parts.family),
        whole.swapcase(),
        whole,
    )


def text_key(text: str) -> TextKey:
    """What titles, units and other words are sorted by: all letters first, then all tones, then case.

    Runs of digits count as numbers: "Thôn 2" comes before "Thôn 10".
    """
    whole = tidy(text)
    keys = _syllables(whole)
    return tuple(key[0] for key in keys), tuple(key[1] for key in keys), whole.swapcase(), whole


def _syllables(text: str) -> tuple[SyllableKey, ...]:
    return tuple(_syllable(one) for one in text.split(" ")) if text else ()


@lru_cache(maxsize=4096)  # a list of ten thousand names is made of a few hundred syllables
def _syllable(text: str) -> SyllableKey:
    """Letters as characters whose code points are in their order, and the tone as a digit."""
    letters: list[str] = []
    tones: list[str] = []
    for cluster in _clusters(unicodedata.normalize("NFD", _NUMBER.sub(_number, text.casefold()))):
        marks = "".join(mark for mark in cluster[1:] if mark in _OF_A_LETTER)
        letter = unicodedata.normalize("NFC", cluster[0] + marks)
        letters += [_LETTERS.get(one, one) for one in letter]
        tones += [_TONES.get(mark, mark) for mark in cluster[1:] if mark not in _OF_A_LETTER]
    return "".join(letters), "".join(tones)


def _clusters(text: str) -> list[str]:
    """A letter with its marks, one after the other."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _number(digits: re.Match[str]) -> str:
    """Digits so that the shorter number comes first: how many there are, then they themselves."""
    plain = digits.group().lstrip("0")
    return chr(0x3100 + min(len(plain), 255)) + plain
