"""Courses, lessons and the documents they rest on, as the compiled library hands them out."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec


class BlueprintLine(msgspec.Struct, frozen=True):
    """How many items of a topic an exam paper holds."""

    topic: str
    title: str
    items: int


class ExamRules(msgspec.Struct, frozen=True):
    """What an exam of a course is like. `attempts` 0 means without limit; `pass_mark` is 0..1."""

    pass_mark: float
    minutes: int
    attempts: int
    wait_hours: int
    blueprint: tuple[BlueprintLine, ...]

    @property
    def items(self) -> int:
        """How many items a paper holds."""
        return sum(line.items for line in self.blueprint)


class Objective(msgspec.Struct, frozen=True):
    """What a learner can do after a lesson."""

    id: str
    text: str


class LessonCard(msgspec.Struct, frozen=True):
    """A lesson as lists show it."""

    id: str
    course: str
    position: int  # 1 for the course's first
    title: str
    topic: str
    minutes: int
    words: int
    revision: int


class Course(msgspec.Struct, frozen=True):
    """A course with its lessons in order. `version` is the library's version.

    `required_lessons` are the ids of those that must be read before the exam.
    """

    id: str
    title: str
    subtitle: str
    summary: str
    audience: str
    roles: tuple[str, ...]
    hours: float
    valid_as_of: date
    version: str
    exam: ExamRules
    lessons: tuple[LessonCard, ...]
    required_lessons: tuple[str, ...] = ()


BoxKind = Literal["law", "desk", "note", "warning", "example", "history"]


class Prose(msgspec.Struct, frozen=True, tag_field="kind", tag="prose"):
    """Running text as sanitised HTML: p, h3, ul, ol, li, table, dl, strong, em, a, sup, code, blockquote.

    Links: `term:ID`, `lesson:ID#ANCHOR`, `cite:CITATION`, `#fn-N`; nothing else.
    """

    html: str


class Box(msgspec.Struct, frozen=True, tag_field="kind", tag="box"):
    """A law card, a desk note or another set-apart passage; `citations` for law cards."""

    box: BoxKind
    title: str
    html: str
    citations: tuple[str, ...] = ()


class Figure(msgspec.Struct, frozen=True, tag_field="kind", tag="figure"):
    """A picture by asset name, with the text that says all it says."""

    asset: str
    alt: str
    caption: str = ""


class Check(msgspec.Struct, frozen=True, tag_field="kind", tag="check"):
    """A live question in the lesson."""

    item: str


Block = Prose | Box | Figure | Check


class Section(msgspec.Struct, frozen=True):
    """A part of a lesson below one heading."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    words: int


class Lesson(msgspec.Struct, frozen=True):
    """A lesson as the reader shows it. `footnotes` are HTML by number, from 1."""

    card: LessonCard
    objectives: tuple[Objective, ...]
    sources: tuple[str, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...] = ()


Reader = Literal["moi", "thu-truong", "cntt", "it"]


class ArticlePage(msgspec.Struct, frozen=True):
    """An article of a document in our own words. `title` is the document's; `who` needs it.

    `used_in` are the places in lessons that cite the article or a part of it: (lesson, anchor).
    """

    id: str
    course: str
    document: str
    number: int
    title: str
    chapter: str
    one_line: str
    who: tuple[Reader, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...] = ()
    used_in: tuple[tuple[str, str], ...] = ()


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article of a document. `clauses` 0 where it has none, or nobody has read how many: none can be cited."""

    number: int
    title: str
    chapter: str = ""
    clauses: int = 0
    points: dict[str, str] = {}


_NO_LAW = frozenset({"Cẩm nang", "Nghiên cứu", "Tài liệu"})  # kinds of document that bind nobody


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document that lessons cite, most often a law. `until` is the first day on which it is no longer in force.

    A day that nobody has read in the document or a source for it is left out, and so is the number of a
    document that has none. `articles` are all of them, or none; then `places` are those that were read ("13.3").
    """

    id: str
    kind: str
    title: str
    short: str
    issuer: str
    confidence: str
    number: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    until: date | None = None
    replaced_by: tuple[str, ...] = ()
    where: str = ""
    places: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()

    @property
    def is_law(self) -> bool:
        """Whether it is law, with a number and a day from which it holds; handbooks and studies are not."""
        return bool(self.number) and self.kind not in _NO_LAW

    def in_force(self, on: date) -> bool:
        """Whether the document holds on that day."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.until is None or on < self.until)


class Term(msgspec.Struct, frozen=True):
    """A glossary term."""

    id: str
    term: str
    definition: str
    sources: tuple[str, ...] = ()


class SearchHit(msgspec.Struct, frozen=True):
    """A place that a search found. `snippet` is plain text with the found words between U+0002 and U+0003."""

    course: str
    lesson: str
    anchor: str
    heading: str
    lesson_title: str
    snippet: str
