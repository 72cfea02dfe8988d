"""Text of old fonts that was read as Windows-1252: TCVN3 (ABC), with VN1's own capitals, and VNI-Windows.

Such text holds nothing but signs of Western Europe: "NguyÔn V¨n §øc", "Nguyeãn Vaên Ñöùc". What is right
already is never changed, only composed and tidied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from elearn.vietnamese.legacy_case import repair_case, tells_case
from elearn.vietnamese.legacy_tables import byte_of, decode_tcvn3, decode_vni
from elearn.vietnamese.syllables import is_syllable
from elearn.vietnamese.text import compose, tidy

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = re.compile(r"[A-ZĐÂÔƠƯ]+")  # HĐND, LĐTBXH
_BENIGN = frozenset("–—‘’“”…")  # signs of Windows-1252 that right text has, too
_SIGNS = re.compile("([–—‘’“”…])")
_ETH = str.maketrans("Ðð", "Đđ")
_OF_A_LETTER = frozenset("\u0302\u0306\u031b")
ENOUGH = 2  # texts that can be of one encoding alone, before one that may also be right is read so
MOST = 0.8  # of the words of a longer text


class Encoding(Enum):
    """How a text was written."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


class Repair(Enum):
    """What was done to a text."""

    NONE = "none"
    SPACES = "spaces"
    COMPOSED = "composed"  # it was not in NFC, or had Ð for Đ
    DECODED = "decoded"  # it was in an old encoding


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text before and after. `doubtful`: it could be read in another way as well."""

    before: str
    after: str
    repair: Repair
    encoding: Encoding = Encoding.UNICODE
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ColumnEncoding:
    """How a column's texts are written: `usual` where one may be read in two ways, and what was seen.

    `capitals`: every name of an ABC font that tells its case is in capitals.
    """

    usual: Encoding = Encoding.UNICODE
    seen: frozenset[Encoding] = frozenset()
    capitals: bool = False


def encoding_of(texts: Iterable[str]) -> ColumnEncoding:
    """How a column is written.

    An old encoding is usual only where several texts can be nothing else and none is Unicode beyond doubt.
    """
    found = {Encoding.UNICODE: 0, Encoding.TCVN3: 0, Encoding.VNI: 0}
    capitals, small = 0, 0
    for text in texts:
        if _is_modern(compose(text)):
            found[Encoding.UNICODE] += 1
        elif not _may_be_right(tidy(text)):
            readings = _readings(text, name=False)
            if len(readings) == 1:
                ((encoding, after),) = readings.items()
                found[encoding] += 1
                if encoding is Encoding.TCVN3 and tells_case(after):
                    capitals += after.isupper()
                    small += not after.isupper()
    seen = frozenset(encoding for encoding, count in found.items() if count)
    if len(seen) == 1:
        (only,) = seen
        if found[only] >= ENOUGH:
            return ColumnEncoding(only, seen, capitals=capitals >= ENOUGH and not small)
    return ColumnEncoding(Encoding.UNICODE, seen)


def repair(text: str, column: ColumnEncoding = ColumnEncoding(), *, name: bool = True) -> Repaired:
    """Read a text as it was meant; `name`: a person's, in which each syllable begins with a capital.

    `column` decides where a text may be read in two ways ("Hoà" is a name, and "Hồ" in VNI).
    """
    if text.isascii() and text.isprintable():
        return _composed(text, doubtful=False)
    readings = _readings(text, name=name)
    right = _may_be_right(tidy(text))
    if column.usual in readings:
        after = readings[column.usual]
        if name and column.capitals and not tells_case(after):
            after = after.upper()
        return Repaired(text, after, Repair.DECODED, column.usual, doubtful=right or len(readings) > 1)
    if not right and not readings and name and (foreign := _foreign_name(text, column.usual)):
        return Repaired(text, foreign, Repair.DECODED, column.usual, doubtful=True)
    if right or not readings:
        plain = tidy(text)
        cased = repair_case(plain, name=name) if _makes_sense(plain, strict=True) else plain
        if column.usual is Encoding.TCVN3 and not readings and name and cased != plain:
            # ý stands for itself in that font, and for Ý: only the case is to be repaired
            return Repaired(text, cased, Repair.DECODED, Encoding.TCVN3)
        return _composed(text, doubtful=not column.seen.isdisjoint(readings))
    likely = [encoding for encoding in readings if encoding in column.seen] or list(readings)
    return Repaired(text, readings[likely[0]], Repair.DECODED, likely[0], doubtful=len(readings) > 1)


def _composed(text: str, *, doubtful: bool) -> Repaired:
    """The text in NFC and tidy; Ð is taken for Đ where that makes a syllable."""
    plain = tidy(_ordered(text))
    if not _makes_sense(plain, strict=True) and _makes_sense(plain.translate(_ETH), strict=True):
        plain = plain.translate(_ETH)
    how = Repair.COMPOSED
    if plain == text:
        how = Repair.NONE
    elif "".join(plain.split()) == "".join(text.split()):
        how = Repair.SPACES
    return Repaired(text, plain, how, doubtful=doubtful)


def _ordered(text: str) -> str:
    """The text with each letter's hat, breve or horn before its tone, which composition alone does not mend."""
    if unicodedata.is_normalized("NFC", text) and not any(map(unicodedata.combining, text)):
        return text
    clusters: list[list[str]] = []
    for letter in unicodedata.normalize("NFD", text):
        if clusters and unicodedata.combining(letter):
            clusters[-1].append(letter)
        else:
            clusters.append([letter])
    return "".join(one[0] + "".join(sorted(one[1:], key=_tone_last)) for one in clusters)


