"""Result files taken in, beside reading, verifying and opening them alone."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.corpus import SIZES, Corpus, open_unit
from benchmarks.measure import Figure, median, seconds
from elearn.services.trial.unit import PASSWORD
from elearn.services.unit import UnitService
from elearn.services.unit.intake import opened, read_file

AT_ONCE = 100  # files of one turn
RUNS = {100: 5, 1_000: 3}  # once with more


def measure(corpus: Corpus) -> list[Figure]:
    """Intakes of each size."""
    return [figure for many in SIZES for figure in _intake(corpus, many)]


def _intake(corpus: Corpus, many: int) -> list[Figure]:
    files = corpus.files(many)
    for file in files:
        file.read_bytes()  # so that both find it in memory
    ours, floors, known, ratios = [], [], [], []
    for _ in range(RUNS.get(many, 1)):
        with tempfile.TemporaryDirectory() as scratch:
            folder = corpus.unit(many, Path(scratch) / "unit")
            with unlocked(folder) as unit:
                floor = _Floor(files, unit.keys.sealing_private)
                began = time.process_time()
                whole = seconds(lambda unit=unit, floor=floor: unit.intake.take(files, floor))  # type: ignore[misc]
                ratios.append((time.process_time() - began) / floor.of_processor - 1)
            corpus.keep_taken(many, folder)
            with unlocked(folder) as unit:
                known.append(seconds(lambda unit=unit: unit.intake.take(files)))  # type: ignore[misc]
        ours.append(whole - floor.seconds)
        floors.append(floor.seconds)
    each = 1000 / len(files)
    words = f"aim 1.5 x; in processor time {median(ratios):.2f} x"
    return [
        Figure(f"a result file, {many:,} taken in", median(ours) * each, median(floors) * each, "ms", words),
        Figure(f"a result file, {many:,} known already", median(known) * each, None, "ms"),
    ]


class _Floor:
    """Told how far the intake is, it reads, verifies and opens the same files, a turn of them at a time."""

    def __init__(self, files: Sequence[Path], sealing: bytes) -> None:
        self._files, self._sealing = files, sealing
        self._done = 0
        self.seconds = self.of_processor = 0.0

    def __call__(self, done: int, of: int) -> None:
        if done - self._done < AT_ONCE and done < of:
            return
        began, before = time.perf_counter(), time.process_time()
        for file in self._files[self._done : done]:
            opened(file, read_file(file), self._sealing, b"")
        self._done = done
        self.seconds += time.perf_counter() - began
        self.of_processor += time.process_time() - before


@contextmanager
def unlocked(folder: Path) -> Iterator[UnitService]:
    """The unit of a data folder, its keys open."""
    with closing(open_unit(folder)) as unit:
        unit.unlock(PASSWORD)
        yield unit
