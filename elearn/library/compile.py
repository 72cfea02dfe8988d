"""From sources to the library file: the same sources give the same bytes."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from elearn.errors import Reason, Refusal
from elearn.learning.course import ArticlePage, Course, Lesson, LessonCard
from elearn.library.container import message_of, steady_header, sum_behind, trailer
from elearn.library.passages import Citing, Passage, citings, passages
from elearn.library.problems import Problem, Problems
from elearn.library.read import read_sources
from elearn.library.resolve import resolve
from elearn.library.schema import APPLICATION_ID, FORMAT, PAGE_SIZE, TABLES
from elearn.library.sources import CourseSource, LessonSource, Sources
from elearn.library.stale import source_digest
from elearn.machine.files import drive_of, has_size_limit, refusal_for, write_whole

if TYPE_CHECKING:
    from elearn.credentials.keys import SigningKey


_OF_THE_DISK = {sqlite3.SQLITE_FULL: Reason.DISK_FULL, sqlite3.SQLITE_IOERR: Reason.DISK_FAILING}


def build(
    source_root: Path, out: Path, key: SigningKey | None = None, *, leave_out_faulty: bool = False
) -> tuple[Problem, ...]:
    """Compile `content/` and `quizzes/` of a source root into one file, signed where a key is given.

    A fault anywhere raises Refusal(SOURCES_FAULTY). With `leave_out_faulty` a course with faults is left
    out instead, and its faults are handed back. Raises Refusal NO_SOURCES, and what writing a file raises.
    """
    problems = Problems()
    sources = read_sources(source_root, problems)
    resolve(sources, problems)
    left_out: tuple[Problem, ...] = ()
    if len(problems):
        if not leave_out_faulty or not _without_faulty(sources, problems):
            raise Refusal(Reason.SOURCES_FAULTY, count=len(problems))
        left_out = tuple(problems)
    database = compiled(sources, source_digest(source_root))
    behind = trailer(key.public, key.sign(message_of(database))) if key else sum_behind(database)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_for(error, out) from error
    write_whole(out, database + behind)
    return left_out


def _without_faulty(sources: Sources, problems: Problems) -> bool:
    """Take out the courses that have faults; whether something is left that has none."""
    folders = {problem.file.split("/")[1] for problem in problems}
    sources.courses = [course for course in sources.courses if course.folder not in folders]
    rest = Problems()
    resolve(sources, rest)
    shared = any(problem.file.count("/") == 1 for problem in problems)
    return bool(sources.courses) and not len(rest) and not shared


def compiled(sources: Sources, digest: str) -> bytes:
    """The library's database as bytes. `digest` is that of the sources, kept in the manifest."""
    with tempfile.TemporaryDirectory(prefix="elearn-") as folder:
        path = Path(folder) / "library.db"
        db = sqlite3.connect(path, isolation_level=None)
        try:
            _make_tables(db)
            db.execute("begin")
            _fill(db, sources, digest)
            db.execute("commit")
            db.execute("vacuum")
        except sqlite3.OperationalError as error:
            reason = _OF_THE_DISK.get(error.sqlite_errorcode & 0xFF)
            if error.sqlite_errorcode == sqlite3.SQLITE_IOERR_WRITE and has_size_limit():
                reason = Reason.DISK_FULL
            if reason is None:
                raise
            raise Refusal(reason, path=str(path), drive=drive_of(path)) from error
        finally:
            db.close()
        return steady_header(path.read_bytes())


def _make_tables(db: sqlite3.Connection) -> None:
    for pragma in (
        f"page_size = {PAGE_SIZE}",
        "encoding = 'UTF-8'",
        "auto_vacuum = none",
        "journal_mode = memory",
        "synchronous = off",  # the file is written whole afterwards
        f"application_id = {APPLICATION_ID}",
        f"user_version = {FORMAT}",
    ):
        db.execute(f"pragma {pragma}")
    for statement in TABLES.values():
        db.execute(statement)


