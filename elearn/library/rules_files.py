"""Files that look like sources and that nobody reads, and names by which lessons would stand in no clear order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from elearn.library.problems import Problems
from elearn.library.read import COURSE_FILE, PAGES
from elearn.library.sources import Sources

_LIKE_SOURCES = frozenset(
    {".md", ".markdown", ".yaml", ".yml", ".toml", ".json", ".svg", ".png", ".jpg", ".jpeg"}
)
_OF_ALL = frozenset({"library.toml", "publishers.toml", "documents.toml", "glossary.toml"})
_LESSON = re.compile(r"(\d{2,3})-[a-z0-9]+(-[a-z0-9]+)*\.md")


def check_files(sources: Sources, problems: Problems) -> None:
    """Every file below content/ and quizzes/ is read, or is clearly something else."""
    for kind in ("content", "quizzes"):
        for place in _below(sources, kind):
            if place.suffix.lower() in _LIKE_SOURCES and not _is_read(place):
                words = "tệp này không được đọc: sai chỗ, hoặc sai đuôi (bài .md, câu hỏi .yaml, hình trong images/)"
                problems.add(str(place), 1, "stray", words)
    for course in sources.courses:
        _lesson_names([PurePosixPath(one.file) for one in course.lessons], problems)


def _below(sources: Sources, kind: str) -> Iterator[PurePosixPath]:
    for folder, _, names in os.walk(sources.root / kind):
        within = PurePosixPath(os.path.relpath(folder, sources.root).replace(os.sep, "/"))
        yield from (within / name for name in names if not name.startswith("."))


def _is_read(place: PurePosixPath) -> bool:
    kind, *within, name = place.parts
    if not within:
        return kind == "content" and name in _OF_ALL
    if kind == "quizzes":
        return len(within) == 1 and place.suffix == ".yaml"
    if len(within) == 1:
        return name == COURSE_FILE or place.suffix == ".md"
    return len(within) == 2 and (within[1] == "images" or (within[1] == PAGES and place.suffix == ".md"))


def _lesson_names(lessons: list[PurePosixPath], problems: Problems) -> None:
    """NN-slug.md: the number says where in the course the lesson stands."""
    numbers: dict[int, str] = {}
    for place in lessons:
        named = _LESSON.fullmatch(place.name)
        if not named:
            words = "tên tệp bài có dạng 01-ten-bai.md: số thứ tự, chữ thường không dấu, gạch nối"
            problems.add(str(place), 1, "name", words)
        elif int(named[1]) in numbers:
            words = f"số {named[1]} đã dùng cho {numbers[int(named[1])]}; mỗi bài một số thứ tự"
            problems.add(str(place), 1, "name", words)
        else:
            numbers[int(named[1])] = place.name
