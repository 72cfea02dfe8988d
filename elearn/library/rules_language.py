"""The language of everything an author writes: letters, tones, words, dashes, the order of citations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elearn.learning.course import Box, Prose
from elearn.library.plain_text import count_words, plain
from elearn.library.problems import Problems
from elearn.library.read import line_of
from elearn.library.rules_markup import HTML, HTML_WORDS
from elearn.library.source_file import read_text
from elearn.library.sources import ItemSource, LessonSource, PageSource, Sources
from elearn.library.stale import source_files
from elearn.vietnamese.orthography import spelt
from elearn.vietnamese.text import compose

MOST_WORDS = 45  # of a sentence in a lesson
LONGEST_LISTED = 10
WORDS_FILE = "content/words.txt"
# What an item says to a reader; ids, keys and addresses are no language.
_SAID = frozenset(
    """
    stem text feedback explanation left right hint extra group from author subject organ organ_above
    place_date to signer_title signer paragraphs headline byline site image title one_line summary subtitle
    audience definition term
    """.split()  # noqa: SIM905 - many short words
)
_NO_LANGUAGE = re.compile(
    r"“[^”]*\.[a-z]{2,4}”|\S+@\S+|https?://\S+|[\w./-]*\w\.[a-z][\w./-]*"  # file names, addresses, v.v.
    r"|\b[\w-]*\d[\w-]*(?:/[\w-]+)+|\b\w*\d\w*\b"  # numbers of documents, dates
)
_TITLED = re.compile(r'^!!! ?(\w+)(?: +"(.*)")? *$')
_PICTURE = re.compile(r'\]\(images/[^)"\s]*(?: +"([^"]*)")?\)')
_MARKUP = re.compile(
    r"\s?\[@[^\]]*\]|\]\([^)]*\)|\{\{[^}]*\}\}|\{#[^}]*\}|`[^`]*`|\{[a-z0-9-]+\||\[\^[^\]]+\]:?|^ *\|[-| :]+\|\s*$|\}"
)
_ASIDE = re.compile(r' ?\((?:<a href="cite:[^>]*>[^<]*</a>(?:, | và |; )?)+\)')
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2028\u2029\ufeff\u00a0\u2007\u202f]"
)
HIDDEN_WORDS = "có ký tự ẩn không ai nhìn thấy; hãy xóa chữ ấy rồi gõ lại"
NFC_WORDS = "chữ phải ở dạng dựng sẵn (NFC); hãy gõ lại bằng bộ gõ Unicode"
_ROMAN = re.compile(r"[IVXLC]+|\w")  # chapters, quarters; single letters that name something
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”)]?\s+[“(]?(?=(\w))")
_MARKED = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Said:
    """A text in a source and its line."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a lesson and how many words it has."""

    words: int
    file: str
    line: int
    text: str


def check_language(sources: Sources, problems: Problems) -> list[Sentence]:
    """Every text; the longest sentences of lessons, the longest first."""
    known = known_words(sources.root, problems)
    _check_letters(sources.root, problems)
    for text in _all_said(sources):
        _check(text, known, problems)
    sentences = [one for course in sources.courses for text in course.texts() for one in _sentences(text)]
    sentences.sort(key=lambda one: (-one.words, one.file, one.line))
    for one in sentences:
        if one.words > MOST_WORDS:
            words = f"câu dài {one.words} chữ (không quá {MOST_WORDS}): “{one.text[:50]}…”"
            problems.add(one.file, one.line, "sentence", words)
    return sentences[:LONGEST_LISTED]


def known_words(root: Path, problems: Problems) -> frozenset[str]:
    """The project's own words: names, abbreviations, foreign words that may be used. One a line."""
    lines = (read_text(root / WORDS_FILE, WORDS_FILE, problems) or "").splitlines()
    return frozenset(
        part for line in lines for word in line.partition("#")[0].split() for part in word.split("-")
    )


# Where language is


def _all_said(sources: Sources) -> Iterator[Said]:
    for course in sources.courses:
        for text in course.texts():
            yield from _text_said(text)
            yield from _front_said(text)
        for item in course.items:
            yield from _item_said(item)
        yield from _toml_said(sources.root, course.file)
    yield from _toml_said(sources.root, "content/glossary.toml")


def _text_said(source: LessonSource | PageSource) -> Iterator[Said]:
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        yield Said(source.file, number, without_markup(line))


def without_markup(line: str) -> str:
    """What a line of Markdown says: titles, captions and words; no citation, address or key."""
    box = _TITLED.match(line)
    if box:
        return "" if box.group(1) == "law" else box.group(2) or ""
    return _MARKUP.sub("", _PICTURE.sub(r" \1", line))


def _front_said(source: LessonSource | PageSource) -> Iterator[Said]:
    if isinstance(source, PageSource):
        yield Said(source.file, source.lines.line("one_line"), source.front.one_line)
        return
    yield Said(source.file, source.lines.line("title"), source.front.title)
    for number, objective in enumerate(source.front.objectives):
        yield Said(source.file, source.lines.line("objectives", number, "text"), objective.text)


def _item_said(source: ItemSource) -> Iterator[Said]:
    value = source.lines.value
    for step in source.path:
        value = value[step]
    yield from _strings(value, source, (), "")


