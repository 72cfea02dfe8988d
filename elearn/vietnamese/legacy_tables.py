"""The old fonts' bytes, as they look once they were read as Windows-1252.

TCVN3 (ABC) has one byte a letter; a capital with a tone has the small letter's byte and a font of capitals.
VN1 (TCVN 5712-1) gives those capitals bytes of their own, which ABC leaves free. VNI-Windows writes a letter
and then its mark as a byte each.
"""

from __future__ import annotations

# 80 to FF of TCVN 5712-1; B0 to B4 are marks that follow their letter.
_TCVN_HIGH = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    " ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN_LOW = {
    0x01: "Ú", 0x02: "Ụ", 0x04: "Ừ", 0x05: "Ử", 0x06: "Ữ", 0x11: "Ứ", 0x12: "Ự",
    0x13: "Ỳ", 0x14: "Ỷ", 0x15: "Ỹ", 0x16: "Ý", 0x17: "Ỵ",
}  # fmt: skip
_TCVN = _TCVN_LOW | {0x80 + place: letter for place, letter in enumerate(_TCVN_HIGH)}

_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_HAT = dict(zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_BREVE = dict(zip("êèéúüë", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_ALONE = dict(zip("ôöñìíæóòî", "ơưđìíỉĩịỵ", strict=True))
_VNI_PAIRS = (
    {base + mark: _VNI_ALONE.get(base, base) + tone for base in "aeouyôö" for mark, tone in _TONES.items()}
    | {base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in _HAT.items()}
    | {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
)
_VNI_MARKS = frozenset("".join((*_TONES, *_HAT, *_BREVE)))


def byte_of(letter: str) -> int | None:
    """The Windows-1252 byte that a letter was read from; None where there is none."""
    if letter == "\u03bc":
        return 0xB5
    try:
        return letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(letter) if ord(letter) < 0x100 else None


def decode_tcvn3(text: str) -> str | None:
    """Text in TCVN3 or VN1; None where a letter came from no byte, or nothing is left to decode."""
    letters = []
    changed = False
    for letter in text:
        byte = byte_of(letter)
        if byte is None:
            return None
        meant = _TCVN.get(byte, letter)
        changed = changed or meant != letter
        letters.append(meant)
    return "".join(letters) if changed else None


def decode_vni(text: str) -> str | None:
    """Text in VNI-Windows; None where a mark stands without its letter, or nothing is left to decode.

    The letter's own case decides: a mark after it may be of either.
    """
    letters: list[str] = []
    place, changed = 0, False
    while place < len(text):
        pair, letter = text[place : place + 2].lower(), text[place]
        if pair in _VNI_PAIRS:
            meant, step = _VNI_PAIRS[pair], 2
        elif letter.lower() in _VNI_ALONE:
            meant, step = _VNI_ALONE[letter.lower()], 1
        elif letter.lower() in _VNI_MARKS or (letter.isalpha() and not letter.isascii()):
            return None
        else:
            letters.append(letter)
            place += 1
            continue
        letters.append(meant.upper() if letter.isupper() else meant)
        place, changed = place + step, True
    return "".join(letters) if changed else None
