"""Two rows of the roster that are one person: joined by hand, and parted again as they were.

The row that goes stays in the file, hidden: its results find their owner through it, what hangs on it (certificates,
trainings, files that were handed out) goes over and remembers where it came from. Joins are undone in the reverse
of their order.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from elearn.errors import Reason, Refusal
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Change, Happened, JoinedRow, Member
from elearn.records.database import Database, Values, writing
from elearn.records.times import kept as as_text
from elearn.records.times import moment
from elearn.records.unit.person_rows import code_key, columns, day_text, person_of

if TYPE_CHECKING:
    from elearn.machine.clock import Clock

_HANGS_ON = ("certificate", "training", "handed_out")


class Executes(Protocol):
    """What carries out statements: a `Database` inside `writing`, or a file that nobody has open."""

    def rows(self, sql: str, values: Values = ()) -> Sequence[Any]:
        """All rows of a query."""

    def run(self, sql: str, values: Values = ()) -> object:
        """Carry out one statement."""


class Joins:
    """The joins in one `unit.db`."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def join(self, whole: Member, gone: int) -> None:
        """Let a row be the person of another one; `whole` is what that one says from then on.

        Raises Refusal(NO_SUCH_PERSON) where one of them is not there, or joined already.
        """
        with writing(self._db):
            before = self._alone(whole.key)
            self._alone(gone)
            if gone == whole.key:
                raise Refusal(Reason.NO_SUCH_PERSON, code=gone)
            told = _told(whole)
            filled = {name: [before[name], value] for name, value in told.items() if before[name] != value}
            if whole.is_there:
                self._refuse_taken(whole.person.code, whole.key, gone)
            self._db.run(
                "insert into person_join (at, kept, gone, filled) values (?, ?, ?, ?)",
                [
                    as_text(self._clock.now()),
                    whole.key,
                    gone,
                    json.dumps(filled, ensure_ascii=False),
                ],
            )
            # First: a code that becomes free may be the other row's at once.
            self._db.run(
                "update person set joined_to = :kept where (id = :gone or joined_to = :gone)",
                _pair(whole.key, gone),
            )
            _fill(self._db, whole.key, {name: value for name, (_, value) in filled.items()})
            for table in _HANGS_ON:
                self._db.run(
                    f"update {table} set person = :kept, was_of = coalesce(was_of, :gone) where person = :gone",  # noqa: S608
                    _pair(whole.key, gone),
                )
            self._db.run("delete from standing where person = ?", [gone])
            self._owners_changed(whole.key, gone)

    def part(self, gone: int) -> int:
        """Take a join back; the key of the row that the other one was joined to.

        What came to the person since then stays there. Raises Refusal: NOTHING_TO_UNDO where there is no such join, or
        one after it has to be taken back first; CODE_TAKEN where the code is somebody else's now.
        """
        with writing(self._db):
            row = self._db.row(_LIVE + " and gone = ?", [gone])
            if row is None or self._db.row(
                "select 1 from person where id = ? and joined_to is not null", [row["kept"]]
            ):
                raise Refusal(Reason.NOTHING_TO_UNDO)
            part(self._db, row)
            again = self._db.row("select code from person where id = ? and left_on is null", [gone])
            if again:
                self._refuse_taken(again["code"], gone)
            self._db.run("update person set joined_to = null where id = ?", [gone])
            self._db.run(
                "update person_join set parted_at = ? where made = ?",
                [as_text(self._clock.now()), row["made"]],
            )
            self._owners_changed(row["kept"], gone)
        return int(row["kept"])

    def part_from(self, people: Sequence[int]) -> None:
        """Take back every join that some rows have a part in, the last first. Raises Refusal(CODE_TAKEN)."""
        mine = set(people)
        while row := next(
            (
                one
                for one in self._db.rows(_LIVE + " order by made desc")
                if mine & {one["kept"], one["gone"]}
            ),
            None,
        ):
            above = self._db.row(_LIVE + " and gone = ?", [row["kept"]])
            if above:
                self.part_from([above["gone"]])
            else:
                self.part(row["gone"])

    def of(self, person: int) -> list[JoinedRow]:
        """The rows that were joined to a person's, the last first: in this order they can be parted."""
        rows = self._db.rows(
            "select person_join.at as joined_at, person.* from person_join join person on person.id = gone"
            " where kept = ? and parted_at is null order by made desc",
            [person],
        )
        return [JoinedRow(row["id"], person_of(row), moment(row["joined_at"])) for row in rows]

    def also(self, person: int | None = None) -> dict[int, list[RosterPerson]]:
        """What else was said of people, or of a person: in rows that were joined to theirs, and in theirs before."""
        found: dict[int, list[RosterPerson]] = {}
        # Sorted here: SQLite would walk through all people in their order rather than use the index of those few.
        which = "is not null" if person is None else "= ?"
        values = [] if person is None else [person]
        hidden = self._db.rows(f"select * from person where joined_to {which}", values)  # noqa: S608 - words of ours
        for row in sorted(hidden, key=lambda one: one["id"]):
            found.setdefault(row["joined_to"], []).append(person_of(row))
        if not found:
            return found
        joins = self._db.rows(
            "select filled, person.* from person_join join person on person.id = kept where parted_at is null"
            " and (:person is null or kept = :person or person.joined_to = :person) order by made desc",
            {"person": person},
        )
        was: dict[int, dict[str, Any]] = {}
        for row in joins:  # backwards, as far as each row is known
            said = was.setdefault(row["id"], dict(row))
            for name, (before, after) in json.loads(row["filled"]).items():
                if said[name] == after:
                    said[name] = before
            found.setdefault(row["joined_to"] or row["id"], []).append(person_of(said))
        return found

    def history(self, person: int) -> list[Happened]:
        """Every join that a row had a part in, with the other row."""
        found = []
        for row in self._db.rows(
            "select person_join.at as joined_at, parted_at, other.* from person_join"
            " join person as other on other.id = iif(kept = :id, gone, kept) where :id in (kept, gone)",
            {"id": person},
        ):
            other = person_of(row)
            found.append(Happened(moment(row["joined_at"]), Change.JOINED, other=other))
            if row["parted_at"]:
                found.append(Happened(moment(row["parted_at"]), Change.PARTED, other=other))
        return found

    def _alone(self, key: int) -> dict[str, Any]:
        row = self._db.row("select * from person where id = ? and joined_to is null", [key])
        if row is None:
            raise Refusal(Reason.NO_SUCH_PERSON, code=key)
        return dict(row)

    def _refuse_taken(self, code: str, *theirs: int) -> None:
        for row in self._db.rows(
            "select id, name from person where code_key = ? and code_key <> '' and left_on is null and joined_to is null",
            [code_key(code)],
        ):
            if row["id"] not in theirs:
                raise Refusal(Reason.CODE_TAKEN, code=code, name=row["name"])

    def _owners_changed(self, *people: int) -> None:
        for key in people:
            self._db.run("update person set stale = 1 where id = ?", [key])
        self._db.run("insert or replace into meta (name, value) values ('owners', 'stale')")


