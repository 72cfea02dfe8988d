"""The compiled library, opened for reading: courses, lessons, items, documents, terms, pictures, search."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import msgspec

from elearn.errors import Reason, Refusal
from elearn.learning.citation import Citation, parse_citation
from elearn.learning.course import ArticlePage, Course, Document, Lesson, LessonCard, SearchHit, Term
from elearn.learning.item import Item, Use
from elearn.library.container import Outside, look_at
from elearn.library.schema import SHADOWS, TABLES
from elearn.machine.drives import is_write_protected

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")
_LARGEST_VALUE = 32 * 1024 * 1024  # bytes of one value
_BROKEN = (sqlite3.DatabaseError, msgspec.MsgspecError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed the library. `trusted`: the key is among the publishers of the program's own library."""

    key_id: str
    trusted: bool


def open_library(path: Path, source_root: Path | None = None, program_library: Path | None = None) -> Library:
    """Open a compiled library. Raises Refusal NO_LIBRARY, LIBRARY_DAMAGED, LIBRARY_NEWER, FILE_UNREADABLE.

    Whom to trust is said by `content/publishers.toml` of `source_root` where there is one, else by
    `program_library`, the one that came with the program; an update does not say that of itself.
    """
    outside = look_at(path)
    db = _connect(path)
    try:
        _demand_our_tables(db)
        manifest = dict(db.execute("select name, value from manifest").fetchall())
        return Library(outside, db, manifest, source_root, program_library or path)
    except _BROKEN as error:
        db.close()
        raise _damaged(path) from error


def _connect(path: Path) -> sqlite3.Connection:
    """Read-only, and distrustful of what a foreign schema could do."""
    may_change = os.access(path.parent, os.W_OK) and not is_write_protected(path.parent)
    steady = "" if may_change else "&immutable=1"  # no lock on write-protected media
    place = path.absolute().as_posix()
    server = (
        "//" if place.startswith("//") else ""
    )  # a path of Windows' network begins with an empty authority
    address = f"file:{server}{quote(place)}?mode=ro{steady}"
    try:
        db = sqlite3.connect(
            address, uri=True, check_same_thread=False, isolation_level=None, cached_statements=64
        )
    except sqlite3.Error as error:
        raise _damaged(path) from error
    try:
        for pragma in (
            "trusted_schema = off", "cell_size_check = on", "query_only = on", "mmap_size = 0",
            "cache_size = -512",  # KiB; what more is read again the system keeps, for all programs
        ):  # fmt: skip
            db.execute(f"pragma {pragma}")
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
        db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    except sqlite3.Error as error:
        db.close()
        raise _damaged(path) from error
    return db


def _demand_our_tables(db: sqlite3.Connection) -> None:
    """Nothing but our own tables: no view, no trigger, no index that runs what it likes."""
    for kind, name, table, sql in db.execute("select type, name, tbl_name, sql from sqlite_schema"):
        ours = kind == "table" and (TABLES.get(name) == sql or name in SHADOWS)
        automatic = kind == "index" and sql is None and table in TABLES
        if not ours and not automatic:
            raise ValueError(f"a foreign {kind}: {name}")


def _damaged(path: Path) -> Refusal:
    return Refusal(Reason.LIBRARY_DAMAGED, path=str(path))


