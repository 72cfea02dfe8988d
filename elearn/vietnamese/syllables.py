"""Which runs of letters can be a Vietnamese syllable: enough to tell a name that was read right from one that was not.

Lenient on purpose: a name is left alone wherever it may be right.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")  # the only tones before c, ch, p and t
_ONSETS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_LISTED = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu êc
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơng ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung up ut uy uya uych uynh uyn uyp uyt uyu uyên uyêt
    uôc uôi uôm uôn uông uôt uơ uơn
    ư ưa ưc ưi ưng ưt ưu ưn ươc ươi ươm ươn ương ươp ươt ươu ưm ưp
    y ych ym yn ynh yt yêm yên yêng yêt yêu y
"""
_RHYMES = frozenset(_LISTED.split())


@lru_cache(maxsize=65536)
def is_syllable(text: str) -> bool:
    """Whether a run of letters may be a Vietnamese syllable, in any case, with or without a tone."""
    if not text.isalpha():
        return False
    bare, tones = _without_tone(text.lower())
    if len(tones) > 1:
        return False
    return any(_fits(bare, onset, tones) for onset in _ONSETS if bare.startswith(onset))


def _fits(bare: str, onset: str, tones: list[tuple[int, str]]) -> bool:
    """Whether what follows an onset is a rhyme, with its tone where one is written."""
    rhyme = bare[len(onset) :]
    if rhyme not in _RHYMES:
        return False
    if not tones:
        return True
    place, tone = tones[0]
    if rhyme.endswith(("c", "ch", "p", "t")) and tone not in _SHARP_OR_HEAVY:
        return False
    return place - len(onset) in _tone_places(rhyme)


@lru_cache(maxsize=1024)
def _tone_places(rhyme: str) -> frozenset[int]:
    """Where a rhyme's tone is written: one place, or two where both ways are in use (hoà, hòa)."""
    vowels = len(rhyme) - len(rhyme.lstrip("aăâeêioôơuưy"))
    marked = [place for place in range(vowels) if rhyme[place] in "ăâêôơư"]
    if marked:
        return frozenset(marked[-1:])
    if vowels == 2 and len(rhyme) == 2:
        return frozenset({0, 1}) if rhyme in {"oa", "oe", "uy"} else frozenset({0})
    return frozenset({0 if vowels == 1 else 1})


def _without_tone(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text without its tone marks, and those with the places of their letters."""
    bare: list[str] = []
    tones: list[tuple[int, str]] = []
    for mark in unicodedata.normalize("NFD", text):
        if mark in _TONES:
            tones.append((len(bare) - 1, mark))
        elif unicodedata.combining(mark) and bare:
            bare[-1] = unicodedata.normalize("NFC", bare[-1] + mark)
        else:
            bare.append(mark)
    return "".join(bare), tones
