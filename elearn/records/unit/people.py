"""The roster as it stands, and how it came to be so: arrivals, moves, departures, returns."""

from __future__ import annotations

import builtins
import json
import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Change, Happened, Member
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment
from elearn.records.unit.person_rows import code_key, columns, day_text, member_of, person_of

if TYPE_CHECKING:
    from elearn.machine.clock import Clock
    from elearn.records.unit.joins import Joins


class Members:
    """The people in one `unit.db`. Whatever changes is written to the person's history."""

    def __init__(self, db: Database, clock: Clock, joins: Joins) -> None:
        self._db, self._clock, self._joins = db, clock, joins

    def list(self, *, with_left: bool = False) -> list[Member]:
        """Everybody who is there, in the order in which they came; `with_left`: who left, too."""
        where = "" if with_left else " and left_on is null"
        with self._db.snapshot():
            earlier: dict[int, builtins.list[str]] = defaultdict(list)
            for row in self._db.rows(_EARLIER_CODES):
                earlier[row["whose"]].append(row["code"])
            also = self._joins.also()
            rows = self._db.rows(f"select * from person where joined_to is null{where} order by id")  # noqa: S608 - no foreign text
        return [
            member_of(
                row, _earlier(row["code_key"], earlier.get(row["id"], ())), tuple(also.get(row["id"], ()))
            )
            for row in rows
        ]

    def get(self, key: int) -> Member:
        """One person. Raises Refusal(NO_SUCH_PERSON)."""
        with self._db.snapshot():
            row = self._db.row("select * from person where id = ?", [key])
            if row is None:
                raise Refusal(Reason.NO_SUCH_PERSON, code=key)
            codes = self._db.rows(_CODES_OF, {"key": key})
            also = self._joins.also(key).get(key, ())
        return member_of(row, _earlier(row["code_key"], [one["code"] for one in codes]), tuple(also))

    def whole(self, key: int) -> int:
        """The key of the row that a row was joined to, and so on; its own where it was not."""
        row = self._db.row("select joined_to from person where id = ? and joined_to is not null", [key])
        return int(row["joined_to"]) if row else key

    def count(self) -> int:
        """How many are there now."""
        row = self._db.row("select count(*) as many from person where left_on is null and joined_to is null")
        return int(row["many"]) if row else 0

    def history(self, key: int) -> builtins.list[Happened]:
        """What happened to a person, oldest first; also to the rows that were joined to theirs."""
        rows = self._db.rows(
            "select person, at, kind, before from person_history"
            " where person in (select id from person where (id = :key or joined_to = :key)) order by made",
            {"key": key},
        )
        others = {row["person"]: None for row in rows} | {key: None}
        joined = {one: self.get(one).person for one in others if one != key}
        found = [
            Happened(
                moment(row["at"]),
                Change(row["kind"]),
                person_of(json.loads(row["before"])) if row["before"] else None,
                joined.get(row["person"]),
            )
            for row in rows
        ]
        return sorted([*found, *self._joins.history(key)], key=lambda one: one.at)

    def add(self, person: RosterPerson, *, by_import: int | None = None) -> int:
        """Put somebody on the roster; the new key. Raises Refusal(CODE_TAKEN)."""
        with writing(self._db):
            self._refuse_taken(person.code, None)
            told = columns(person) | {"uid": secrets.token_hex(8), "came_at": kept(self._clock.now())}
            names = ", ".join(told)
            self._db.run(
                f"insert into person ({names}) values ({', '.join('?' * len(told))})",  # noqa: S608
                builtins.list(told.values()),
            )
            row = self._db.row("select id from person where uid = ?", [told["uid"]])
            key = int(row["id"]) if row else 0
            self._happened(key, Change.CAME, None, by_import)
            self._owners_changed()
        return key

    def correct(
        self,
        key: int,
        person: RosterPerson,
        *,
        extra_percent: int | None = None,
        note: str | None = None,
        by_import: int | None = None,
    ) -> Member:
        """Change what is said of a person; a code that no longer holds still finds them.

        Raises Refusal NO_SUCH_PERSON, CODE_TAKEN.
        """
        with writing(self._db):
            member = self.get(key)
            before = member.person
            extra = member.extra_percent if extra_percent is None else extra_percent
            words = member.note if note is None else note
            if (before, member.extra_percent, member.note) == (person, extra, words):
                return member
            self._refuse_taken(person.code, key)
            told = columns(person) | {"extra_percent": extra, "note": words, "stale": 1}
            self._db.run(
                f"update person set {', '.join(f'{name} = ?' for name in told)} where id = ?",  # noqa: S608
                [*told.values(), key],
            )
            if before.code and code_key(before.code) != code_key(person.code):
                self.add_code(key, before.code)
            if before.sub_unit != person.sub_unit:
                self._happened(key, Change.MOVED, before, by_import)
            else:
                self._happened(key, Change.CHANGED, before, by_import)
            self._owners_changed()
        return self.get(key)

    def add_code(self, key: int, code: str) -> None:
        """Let another code find a person, too."""
        with writing(self._db):
            self._db.run(
                "insert or ignore into person_code (person, code, code_key) values (?, ?, ?)",
                [key, code, code_key(code)],
            )
            self._owners_changed()

    def leave(self, key: int, on: date, *, by_import: int | None = None) -> None:
        """Somebody leaves the unit on a day; results and certificates stay. Raises Refusal(NO_SUCH_PERSON)."""
        with writing(self._db):
            member = self.get(key)
            if member.is_there:
                self._db.run("update person set left_on = ?, stale = 1 where id = ?", [day_text(on), key])
                self._happened(key, Change.LEFT, member.person, by_import)
                self._owners_changed()

    def come_back(self, key: int, *, by_import: int | None = None) -> None:
        """Somebody who left is there again. Raises Refusal NO_SUCH_PERSON, CODE_TAKEN."""
        with writing(self._db):
            member = self.get(key)
            if not member.is_there:
                self._refuse_taken(member.person.code, key)
                self._db.run("update person set left_on = null, stale = 1 where id = ?", [key])
                self._happened(key, Change.RETURNED, member.person, by_import)
                self._owners_changed()

    def _refuse_taken(self, code: str, key: int | None) -> None:
        if not code:
            return
        row = self._db.row(
            # `<> ''` lets the index of the codes in use find it: else 200,000 people are 200,000 scans
            "select name from person where code_key = ? and code_key <> '' and left_on is null and joined_to is null"
            " and id is not ?",
            [code_key(code), key],
        )
        if row:
            raise Refusal(Reason.CODE_TAKEN, code=code, name=row["name"])

    def _happened(self, key: int, change: Change, before: RosterPerson | None, by_import: int | None) -> None:
        told = json.dumps(columns(before), ensure_ascii=False) if before else None
        self._db.run(
            "insert into person_history (person, at, kind, before, roster_import) values (?,?,?,?,?)",
            [key, kept(self._clock.now()), change.value, told, by_import],
        )

    def _owners_changed(self) -> None:
        """Whose the results are has to be asked again."""
        self._db.run("insert or replace into meta (name, value) values ('owners', 'stale')")


# Codes that a person bore before, and those of rows that were joined to theirs.
_CODES_OF = """select code from person_code where person in (select id from person where (id = :key or joined_to = :key))
    union all select code from person where joined_to = :key and code <> ''"""
_EARLIER_CODES = """select coalesce(joined_to, person) as whose, person_code.code
        from person_code join person on person.id = person_code.person
    union all select joined_to, code from person where joined_to is not null and code <> ''"""


def _earlier(code: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Codes that still find a person, each once, without the one that holds."""
    return tuple({code_key(one): one for one in codes if code_key(one) != code}.values())