def _strings(value: object, source: ItemSource, path: tuple[str | int, ...], name: str) -> Iterator[Said]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, source, (*path, key), str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, source, (*path, number), name)
    elif isinstance(value, str) and name in _SAID:
        yield Said(source.file, source.line(*path), _MARKUP.sub("", value))


def _toml_said(root: Path, file: str) -> Iterator[Said]:
    lines = (read_text(root / file, file, Problems()) or "").splitlines()  # faults were told when it was read
    for number, line in enumerate(lines, 1):
        name, _, value = line.partition("=")
        if name.strip() in _SAID and value.strip().startswith('"'):
            yield Said(file, number, value.strip().strip('"'))


# What is wrong with it


def _check_letters(root: Path, problems: Problems) -> None:
    """Every line of every text, also where nobody reads it: keys, addresses, answers that are accepted."""
    for entry in source_files(root):
        path = Path(entry.path)
        if path.suffix not in (".md", ".toml", ".yaml"):
            continue
        file = path.relative_to(root).as_posix()
        text = (read_text(path, file, Problems()) or "").replace("\r\n", "\n").replace("\r", "\n")
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                problems.add(file, number, "nfc", NFC_WORDS)
            if _HIDDEN.search(line):
                problems.add(file, number, "hidden", HIDDEN_WORDS)


def _check(said: Said, known: frozenset[str], problems: Problems) -> None:
    text = said.text
    if compose(text) != text:
        problems.add(said.file, said.line, "nfc", NFC_WORDS)
        text = compose(text)
    for pattern, rule, words in _FORMS:
        found = pattern.search(text)
        if found:
            problems.add(said.file, said.line, rule, words.format(found.group().strip()))
    for word in _syllables(text):
        _check_word(word, said, known, problems)


def _syllables(text: str) -> Iterator[str]:
    """The words of a text, those of a hyphenated one each; none of a message typed without accents."""
    language = _NO_LANGUAGE.sub(" ", text)
    if not _MARKED.search(language) and len(language.split()) > 3:
        return
    for word in _WORD.findall(language):
        yield from (part for part in word.split("-") if not _ROMAN.fullmatch(part))


def words_said(sources: Sources) -> Iterator[tuple[Said, str]]:
    """Every word of every text, with the text that says it."""
    for text in _all_said(sources):
        for word in _syllables(compose(text.text)):
            yield text, word


def _check_word(word: str, said: Said, known: frozenset[str], problems: Problems) -> None:
    if word in known or word.lower() in known:
        return
    right = spelt(word)
    if right is None:
        words = f"“{word}” không phải âm tiết tiếng Việt và không có trong {WORDS_FILE}"
        problems.add(said.file, said.line, "word", words)
    elif right != word:
        words = f"“{word}” phải viết “{right}” (dấu đặt như trong luật)"
        problems.add(said.file, said.line, "tone", words)


_POINT = "[a-eghiklmnopqđ]"
_FORMS = (
    (_HIDDEN, "hidden", HIDDEN_WORDS),
    (HTML, "html", HTML_WORDS),
    (re.compile(r"(?<=\S) [-—] (?=\S)|--|—"), "dash", "dùng gạch “ – ” giữa câu, không dùng “{0}”"),
    (re.compile(r"\.\.\.?(?!\w)"), "ellipsis", "dùng dấu “…”, không dùng “{0}”"),
    (
        re.compile(r'(?<![\w=])"(?=\w)|(?<=\w)"(?![\w>])'),
        "quotes",
        "dùng ngoặc kép “…”, không dùng ngoặc thẳng",
    ),
    (re.compile(r"\w [,;:!?](?!\w)|\w \.(?=\s|$)"), "space", "không để dấu cách trước dấu câu: “{0}”"),
    (re.compile(r",(?=[^\W\d_])|;(?=[^\W\d_])"), "space", "cần dấu cách sau dấu câu: “{0}”"),
    (
        re.compile(
            rf"\b[đĐ]iểm {_POINT},? (?:khoản \d+|[Đđ]iều \d+)|\b[kK]hoản \d+,? [Đđ]iều \d+"
            rf"|\b[đĐ]iều \d+, khoản \d+|\b[kK]hoản \d+, điểm {_POINT}\b"
        ),
        "citation-order",
        "viết “Điều 7 khoản 2 điểm g”, không viết “{0}”",
    ),
)


def _sentences(source: LessonSource | PageSource) -> Iterator[Sentence]:
    for section in source.text.sections:
        for block in section.blocks:
            if not isinstance(block, Prose | Box):
                continue
            for line in plain(_ASIDE.sub("", block.html)).split("\n"):
                for cell in line.split(" · "):
                    for text in sentences_of(cell):
                        count = count_words(text)
                        if count > 1:
                            yield Sentence(count, source.file, _line_of(source, text), text)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a line of text."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.group(1).isupper() or end.group(1).isdigit():
            yield text[start : end.start()].strip()
            start = end.start()
    yield text[start:].strip()


def _line_of(source: LessonSource | PageSource, text: str) -> int:
    words = text.split()
    pieces = [" ".join(words[start : start + 5]) for start in range(0, max(1, len(words) - 5), 3)]
    return line_of(source.body, pieces, source.body_line)