def _fill(db: sqlite3.Connection, sources: Sources, digest: str) -> None:
    courses = [_course(course, sources.version) for course in sources.courses]
    lessons = [
        (lesson, _lesson(lesson, card))
        for source, course in zip(sources.courses, courses, strict=True)
        for lesson, card in zip(source.lessons, course.lessons, strict=True)
    ]
    cited = citings(made for _, made in lessons)
    pages = [page for course in sources.courses for page in _pages(course, sources, cited)]
    _insert(
        db,
        "course",
        ((one.id, number, _json(one)) for number, one in enumerate(courses)),
    )
    _insert(db, "lesson", ((one.card.id, one.card.course, _json(one.card), _json(one)) for _, one in lessons))
    _insert(db, "page", ((one.id, one.course, one.document, one.number, _json(one)) for one in pages))
    _insert(
        db,
        "item",
        (
            (one.item.id, one.item.course, one.item.use, _json(one.item))
            for course in sources.courses
            for one in course.items
        ),
    )
    _insert(db, "document", ((one.id, _json(one)) for one in sources.documents.values()))
    _insert(db, "term", ((one.id, _json(one)) for one in sources.terms.values()))
    folders = {course.folder for course in sources.courses}
    _insert(
        db,
        "asset",
        ((name, one) for name, one in sources.assets.items() if name.partition("/")[0] in folders),
    )
    _insert(db, "citing", (_citing_row(number, one) for number, one in enumerate(cited)))
    _fill_search(db, passages([made for _, made in lessons], pages, sources.terms.values()))
    valid_as_of = max((one.valid_as_of for one in courses), default=None)
    _insert(
        db,
        "manifest",
        {
            "version": sources.version,
            "valid_as_of": valid_as_of.isoformat() if valid_as_of else "2026-01-01",
            "publishers": msgspec.json.encode(sources.publishers).decode(),
            "sources": digest,
        }.items(),
    )


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows in the order of their first column, so that files do not depend on the order of reading."""
    for row in sorted(rows, key=lambda row: str(row[0])):
        holes = ", ".join("?" * len(row))
        db.execute(f"insert into {table} values ({holes})", row)  # noqa: S608 - the table is ours


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _course(source: CourseSource, version: str) -> Course:
    about = source.about
    cards = tuple(_card(one, source) for one in source.lessons)
    required = about.required_lessons
    return Course(
        id=about.id,
        title=about.title,
        subtitle=about.subtitle,
        summary=about.summary,
        audience=about.audience,
        roles=about.roles,
        hours=about.hours,
        valid_as_of=about.valid_as_of,
        version=version,
        exam=about.exam,
        lessons=cards,
        required_lessons=tuple(card.id for card in cards) if required == "all" else required,
    )


def _card(source: LessonSource, course: CourseSource) -> LessonCard:
    front = source.front
    return LessonCard(
        id=front.id,
        course=course.about.id,
        position=source.position,
        title=front.title,
        topic=front.topic,
        minutes=front.minutes,
        words=sum(section.words for section in source.text.sections),
        revision=front.revision,
    )


def _lesson(source: LessonSource, card: LessonCard) -> Lesson:
    text = source.text
    return Lesson(card, source.front.objectives, source.front.sources, tuple(text.sections), text.footnotes)


def _pages(course: CourseSource, sources: Sources, cited: list[Citing]) -> Iterable[ArticlePage]:
    for source in course.pages:
        front = source.front
        document = sources.documents[front.document]
        article = next(one for one in document.articles if one.number == front.article)
        used = dict.fromkeys(
            (one.lesson, one.anchor)
            for one in cited
            if (one.place.document, one.place.article) == (front.document, front.article)
        )
        yield ArticlePage(
            id=front.id,
            course=course.about.id,
            document=front.document,
            number=front.article,
            title=article.title,
            chapter=article.chapter,
            one_line=front.one_line,
            who=front.who,
            sections=tuple(source.text.sections),
            footnotes=source.text.footnotes,
            used_in=tuple(used),
        )


def _citing_row(position: int, one: Citing) -> tuple[Any, ...]:
    place = one.place
    return place.document, place.article, place.clause, place.point, position, one.lesson, one.anchor


def _fill_search(db: sqlite3.Connection, found: Iterable[Passage]) -> None:
    for number, one in enumerate(found, 1):
        db.execute(
            "insert into passage values (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, one.course, one.lesson, one.anchor, one.heading, one.title, one.words, one.folded),
        )
        db.execute(
            "insert into found (rowid, title, heading, words) values (?, ?, ?, ?)",
            (number, one.folded_title, one.folded_heading, one.folded),
        )
    db.execute("insert into found (found) values ('optimize')")


def content_digest(database: bytes) -> str:
    """A short name of a library's content, for people to compare."""
    return hashlib.sha256(database).hexdigest()[:16]
