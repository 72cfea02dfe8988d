"""Attempts, practice and exam in one table: an answer is on the disk when its call returns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from elearn.errors import Reason, Refusal
from elearn.learning.attempt import CLOSED, fits, left_after
from elearn.learning.grading import grade, is_full, reaches, share
from elearn.learning.item import Item, Response, decode_item, encode_item, encode_response
from elearn.learning.sitting import AttemptState, AttemptSummary, AttemptUse, Paper, Sitting
from elearn.machine.digest import sha256_hex, token_hex
from elearn.records.attempt_rows import AttemptRow, read_head, sitting_of, summary_of
from elearn.records.database import Database, writing
from elearn.records.events import EventLog
from elearn.records.times import kept
from elearn.records.today import SeenDay

if TYPE_CHECKING:
    from elearn.machine.clock import Clock


_OPEN_EXAM = """select * from attempt
    where subject = ? and use = 'exam' and state in ('running', 'paused') limit 1"""


class Attempts:
    """The attempts of one records file's learners."""

    def __init__(self, db: Database, events: EventLog, seen: SeenDay, clock: Clock) -> None:
        self._db, self._events, self._seen, self._clock = db, events, seen, clock

    def begin(
        self,
        subject: str,
        course_id: str,
        use: AttemptUse,
        paper: Paper,
        items: Sequence[Item],
        allowed_ms: int | None,
        library_version: str,
        exam_code: str = "",
    ) -> Sitting:
        """Begin an attempt on a paper; `items` hold (at least) those that the paper names.

        The wording is kept with the attempt. `allowed_ms` None: no time runs. `exam_code`: the hash of a one-time
        code, which is used up by it; raises Refusal(EXAM_CODE_WRONG) where it was before. Raises ValueError where
        an exam of this learner is still open, or an item of the paper is missing: both are ours to avoid.
        """
        attempt_id = token_hex(8)
        by_id = {item.id: item for item in items}
        missing = [slot.item_id for slot in paper.slots if slot.item_id not in by_id]
        if missing:
            raise ValueError(f"items of the paper that were not handed in: {missing}")
        with writing(self._db):
            if use is AttemptUse.EXAM and self._db.row(_OPEN_EXAM, [subject]):
                raise ValueError("an exam is still open")
            number = self._next_number(subject, course_id, use)
            self._db.run(
                "insert into attempt (id, subject, course, use, number, state, library_version, seed,"
                " started_at, allowed_ms, remaining_ms, items) values (?,?,?,?,?,'running',?,?,?,?,?,?)",
                [
                    attempt_id,
                    subject,
                    course_id,
                    use.value,
                    number,
                    library_version,
                    paper.seed,
                    kept(self._clock.now()),
                    allowed_ms,
                    allowed_ms,
                    len(paper.slots),
                ],
            )
            for position, slot in enumerate(paper.slots):
                self._db.run(
                    "insert into attempt_slot (attempt, position, item_id, item, part_order)"
                    " values (?,?,?,?,?)",
                    [
                        attempt_id,
                        position,
                        slot.item_id,
                        encode_item(by_id[slot.item_id]).decode(),
                        json.dumps(slot.order, ensure_ascii=False),
                    ],
                )
            self._events.append(
                subject,
                "attempt_begun",
                attempt=attempt_id,
                course=course_id,
                use=use.value,
                number=number,
                library=library_version,
                seed=str(paper.seed),
                items=[slot.item_id for slot in paper.slots],
                wording=_digest([by_id[slot.item_id] for slot in paper.slots]),
                allowed_ms=allowed_ms,
            )
            if exam_code:
                self._use_up(exam_code, attempt_id)
                self._events.append(subject, "exam_supervised", attempt=attempt_id, code=exam_code)
            self._seen.note_clock()
        return self.sitting(attempt_id)

    def _use_up(self, exam_code: str, attempt_id: str) -> None:
        if self._db.row("select 1 from used_code where hash = ?", [exam_code]):
            raise Refusal(Reason.EXAM_CODE_WRONG)
        self._db.run(
            "insert into used_code (hash, attempt, used_at) values (?, ?, ?)",
            [exam_code, attempt_id, kept(self._clock.now())],
        )

    def _next_number(self, subject: str, course_id: str, use: AttemptUse) -> int:
        row = self._db.row(
            "select coalesce(max(number), 0) + 1 as next from attempt"
            " where subject = ? and course = ? and use = ?",
            [subject, course_id, use.value],
        )
        return int(row["next"]) if row else 1

    def sitting(self, attempt_id: str) -> Sitting:
        """An attempt with its whole paper. Raises KeyError where there is no such attempt."""
        with self._db.snapshot():
            head = self._head(attempt_id)
            slots = self._db.rows(
                "select * from attempt_slot where attempt = ? order by position", [attempt_id]
            )
        return sitting_of(head, slots)

    def open_exam(self, subject: str) -> Sitting | None:
        """The learner's exam that was begun and not handed in, whatever closed its window."""
        row = self._db.row(_OPEN_EXAM, [subject])
        return self.sitting(row["id"]) if row else None

    def resume(self, attempt_id: str) -> Sitting:
        """Go on with an open attempt: same item, same order, the time that was left.

        The interruption is counted and recorded, with whether the window was left or died.
        Raises Refusal(ATTEMPT_CLOSED).
        """
        with writing(self._db):
            head = self._open(attempt_id)
            self._db.run(
                "update attempt set state = 'running', interruptions = interruptions + 1 where id = ?",
                [attempt_id],
            )
            self._events.append(
                head.subject,
                "attempt_resumed",
                attempt=attempt_id,
                after="pause" if head.state is AttemptState.PAUSED else "crash",
                remaining_ms=head.remaining_ms,
            )
            self._seen.note_clock()
        return self.sitting(attempt_id)

    def answer(self, attempt_id: str, position: int, response: Response, spent_ms: int = 0) -> datetime:
        """Keep an answer; it is on the disk when this returns. Answering again replaces it.

        `spent_ms` is the time since the last call that reported one; it is taken from what remains.
        Raises Refusal ATTEMPT_CLOSED, TIME_IS_UP (no time was left before this call), NOT_ON_PAPER.
        """
        now = self._clock.now()
        with writing(self._db):
            head = self._running(attempt_id)
            if head.remaining_ms == 0:
                raise Refusal(Reason.TIME_IS_UP)
            row = self._db.row(
                "select item_id, item from attempt_slot where attempt = ? and position = ?",
                [attempt_id, position],
            )
            item = decode_item(row["item"]) if row else None
            if row is None or item is None or not fits(item, response):
                raise Refusal(Reason.NOT_ON_PAPER, item=row["item_id"] if row else str(position))
            text = None if response.is_empty else encode_response(response)
            at_once = grade(item, response) if text and head.use is AttemptUse.PRACTICE else None
            self._db.run(
                "update attempt_slot set response = ?, answered_at = ?, points = ?, spent_ms = spent_ms + ?"
                " where attempt = ? and position = ?",
                [text, kept(now) if text else None, at_once, spent_ms, attempt_id, position],
            )
            self._db.run(
                "update attempt set position = ?, remaining_ms = ? where id = ?",
                [position, left_after(head.remaining_ms, spent_ms), attempt_id],
            )
            self._events.append(
                head.subject,
                "answered",
                attempt=attempt_id,
                position=position,
                item=row["item_id"],
                response=json.loads(text or "{}"),
            )
        return now

    def flag(self, attempt_id: str, position: int, on: bool) -> None:
        """Flag a place of the paper for later, or not. Raises Refusal(ATTEMPT_CLOSED)."""
        with writing(self._db):
            self._open(attempt_id)
            self._db.run(
                "update attempt_slot set flagged = ? where attempt = ? and position = ?",
                [int(on), attempt_id, position],
            )

    def go_to(self, attempt_id: str, position: int, spent_ms: int = 0) -> None:
        """Keep which place of the paper is on the screen. Raises Refusal(ATTEMPT_CLOSED)."""
        with writing(self._db):
            head = self._running(attempt_id)
            if not 0 <= position < head.items:
                raise Refusal(Reason.NOT_ON_PAPER, item=str(position))
            self._spend(head, spent_ms)
            self._db.run("update attempt set position = ? where id = ?", [position, attempt_id])

    def tick(self, attempt_id: str, spent_ms: int) -> int:
        """Take time that has passed from what remains; what is left in ms, 0 too where no time runs.

        A tick that comes late, after the attempt was left, takes nothing. Raises Refusal(ATTEMPT_CLOSED).
        """
        with writing(self._db):
            head = self._open(attempt_id)
            running = head.state is AttemptState.RUNNING
            return self._spend(head, spent_ms if running else 0) or 0

    def pause(self, attempt_id: str, spent_ms: int = 0) -> None:
        """Leave an open attempt: its clock stands. Pausing again, or after the end, changes nothing."""
        with writing(self._db):
            head = self._head(attempt_id)
            if head.state is not AttemptState.RUNNING:
                return
            left = self._spend(head, spent_ms)
            self._db.run("update attempt set state = 'paused' where id = ?", [attempt_id])
            self._events.append(head.subject, "attempt_paused", attempt=attempt_id, remaining_ms=left)
            self._seen.note_clock()

    def _spend(self, head: AttemptRow, spent_ms: int) -> int | None:
        left = left_after(head.remaining_ms, spent_ms)
        if spent_ms:
            self._db.run("update attempt set remaining_ms = ? where id = ?", [left, head.id])
            self._db.run(
                "update attempt_slot set spent_ms = spent_ms + ? where attempt = ? and position = ?",
                [spent_ms, head.id, head.position],
            )
        return left

    def hand_in(
        self, attempt_id: str, course_pass_mark: float, timed_out: bool = False, spent_ms: int = 0
    ) -> AttemptSummary:
        """Grade an attempt and close it; `course_pass_mark` is 0..1. Handing in again changes nothing."""
        with writing(self._db):
            head = self._head(attempt_id)
            if head.state in CLOSED:
                return summary_of(head)
            self._spend(head, spent_ms)
            points = self._grade(attempt_id)
            reached = share(points)
            exam = head.use is AttemptUse.EXAM
            passed = reaches(reached, course_pass_mark) if exam else None
            state = AttemptState.TIMED_OUT if timed_out else AttemptState.HANDED_IN
            self._db.run(
                "update attempt set state = ?, ended_at = ?, waits_from = ?, points = ?, share = ?,"
                " pass_mark = ?, passed = ? where id = ?",
                [
                    state.value,
                    kept(self._clock.now()),
                    kept(self._seen.now()),
                    sum(points),
                    reached,
                    course_pass_mark,
                    None if passed is None else int(passed),
                    attempt_id,
                ],
            )
            self._events.append(
                head.subject,
                "attempt_closed",
                attempt=attempt_id,
                by=state.value,
                points_1000=[round(one * 1000) for one in points],
                share_1000=round(reached * 1000),
                passed=passed,
            )
            self._seen.note_clock()
            return summary_of(self._head(attempt_id))

    def _grade(self, attempt_id: str) -> list[float]:
        sitting = self.sitting(attempt_id)
        points = [grade(slot.item, slot.response) for slot in sitting.slots]
        for slot, worth in zip(sitting.slots, points, strict=True):
            self._db.run(
                "update attempt_slot set points = ? where attempt = ? and position = ?",
                [worth, attempt_id, slot.position],
            )
        return points

    def summary(self, attempt_id: str) -> AttemptSummary:
        """An attempt as lists show it. Raises KeyError where there is no such attempt."""
        return summary_of(self._head(attempt_id))

    def is_supervised(self, attempt_id: str) -> bool:
        """Whether the attempt was begun with a one-time code."""
        return self._db.row("select 1 from used_code where attempt = ?", [attempt_id]) is not None

    def history(
        self, subject: str, course_id: str | None = None, use: AttemptUse | None = None
    ) -> list[AttemptSummary]:
        """A learner's attempts in the order in which they were begun, of one course and use or of all."""
        rows = self._db.rows(
            "select * from attempt where subject = ? and (course = ? or ? is null) and (use = ? or ? is null)"
            " order by made",
            [subject, course_id, course_id, use.value if use else None, use.value if use else None],
        )
        return [summary_of(read_head(row)) for row in rows]

    def wrong_items(self, subject: str, course_id: str) -> list[str]:
        """Ids of the items that the learner last answered wrong, the most recent first.

        What was left open in a closed exam counts; what was not yet graded does not.
        """
        last = self.last_points(subject, course_id)
        return [item_id for item_id, points in last.items() if not is_full(points)]

    def last_points(self, subject: str, course_id: str) -> dict[str, float]:
        """The points (0..1) of each item when it was last answered, by its id, the most recent first.

        What was left open in a closed exam counts as 0.0; what was not yet graded is not there.
        """
        rows = self._db.rows(
            """select item_id, attempt_slot.points from attempt_slot
                join attempt on attempt.id = attempt_slot.attempt
            where attempt.subject = ? and attempt.course = ? and attempt_slot.points is not null
                and (attempt_slot.response is not null or attempt.use = 'exam')
            order by attempt.made desc, attempt_slot.position""",
            [subject, course_id],
        )
        last: dict[str, float] = {}
        for row in rows:
            last.setdefault(row["item_id"], row["points"])
        return last

    def _head(self, attempt_id: str) -> AttemptRow:
        row = self._db.row("select * from attempt where id = ?", [attempt_id])
        if row is None:
            raise KeyError(attempt_id)
        return read_head(row)

    def _open(self, attempt_id: str) -> AttemptRow:
        head = self._head(attempt_id)
        if head.state in CLOSED:
            raise Refusal(Reason.ATTEMPT_CLOSED)
        return head

    def _running(self, attempt_id: str) -> AttemptRow:
        head = self._open(attempt_id)
        if head.use is AttemptUse.EXAM and head.state is not AttemptState.RUNNING:
            raise ValueError("an exam that was left is resumed before it goes on")
        return head


def _digest(items: Sequence[Item]) -> str:
    """SHA-256 over the wording that is answered against, each item's canonical JSON on a line."""
    return sha256_hex(b"\n".join(encode_item(item) for item in items))
