"""Vietnamese text: one composition, and a folded form in which accents, case and đ do not count."""

from __future__ import annotations

import unicodedata

_STROKES = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})  # ð: what some fonts write for đ


def compose(text: str) -> str:
    """The text in NFC, as everything in the program is kept."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text in lower case without any mark: "Tin giả ở Đắk" is "tin gia o dak"."""
    bare = unicodedata.normalize("NFD", text.translate(_STROKES).casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
