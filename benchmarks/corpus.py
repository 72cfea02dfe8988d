"""Ten thousand learners and their unit: made once, as `trial` makes them, kept below build/, and handed out in parts.

`build/bench-corpus/<key>/` holds `results/` and `unit/`, which has its roster and has assigned its courses. The key
is made of what decides what such files look like: the code that writes them, the library's version, the seed.
`taken/<key>-<many>/` beside them are units that have taken files in, under a key of the code that does so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.measure import ROOT
from elearn.library.store import open_library
from elearn.machine.clock import SystemClock
from elearn.services.trial.make import Order, make
from elearn.services.trial.unit import PASSWORD
from elearn.services.unit import UnitService

LEARNERS = 10_000
SIZES = (100, 1_000, LEARNERS)
SEED = 1
CACHE = ROOT / "build" / "bench-corpus"
LIBRARY = ROOT / "build" / "library.db"
_WRITES = (  # what decides how result files and a unit look
    "elearn/services/trial",
    "elearn/credentials/envelope.py",
    "elearn/credentials/sealing.py",
    "elearn/unit/assignment.py",
    "elearn/unit/result_file.py",
    "elearn/unit/result_values.py",
)
_TAKES_IN = ("elearn/learning", "elearn/records", "elearn/services/unit", "elearn/unit")

Tell = Callable[[str], None]


def _say(words: str) -> None:
    print(f"bench corpus: {words}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Corpus:
    """A corpus that is there. `many` people of the roster and as many files go together, the first ones of each."""

    folder: Path
    library: Path = LIBRARY
    tell: Tell = _say

    def files(self, many: int | None = None) -> list[Path]:
        """The first so many result files, in the order of the people; None: all. None of them is spoilt."""
        return sorted((self.folder / "results").glob("CB-*"))[:many]

    def unit(self, people: int, target: Path) -> Path:
        """A copy of the unit that has taken nothing in, with the first so many people on its roster.

        Where its shape has grown older, it is brought up to date as any unit is.
        """
        shutil.copytree(self.folder / "unit", target)
        with closing(open_unit(target, self.library)) as unit:
            _ = unit.records
        for before in target.glob("unit-before-*"):
            before.unlink()
        with closing(sqlite3.connect(target / "unit.db", isolation_level=None)) as db:
            db.execute("pragma foreign_keys = on")
            db.execute("delete from person where id > ?", [people])
            db.execute("vacuum")
        return target

    def taken(self, many: int, target: Path) -> Path:
        """A copy of a unit of so many people that has taken in so many files; made where none is kept."""
        kept = self._taken(many)
        if not kept.exists():
            self.tell(f"taking in {many:,} files (kept for the next time)")
            fresh = self.unit(many, kept.with_name(f"{kept.name}.{os.getpid()}"))
            with closing(open_unit(fresh, self.library)) as unit:
                unit.unlock(PASSWORD)
                unit.intake.take(self.files(many))
            _put(fresh, kept)
        shutil.copytree(kept, target)
        return target

    def keep_taken(self, many: int, folder: Path) -> None:
        """Keep a unit of so many people that has taken in so many files, and that nobody has open."""
        kept = self._taken(many)
        if not kept.exists():
            part = kept.with_name(f"{kept.name}.{os.getpid()}")
            shutil.copytree(folder, part)
            _put(part, kept)

    def _taken(self, many: int) -> Path:
        folder = self.folder / "taken"
        key = digest_of(ROOT, _TAKES_IN)
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            if not old.name.startswith(key):
                shutil.rmtree(old, ignore_errors=True)
        return folder / f"{key}-{many}"


def open_unit(folder: Path, library: Path = LIBRARY) -> UnitService:
    """The unit of a data folder."""
    opened = open_library(library)
    return UnitService(folder, SystemClock(), lambda: opened)


def corpus(
    learners: int = LEARNERS, cache: Path = CACHE, library: Path = LIBRARY, tell: Tell = _say
) -> Corpus:
    """The corpus that is kept, or one that is made now, which takes minutes; older ones are let go of then."""
    folder = cache / corpus_key(learners, library)
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _make(folder, learners, library, tell)
    return Corpus(folder, library, tell)


def corpus_key(learners: int, library: Path, root: Path = ROOT) -> str:
    """What a corpus is kept under: another one is needed where this is another."""
    with open_library(library) as opened:
        courses = sorted(one.id for one in opened.courses())
        return digest_of(root, _WRITES, str(learners), str(SEED), opened.version, *courses)


def digest_of(root: Path, parts: Iterable[str], *more: str) -> str:
    """The digest of source files, by name and contents, and of some words."""
    found = hashlib.sha256("\n".join(more).encode())
    for part in parts:
        path = root / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:12]


def _make(folder: Path, learners: int, library: Path, tell: Tell) -> None:
    tell(f"making {learners:,} learners as `trial` does; minutes, once, kept in {folder.parent}")
    part = folder.with_name(f"{folder.name}.{os.getpid()}")
    began, step = time.monotonic(), max(1, learners // 20)
    told = 0

    def report(done: int) -> None:
        nonlocal told
        if done - told >= step:
            told = done
            tell(f"{done:,} of {learners:,} learners, {time.monotonic() - began:.0f} s")

    try:
        made = make(Order(part, SEED, library, datetime.now().astimezone()), learners, report, with_unit=True)
        for name in ("people", "certificates"):  # gigabytes that no benchmark asks for
            shutil.rmtree(part / name)
        _put(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for other in folder.parent.iterdir():
        if other != folder and "." not in other.name:
            shutil.rmtree(other, ignore_errors=True)
    tell(f"{made.results:,} result files in {time.monotonic() - began:.0f} s")


def _put(part: Path, target: Path) -> None:
    """Give a finished folder its name; where another run was faster, its folder stays."""
    with suppress(OSError):
        part.rename(target)
    shutil.rmtree(part, ignore_errors=True)
