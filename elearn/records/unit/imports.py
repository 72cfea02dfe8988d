"""Imports of rosters: all or nothing, and one step back."""

from __future__ import annotations

import builtins
import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.learning.unit import RosterImport, RosterPlan
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment
from elearn.records.unit.people import Members
from elearn.records.unit.person_rows import columns

if TYPE_CHECKING:
    from elearn.machine.clock import Clock
    from elearn.records.unit.joins import Joins

_JOURNALLED = (
    "name", "code", "code_key", "sort_key", "sub_unit", "position", "birth_date", "role", "extra_percent", "note", "left_on",
)  # fmt: skip
_USED = """select 1 from certificate where person = :key union select 1 from training where person = :key
    union select 1 from device where settled = 'person:' || :key"""


class RosterImports:
    """The imports of one `unit.db`."""

    def __init__(self, db: Database, clock: Clock, people: Members, joins: Joins) -> None:
        self._db, self._clock, self._people, self._joins = db, clock, people, joins

    def carry_out(self, plan: RosterPlan, file_name: str, repaired: int, today: date) -> RosterImport:
        """Carry out an import whole. What takes it back is kept until the next one. Raises Refusal(CODE_TAKEN)."""
        with writing(self._db):
            touched = [key for key, _ in plan.changed] + [*plan.left]
            before = {key: self._row(key) for key in touched}
            self._db.run("update roster_import set journal = null")
            self._db.run(
                "insert into roster_import (at, file_name, people, added, changed, gone, repaired)"
                " values (?,?,?,?,?,?,?)",
                [
                    kept(self._clock.now()),
                    file_name,
                    plan.people,
                    len(plan.added),
                    len(plan.changed),
                    len(plan.left),
                    repaired,
                ],
            )
            number = self._newest()["id"]
            for key in plan.left:  # first: a code that becomes free may be somebody else's at once
                self._people.leave(key, today, by_import=number)
            for key, _ in plan.changed:  # two people may have changed codes with each other
                self._db.run("update person set code_key = '' where id = ?", [key])
            for key, person in plan.changed:
                self._people.correct(key, person, by_import=number)
                self._db.run(
                    "update person set code_key = ? where id = ?", [columns(person)["code_key"], key]
                )
                self._people.come_back(key, by_import=number)
            added = [self._people.add(person, by_import=number) for person in plan.added]
            journal = {"added": added, "before": before}
            self._db.run(
                "update roster_import set journal = ? where id = ?",
                [json.dumps(journal, ensure_ascii=False), number],
            )
        return _import(self._newest())

    def undo(self) -> RosterImport:
        """Take the last import back. Who has a certificate or settled results since then stays, as having left.

        Joins of rows that it had added are taken back first. Raises Refusal NOTHING_TO_UNDO, CODE_TAKEN.
        """
        now = self._clock.now()
        with writing(self._db):
            if not self.can_undo():
                raise Refusal(Reason.NOTHING_TO_UNDO)
            newest = self._newest()
            journal = json.loads(newest["journal"])
            self._joins.part_from(journal["added"])
            for key in journal["added"]:
                if self._db.row(_USED, {"key": key}):
                    self._people.leave(key, now.date())
                else:
                    self._db.run("delete from person where id = ?", [key])
            restored = journal["before"]
            for key in restored:  # no two people may bear one code, not even for a moment
                self._db.run("update person set code_key = '' where id = ?", [int(key)])
            for key, row in restored.items():
                told = ", ".join(f"{name} = ?" for name in row)
                self._db.run(
                    f"update person set {told}, stale = 1 where id = ?",  # noqa: S608 - names are ours
                    [*row.values(), int(key)],
                )
            self._db.run("delete from person_history where roster_import = ?", [newest["id"]])
            self._db.run("insert or replace into meta (name, value) values ('owners', 'stale')")
            self._db.run(
                "update roster_import set journal = null, undone_at = ? where id = ?",
                [kept(now), newest["id"]],
            )
        return _import(newest)

    def can_undo(self) -> bool:
        """Whether the last import can be taken back."""
        row = self._db.row("select journal from roster_import order by id desc limit 1")
        return row is not None and row["journal"] is not None

    def list(self) -> builtins.list[RosterImport]:
        """Every import that stands, oldest first."""
        rows = self._db.rows("select * from roster_import where undone_at is null order by id")
        return [_import(row) for row in rows]

    def _newest(self) -> sqlite3.Row:
        row = self._db.row("select * from roster_import order by id desc limit 1")
        if row is None:
            raise RuntimeError("no import was written")
        return row

    def _row(self, key: int) -> dict[str, object]:
        row = self._db.row("select * from person where id = ?", [key])
        if row is None:
            raise Refusal(Reason.NO_SUCH_PERSON, code=key)
        return {name: row[name] for name in _JOURNALLED}


def _import(row: sqlite3.Row) -> RosterImport:
    return RosterImport(
        row["id"],
        moment(row["at"]),
        row["file_name"],
        row["people"],
        row["added"],
        row["changed"],
        row["gone"],
        row["repaired"],
    )
