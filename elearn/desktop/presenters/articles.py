"""The pages of articles: what an article says in our words, who needs it, which lessons use it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from elearn.desktop.presenters.citations import CiteLabel, label_of
from elearn.desktop.presenters.reader import day

if TYPE_CHECKING:
    from elearn.learning.course import ArticlePage, Section

READERS = {
    "moi": "Mọi cán bộ, công chức",
    "thu-truong": "Người đứng đầu",
    "cntt": "Người phụ trách công nghệ thông tin",
    "it": "Ít khi cần đến",
}


@dataclass(frozen=True, slots=True)
class UseLine:
    """A lesson that uses the article."""

    title: str  # "Bài 3 · Những việc bị cấm"
    about: str  # "mục 2, mục 4", with the course's name where it is another
    route: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article. `labels` and `figures` are what the reader's sections ask for."""

    id: str
    course: str
    course_title: str
    head: str  # "Điều 7. Các hành vi bị nghiêm cấm"
    above: str  # "Luật An ninh mạng 2025 · Chương I"
    one_line: str
    who: tuple[str, ...]
    facts: str
    lapsed: str  # "" while the document holds
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...]
    uses: tuple[UseLine, ...]
    before: tuple[str, str] | None  # words and route
    after: tuple[str, str] | None
    labels: dict[str, CiteLabel]
    figures: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in the table of all."""

    number: int
    title: str
    one_line: str
    who: str
    route: str


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """All articles of a course, by chapter."""

    course: str
    course_title: str
    head: str
    chapters: tuple[tuple[str, tuple[ArticleLine, ...]], ...]


class ArticlesPresenter:
    """Asks the library; every method may be called off the GUI thread."""

    def __init__(self, services: Any) -> None:
        self._services = services

    def article(self, page_id: str) -> ArticleView:
        """One article. Raises Refusal(NO_SUCH_LESSON)."""
        from elearn.learning.course import Box

        library = self._services.library
        page: ArticlePage = library.article_page(page_id)
        course = library.course(page.course)
        document = library.document(page.document)
        today = self._services.records.seen_day.today(library.valid_as_of)
        boxes = [one for part in page.sections for one in part.blocks if isinstance(one, Box)]
        return ArticleView(
            id=page.id,
            course=course.id,
            course_title=course.title,
            head=head_of(page),
            above=" · ".join(one for one in (document.short, _chapter(page)) if one),
            one_line=page.one_line,
            who=tuple(READERS[one] for one in page.who),
            facts=_facts(document),
            lapsed="" if document.in_force(today) else f"{document.short} đã hết hiệu lực.",
            sections=page.sections,
            footnotes=page.footnotes,
            uses=self._uses(page),
            before=self._neighbour(page, -1),
            after=self._neighbour(page, 1),
            labels={one: label_of(library, one) for box in boxes for one in box.citations},
        )

    def _uses(self, page: ArticlePage) -> tuple[UseLine, ...]:
        """One line a lesson, those of the article's own course first."""
        library = self._services.library
        places: dict[str, list[str]] = {}
        for lesson_id, anchor in page.used_in:
            places.setdefault(lesson_id, []).append(anchor)
        lines = []
        for lesson_id in sorted(places, key=lambda one: not one.startswith(f"{page.course}/")):
            lesson = library.lesson(lesson_id)
            numbers = {section.anchor: number for number, section in enumerate(lesson.sections, 1)}
            known = [numbers[anchor] for anchor in places[lesson_id] if anchor in numbers]
            parts = [", ".join(f"mục {number}" for number in sorted(set(known)))] if known else []
            if lesson.card.course != page.course:
                parts.insert(0, library.course(lesson.card.course).title)
            lines.append(
                UseLine(
                    f"Bài {lesson.card.position} · {lesson.card.title}",
                    " · ".join(parts),
                    f"lesson:{lesson_id}#{places[lesson_id][0]}",
                )
            )
        return tuple(lines)

    def _neighbour(self, page: ArticlePage, by: int) -> tuple[str, str] | None:
        pages = self._services.library.article_pages(page.course)
        at = next((number for number, one in enumerate(pages) if one.id == page.id), None)
        if at is None or not 0 <= at + by < len(pages):
            return None
        other = pages[at + by]
        return f"Điều {other.number}", f"article:{other.id}"

    def table(self, course_id: str) -> ArticlesView:
        """All articles that have a page. Raises Refusal(NO_SUCH_COURSE)."""
        library = self._services.library
        course = library.course(course_id)
        pages = library.article_pages(course_id)
        chapters: dict[str, list[ArticleLine]] = {}
        for page in pages:
            line = ArticleLine(
                page.number,
                page.title,
                page.one_line,
                ", ".join(READERS[one] for one in page.who),
                f"article:{page.id}",
            )
            chapters.setdefault(_chapter(page), []).append(line)
        document = library.document(pages[0].document).short if pages else course.title
        return ArticlesView(
            course.id,
            course.title,
            f"Các điều của {document}",
            tuple((name, tuple(lines)) for name, lines in chapters.items()),
        )


def head_of(page: ArticlePage) -> str:
    """As in "Điều 7. Các hành vi bị nghiêm cấm"."""
    return f"Điều {page.number}. {page.title}"


def _chapter(page: ArticlePage) -> str:
    return f"Chương {page.chapter}" if page.chapter else ""


def _facts(document: Any) -> str:
    since = f", hiệu lực từ {day(document.in_force_from)}" if document.in_force_from else ""
    return f"{document.kind} số {document.number}{since}." if document.number else f"{document.title}{since}."