class Library:
    """An open library. Every method may be called from any thread."""

    def __init__(
        self,
        outside: Outside,
        db: sqlite3.Connection,
        manifest: dict[str, str],
        source_root: Path | None,
        program_library: Path,
    ) -> None:
        self.path = outside.path
        self.version = manifest["version"]
        self.valid_as_of = date.fromisoformat(manifest["valid_as_of"])
        self.source_digest = manifest["sources"]
        self._outside, self._db, self._manifest = outside, db, manifest
        self._source_root, self._program_library = source_root, program_library
        self._lock = threading.RLock()
        self._held: dict[tuple[str, str], Any] = {}

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    # Courses and lessons

    def courses(self) -> tuple[Course, ...]:
        """All courses in their order."""
        return self._once("courses", "", self._read_courses)

    def _read_courses(self) -> tuple[Course, ...]:
        rows = self._rows("select value from course order by position")
        return tuple(self._decoded(row[0], Course) for row in rows)

    def course(self, course_id: str) -> Course:
        """A course. Raises Refusal(NO_SUCH_COURSE)."""
        for one in self.courses():
            if one.id == course_id:
                return one
        raise Refusal(Reason.NO_SUCH_COURSE, course=course_id)

    def lesson(self, lesson_id: str) -> Lesson:
        """A lesson. Raises Refusal(NO_SUCH_LESSON)."""
        found = self._rows("select value from lesson where id = ?", lesson_id)
        if not found:
            raise Refusal(Reason.NO_SUCH_LESSON, lesson=lesson_id)
        return self._decoded(found[0][0], Lesson)

    def lesson_card(self, lesson_id: str) -> LessonCard:
        """A lesson as lists show it. Raises Refusal(NO_SUCH_LESSON)."""
        found = self._rows("select card from lesson where id = ?", lesson_id)
        if not found:
            raise Refusal(Reason.NO_SUCH_LESSON, lesson=lesson_id)
        return self._decoded(found[0][0], LessonCard)

    # The pages of articles

    def article_pages(self, course_id: str) -> tuple[ArticlePage, ...]:
        """A course's pages of articles in the order of their numbers; often none."""
        rows = self._rows("select value from page where course = ? order by document, number", course_id)
        return tuple(self._decoded(row[0], ArticlePage) for row in rows)

    def article_page(self, page_id: str) -> ArticlePage:
        """A page of an article. Raises Refusal(NO_SUCH_LESSON)."""
        found = self._rows("select value from page where id = ?", page_id)
        if not found:
            raise Refusal(Reason.NO_SUCH_LESSON, lesson=page_id)
        return self._decoded(found[0][0], ArticlePage)

    def article_for(self, citation: str) -> str | None:
        """The id of the page that tells the cited article, or None where there is no such page."""
        try:
            place = parse_citation(citation)
        except ValueError:
            return None
        found = self._rows(
            "select id from page where document = ? and number = ? order by id", place.document, place.article
        )
        return str(found[0][0]) if found else None

    # Items

    def items(self, course_id: str, use: Use | None = None) -> list[Item]:
        """A course's items by id; with `use` those for practice or for exams, which includes those for both."""
        wanted = (use, "both") if use else ("practice", "exam", "both")
        held = self._once("items", course_id, lambda: self._read_items(course_id))
        return [one for one in held if one.use in wanted]

    def _read_items(self, course_id: str) -> tuple[Item, ...]:
        rows = self._rows("select value from item where course = ? order by id", course_id)
        return tuple(self._decoded(row[0], Item) for row in rows)  # type: ignore[arg-type]

    def item(self, item_id: str) -> Item:
        """One item. Raises KeyError."""
        found = self._rows("select value from item where id = ?", item_id)
        if not found:
            raise KeyError(item_id)
        return self._decoded(found[0][0], Item)  # type: ignore[arg-type]

    # The law

    def documents(self) -> tuple[Document, ...]:
        """Every document that is cited, by id."""
        return self._once("documents", "", lambda: self._all("document", Document))

    def document(self, document_id: str) -> Document:
        """One document. Raises KeyError."""
        return self._by_id("document", document_id, Document)

    def cite_label(self, citation: str, *, short: bool = False) -> str:
        """A citation in words; `short` without the document's name. Raises KeyError, ValueError."""
        place = parse_citation(citation)
        if short and place.place:
            return place.place
        return place.label(self.document(place.document).short)

    def uses_of(self, citation: str) -> list[tuple[str, str]]:
        """Sections of lessons that cite this place or a part of it, (lesson, anchor), in reading order."""
        try:
            place = parse_citation(citation)
        except ValueError:
            return []
        question = "select lesson, anchor from citing where document = ?"
        for name, _value in _named(place):
            question += f" and {name} = ?"
        rows = self._rows(
            f"{question} order by position", place.document, *(value for _, value in _named(place))
        )
        return list(dict.fromkeys((str(lesson), str(anchor)) for lesson, anchor in rows))

    # Terms, pictures, search

    def terms(self) -> tuple[Term, ...]:
        """The glossary by id."""
        return self._once("terms", "", lambda: self._all("term", Term))

    def term(self, term_id: str) -> Term:
        """One term. Raises KeyError."""
        return self._by_id("term", term_id, Term)

    def asset(self, name: str) -> bytes:
        """A picture's bytes. Raises KeyError."""
        found = self._rows("select value from asset where name = ?", name)
        if not found:
            raise KeyError(name)
        content = found[0][0]
        if not isinstance(content, bytes):
            raise _damaged(self.path)
        return content

    def search(self, text: str, limit: int) -> list[SearchHit]:
        """Places that have all words of a text, the last one as it is being typed; the best first."""
        from elearn.library.search import search

        return search(self._rows, text, limit)

    def is_sound(self) -> bool:
        """Whether the whole file is as its digest says and passes SQLite's own check; for what comes from outside.

        Raises Refusal(LIBRARY_DAMAGED).
        """
        from elearn.library.container import refuse_another_sum

        refuse_another_sum(self._outside)
        return [tuple(row) for row in self._rows("pragma integrity_check(1)")] == [("ok",)]

    # Who made it

    @property
    def signature(self) -> Signature | None:
        """Who signed the library as it lies on the disk; None for a trial that nobody signed.

        Raises Refusal(LIBRARY_DAMAGED) where the signature does not hold.
        """
        return self._once("signature", "", self._read_signature)

    def _read_signature(self) -> Signature | None:
        if self._outside.signed is None:
            return None
        from elearn.library.signing import signature_of, trusted_keys

        key_id = signature_of(self._outside)
        return Signature(key_id, key_id in trusted_keys(self._source_root, self._program_library))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The public keys that this library names as publishers', base64url."""
        return self._decoded(self._manifest["publishers"], tuple[str, ...])

    # Reading

    def _once(self, kind: str, name: str, read: Callable[[], T]) -> T:
        with self._lock:
            if (kind, name) not in self._held:
                self._held[kind, name] = read()
            held: T = self._held[kind, name]
            return held

    def _all(self, table: str, kind: type[T]) -> tuple[T, ...]:
        rows = self._rows(f"select value from {table} order by id")  # noqa: S608 - the table is ours
        return tuple(self._decoded(row[0], kind) for row in rows)

    def _by_id(self, table: str, name: str, kind: type[T]) -> T:
        found = self._rows(f"select value from {table} where id = ?", name)  # noqa: S608 - as above
        if not found:
            raise KeyError(name)
        return self._decoded(found[0][0], kind)

    def _rows(self, question: str, *given: Any) -> list[Any]:
        try:
            with self._lock:
                return self._db.execute(question, given).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path) from error

    def _decoded(self, value: Any, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(value, type=kind)
        except (msgspec.MsgspecError, TypeError) as error:
            raise _damaged(self.path) from error


def _named(place: Citation) -> list[tuple[str, int | str]]:
    parts: list[tuple[str, int | str]] = [
        ("article", place.article),
        ("clause", place.clause),
        ("point", place.point),
    ]
    while parts and not parts[-1][1]:
        parts.pop()
    return parts
