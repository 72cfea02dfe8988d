"""Where each learner is in each lesson, and which lessons count as read."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from elearn.learning.progress import counts_as_read
from elearn.learning.reading import LessonReading
from elearn.records.database import Database, writing
from elearn.records.events import EventLog
from elearn.records.times import kept, moment_or_none

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


class Reading:
    """The reading of one records file's learners."""

    def __init__(self, db: Database, events: EventLog, clock: Clock) -> None:
        self._db, self._events, self._clock = db, events, clock

    def state(self, subject: str, lesson_id: str) -> LessonReading:
        """How a learner stands with a lesson; an empty state where it was never opened."""
        row = self._db.row("select * from reading where subject = ? and lesson = ?", [subject, lesson_id])
        return _reading(row) if row else LessonReading()

    def states(self, subject: str) -> dict[str, LessonReading]:
        """Every lesson that a learner has opened, by lesson id."""
        rows = self._db.rows("select * from reading where subject = ?", [subject])
        return {row["lesson"]: _reading(row) for row in rows}

    def last(self, subject: str) -> tuple[str, str] | None:
        """The lesson id and anchor where the learner was last; None before the first lesson."""
        row = self._db.row(
            "select lesson, anchor from reading where subject = ? order by turn desc limit 1",
            [subject],
        )
        return (row["lesson"], row["anchor"]) if row else None

    def save_position(self, subject: str, lesson_id: str, anchor: str, offset: float) -> None:
        """Keep the place: the section and the share of it (0..1) above the window's edge."""
        with writing(self._db):
            self._open(subject, lesson_id)
            self._db.run(
                "update reading set anchor = ?, offset = ?,"
                " turn = (select max(turn) + 1 from reading where subject = ?)"
                " where subject = ? and lesson = ?",
                [anchor, float(offset), subject, subject, lesson_id],
            )

    def add_time(
        self,
        subject: str,
        lesson_id: str,
        revision: int,
        seconds: float,
        furthest: float,
        minutes: float,
    ) -> LessonReading:
        """Add time with the window in front, and how far the lesson was ever in view (0..1).

        Marks the revision as read once a person can have read it (a lesson of `minutes`). A revision
        other than the one the time was counted for starts anew.
        """
        if seconds < 0:
            raise ValueError(seconds)
        with writing(self._db):
            self._open(subject, lesson_id)
            self._db.run(
                """update reading set
                    seconds = case when revision = :revision then seconds else 0 end + :seconds,
                    furthest = max(case when revision = :revision then furthest else 0 end, :furthest),
                    revision = :revision
                where subject = :subject and lesson = :lesson""",
                {
                    "revision": revision,
                    "seconds": float(seconds),
                    "furthest": min(1.0, max(0.0, furthest)),
                    "subject": subject,
                    "lesson": lesson_id,
                },
            )
            state = self.state(subject, lesson_id)
            if not state.is_read(revision) and counts_as_read(state.seconds, minutes, state.furthest):
                self._db.run(
                    "update reading set read_revision = ?, done_at = ? where subject = ? and lesson = ?",
                    [revision, kept(self._clock.now()), subject, lesson_id],
                )
                self._events.append(
                    subject, "lesson_read", lesson=lesson_id, revision=revision, seconds=round(state.seconds)
                )
                state = self.state(subject, lesson_id)
        return state

    def _open(self, subject: str, lesson_id: str) -> None:
        new = self._db.run(
            "insert or ignore into reading (subject, lesson, turn, opened_at) values"
            " (?, ?, (select coalesce(max(turn), 0) + 1 from reading where subject = ?), ?)",
            [subject, lesson_id, subject, kept(self._clock.now())],
        )
        if new:
            self._events.append(subject, "lesson_opened", lesson=lesson_id)


def _reading(row: sqlite3.Row) -> LessonReading:
    return LessonReading(
        anchor=row["anchor"],
        offset=row["offset"],
        furthest=row["furthest"],
        seconds=row["seconds"],
        read_revision=row["read_revision"],
        done_at=moment_or_none(row["done_at"]),
    )
