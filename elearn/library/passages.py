"""What a library says where: the passages that a search looks through, and the places that cite the law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from elearn.learning.citation import Citation, parse_citation
from elearn.learning.course import (
    ArticlePage,
    Block,
    Box,
    Figure,
    Lesson,
    Prose,
    Section,
    Term,
)
from elearn.library.plain_text import plain
from elearn.vietnamese.text import fold

_CITED = re.compile(r'href="cite:([^"]+)"')
_TERM = 'href="term:{}"'


@dataclass(frozen=True, slots=True)
class Citing:
    """A section that cites a place of a document."""

    place: Citation
    lesson: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that a search finds; `title` and `heading` are shown, the searched ones are looked through."""

    course: str
    lesson: str
    anchor: str
    heading: str
    title: str
    words: str
    searched_title: str = ""
    searched_heading: str = ""

    @property
    def folded(self) -> str:
        """The words folded, letter by letter at the same place as in `words`."""
        return aligned_fold(self.words)

    @property
    def folded_title(self) -> str:
        """The title as it is searched."""
        return aligned_fold(self.searched_title)

    @property
    def folded_heading(self) -> str:
        """The heading as it is searched."""
        return aligned_fold(self.searched_heading or self.heading)


def aligned_fold(text: str) -> str:
    """The text folded so that each letter keeps its place: snippets are cut from the original by it."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one) == 1 else " " for one in map(fold, text))


def citations_of(block: Block) -> Iterator[str]:
    """The citations in a block, law cards' first."""
    if isinstance(block, Box):
        yield from block.citations
    if isinstance(block, Box | Prose):
        yield from _CITED.findall(block.html)


def citings(lessons: Iterable[Lesson]) -> list[Citing]:
    """Every place that is cited, in the order of lessons and sections, each section once."""
    found: dict[Citing, None] = {}
    for lesson in lessons:
        for section in lesson.sections:
            for block in section.blocks:
                for citation in citations_of(block):
                    found[Citing(parse_citation(citation), lesson.card.id, section.anchor)] = None
        for number, note in enumerate(lesson.footnotes, 1):
            anchor = _section_of_note(lesson, number)
            for citation in _CITED.findall(note):
                found[Citing(parse_citation(citation), lesson.card.id, anchor)] = None
    return list(found)


def _section_of_note(lesson: Lesson, number: int) -> str:
    wanted = f'href="#fn-{number}"'
    for section in lesson.sections:
        if any(isinstance(block, Box | Prose) and wanted in block.html for block in section.blocks):
            return section.anchor
    return lesson.sections[0].anchor if lesson.sections else ""


def words_of(section: Section) -> str:
    """A section's text without its heading."""
    parts: list[str] = []
    for block in section.blocks:
        if isinstance(block, Prose):
            parts.append(plain(block.html))
        elif isinstance(block, Box):
            parts += [block.title, plain(block.html)]
        elif isinstance(block, Figure):
            parts += [block.caption, block.alt]
    return "\n".join(part for part in parts if part)


def passages(
    lessons: Sequence[Lesson], pages: Sequence[ArticlePage], terms: Iterable[Term]
) -> Iterator[Passage]:
    """All passages in a settled order: lessons, pages of articles, terms."""
    for lesson in lessons:
        yield from _lesson_passages(lesson)
    for page in sorted(pages, key=lambda one: (one.course, one.document, one.number)):
        yield from _page_passages(page)
    for term in sorted(terms, key=lambda one: one.id):
        home = _home_of(term, lessons)
        if home:
            lesson, section = home
            title = lesson.card.title
            yield Passage(
                lesson.card.course,
                lesson.card.id,
                section.anchor,
                f"Từ ngữ: {term.term}",
                title,
                term.definition,
            )


def _lesson_passages(lesson: Lesson) -> Iterator[Passage]:
    card = lesson.card
    for number, section in enumerate(lesson.sections):
        yield Passage(
            card.course,
            card.id,
            section.anchor,
            section.heading,
            card.title,
            words_of(section),
            searched_title="" if number else card.title,  # once, else every section of the lesson were found
        )


def _page_passages(page: ArticlePage) -> Iterator[Passage]:
    title = f"Điều {page.number}. {page.title}"
    for number, section in enumerate(page.sections):
        words = words_of(section)
        yield Passage(
            page.course,
            page.id,
            section.anchor,
            section.heading,
            title,
            words if number else f"{page.one_line}\n{words}",
            searched_title="" if number else title,
            searched_heading=f"Điều {page.number} {section.heading}",
        )


def _home_of(term: Term, lessons: Sequence[Lesson]) -> tuple[Lesson, Section] | None:
    """Where a term is at home: the section that links to it first, else the first that says it."""
    link, said = _TERM.format(term.id), term.term.casefold()
    by_words: tuple[Lesson, Section] | None = None
    for lesson in lessons:
        for section in lesson.sections:
            if any(isinstance(block, Prose | Box) and link in block.html for block in section.blocks):
                return lesson, section
            if by_words is None and said in f"{section.heading}\n{words_of(section)}".casefold():
                by_words = lesson, section
    return by_words
