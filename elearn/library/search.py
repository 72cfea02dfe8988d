"""Searching without accents: words folded on both sides, snippets cut from the text as it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from elearn.learning.course import SearchHit
from elearn.library.snippet import snippet
from elearn.vietnamese.text import compose, fold

_LONGEST = 200  # letters of a question; nobody types more
_MOST_WORDS = 16
_WEIGHTS = "10.0, 6.0, 1.0"  # a lesson's title, a section's heading, its text
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”]")
_WORD = re.compile(r"[^\W_]+")
_ASK = f"select rowid from found where found match ? order by bm25(found, {_WEIGHTS}), rowid limit ?"  # noqa: S608 - weights alone
_ASK_ANY = "select rowid from found where found match ? order by rowid limit ?"
_READ = "select course, lesson, anchor, heading, title, words, folded from passage where id = ?"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = frozenset("aeiouy")

Rows = Callable[..., list[Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed: phrases of folded words, the words as they were typed, whether the last may go on."""

    phrases: tuple[tuple[str, ...], ...]
    typed: tuple[str, ...]
    is_open: bool

    @property
    def words(self) -> tuple[str, ...]:
        """All folded words in order."""
        return tuple(word for phrase in self.phrases for word in phrase)

    @property
    def says_little(self) -> bool:
        """One letter, which nearly every passage has: there is nothing to rank by."""
        return len(self.words) == 1 and len(self.words[0]) == 1


def search(rows: Rows, text: str, limit: int) -> list[SearchHit]:
    """The words side by side first, then anywhere in a passage; whole words before the beginnings of words.

    Among equals those that have the accents that were typed. Any text is a question; none is an error.
    """
    question = read_question(text)
    if not question.phrases or limit < 1:
        return []
    found: dict[int, int] = {}
    ask = _ASK_ANY if question.says_little else _ASK
    for tier, asked in enumerate(_asked(question)):
        for (number,) in rows(ask, asked, limit):
            found.setdefault(number, tier)
        if len(found) >= limit:
            break
    accents = _accented(question)
    read = [(tier, rows(_READ, number)[0]) for number, tier in found.items()]
    if accents:
        read.sort(key=lambda one: (one[0] // 2, not _has_all(one[1], accents), one[0]))
    finders = _finders(question)
    hits: dict[tuple[str, str, str], SearchHit] = {}
    for _, (course, lesson, anchor, heading, title, words, folded) in read:
        place = (lesson, anchor, heading)
        if place not in hits:
            cut = snippet(words, folded, finders)
            hits[place] = SearchHit(course, lesson, anchor, heading, title, cut)
    return list(hits.values())[:limit]


def read_question(text: str) -> Question:
    """What must be found: words in quotation marks stand together, others each alone."""
    clean = compose(text[:_LONGEST].encode("utf-8", "ignore").decode().replace("\0", " "))
    phrases: list[tuple[str, ...]] = []
    at = 0
    for quoted in _QUOTED.finditer(clean):
        phrases += [(word,) for word in _words(clean[at : quoted.start()])]
        phrases.append(_words(quoted.group(1)))
        at = quoted.end()
    phrases += [(word,) for word in _words(clean[at:])]
    kept = tuple(phrase for phrase in phrases if phrase)[:_MOST_WORDS]
    is_open = bool(clean[at:].strip()) and clean[-1:].isalnum()
    return Question(kept, tuple(_WORD.findall(clean.casefold())), is_open)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _asked(question: Question) -> Iterator[str]:
    """The question in FTS5's language, the strictest first; quoted, so that no word is an operator."""
    together = f'"{" ".join(question.words)}"'
    apart = " AND ".join(f'"{" ".join(phrase)}"' for phrase in question.phrases)
    plain = len(question.phrases) > 1 and all(len(phrase) == 1 for phrase in question.phrases)
    for asked in (together, apart) if plain else (apart,):
        yield asked
        if question.is_open:
            yield f"{asked} *"


def _finders(question: Question) -> tuple[re.Pattern[str], ...]:
    """What is marked in a snippet: the words where they stand together, else each of them."""
    words = question.words
    end = r"\w*" if question.is_open else r"\b"
    whole = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
    single = re.compile(rf"\b(?:(?:{whole})\b|{re.escape(words[-1])}{end})")
    together = r"[\W_]+".join(re.escape(word) for word in words)
    return (re.compile(rf"\b{together}{end}"), single) if len(words) > 1 else (single,)


def _accented(question: Question) -> list[re.Pattern[str]]:
    """Patterns for the typed words that have accents, their tone on any vowel: hoà finds hòa."""
    return [
        re.compile(rf"\b(?:{'|'.join(sorted(placements(word)))})")
        for word in question.typed
        if fold(word) != word
    ]


def placements(word: str) -> set[str]:
    """A word with its tone on each of its vowels in turn; itself where it has no tone or several."""
    marks = unicodedata.normalize("NFD", word)
    tones = [one for one in marks if one in _TONES]
    if len(tones) != 1:
        return {re.escape(word)}
    bare = unicodedata.normalize("NFC", "".join(one for one in marks if one not in _TONES))
    made = {
        unicodedata.normalize("NFC", bare[: at + 1] + tones[0] + bare[at + 1 :])
        for at, letter in enumerate(bare)
        if fold(letter) in _VOWELS
    }
    return {re.escape(one) for one in made} or {re.escape(word)}


def _has_all(row: Any, accents: list[re.Pattern[str]]) -> bool:
    said = f"{row[4]}\n{row[3]}\n{row[5]}".casefold()
    return all(accent.search(said) for accent in accents)