def _tone_last(mark: str) -> bool:
    return mark not in _OF_A_LETTER


def _is_modern(text: str) -> bool:
    """Whether a text has a sign that no old font's bytes stand for."""
    return any(byte_of(letter) is None for letter in text)


def _may_be_right(plain: str) -> bool:
    """Whether a text may stand as it is: every word is ASCII or a syllable, every other sign a usual one."""
    if _is_modern(plain):
        return True
    between = _WORD.sub("", plain)
    return (
        all(sign.isascii() or sign in _BENIGN for sign in between)
        and all(_is_cased(word) for word in _WORD.findall(plain) if not word.isascii())
        and _makes_sense(plain, strict=True)
    )


def _is_cased(word: str) -> bool:
    """Whether a word is written as people write: "tế", "Tế", "TẾ"; "tÕ" is what an old font's bytes look like."""
    return word.isupper() or word[1:].islower() or len(word) == 1


def _readings(text: str, *, name: bool) -> dict[Encoding, str]:
    """What a text says by each old encoding in which it makes sense."""
    if (text.isascii() and text.isprintable()) or _is_modern(text):
        return {}
    readings = {}
    for encoding, decoded in ((Encoding.TCVN3, decode_tcvn3(text)), (Encoding.VNI, decode_vni(text))):
        after = tidy(decoded or "")
        if after and _makes_sense(after, strict=name):
            readings[encoding] = repair_case(after, name=name) if encoding is Encoding.TCVN3 else after
    return readings


def _foreign_name(text: str, usual: Encoding) -> str:
    """A name that is no Vietnamese syllables (Y Blô Kbuôr), in a column of an old encoding; "" for anything else."""
    decode = {Encoding.TCVN3: decode_tcvn3, Encoding.VNI: decode_vni}.get(usual)
    if decode is None or _is_modern(text):
        return ""
    pieces = [piece if piece in _BENIGN else decode(piece) or piece for piece in _SIGNS.split(text)]
    after = tidy("".join(pieces))
    if after == tidy(text) or not all(
        letter.isalpha() or letter in " .'-" or letter in _BENIGN for letter in after
    ):
        return ""
    return repair_case(after, name=True) if usual is Encoding.TCVN3 else after


def _makes_sense(text: str, *, strict: bool) -> bool:
    """Whether a text's words are ASCII, syllables or short forms: all of them, or (not `strict`) most."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    good = sum(bool(is_syllable(word) or _SHORT.fullmatch(word)) for word in words)
    return good == len(words) if strict else good >= MOST * len(words)
