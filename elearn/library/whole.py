"""Reading a foreign library from the first page to the last before anything rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from elearn.errors import Reason, Refusal
from elearn.learning.citation import parse_citation
from elearn.learning.course import Box, Check, Figure, Prose, Section
from elearn.learning.item import Item
from elearn.library.clean_html import is_clean
from elearn.library.pictures import fault_in
from elearn.library.store import Library


def check_whole(library: Library) -> None:
    """Decode everything, follow every reference, and see that no text holds what our own sources could not.

    Raises Refusal(LIBRARY_DAMAGED).
    """
    if not library.is_sound() or not re.fullmatch(r"\d{4}\.\d{1,2}(\.\d{1,3})?", library.version):
        raise _damaged(library)
    try:
        known = _items(library)
        for course in library.courses():
            for card in course.lessons:
                lesson = library.lesson(card.id)
                if lesson.card != card or card.course != course.id:
                    raise _damaged(library)
                _texts(library, lesson.sections, lesson.footnotes, known)
            for page in library.article_pages(course.id):
                library.document(page.document)
                _texts(library, page.sections, page.footnotes, known)
        for term in library.terms():
            _cited(library, term.sources)
        library.search("an ninh", 5)
    except (KeyError, ValueError, Refusal) as error:
        raise _damaged(library) from error


def _damaged(library: Library) -> Refusal:
    return Refusal(Reason.LIBRARY_DAMAGED, path=str(library.path))


def _items(library: Library) -> dict[str, Item]:
    known: dict[str, Item] = {}
    for course in library.courses():
        for item in library.items(course.id):
            if not item.sources or item.course != course.id:
                raise _damaged(library)
            _cited(library, item.sources)
            known[item.id] = item
    return known


def _texts(
    library: Library, sections: Iterable[Section], notes: Iterable[str], known: dict[str, Item]
) -> None:
    for note in notes:
        _clean(library, note)
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Prose | Box):
                _clean(library, block.html)
            if isinstance(block, Box):
                _cited(library, block.citations)
            elif isinstance(block, Figure):
                if fault_in(block.asset, library.asset(block.asset)):
                    raise _damaged(library)
            elif isinstance(block, Check) and block.item not in known:
                raise _damaged(library)


def _clean(library: Library, html: str) -> None:
    if not is_clean(html):
        raise _damaged(library)


def _cited(library: Library, citations: Iterable[str]) -> None:
    for citation in citations:
        library.document(parse_citation(citation).document)
