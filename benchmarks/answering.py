"""Committing an answer against a bare SQLite commit with the same pragmas."""

from __future__ import annotations

import sqlite3
import statistics
from contextlib import closing
from pathlib import Path

from benchmarks.measure import Figure, seconds
from benchmarks.stage import Stage
from elearn.learning.item import Response

RUNS = 300


def measure(stage: Stage) -> list[Figure]:
    """Answers of one exam, and commits of one row of the same size, in turns."""
    services = stage.services
    course = next(one for one in services.library.courses())
    from elearn.learning.paper import draw
    from elearn.learning.sitting import AttemptUse

    items = services.library.items(course.id)
    paper = draw(items, course.exam.blueprint, seed=1)
    sitting = services.records.attempts.begin(
        stage.subject, course.id, AttemptUse.EXAM, paper, items, None, services.library.version
    )
    slot = next(one for one in sitting.slots if getattr(one.item, "options", None))
    options = [option.id for option in slot.item.options]  # type: ignore[union-attr]
    with closing(_bare(stage.folder / "bare.db")) as bare:
        ours, floor = [], []
        for run in range(RUNS):
            response = Response(chosen=(options[run % len(options)],))
            ours.append(
                seconds(
                    lambda r=response: services.records.attempts.answer(sitting.id, slot.position, r, 100)
                )
            )  # type: ignore[misc]
            floor.append(seconds(lambda n=run: _commit(bare, n)))  # type: ignore[misc]
    services.records.attempts.pause(sitting.id)
    return [
        Figure(
            "commit of an answer",
            statistics.median(ours) * 1000,
            statistics.median(floor) * 1000,
            "ms",
            "aim 2 x",
        )
    ]


def _bare(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("create table if not exists t (id integer primary key, at text, body text)")
    return db


def _commit(db: sqlite3.Connection, number: int) -> None:
    db.execute("begin immediate")
    db.execute("insert into t (at, body) values (?, ?)", [str(number), "x" * 300])
    db.execute("commit")
