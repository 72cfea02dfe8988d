"""Vietnamese text: one composition, tidy spaces, and a folded form in which accents, case and đ do not count."""

from __future__ import annotations

import re
import unicodedata

_STROKES = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})  # ð: what some fonts write for đ
# Spelt out: `str.split` takes U+0085 for a space, which is a letter where old bytes were read as Latin-1.
_SPACES = re.compile("[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def compose(text: str) -> str:
    """The text in NFC, as everything in the program is kept."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text in lower case without any mark: "Tin giả ở Đắk" is "tin gia o dak"."""
    bare = unicodedata.normalize("NFD", text.translate(_STROKES).casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def tidy(text: str) -> str:
    """The text in NFC with single spaces, none at its ends and nothing invisible; else as it is."""
    return _SPACES.sub(" ", compose(text.translate(_INVISIBLE))).strip(" ")
