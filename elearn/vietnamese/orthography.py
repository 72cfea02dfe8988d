"""How a Vietnamese syllable is spelt: which onset, rime and tone stand together, and where the tone is put.

The placement is that of legal texts: hòa, khỏe, thủy; but quý, hoàn, thuế. Stricter than
`elearn.vietnamese.syllables`, which only asks whether a name may be right.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP, _HEAVY = "\u0301", "\u0323"
_PLAIN = ("b", "ch", "d", "đ", "h", "l", "m", "n", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x", "kh")
_BEFORE_FRONT = ("k", "gh", "ngh")  # before e, ê, i, y
_BEFORE_BACK = ("c", "g", "ng")  # before all others
_ONSETS = sorted((*_PLAIN, *_BEFORE_FRONT, *_BEFORE_BACK, "gi", "qu", ""), key=len, reverse=True)
_FRONT = frozenset("eêiy")
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo
    ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach
    oai oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô
    ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm
    uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt
    ươu ưt ưu
    """.split()  # noqa: SIM905 - many short words
)
_ALONE = frozenset(["y", "yêm", "yên", "yêng", "yêt", "yêu"])  # without an onset
_Y_FOR_I = frozenset(("h", "k", "l", "m", "s", "t", "v"))  # kỹ, lý, mỹ, tỷ
_AFTER_QU = frozenset(
    """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê ên êt êch ênh êu i ơ ơi
    ơn ôc ôi ôn ông y yên yêt ych ynh yt
    """.split()  # noqa: SIM905 - many short words
)
_MARKED = re.compile("[ăâêôơư]")
_VOWELS = re.compile("[aăâeêioôơuưy]+")
_STOPPED = re.compile("(?:ch|[cpt])$")


@lru_cache(maxsize=65536)
def spelt(word: str) -> str | None:
    """The syllable as it is to be spelt, its tone in its place; None where it is no Vietnamese syllable.

    `word` is letters in NFC, in any case, which is kept.
    """
    bare, tone = _apart(word.lower())
    if bare is None or len(bare) != len(word):
        return None
    for onset in _ONSETS:
        rime = bare.removeprefix(onset)
        if bare.startswith(onset) and _fits(onset, rime):
            if _STOPPED.search(rime) and tone not in (_SHARP, _HEAVY):
                return None
            return _cased(_with_tone(onset, rime, tone), word)
    return None


def _apart(word: str) -> tuple[str | None, str]:
    """A word without its tone, and the tone; None where it has several."""
    marks = unicodedata.normalize("NFD", word)
    tones = [one for one in marks if one in _TONES]
    if len(tones) > 1:
        return None, ""
    bare = unicodedata.normalize("NFC", "".join(one for one in marks if one not in _TONES))
    return bare, tones[0] if tones else ""


def _fits(onset: str, rime: str) -> bool:
    if onset == "qu":
        return rime in _AFTER_QU
    if onset == "gi":
        return (rime in _RIMES and rime[0] not in "iy") or rime in ("êng", "êt", "êc")  # giêng, giết, giếc
    if rime.startswith("y"):
        return rime in _ALONE if onset == "" else rime == "y" and onset in _Y_FOR_I
    if rime not in _RIMES:
        return False
    if onset == "":
        return not rime.startswith("iê")
    if onset == "g" and rime[0] == "i":
        return rime in ("i", "in", "ip")  # gì, gìn, gịp: the i is the onset's, too
    if onset in _BEFORE_FRONT:
        return rime[0] in _FRONT
    if onset in _BEFORE_BACK:
        return rime[0] not in _FRONT
    return True


def _with_tone(onset: str, rime: str, tone: str) -> str:
    if not tone:
        return onset + rime
    at = _tone_place(rime)
    return onset + rime[:at] + unicodedata.normalize("NFC", rime[at] + tone) + rime[at + 1 :]


def _tone_place(rime: str) -> int:
    """Which letter of the rime carries the tone: a marked vowel, else the middle or the last but one."""
    marked = [found.start() for found in _MARKED.finditer(rime)]
    if marked:
        return marked[-1]
    vowels = _VOWELS.match(rime)
    count = len(vowels.group()) if vowels else 1
    if count == 1:
        return 0
    return count - 1 if count < len(rime) else count - 2


def _cased(made: str, like: str) -> str:
    return "".join(new.upper() if old.isupper() else new for new, old in zip(made, like, strict=True))
