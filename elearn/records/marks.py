"""Bookmarks, highlights and notes that a learner keeps in lessons."""

from __future__ import annotations

import builtins
import unicodedata
from typing import TYPE_CHECKING

from elearn.learning.reading import Mark, MarkKind
from elearn.machine.digest import token_hex
from elearn.records.database import Database, writing
from elearn.records.times import kept, moment

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


class Marks:
    """The marks of one records file's learners."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def list(self, subject: str, lesson_id: str | None = None) -> builtins.list[Mark]:
        """A learner's marks, of one lesson or of all, in the order in which they were made."""
        rows = self._db.rows(
            "select * from mark where subject = ? and (lesson = ? or ? is null) order by made",
            [subject, lesson_id, lesson_id],
        )
        return [
            Mark(
                id=row["id"],
                lesson=row["lesson"],
                anchor=row["anchor"],
                kind=row["kind"],
                start=row["start"],
                length=row["length"],
                text=row["text"],
                created_at=moment(row["created_at"]),
            )
            for row in rows
        ]

    def add(
        self,
        subject: str,
        lesson_id: str,
        anchor: str,
        kind: MarkKind,
        start: int = 0,
        length: int = 0,
        text: str = "",
    ) -> Mark:
        """Keep a mark: `start` and `length` in characters of the section's text, `text` of a note."""
        mark = Mark(
            token_hex(8),
            lesson_id,
            anchor,
            kind,
            start,
            length,
            unicodedata.normalize("NFC", text),
            moment(kept(self._clock.now())),
        )
        with writing(self._db):
            self._db.run(
                "insert into mark (id, subject, lesson, anchor, kind, start, length, text, created_at)"
                " values (?,?,?,?,?,?,?,?,?)",
                [
                    mark.id,
                    subject,
                    lesson_id,
                    anchor,
                    kind,
                    start,
                    length,
                    mark.text,
                    kept(mark.created_at),
                ],
            )
        return mark

    def change_text(self, mark_id: str, text: str) -> None:
        """Change a note's words; a mark that is gone stays gone."""
        with writing(self._db):
            self._db.run(
                "update mark set text = ? where id = ?", [unicodedata.normalize("NFC", text), mark_id]
            )

    def remove(self, mark_id: str) -> None:
        """Take a mark away; doing it again changes nothing."""
        with writing(self._db):
            self._db.run("delete from mark where id = ?", [mark_id])
