"""Makes a trial: so many learners, in parallel by processes, each with a data folder of their own."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.library.store import Library, open_library
from elearn.machine.files import refusal_for
from elearn.records.database import FILE_NAME
from elearn.records.store import Records, open_records
from elearn.services.trial.people import Sketch, sketch
from elearn.services.trial.story import WEEKS, Lived, Supervised, TrialClock, first_moment, live

if TYPE_CHECKING:
    from elearn.services.trial.unit import TrialUnit

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
    unit: TrialUnit | None = None


def make(
    order: Order, learners: int, report: Callable[[int], None] = lambda _: None, *, with_unit: bool = False
) -> Trial:
    """Make `learners` learners below a folder that is empty or not there yet.

    `people/<code>/` are data folders, `results/` and `certificates/` hold what they handed in and were
    given. The same seed makes the same people, who do the same; keys and random ids differ each time.
    `with_unit`: also `roster.xlsx`, `unit.giao` and the unit's data folder `unit/`; then some learn at two
    machines (the second one's data folder is `may-2` within the first's), some exams are supervised, a tenth more people have not begun, and two files are spoilt.
    `report` is told how many are done. Raises Refusal FOLDER_NOT_EMPTY, and what the world causes.
    """
    folder = order.folder
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refusal(Reason.FOLDER_NOT_EMPTY, path=str(folder))
        for name in ("people", "results", "certificates"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal_for(error, folder) from error
    if with_unit:
        order = replace(order, unit=_make_unit(order, learners))
    done = results = certificates = 0
    for made in _batches(order, learners):
        for lived in made:
            done, results, certificates = done + 1, results + lived.results, certificates + lived.certificates
        report(done)
    if with_unit:
        from elearn.services.trial.unit import spoil

        results += len(spoil(folder / "results", Random(f"{order.seed}/spoilt")))  # noqa: S311
    return Trial(done, results, certificates)


def _make_unit(order: Order, learners: int) -> TrialUnit:
    from elearn.services.trial.unit import make_unit

    everybody = learners + max(3, learners // 10)
    people = [_sketched(order.seed, number, order.today, named=True)[0] for number in range(1, everybody + 1)]
    with open_library(order.library) as library:
        return make_unit(order.folder, people, learners, library, order.today)


def _sketched(seed: int, number: int, today: datetime, *, named: bool) -> tuple[Sketch, Random]:
    """A learner, and the chance that goes on to make their weeks. `named`: some are namesakes."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - the same people each time are what is wanted
    who = sketch(number, random, today.date())
    if named and number > 1 and number % 25 == 2:
        other = sketch(number - 1, Random(f"{seed}/{number - 1}"), today.date())  # noqa: S311
        who = replace(who, details=replace(who.details, name=other.details.name))
    return who, random


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
    who, random = _sketched(order.seed, number, order.today, named=order.unit is not None)
    lived = _live_at(order, who, random, library, pattern, who.code)
    if order.unit is None or number % 15 != 7:
        return lived
    again = _live_at(order, who, random, library, pattern, f"{who.code}/may-2")
    return Lived(lived.results + again.results, lived.certificates + again.certificates)


def _live_at(order: Order, who: Sketch, random: Random, library: Library, pattern: Path, name: str) -> Lived:
    """A learner's weeks at a machine, in a data folder of that name."""
    clock = TrialClock(first_moment(random, order.today))
    folder = order.folder / "people" / name
    try:
        folder.mkdir()
        shutil.copyfile(pattern, folder / FILE_NAME)
    except OSError as error:
        raise refusal_for(error, folder) from error
    records = open_records(folder, clock, durable=False)
    supervised = _assign(order.unit, records, who) if order.unit else None
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
            supervised=supervised,
        )
    finally:
        records.close()


def _assign(unit: TrialUnit, records: Records, who: Sketch) -> Supervised | None:
    """Give a machine the unit's assignment; the one-time code of a learner who sits a supervised exam."""
    from elearn.services.trial.unit import take_in

    assignment, key_id, public = take_in(unit.giao, who)
    records.assignments.put(assignment, key_id, public)
    code = unit.codes.get(who.number)
    return Supervised(code, unit.course, unit.exam_day) if code and unit.exam_day else None
