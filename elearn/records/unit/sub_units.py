"""The tree of sub-units, two levels deep; a part that was renamed or merged keeps its history."""

from __future__ import annotations

import builtins
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from elearn.learning.roster import DEEPEST
from elearn.learning.unit import SubUnit
from elearn.records.database import Database, writing
from elearn.records.times import kept

if TYPE_CHECKING:
    from elearn.machine.clock import Clock
    from elearn.records.unit.people import Members

Path = tuple[str, ...]


def moved(path: Path, before: Path, after: Path) -> Path:
    """A path after a renaming; what lies below goes along, as far as two levels allow."""
    if not before or path[: len(before)] != before:
        return path
    return (after + path[len(before) :])[:DEEPEST]


class SubUnits:
    """The sub-units in one `unit.db`: they are there as long as somebody belongs to them."""

    def __init__(self, db: Database, clock: Clock, people: Members) -> None:
        self._db, self._clock, self._people = db, clock, people

    def list(self) -> list[SubUnit]:
        """Every sub-unit that has people now; in the order of first arrival, for lists sort by their own rule."""
        rows = self._db.rows(
            "select sub_unit, count(*) as many from person where left_on is null and joined_to is null"
            " group by sub_unit order by min(id)"
        )
        counts: Counter[Path] = Counter()
        for row in rows:
            path = tuple(json.loads(row["sub_unit"]))
            for depth in range(1, len(path) + 1):
                counts[path[:depth]] += row["many"]
        return [SubUnit(path, many) for path, many in counts.items()]

    def rename(self, before: Path, after: Path) -> int:
        """Rename a sub-unit, or merge it into one that is there: its people go with it; how many they are.

        Rosters that still use the old name are understood later.
        """
        now = kept(self._clock.now())
        with writing(self._db):
            people = 0
            for one in self._people.list(with_left=True):
                path = moved(one.person.sub_unit, before, after)
                if path != one.person.sub_unit:
                    self._people.correct(one.key, replace(one.person, sub_unit=path))
                    people += 1
            self._db.run(
                "insert into sub_unit_change (at, before, after) values (?, ?, ?)",
                [now, json.dumps(before, ensure_ascii=False), json.dumps(after, ensure_ascii=False)],
            )
        return people

    def changes(self) -> builtins.list[tuple[Path, Path]]:
        """Every renaming and merging, oldest first."""
        rows = self._db.rows("select before, after from sub_unit_change order by made")
        return [(tuple(json.loads(row["before"])), tuple(json.loads(row["after"]))) for row in rows]

    def current_names(self) -> Callable[[Path], Path]:
        """What a path that was used once is called now."""
        changes = self.changes()

        def current(path: Path) -> Path:
            for before, after in changes:
                path = moved(path, before, after)
            return path

        return current
