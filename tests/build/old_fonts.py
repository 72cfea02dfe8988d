"""Text as old fonts keep it, read as Windows-1252 as an office suite does. Tables written anew from the fonts' own."""

from __future__ import annotations

import unicodedata

_TONES = {"\u0300": 0, "\u0309": 1, "\u0303": 2, "\u0301": 3, "\u0323": 4}
# ABC: each vowel's bytes with huyền, hỏi, ngã, sắc, nặng.
_ABC = {
    "a": "B5B6B7B8B9", "ă": "BBBCBDBEC6", "â": "C7C8C9CACB", "e": "CCCECFD0D1", "ê": "D2D3D4D5D6",
    "i": "D7D8DCDDDE", "o": "DFE1E2E3E4", "ô": "E5E6E7E8E9", "ơ": "EAEBECEDEE", "u": "EFF1F2F3F4",
    "ư": "F5F6F7F8F9", "y": "FAFBFCFDFE",
}  # fmt: skip
_ABC_PLAIN = dict(zip("ăâêôơưđĂÂÊÔƠƯĐ", bytes.fromhex("A8A9AAABACADAEA1A2A3A4A5A6A7"), strict=True))
_VNI_ALONE = dict(zip("ơưđìíỉĩịỵ", "ôöñìíæóòî", strict=True))


def read_as_windows(content: bytes) -> str:
    """Bytes as a western Windows shows them; the five that it leaves free stay what they are."""
    return "".join(
        chr(one) if one in (0x81, 0x8D, 0x8F, 0x90, 0x9D) or one < 0x20 else bytes([one]).decode("cp1252")
        for one in content
    )


def _parted(letter: str) -> tuple[str, int | None]:
    """A letter without its tone, and the tone's place in the tables."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), None)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tone


def in_abc(text: str) -> str:
    """As ABC keeps it: a toned capital has the small letter's byte."""
    written = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        base, tone = _parted(letter)
        if tone is not None:
            written.append(bytes.fromhex(_ABC[base.lower()])[tone])
        else:
            written += bytes([_ABC_PLAIN[letter]]) if letter in _ABC_PLAIN else letter.encode("ascii")
    return read_as_windows(bytes(written))


def in_vni(text: str) -> str:
    """As VNI-Windows keeps it: the letter, then its mark, both in the letter's case."""
    written = []
    for letter in unicodedata.normalize("NFC", text):
        small = letter.lower()
        base, tone = _parted(small)
        if small in _VNI_ALONE:
            pair = _VNI_ALONE[small]
        elif base == "ă":
            pair = "a" + ("ê" if tone is None else "èúüéë"[tone])
        elif base in "âêô":
            pair = {"â": "a", "ê": "e", "ô": "o"}[base] + ("â" if tone is None else "àåãáä"[tone])
        else:
            pair = _VNI_ALONE.get(base, base) + ("" if tone is None else "øûõùï"[tone])
        written.append(pair.upper() if letter.isupper() else pair)
    return "".join(written)
