"""Whether a library is older than its sources: cheap at every start, exact where something looks newer."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from elearn.errors import Refusal

_FOLDERS = ("content", "quizzes")
_SUFFIXES = frozenset({".md", ".toml", ".yaml", ".svg", ".png", ".jpg"})
_PROGRAM = (Path(__file__).parent, Path(__file__).parent.parent / "learning")


def source_files(source_root: Path) -> Iterator[os.DirEntry[str]]:
    """The files that a library is made of, in a settled order."""
    for folder in _FOLDERS:
        yield from _below(source_root / folder)


def _below(folder: Path) -> Iterator[os.DirEntry[str]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if os.path.isdir(entry.path):  # noqa: PTH112 - entry.is_dir() stumbles over a link to itself
                yield from _below(Path(entry.path))
            elif Path(entry.name).suffix in _SUFFIXES and os.path.isfile(entry.path):  # noqa: PTH113
                yield entry


def source_digest(source_root: Path) -> str:
    """A digest over the names and bytes of all sources."""
    whole = hashlib.sha256()
    for entry in source_files(source_root):
        name = Path(entry.path).relative_to(source_root).as_posix()
        content = Path(entry.path).read_bytes()
        whole.update(f"{name}\n{len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def is_stale(source_root: Path, library: Path) -> bool:
    """Whether the library must be compiled again: it is not there, cannot be read, or its sources differ.

    As long as nothing was touched since it was made, only the dates of files are looked at.
    """
    try:
        made = library.stat().st_mtime
    except OSError:
        return True
    if newest_change(source_root) < made:
        return False
    from elearn.library.store import open_library

    try:
        with open_library(library) as opened:
            same = opened.source_digest == source_digest(source_root)
    except Refusal:
        return True
    if not same or _newest_of_program() >= made:
        return True
    with suppress(OSError):
        os.utime(library)  # touched and not changed: next time the dates will do
    return False


def newest_change(source_root: Path) -> float:
    """When the latest change of a source, of a folder of sources or of the compiler was made."""
    newest = 0.0
    for folder in _FOLDERS:
        for place, _, _ in os.walk(source_root / folder):
            newest = max(newest, Path(place).stat().st_mtime)
    for entry in source_files(source_root):
        newest = max(newest, entry.stat().st_mtime)
    return max(newest, _newest_of_program())


def _newest_of_program() -> float:
    newest = 0.0
    for program in _PROGRAM:
        with os.scandir(program) as entries:
            newest = max([newest, *(one.stat().st_mtime for one in entries if one.name.endswith(".py"))])
    return newest