_LIVE = "select * from person_join where parted_at is null"


def part(db: Executes, join: Any) -> None:
    """Give back what a join brought over, all but the hidden row's place on the roster."""
    kept, gone = join["kept"], join["gone"]
    (row,) = db.rows("select * from person where id = ?", [kept])
    filled = json.loads(join["filled"])
    _fill(db, kept, {name: before for name, (before, after) in filled.items() if row[name] == after})
    rows = [gone, *_below(db, gone)]
    marks = ", ".join("?" * len(rows))
    db.run(f"update person set joined_to = ? where id in ({marks}) and id <> ?", [gone, *rows, gone])  # noqa: S608
    for table in _HANGS_ON:
        db.run(
            f"update {table} set person = ?, was_of = nullif(was_of, ?) where person = ? and was_of in ({marks})",  # noqa: S608
            [gone, gone, kept, *rows],
        )


def part_all(db: Executes, people: Sequence[int]) -> bool:
    """Part every row of some people from whatever it is joined to or with; for a copy in which they are erased.

    Whether there was something to part; then it is to be asked anew whose the results are.
    """
    parted = False
    while found := [row for row in db.rows(_LIVE) if row["kept"] in people or row["gone"] in people]:
        join = found[0]
        while above := [row for row in db.rows(_LIVE) if row["gone"] == join["kept"]]:
            join = above[0]
        part(db, join)
        db.run(
            """update person set code_key = iif(exists (select 1 from person as other
                where other.code_key = person.code_key and other.left_on is null and other.joined_to is null),
                '', code_key), joined_to = null where id = ?""",
            [join["gone"]],
        )
        db.run("delete from person_join where made = ?", [join["made"]])
        parted = True
    return parted


def _below(db: Executes, person: int) -> list[int]:
    """The rows that were joined to a row, and those that were joined to them."""
    direct = [row["gone"] for row in db.rows(_LIVE + " and kept = ?", [person])]
    return [*direct, *(one for row in direct for one in _below(db, row))]


def _told(member: Member) -> dict[str, Any]:
    told = columns(member.person)
    return {name: told[name] for name in ("code", "sub_unit", "position", "birth_date", "role")} | {
        "extra_percent": member.extra_percent,
        "note": member.note,
        "left_on": day_text(member.left_on),
    }


def _fill(db: Executes, person: int, values: dict[str, Any]) -> None:
    if "code" in values:
        values = values | {"code_key": code_key(values["code"])}
    for name, value in values.items():
        db.run(f"update person set {name} = ? where id = ?", [value, person])  # noqa: S608 - names are ours


def _pair(kept: int, gone: int) -> dict[str, object]:
    return {"kept": kept, "gone": gone}
