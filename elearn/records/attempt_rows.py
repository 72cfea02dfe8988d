"""From rows of the attempt tables to the values that the rules know."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from elearn.learning.item import Response, decode_item, decode_response
from elearn.learning.sitting import AttemptState, AttemptSummary, AttemptUse, Sitting, SlotState
from elearn.records.database import Database
from elearn.records.times import moment, moment_or_none


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """A row of `attempt`, typed."""

    id: str
    subject: str
    course: str
    use: AttemptUse
    number: int
    state: AttemptState
    library_version: str
    started_at: datetime
    ended_at: datetime | None
    waits_from: datetime | None
    position: int
    allowed_ms: int | None
    remaining_ms: int | None
    interruptions: int
    items: int
    points: float | None
    share: float | None
    passed: bool | None


def read_head(row: sqlite3.Row) -> AttemptRow:
    """A row of `attempt`."""
    return AttemptRow(
        id=row["id"],
        subject=row["subject"],
        course=row["course"],
        use=AttemptUse(row["use"]),
        number=row["number"],
        state=AttemptState(row["state"]),
        library_version=row["library_version"],
        started_at=moment(row["started_at"]),
        ended_at=moment_or_none(row["ended_at"]),
        waits_from=moment_or_none(row["waits_from"]),
        position=row["position"],
        allowed_ms=row["allowed_ms"],
        remaining_ms=row["remaining_ms"],
        interruptions=row["interruptions"],
        items=row["items"],
        points=row["points"],
        share=row["share"],
        passed=None if row["passed"] is None else bool(row["passed"]),
    )


def sitting_of(head: AttemptRow, slots: Sequence[sqlite3.Row]) -> Sitting:
    """An attempt with the rows of its paper."""
    return Sitting(
        id=head.id,
        subject=head.subject,
        course=head.course,
        use=head.use,
        number=head.number,
        state=head.state,
        library_version=head.library_version,
        started_at=head.started_at,
        position=head.position,
        remaining_ms=head.remaining_ms,
        allowed_ms=head.allowed_ms,
        interruptions=head.interruptions,
        slots=tuple(_slot(row) for row in slots),
    )


def _slot(row: sqlite3.Row) -> SlotState:
    return SlotState(
        position=row["position"],
        item=decode_item(row["item"]),
        order=tuple(json.loads(row["part_order"])),
        response=decode_response(row["response"]) if row["response"] else Response(),
        answered_at=moment_or_none(row["answered_at"]),
        flagged=bool(row["flagged"]),
        spent_ms=row["spent_ms"],
        points=row["points"],
    )


def read_whole(db: Database, subject: str) -> None:
    """Read every attempt of a learner; raises ValueError, KeyError or TypeError where one is not sound."""
    for row in db.rows("select * from attempt where subject = ?", [subject]):
        slots = db.rows("select * from attempt_slot where attempt = ? order by position", [row["id"]])
        sitting = sitting_of(read_head(row), slots)
        if [slot.position for slot in sitting.slots] != list(range(row["items"])):
            raise ValueError("a paper with gaps")


def summary_of(head: AttemptRow) -> AttemptSummary:
    """An attempt as lists show it."""
    return AttemptSummary(
        id=head.id,
        course=head.course,
        use=head.use,
        number=head.number,
        state=head.state,
        started_at=head.started_at,
        ended_at=head.ended_at,
        share=head.share,
        points=head.points,
        items=head.items,
        passed=head.passed,
        interruptions=head.interruptions,
        library_version=head.library_version,
        waits_from=head.waits_from,
    )
