"""`python -m benchmarks [NAME…]`: every figure beside its floor; also with twenty courses of the same size.

The groups of a unit need ten thousand learners, which are made at the first time and kept; see `corpus`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import (
    answering,
    compiling,
    intake,
    listing,
    overview,
    pages,
    papers,
    reading,
    searching,
    start,
    upkeep,
)
from benchmarks.corpus import Corpus, corpus
from benchmarks.measure import ROOT, Figure
from benchmarks.stage import make_stage, twenty_courses
from elearn.library.compile import build

TWENTY = ", twenty courses"


def figures(folder: Path, wanted: set[str]) -> Iterator[Figure]:
    """All that were asked for (all, without a name)."""
    stage = make_stage(folder / "one")
    groups: dict[str, Callable[[], list[Figure]]] = {
        "start": lambda: start.measure(stage),
        "lesson": lambda: reading.measure(stage),
        "pages": lambda: pages.measure(stage),
        "search": lambda: searching.measure(stage),
        "answer": lambda: answering.measure(stage),
        "compile": lambda: compiling.measure(ROOT),
        "twenty": lambda: _twenty(folder),
    }
    of_unit: dict[str, Callable[[Corpus], list[Figure]]] = {
        "intake": intake.measure,
        "overview": overview.measure,
        "list": listing.measure,
        "certificates": papers.measure,
        "upkeep": upkeep.measure,
    }
    if unknown := wanted - groups.keys() - of_unit.keys():
        raise SystemExit(
            f"no such group: {', '.join(sorted(unknown))}; there are {', '.join([*groups, *of_unit])}"
        )
    for name, measure in groups.items():
        if not wanted or name in wanted:
            yield from measure()
    stage.services.close()
    for name, of in of_unit.items():
        if not wanted or name in wanted:
            yield from of(corpus())


def _twenty(folder: Path) -> list[Figure]:
    root = twenty_courses(folder / "sources")
    library = folder / "twenty.db"
    build(root, library)
    stage = make_stage(folder / "twenty", library)
    found = (
        reading.measure(stage, TWENTY) + searching.measure(stage, TWENTY) + compiling.measure(root, TWENTY)
    )
    stage.services.close()
    return found


def main() -> int:
    """Print the figures; 0."""
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder), set(sys.argv[1:])):
            print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
