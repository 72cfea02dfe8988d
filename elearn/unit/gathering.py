"""What a learner's records say, as the values of a result file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from elearn import __version__
from elearn.learning.item import type_of
from elearn.learning.people import Person
from elearn.learning.reading import LessonReading
from elearn.learning.sitting import AttemptSummary, Sitting, SlotState
from elearn.records.events import Event
from elearn.records.store import Records
from elearn.unit.result_file import wording_of
from elearn.unit.result_values import (
    Answer,
    AttemptMade,
    CertificateMark,
    ChainEvent,
    Interruption,
    LessonRead,
    LibraryMark,
    ResultFile,
    Who,
)


def gather(
    records: Records,
    subject: str,
    *,
    sequence: int,
    made_at: datetime,
    library_version: str,
    valid_as_of: date,
    installation: str,
) -> ResultFile:
    """Everything of a learner that is handed over. Raises Refusal(NO_SUCH_PERSON)."""
    person = records.people.get(subject)
    chain = records.events.chain(subject)
    return ResultFile(
        program=f"elearn {__version__}",
        made_at=made_at,
        installation=installation,
        sequence=sequence,
        subject=subject,
        who=_who(person),
        library=LibraryMark(library_version, valid_as_of),
        reading=tuple(
            _read(lesson, state) for lesson, state in sorted(records.reading.states(subject).items())
        ),
        attempts=tuple(
            _attempt(one, records.attempts.sitting(one.id), chain)
            for one in records.attempts.history(subject)
        ),
        certificates=tuple(
            CertificateMark(one.number, one.course, one.issued_on)
            for one in records.certificates.list(subject)
        ),
        chain=tuple(
            ChainEvent(one.seq, one.at, one.mono_ms, one.kind, one.body, one.prev, one.hash) for one in chain
        ),
    )


def _who(person: Person) -> Who:
    told = person.details
    return Who(told.staff_code, person.local_code, told.name, told.unit, told.position, told.birth_date)


def _read(lesson: str, state: LessonReading) -> LessonRead:
    return LessonRead(
        lesson, round(state.seconds), _thousandths(state.furthest), state.read_revision, state.done_at
    )


def _attempt(head: AttemptSummary, sitting: Sitting, chain: Sequence[Event]) -> AttemptMade:
    return AttemptMade(
        id=head.id,
        course=head.course,
        use=head.use.value,
        number=head.number,
        state=head.state.value,
        library=head.library_version,
        started_at=head.started_at,
        ended_at=head.ended_at,
        allowed_ms=sitting.allowed_ms,
        remaining_ms=sitting.remaining_ms,
        share_1000=None if head.share is None else _thousandths(head.share),
        passed=head.passed,
        supervised=any(one.kind == "exam_supervised" and one.body.get("attempt") == head.id for one in chain),
        interruptions=tuple(_interruptions(head.id, chain)),
        answers=tuple(_answer(slot) for slot in sitting.slots),
    )


def _interruptions(attempt: str, chain: Sequence[Event]) -> list[Interruption]:
    return [
        Interruption(
            datetime.fromisoformat(one.at),
            "crash" if one.body.get("after") == "crash" else "pause",
            left if isinstance(left := one.body.get("remaining_ms"), int) else None,
        )
        for one in chain
        if one.kind == "attempt_resumed" and one.body.get("attempt") == attempt
    ]


def _answer(slot: SlotState) -> Answer:
    return Answer(
        position=slot.position,
        item=slot.item.id,
        type=type_of(slot.item),
        wording=wording_of(slot.item),
        order=slot.order,
        response=None if slot.response.is_empty else slot.response,
        answered_at=slot.answered_at,
        spent_ms=slot.spent_ms,
        points_1000=None if slot.points is None else _thousandths(slot.points),
    )


def _thousandths(share: float) -> int:
    return min(1000, max(0, round(share * 1000)))
