"""From a result file that was opened to what the unit keeps of it; its parts are checked against its chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from elearn.errors import Reason, Refusal
from elearn.learning.intake import (
    TRAIL_BYTES,
    Claim,
    DeviceId,
    Taken,
    TakenAnswer,
    TakenAttempt,
    Version,
)
from elearn.learning.item import encode_response
from elearn.unit.result_values import Answer, AttemptMade, ChainEvent, ResultFile
from elearn.vietnamese.text import tidy


def version_of(result: ResultFile, digest: str) -> Version:
    """A file's place among those of its device. `digest`: SHA-256 over what was signed."""
    trail = b"".join(bytes.fromhex(event.hash[: 2 * TRAIL_BYTES]) for event in result.chain)
    return Version(
        DeviceId(result.installation, result.subject), trail, result.sequence, result.made_at, digest
    )


def claim_of(result: ResultFile) -> Claim:
    """Who the file says that it is of."""
    who = result.who
    code = "" if who.local_code else tidy(who.staff_code)
    return Claim(tidy(who.name), code, who.birth_date, tidy(who.unit), tidy(who.position))


def taken_from(result: ResultFile, path: str = "") -> Taken:
    """What the unit keeps. Raises Refusal(RESULT_FILE_CONTRADICTS_ITSELF) where an attempt is not in the chain so."""
    told = _told(result.chain)
    attempts = []
    for attempt in result.attempts:
        if not _agrees(attempt, told.get(attempt.id, {})):
            raise Refusal(Reason.RESULT_FILE_CONTRADICTS_ITSELF, path=path)
        attempts.append(_attempt(attempt, told[attempt.id]))
    return Taken(
        library=result.library.version,
        lessons={one.lesson: one.read_revision is not None for one in result.reading},
        attempts=tuple(attempts),
        clock_jumps=sum(event.kind == "clock_went_back" for event in result.chain),
        last_at=_moment(result.chain[-1].at) if result.chain else None,
    )


def _told(chain: tuple[ChainEvent, ...]) -> dict[str, dict[str, Any]]:
    """What the chain says of each attempt: how it began and ended, and its last answers by position."""
    told: dict[str, dict[str, Any]] = {}
    for event in chain:
        attempt = event.body.get("attempt")
        if not isinstance(attempt, str):
            continue
        one = told.setdefault(attempt, {"answers": {}})
        if event.kind == "answered":
            one["answers"][event.body.get("position")] = event.body.get("response")
        elif event.kind in {"attempt_begun", "attempt_closed", "exam_supervised"}:
            one[event.kind] = event.body
    return told


def _agrees(attempt: AttemptMade, told: Mapping[str, Any]) -> bool:
    begun, closed = told.get("attempt_begun"), told.get("attempt_closed")
    if begun is None:
        return False
    items = [answer.item for answer in attempt.answers]
    begins = (begun.get("course"), begun.get("use"), begun.get("items")) == (
        attempt.course,
        attempt.use,
        items,
    )
    return begins and _ends_so(attempt, closed) and _answers_so(attempt.answers, told["answers"])


def _ends_so(attempt: AttemptMade, closed: Mapping[str, Any] | None) -> bool:
    if closed is None:
        return (
            attempt.state in {"running", "paused"} and attempt.share_1000 is None and attempt.passed is None
        )
    return (
        closed.get("by") == attempt.state
        and closed.get("share_1000") == attempt.share_1000
        and closed.get("passed") == attempt.passed
        and closed.get("points_1000") == [answer.points_1000 for answer in attempt.answers]
    )


def _answers_so(answers: tuple[Answer, ...], told: Mapping[Any, Any]) -> bool:
    for answer in answers:
        given = msgspec.json.decode(encode_response(answer.response)) if answer.response else {}
        if (told.get(answer.position) or {}) != given:
            return False
    return True


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _attempt(made: AttemptMade, told: Mapping[str, Any]) -> TakenAttempt:
    supervised = told.get("exam_supervised")
    keeps_answers = made.use == "exam" and made.state in {"handed_in", "timed_out"}
    code = supervised.get("code") if supervised else None
    return TakenAttempt(
        id=made.id,
        course=made.course,
        use=made.use,
        number=made.number,
        state=made.state,
        library=made.library,
        items=len(made.answers),
        started_at=made.started_at,
        ended_at=made.ended_at,
        share_1000=made.share_1000,
        passed=made.passed,
        supervised=made.supervised and isinstance(code, str),
        exam_code=code if isinstance(code, str) else "",
        interruptions=len(made.interruptions),
        answers=tuple(_answer(one, made) for one in made.answers) if keeps_answers else (),
    )


def _answer(answer: Answer, made: AttemptMade) -> TakenAnswer:
    after = (answer.answered_at - made.started_at).total_seconds() if answer.answered_at else -1.0
    return TakenAnswer(
        answer.item, answer.type, answer.points_1000 or 0, answer.response, answer.spent_ms, round(after)
    )
