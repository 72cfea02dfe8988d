"""A lesson with every kind of block, and a library that holds it: plain values, no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from elearn.errors import Reason, Refusal
from elearn.learning.citation import parse_citation
from elearn.learning.course import (
    Article,
    ArticlePage,
    Box,
    Check,
    Course,
    Document,
    Figure,
    Lesson,
    LessonCard,
    Objective,
    Prose,
    SearchHit,
    Section,
    Term,
)
from elearn.learning.item import Item
from tests.build.courses import card, course
from tests.build.items import COURSE, single_choice

FIRST, SECOND = f"{COURSE}/bi-mat-cong-tac", f"{COURSE}/tin-gia"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 200" width="700" height="200">'
    b'<rect x="10" y="10" width="680" height="180" fill="#DFEEF1"/></svg>'
)
LONG_TEXT = "Tờ trình chưa ban hành thì chưa gửi ra ngoài cơ quan. Ai cần thì hỏi người chủ trì. "


def section(anchor: str, heading: str, *blocks: Any, words: int = 120) -> Section:
    """A section with its blocks."""
    return Section(anchor, heading, tuple(blocks), words)


def prose(paragraphs: int = 4) -> Prose:
    """Some paragraphs of running text."""
    return Prose("".join(f"<p>{LONG_TEXT * 3}</p>" for _ in range(paragraphs)))


def lesson(slug: str = "bi-mat-cong-tac", position: int = 1, **odd: Any) -> Lesson:
    """Five sections: a story, the rule, the desk, a figure, a check."""
    usual: dict[str, Any] = {
        "card": card(position, slug, title="Bí mật công tác trên nhóm Zalo của cơ quan", minutes=3),
        "objectives": (Objective("nhan-ra", "Nhận ra thông tin nào là bí mật công tác."),),
        "sources": ("luat-116-2025:7.2.c",),
        "sections": (
            section("chuyen-o-ban", "Chuyện ở bàn một cửa", prose()),
            section(
                "luat-cam", "Luật cấm điều gì",
                Prose(
                    '<p>Chưa chắc là <a href="term:bi-mat-nha-nuoc">bí mật nhà nước</a>, nhưng có thể là '
                    '<a href="term:bi-mat-cong-tac">bí mật công tác</a>, xem '
                    '<a href="cite:luat-116-2025:7.2.c">Điều 7 khoản 2 điểm c Luật An ninh mạng 2025</a> và chú '
                    'thích <a href="#fn-1">1</a>.</p>'
                ),
                Box("law", "", "<p>Cấm cố ý làm lộ bí mật.</p>", ("luat-116-2025:7.2.c", "luat-116-2025:7.2.h")),
                prose(),
            ),
            section(
                "o-ban", "Trước khi bấm gửi, tự hỏi ba câu",
                Box("desk", "Ở bàn làm việc", "<ol><li>Đã ban hành chưa?</li><li>Có ai ngoài việc không?</li></ol>"),
                Prose("<table><tr><th>Loại</th><th>Cách giữ</th></tr><tr><td>Bí mật</td><td>Hệ thống</td></tr></table>"),
                prose(),
            ),
            section(
                "hinh", "Đường đi của một tấm ảnh",
                Figure("luat/anh.svg", "Một ô gửi, mười bốn ô nhận", "Một tấm ảnh đi đâu"),
                Box("history", "Trước đây", '<p>Từng ở <a href="cite:luat-24-2018:8">Điều 8</a>.</p>'),
                Prose(f'<p>Xem bài <a href="lesson:{SECOND}#mo-dau">Tin giả</a>.</p>'),
                prose(),
            ),
            section("kiem-tra", "Kiểm tra nhanh", prose(1), Check("sc-01")),
        ),
        "footnotes": ("<p>Chữ “cố ý” là của luật.</p>",),
    }  # fmt: skip
    return Lesson(**(usual | odd))


def documents() -> tuple[Document, ...]:
    """A law that holds, one that does not, and a handbook, which is no law."""
    common = {"kind": "Luật", "title": "Luật An ninh mạng", "issuer": "Quốc hội", "confidence": "cao"}
    return (
        Document(
            id="luat-116-2025", number="116/2025/QH15", short="Luật An ninh mạng 2025",
            issued_on=date(2025, 12, 10), in_force_from=date(2026, 7, 1), where="Công báo số 35",
            articles=(Article(7, "Các hành vi bị nghiêm cấm về an ninh mạng", "I"),), **common,
        ),
        Document(
            id="luat-24-2018", number="24/2018/QH14", short="Luật An ninh mạng 2018",
            issued_on=date(2018, 6, 12), in_force_from=date(2019, 1, 1), until=date(2026, 7, 1),
            replaced_by=("luat-116-2025",), articles=(Article(8, "Các hành vi bị nghiêm cấm"),), **common,
        ),
        Document(
            id="cam-nang-2022", kind="Cẩm nang", title="Cẩm nang phòng chống tin giả", short="Cẩm nang 2022",
            issuer="Bộ Thông tin và Truyền thông", confidence="vừa", issued_on=date(2022, 12, 27),
        ),
    )  # fmt: skip


def article(**odd: Any) -> ArticlePage:
    """The page of Điều 7: two sections, used in both lessons."""
    usual: dict[str, Any] = {
        "id": f"{COURSE}/dieu-7", "course": COURSE, "document": "luat-116-2025", "number": 7,
        "title": "Các hành vi bị nghiêm cấm về an ninh mạng", "chapter": "I",
        "one_line": "Danh mục việc bị cấm trên mạng.", "who": ("moi", "thu-truong"),
        "sections": (
            section("noi-gon", "Nói gọn", prose(1)),
            section(
                "khoan-2", "Khoản 2",
                Prose('<p>Xem <a href="cite:luat-116-2025:7.2.c">điểm c</a> và '
                      f'<a href="lesson:{SECOND}#mo-dau">bài hai</a> về <a href="term:bi-mat-nha-nuoc">bí mật nhà '
                      'nước</a>.</p>'),
            ),
        ),
        "footnotes": ("<p>Theo <a href=\"term:bi-mat-cong-tac\">bí mật công tác</a>.</p>",),
        "used_in": ((FIRST, "luat-cam"), (FIRST, "o-ban"), (SECOND, "mo-dau")),
    }  # fmt: skip
    return ArticlePage(**(usual | odd))


@dataclass
class LessonLibrary:
    """As pages use the library."""

    lessons: dict[str, Lesson] = field(default_factory=dict)
    held: Course | None = None
    held_items: dict[str, Item] = field(default_factory=dict)
    assets: dict[str, bytes] = field(default_factory=lambda: {"luat/anh.svg": SVG})
    version: str = "2026.11"
    valid_as_of: date = date(2026, 11, 23)
    signature: None = None

    def __post_init__(self) -> None:
        if not self.lessons:
            first = lesson()
            later = lesson("tin-gia", 2, sections=(section("mo-dau", "Mở đầu", prose(6)),))
            self.lessons = {first.card.id: first, later.card.id: later}
        if not self.held_items:
            self.held_items = {"sc-01": single_choice(use="practice")}
        cards = tuple(one.card for one in self.lessons.values())
        self.held = self.held or course(lessons=cards, version=self.version)

    def courses(self) -> tuple[Course, ...]:
        """The one course."""
        assert self.held
        return (self.held,)

    def course(self, course_id: str) -> Course:
        """The one course. Raises Refusal(NO_SUCH_COURSE)."""
        assert self.held
        if course_id != self.held.id:
            raise Refusal(Reason.NO_SUCH_COURSE, course=course_id)
        return self.held

    def lesson(self, lesson_id: str) -> Lesson:
        """A lesson. Raises Refusal(NO_SUCH_LESSON)."""
        if lesson_id not in self.lessons:
            raise Refusal(Reason.NO_SUCH_LESSON, lesson=lesson_id)
        return self.lessons[lesson_id]

    def lesson_card(self, lesson_id: str) -> LessonCard:
        """A lesson as lists show it."""
        return self.lesson(lesson_id).card

    def items(self, _course: str, _use: str | None = None) -> list[Item]:
        """Every item."""
        return list(self.held_items.values())

    def item(self, item_id: str) -> Item:
        """One item."""
        return self.held_items[item_id]

    def terms(self) -> list[Term]:
        """The glossary."""
        return [
            Term("bi-mat-nha-nuoc", "bí mật nhà nước", "Thông tin do người có thẩm quyền xác định.", ()),
            Term(
                "bi-mat-cong-tac", "bí mật công tác", "Thông tin nội bộ chưa được phép công bố.",
                ("luat-116-2025:7.2.c",),
            ),
        ]  # fmt: skip

    def term(self, term_id: str) -> Term:
        """One term."""
        return next(one for one in self.terms() if one.id == term_id)

    def document(self, document_id: str) -> Document:
        """One document."""
        return next(one for one in documents() if one.id == document_id)

    def cite_label(self, citation: str, *, short: bool = False) -> str:
        """A citation in words."""
        place = parse_citation(citation)
        return place.place if short else place.label(self.document(place.document).short)

    def asset(self, name: str) -> bytes:
        """A picture."""
        return self.assets[name]

    def article_pages(self, _course: str) -> tuple[ArticlePage, ...]:
        """Of one article."""
        return (article(),)

    def article_page(self, page_id: str) -> ArticlePage:
        """The one page. Raises Refusal(NO_SUCH_LESSON)."""
        if page_id != article().id:
            raise Refusal(Reason.NO_SUCH_LESSON, lesson=page_id)
        return article()

    def article_for(self, citation: str) -> str | None:
        """Only Điều 7 has a page."""
        return article().id if citation.startswith("luat-116-2025:7") else None

    def uses_of(self, citation: str) -> list[tuple[str, str]]:
        """Where a place is cited."""
        return [(FIRST, "luat-cam"), (SECOND, "mo-dau")] if citation == "luat-116-2025:7.2.c" else []

    def search(self, text: str, limit: int) -> list[SearchHit]:
        """Sections whose heading has the text, as typed."""
        hits = [
            SearchHit(
                one.card.course, one.card.id, part.anchor, part.heading, one.card.title,
                f"…trong câu \u0002{text}\u0003 này…",
            )
            for one in self.lessons.values()
            for part in one.sections
            if text.lower() in part.heading.lower()
        ]  # fmt: skip
        return hits[:limit]
