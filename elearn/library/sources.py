"""The sources as an author keeps them, read into values that remember their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from elearn.learning.citation import parse_citation
from elearn.learning.course import Document, ExamRules, Objective, Reader, Term
from elearn.learning.item import Item
from elearn.library.lesson_text import LessonText
from elearn.library.yaml_files import Located


class CourseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`course.toml`. `required_lessons` is "all" or the ids of those that must be read before the exam."""

    id: str
    title: str
    subtitle: str
    summary: str
    audience: str
    roles: tuple[str, ...]
    hours: float
    valid_as_of: date
    exam: ExamRules
    required_lessons: Literal["all"] | tuple[str, ...] = "all"


class LessonFront(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands above a lesson's text."""

    id: str
    revision: int
    title: str
    topic: str
    minutes: int
    objectives: tuple[Objective, ...]
    sources: tuple[str, ...]


class PageFront(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands above an article's page."""

    id: str
    document: str
    article: int
    one_line: str
    who: tuple[Reader, ...]


@dataclass(frozen=True, slots=True)
class LessonSource:
    """A lesson's file. `body` begins at `body_line`; `text` is what was made of it."""

    file: str
    front: LessonFront
    lines: Located
    body: str
    body_line: int
    text: LessonText
    position: int


@dataclass(frozen=True, slots=True)
class PageSource:
    """The file of an article's page."""

    file: str
    front: PageFront
    lines: Located
    body: str
    body_line: int
    text: LessonText


@dataclass(frozen=True, slots=True)
class ItemSource:
    """An item and where it is written. `path` leads to it in `lines`."""

    file: str
    item: Item
    lines: Located
    path: tuple[str | int, ...]

    def line(self, *path: str | int) -> int:
        """The line of the item, or of a part of it; at the head of the file, of what is said there for all."""
        if path and (*self.path, path[0]) not in self.lines.lines and path[:1] in self.lines.lines:
            return self.lines.line(*path)
        return self.lines.line(*self.path, *path)


@dataclass(slots=True)
class CourseSource:
    """A course's folder: what its files hold, in order."""

    folder: str
    file: str
    about: CourseFile
    lessons: list[LessonSource] = field(default_factory=list)
    pages: list[PageSource] = field(default_factory=list)
    items: list[ItemSource] = field(default_factory=list)

    def texts(self) -> list[LessonSource | PageSource]:
        """Everything that is read: lessons, then pages of articles."""
        return [*self.lessons, *self.pages]


@dataclass(slots=True)
class Sources:
    """Everything that a library is made of."""

    root: Path
    version: str = ""
    order: tuple[str, ...] = ()  # courses in the order in which lists show them; others follow by their ids
    publishers: tuple[str, ...] = ()  # trusted public keys, base64url
    documents: dict[str, Document] = field(default_factory=dict)
    document_lines: dict[str, int] = field(default_factory=dict)
    unread: set[str] = field(
        default_factory=set
    )  # ids of documents that are there and have faults of their own
    terms: dict[str, Term] = field(default_factory=dict)
    term_lines: dict[str, int] = field(default_factory=dict)
    courses: list[CourseSource] = field(default_factory=list)
    assets: dict[str, bytes] = field(default_factory=dict)  # "course/name.svg"

    def label(self, citation: str, short: bool = False) -> str:
        """A citation in words. Raises KeyError or ValueError where it names nothing known."""
        place = parse_citation(citation)
        document = self.documents[place.document]
        return place.place if short and place.place else place.label(document.short)
