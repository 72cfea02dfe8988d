"""The case of text from ABC fonts, whose capitals with a tone are small letters in a font of capitals.

Letters without a tone have their own capitals and tell how a syllable is written: "NGUYễN" is NGUYỄN, "ánh"
after "Thị" is Ánh. A syllable that tells nothing follows its neighbour.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W\d_]+")


class _Style(Enum):
    UPPER = auto()  # ĐỨC
    LOWER = auto()  # ức, after whatever begins it: Đức
    UNKNOWN = auto()  # Vũ: nothing but its first letter is certain


def repair_case(text: str, *, name: bool) -> str:
    """Decoded text with the capitals that it was shown with; `name`: each syllable begins with one.

    Text with a toned capital has lost none: it was written in VN1, and is left as it is.
    """
    if any(letter.isupper() and _has_tone(letter) for letter in text):
        return text
    words = list(_WORD.finditer(text))
    styles = [_style(word.group()) for word in words]
    small = name and not any(letter.isupper() for letter in text)  # typed small, shown by a font of capitals
    pieces, end = [], 0
    for place, word in enumerate(words):
        style = _settled(styles, place)
        first = name or place == 0
        pieces += [text[end : word.start()], _cased(word.group(), style, first=first, force=small)]
        end = word.end()
    return "".join([*pieces, text[end:]])


def tells_case(text: str) -> bool:
    """Whether decoded text shows how it was written: "Lª Tó" may be Lê Tú as well as LÊ TÚ."""
    return any(_style(word) is not _Style.UNKNOWN for word in _WORD.findall(text))


def _style(word: str) -> _Style:
    later = [letter for letter in word[1:] if not _is_uncertain(letter)]
    if not later:
        return _Style.UNKNOWN
    if all(letter.isupper() for letter in later):
        return _Style.UPPER if word[0].isupper() or _is_uncertain(word[0]) else _Style.LOWER
    return _Style.LOWER


def _settled(styles: list[_Style], place: int) -> _Style:
    """The style of a word, or of the nearest word that tells one, the one before it first."""
    for distance in range(len(styles)):
        for near in (place - distance, place + distance):
            if 0 <= near < len(styles) and styles[near] is not _Style.UNKNOWN:
                return styles[near]
    return _Style.UNKNOWN


def _cased(word: str, style: _Style, *, first: bool, force: bool) -> str:
    if style is _Style.UPPER and (word[0].isupper() or _is_uncertain(word[0])):
        return word.upper()
    if force or (first and _is_uncertain(word[0])):
        return word[0].upper() + word[1:]
    return word


def _is_uncertain(letter: str) -> bool:
    return letter.islower() and _has_tone(letter)


def _has_tone(letter: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", letter))
