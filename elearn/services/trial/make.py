"""Makes a trial: so many learners, in parallel by processes, each with a data folder of their own."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from elearn.errors import Reason, Refusal
from elearn.library.store import Library, open_library
from elearn.records.database import FILE_NAME
from elearn.records.store import open_records
from elearn.services.trial.people import sketch
from elearn.services.trial.story import WEEKS, Lived, TrialClock, first_moment, live

ALONE = 40  # so few are made faster in this process than others are started
BATCH = 25


@dataclass(frozen=True, slots=True)
class Trial:
    """What was made: people, result files, certificates."""

    learners: int
    results: int
    certificates: int


@dataclass(frozen=True, slots=True)
class Order:
    """What a process needs to make learners: plain values. `library` is the file to open."""

    folder: Path
    seed: int
    library: Path
    today: datetime


def make(order: Order, learners: int, report: Callable[[int], None] = lambda _: None) -> Trial:
    """Make `learners` learners below a folder that is empty or not there yet.

    `people/<code>/` are data folders, `results/` and `certificates/` hold what they handed in and were
    given. The same seed makes the same people, who do the same; keys and random ids differ each time.
    `report` is told how many are done. Raises Refusal FOLDER_NOT_EMPTY, and what the world causes.
    """
    folder = order.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(Reason.FOLDER_NOT_EMPTY, path=str(folder))
    try:
        for name in ("people", "results", "certificates"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(Reason.NOT_WRITABLE, path=str(folder)) from error
    done = results = certificates = 0
    for made in _batches(order, learners):
        for lived in made:
            done, results, certificates = done + 1, results + lived.results, certificates + lived.certificates
        report(done)
    return Trial(done, results, certificates)


def _batches(order: Order, learners: int) -> Iterator[list[Lived]]:
    numbers = range(1, learners + 1)
    batches = [numbers[start : start + BATCH] for start in range(0, learners, BATCH)]
    if learners <= ALONE:
        for batch in batches:
            yield make_batch(order, batch)
        return
    with ProcessPoolExecutor(_processors(), multiprocessing.get_context("spawn")) as pool:
        asked = [pool.submit(make_batch, order, batch) for batch in batches]
        try:
            for future in as_completed(asked):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def make_batch(order: Order, numbers: range) -> list[Lived]:
    """Make the learners with these numbers, one after the other, in this process. Raises Refusal."""
    with open_library(order.library) as library, tempfile.TemporaryDirectory() as scratch:
        pattern = _empty_records(Path(scratch), order.today)
        return [_make_one(order, number, library, pattern) for number in numbers]


def _empty_records(folder: Path, today: datetime) -> Path:
    """Records without anything in them, made once and copied: migrations take longer than a learner.

    They know of no later time than any learner's first moment, for known time never runs backwards.
    """
    open_records(folder, TrialClock(today - timedelta(weeks=WEEKS + 1)), durable=False).close()
    return folder / FILE_NAME


def _make_one(order: Order, number: int, library: Library, pattern: Path) -> Lived:
    random = Random(f"{order.seed}/{number}")  # noqa: S311 - the same people each time are what is wanted
    who = sketch(number, random, order.today.date())
    clock = TrialClock(first_moment(random, order.today))
    folder = order.folder / "people" / who.code
    folder.mkdir()
    shutil.copyfile(pattern, folder / FILE_NAME)
    records = open_records(folder, clock, durable=False)
    try:
        return live(
            who,
            records,
            library,
            clock,
            random,
            results=order.folder / "results",
            certificates=order.folder / "certificates",
            today=order.today,
        )
    finally:
        records.close()
