"""Which result files were handed over: one number per person and device, never given twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from elearn.records.database import Database, writing
from elearn.records.events import EventLog
from elearn.records.times import kept, moment


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A result file that was written. `head_hash` is the event chain's head that it ends with."""

    sequence: int
    file_name: str
    at: datetime
    head_hash: str


class Exports:
    """The result files of one records file's learners."""

    def __init__(self, db: Database, events: EventLog) -> None:
        self._db, self._events = db, events

    def next_sequence(self, subject: str) -> int:
        """The number for the next result file, from 1."""
        row = self._db.row(
            "select coalesce(max(sequence), 0) + 1 as next from export where subject = ?", [subject]
        )
        return int(row["next"]) if row else 1

    def handed_in(self, subject: str, sequence: int, file_name: str, at: datetime, head_hash: str) -> None:
        """Note a result file that stands where the learner wanted it; noting it again changes nothing."""
        with writing(self._db):
            new = self._db.run(
                "insert or ignore into export (subject, sequence, file_name, at, head_hash)"
                " values (?,?,?,?,?)",
                [subject, sequence, file_name, kept(at), head_hash],
            )
            if new:
                self._events.append(subject, "result_exported", sequence=sequence, head=head_hash)

    def last(self, subject: str) -> HandedIn | None:
        """The latest result file; None before the first."""
        row = self._db.row("select * from export where subject = ? order by sequence desc limit 1", [subject])
        if row is None:
            return None
        return HandedIn(row["sequence"], row["file_name"], moment(row["at"]), row["head_hash"])

    def has_news(self, subject: str) -> bool:
        """Whether something was learnt since the last result file; what is done to a PIN is none of it."""
        last = self.last(subject)
        if last is None:
            return True
        row = self._db.row(
            """select 1 from event where subject = ? and kind != 'result_exported' and kind not like 'pin_%'
                and seq > (select seq from event where subject = ? and hash = ?) limit 1""",
            [subject, subject, last.head_hash],
        )
        return row is not None
