"""Citations and glossary terms as the reader's cards and popups show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from elearn.learning.citation import Citation
    from elearn.learning.course import Document


@dataclass(frozen=True, slots=True)
class CiteLabel:
    """A citation's parts: where in the document, and what the document is called."""

    citation: str
    place: str  # "Điều 7 khoản 2 điểm c", "" for the whole document
    document: str  # "Luật An ninh mạng 2025"
    article: int
    clause: int
    point: str


@dataclass(frozen=True, slots=True)
class Use:
    """A section that cites the same place."""

    words: str
    route: str


@dataclass(frozen=True, slots=True)
class CiteView:
    """What is known of a cited place."""

    title: str  # "Điều 7 khoản 2 điểm c"
    article: str  # the article's own title, "" where it is not known
    document: str
    facts: tuple[str, ...]
    lapsed: str  # "" while it holds
    uses: tuple[Use, ...]
    page: tuple[str, str] | None = None  # words and route of the article's own page


@dataclass(frozen=True, slots=True)
class TermView:
    """A glossary entry."""

    term: str
    definition: str
    sources: tuple[CiteLabel, ...]


def issued_by(document: Document) -> str:
    """What a document is: "Luật số 116/2025/QH15, Quốc hội", "Cẩm nang, Bộ Thông tin và Truyền thông, 2022"."""
    if document.is_law:
        return f"{document.kind} số {document.number}, {document.issuer}"
    year = f", {document.issued_on.year}" if document.issued_on else ""
    return f"{document.kind}, {document.issuer}{year}"


def label_of(library: Any, citation: str) -> CiteLabel:
    """A citation in words."""
    from elearn.learning.citation import parse_citation

    place = parse_citation(citation)
    document = library.document(place.document)
    return CiteLabel(citation, place.place, document.short, place.article, place.clause, place.point)


def in_one_line(labels: list[CiteLabel]) -> list[tuple[str, str]]:
    """Citations as (words, citation) with what repeats left out: "Điều 7 khoản 3", "khoản 4"."""
    words = []
    before: CiteLabel | None = None
    for one in labels:
        text = one.place or one.document
        if before and one.place and (before.document, before.article) == (one.document, one.article):
            parts = [f"khoản {one.clause}"] if one.clause else []
            if one.point:
                same_clause = before.clause == one.clause and before.point
                parts = [f"điểm {one.point}"] if same_clause else [*parts, f"điểm {one.point}"]
            text = " ".join(parts) or text
        words.append((text, one.citation))
        before = one
    return words


class CitationsPresenter:
    """Looks up what a popup shows; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def term(self, term_id: str) -> TermView:
        """A glossary entry. Raises Refusal or KeyError where the library has none."""
        library = self._services.library
        term = library.term(term_id)
        return TermView(term.term, term.definition, tuple(label_of(library, one) for one in term.sources))

    def citation(self, text: str, here: str = "") -> CiteView:
        """A cited place; `here` is the section ("lesson#anchor") that asks and is not listed."""
        from elearn.desktop.presenters.reader import day
        from elearn.learning.citation import parse_citation

        library = self._services.library
        place: Citation = parse_citation(text)
        document = library.document(place.document)
        article = next((one for one in document.articles if one.number == place.article), None)
        today = self._services.records.seen_day.today(library.valid_as_of)
        facts = [issued_by(document)]
        if article is not None and article.chapter:
            facts.append(f"Chương {article.chapter}")
        if document.is_law and document.in_force_from:
            facts.append(f"Hiệu lực từ {day(document.in_force_from)}")
        if document.where:
            facts.append(document.where)
        lapsed = ""
        if not document.in_force(today):
            since = f" từ {day(document.until)}" if document.until else ""
            later = " và ".join(library.document(one).short for one in document.replaced_by)
            lapsed = f"Đã hết hiệu lực{since}" + (f"; thay bằng {later}." if later else ".")
        return CiteView(
            title=place.place or document.short,
            article=article.title if article else "",
            document=document.short if place.place else document.title,
            facts=tuple(facts),
            lapsed=lapsed,
            uses=self._uses(text, here),
            page=self._page(text, place),
        )

    def _page(self, text: str, place: Citation) -> tuple[str, str] | None:
        found = self._services.library.article_for(text) if place.article else None
        return (f"Mở trang Điều {place.article}", f"article:{found}") if found else None

    def _uses(self, text: str, here: str) -> tuple[Use, ...]:
        library = self._services.library
        uses = []
        for lesson_id, anchor in library.uses_of(text):
            place = f"{lesson_id}#{anchor}"
            if place != here:
                uses.append(Use(library.lesson_card(lesson_id).title, f"lesson:{place}"))
        return tuple(dict.fromkeys(uses))
