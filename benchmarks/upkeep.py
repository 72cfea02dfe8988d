"""What a head does with a unit that has taken in 100, 1,000 and 10,000 files of as many people: how each act grows.

In processor time, which says the same on a busy machine; the time by the clock stands behind it.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import SIZES, Corpus
from benchmarks.intake import unlocked
from benchmarks.measure import Figure, median, seconds
from elearn.exports.list_file import ListFormat
from elearn.services.unit import UnitService

FEW = 1_000  # up to so many: the middle of three runs, one run with more


@dataclass(frozen=True)
class Office:
    """A unit whose results are in, where it may write, and a file that it has not taken in yet."""

    unit: UnitService
    folder: Path
    next_file: Path


def measure(corpus: Corpus) -> list[Figure]:
    """Each act in each size; the floor is what it took in the size before, ten times."""
    figures = []
    for name, act in _ACTS.items():
        times = [_times(corpus, many, act) for many in SIZES]
        for at, (many, (took, by_clock)) in enumerate(zip(SIZES, times, strict=True)):
            floor = times[at - 1][0] * many / SIZES[at - 1] if at else None
            words = f"by the clock {by_clock:.0f} ms{'; floor: linear' if at else ''}"
            figures.append(Figure(f"{name}, {many:,}", took, floor, "ms", words))
    return figures


def _times(corpus: Corpus, many: int, act: Callable[[Office], object]) -> tuple[float, float]:
    """Milliseconds of the processor, and by the clock; each run in a copy of its own, looked at once before."""
    times, by_clock = [], []
    for _ in range(3 if many <= FEW else 1):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            with unlocked(corpus.taken(many, folder / "unit")) as unit:
                unit.overview.whole()
                unit.back_up()
                office = Office(unit, folder, corpus.files()[many])
                began = time.perf_counter()
                times.append(seconds(lambda office=office: act(office), time.process_time))  # type: ignore[misc]
                by_clock.append(time.perf_counter() - began)
    return median(times) * 1000, median(by_clock) * 1000


def _list(form: ListFormat) -> Callable[[Office], object]:
    return lambda one: one.unit.lists.write_list(one.folder / f"list.{form.value}", form)


def _corrected(one: Office) -> None:
    """Another position of one person, and everything that follows from it."""
    person = one.unit.records.people.get(1).person
    one.unit.records.people.correct(1, replace(person, position="Chuyên viên chính"))
    one.unit.overview.refresh()


_ACTS: dict[str, Callable[[Office], object]] = {
    "status": lambda one: (one.unit.overview.whole(), one.unit.overview.items()),
    "second looks": lambda one: one.unit.overview.second_looks(),
    "who is missing": lambda one: one.unit.overview.missing(),
    "a person's page": lambda one: one.unit.overview.person(1),
    "whole list to XLSX": _list(ListFormat.XLSX),
    "whole list to CSV": _list(ListFormat.CSV),
    "whole list to PDF": _list(ListFormat.PDF),
    "whole list to DOCX": _list(ListFormat.DOCX),
    "report": lambda one: one.unit.lists.write_report(one.folder / "report.docx"),
    "certificates that are due": lambda one: one.unit.register.due(),
    "conflicts": lambda one: one.unit.intake.conflicts(),
    "one more file": lambda one: one.unit.intake.take([one.next_file]),
    "a person corrected": _corrected,
    "intake undone": lambda one: one.unit.intake.undo(),
    "a person's data exported": lambda one: one.unit.data.export(1, one.folder / "person.zip"),
    "a person erased": lambda one: one.unit.data.erase(1),
}
