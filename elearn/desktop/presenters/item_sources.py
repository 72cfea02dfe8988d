"""What an item rests on, and where its lesson says so."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from elearn.desktop.presenters.citations import in_one_line, label_of
from elearn.errors import Refusal

if TYPE_CHECKING:
    from elearn.learning.item import Item


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A citation in words; `route` leads to the article's page, "" where there is none."""

    words: str
    route: str


@dataclass(frozen=True, slots=True)
class ItemSources:
    """Citations of an item, and the section to read again: its words and the way there."""

    citations: tuple[SourceLink, ...]
    place: str  # "Bài 4, mục “Chia sẻ lại”", "" where the library has the lesson no more
    route: str


def item_sources(library: Any, item: Item) -> ItemSources:
    """Looked up in the library; may be called off the GUI thread."""
    labels = []
    for one in item.sources:
        with suppress(KeyError):  # an old attempt may rest on a document that the library no longer names
            labels.append(label_of(library, one))
    links = []
    before = ""
    for (words, citation), label in zip(in_one_line(labels), labels, strict=True):
        later = label.document if label.place and label.document != before else ""
        before = label.document
        links.append(SourceLink(f"{words} {later}".strip(), article_route(library, citation)))
    try:
        lesson = library.lesson(item.lesson)
    except Refusal:  # an old attempt, of a lesson that was taken out since
        return ItemSources(tuple(links), "", "")
    heading = next((one.heading for one in lesson.sections if one.anchor == item.section), "")
    place = f"Bài {lesson.card.position}: {lesson.card.title}"
    if heading:
        place = f"Bài {lesson.card.position}, mục “{heading}”"
    route = f"lesson:{item.lesson}" + (f"#{item.section}" if item.section else "")
    return ItemSources(tuple(links), place, route)


def article_route(library: Any, citation: str) -> str:
    """The route of the page of a cited article, "" where the library has none."""
    found = library.article_for(citation)
    return f"article:{found}" if found else ""
