"""What deserves a second look: told in words and never a penalty, for each has an innocent explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import combinations

from elearn.learning.intake import TakenAttempt
from elearn.learning.item import encode_response
from elearn.unit.status import FIRST_DAY, Device, attempts_of

MANY_PASSES = 10
WITHIN = timedelta(minutes=5)
FEWEST_WRONG = 4  # wrong answers that two people share, before they are noticed
RHYTHM_S = 3  # how far two answers may lie apart, from each exam's beginning
SAME_RHYTHM = 0.8  # of the answers
LARGEST_GROUP = 50  # compared pair by pair


class LookKind(Enum):
    """What was noticed."""

    MANY_PASSES = "many_passes"  # so many people passed on one machine within five minutes
    CLOCK = "clock"  # the machine's clock jumped
    SAME_WRONG_ANSWERS = "same_wrong_answers"  # two people, the same wrong answers in the same rhythm
    CODE_TWICE = "code_twice"  # one code for two exams


@dataclass(frozen=True, slots=True)
class Look:
    """Something to look at. `people` are the roster's keys; `count` passes, jumps, or wrong answers shared."""

    kind: LookKind
    people: tuple[int, ...]
    course: str = ""
    installation: str = ""
    at: datetime | None = None
    count: int = 0


def second_looks(devices: Mapping[int, Sequence[Device]]) -> list[Look]:
    """Everything that deserves a second look, by each person's devices; in an order that is always the same."""
    exams = [
        (person, attempt, device)
        for person, theirs in devices.items()
        for attempt, device in attempts_of(theirs)
        if attempt.is_exam
    ]
    found = [
        *_many_passes(exams),
        *_clocks(devices),
        *_same_wrong_answers((person, attempt) for person, attempt, _ in exams),
        *_codes_twice((person, attempt) for person, attempt, _ in exams),
    ]
    return sorted(found, key=lambda look: (look.kind.value, look.people, look.course, str(look.at)))


def codes_used(attempts: Iterable[TakenAttempt]) -> dict[str, int]:
    """How often each one-time code was used."""
    used: dict[str, int] = defaultdict(int)
    for attempt in attempts:
        if attempt.exam_code:
            used[attempt.exam_code] += 1
    return dict(used)


def _many_passes(exams: Iterable[tuple[int, TakenAttempt, Device]]) -> Iterable[Look]:
    by_machine: dict[str, list[tuple[datetime, int, str]]] = defaultdict(list)
    for person, attempt, device in exams:
        if attempt.passed and attempt.ended_at:
            by_machine[device.installation].append((attempt.ended_at, person, attempt.course))
    for installation, passes in by_machine.items():
        passes.sort()
        start = 0
        while start + MANY_PASSES <= len(passes):
            end = start
            while end < len(passes) and passes[end][0] - passes[start][0] <= WITHIN:
                end += 1
            if end - start < MANY_PASSES:
                start += 1
                continue
            people = tuple(sorted({person for _, person, _ in passes[start:end]}))
            yield Look(LookKind.MANY_PASSES, people, "", installation, passes[start][0], end - start)
            start = end


def _clocks(devices: Mapping[int, Sequence[Device]]) -> Iterable[Look]:
    for person, theirs in devices.items():
        for device in theirs:
            moments = [one.ended_at or one.started_at for one in device.taken.attempts]
            impossible = sum(not FIRST_DAY <= one.date() <= device.received_on for one in moments)
            jumps = device.taken.clock_jumps + impossible
            if jumps:
                yield Look(LookKind.CLOCK, (person,), "", device.installation, device.taken.last_at, jumps)


def _same_wrong_answers(exams: Iterable[tuple[int, TakenAttempt]]) -> Iterable[Look]:
    alike: dict[tuple[str, frozenset[tuple[str, str]]], list[tuple[int, TakenAttempt]]] = defaultdict(list)
    for person, attempt in exams:
        wrong = frozenset(
            (one.item, encode_response(one.response))
            for one in attempt.answers
            if one.points_1000 == 0 and one.response is not None
        )
        if len(wrong) >= FEWEST_WRONG:
            alike[attempt.course, wrong].append((person, attempt))
    for (course, wrong), group in alike.items():
        for (one, first), (other, second) in combinations(group[:LARGEST_GROUP], 2):
            if one != other and _same_rhythm(first, second):
                people = tuple(sorted((one, other)))
                yield Look(LookKind.SAME_WRONG_ANSWERS, people, course, "", second.ended_at, len(wrong))


def _same_rhythm(one: TakenAttempt, other: TakenAttempt) -> bool:
    """Whether the items that both had were answered about the same time after the beginning."""
    theirs = {answer.item: answer.at_s for answer in other.answers if answer.at_s >= 0}
    pairs = [
        (answer.at_s, theirs[answer.item])
        for answer in one.answers
        if answer.item in theirs and answer.at_s >= 0
    ]
    near = sum(abs(first - second) <= RHYTHM_S for first, second in pairs)
    return bool(pairs) and near >= SAME_RHYTHM * len(pairs)


def _codes_twice(exams: Iterable[tuple[int, TakenAttempt]]) -> Iterable[Look]:
    by_code: dict[str, list[tuple[int, TakenAttempt]]] = defaultdict(list)
    for person, attempt in exams:
        if attempt.exam_code:
            by_code[attempt.exam_code].append((person, attempt))
    for uses in by_code.values():
        if len(uses) > 1:
            people = tuple(sorted({person for person, _ in uses}))
            yield Look(LookKind.CODE_TWICE, people, uses[0][1].course, "", uses[-1][1].ended_at, len(uses))
