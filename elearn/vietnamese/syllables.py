"""Which runs of letters can be a Vietnamese syllable: enough to tell a name that was read right from one that was not.

Lenient on purpose: a name is left alone wherever it may be right.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
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
    if tones > 1:
        return False
    return any(_fits(bare, onset) for onset in _ONSETS if bare.startswith(onset))


def _fits(bare: str, onset: str) -> bool:
    rhyme = bare[len(onset) :]
    if onset == "gi" and rhyme and f"i{rhyme}" in _RHYMES:
        return True  # giêng, gìn: the i is the onset's and the rhyme's
    if onset == "qu" and f"u{rhyme}" in _RHYMES:
        return True  # quyên, quy
    return rhyme in _RHYMES


def _without_tone(text: str) -> tuple[str, int]:
    """The text without its tone marks, and how many there were; a syllable has one at most."""
    marks = unicodedata.normalize("NFD", text)
    bare = "".join(one for one in marks if one not in _TONES)
    return unicodedata.normalize("NFC", bare), len(marks) - len(bare)
