"""Whatever happens in whatever order, an exam is as it was left: a model beside the real file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from elearn.learning.item import Response
from elearn.learning.sitting import AttemptState
from elearn.records.store import open_records
from tests.build.clock import FakeClock
from tests.build.items import right_response, wrong_response
from tests.build.people import details
from tests.build.sittings import begin_exam

POSITIONS = st.integers(0, 3)


class Exam(RuleBasedStateMachine):
    """One exam of four items and twenty minutes, with everything that can happen to it."""

    @initialize(seed=st.integers(0, 99))
    def begin(self, seed: int) -> None:
        self.folder, self.clock = Path(tempfile.mkdtemp()), FakeClock()
        self.crashed: list[object] = []
        self.records = open_records(self.folder, self.clock)
        self.subject = self.records.people.create(details()).subject
        self.first = begin_exam(self.records, self.subject, minutes=20, seed=seed)
        self.answers: dict[int, Response] = {}
        self.flags: set[int] = set()
        self.position, self.left, self.interruptions = 0, 20 * 60_000, 0
        self.state = AttemptState.RUNNING

    def running(self) -> bool:
        """Whether the window is open and time is left."""
        return self.state is AttemptState.RUNNING and self.left > 0

    @precondition(running)
    @rule(position=POSITIONS, kind=st.sampled_from(["right", "wrong", "none"]), spent=st.integers(0, 90_000))
    def answer(self, position: int, kind: str, spent: int) -> None:
        item = self.first.slots[position].item
        given = {"right": right_response, "wrong": wrong_response, "none": lambda _: Response()}[kind](item)
        self.records.attempts.answer(self.first.id, position, given, spent_ms=spent)
        self.answers[position] = given
        self.position, self.left = position, max(0, self.left - spent)

    @precondition(running)
    @rule(spent=st.integers(0, 200_000))
    def tick(self, spent: int) -> None:
        self.left = max(0, self.left - spent)
        assert self.records.attempts.tick(self.first.id, spent) == self.left

    @precondition(running)
    @rule(position=POSITIONS, on=st.booleans())
    def flag_and_go(self, position: int, on: bool) -> None:
        self.records.attempts.flag(self.first.id, position, on)
        self.records.attempts.go_to(self.first.id, position)
        self.flags = self.flags | {position} if on else self.flags - {position}
        self.position = position

    @precondition(running)
    @rule()
    def leave(self) -> None:
        self.records.attempts.pause(self.first.id)
        self.state = AttemptState.PAUSED

    @rule(cleanly=st.booleans(), hours=st.integers(0, 30))
    def power_cut(self, cleanly: bool, hours: int) -> None:
        if cleanly:
            self.records.close()
        else:
            self.crashed.append(self.records)  # never closed, as after a kill
        self.clock.advance(hours=hours)
        self.clock.restart()
        self.records = open_records(self.folder, self.clock)

    @precondition(lambda self: self.state in (AttemptState.RUNNING, AttemptState.PAUSED))
    @rule()
    def go_on(self) -> None:
        self.records.attempts.resume(self.first.id)
        self.state = AttemptState.RUNNING
        self.interruptions += 1

    @precondition(lambda self: self.state is AttemptState.RUNNING)
    @rule(timed_out=st.booleans())
    def hand_in(self, timed_out: bool) -> None:
        summary = self.records.attempts.hand_in(self.first.id, 0.5, timed_out=timed_out)
        right = sum(given == right_response(self.first.slots[n].item) for n, given in self.answers.items())
        assert summary.share == right / 4
        assert summary.passed == (right >= 2)
        self.state = AttemptState.TIMED_OUT if timed_out else AttemptState.HANDED_IN

    @invariant()
    def the_file_tells_the_same_story(self) -> None:
        if not hasattr(self, "records"):
            return
        sitting = self.records.attempts.sitting(self.first.id)
        assert (sitting.position, sitting.remaining_ms, sitting.interruptions, sitting.state) == (
            self.position,
            self.left,
            self.interruptions,
            self.state,
        )
        for then, slot in zip(self.first.slots, sitting.slots, strict=True):
            assert (slot.item, slot.order) == (then.item, then.order)
            assert slot.response == self.answers.get(slot.position, Response())
            assert slot.flagged == (slot.position in self.flags)
        is_open = self.records.attempts.open_exam(self.subject)
        assert (is_open is not None) == (self.state in (AttemptState.RUNNING, AttemptState.PAUSED))
        assert self.records.events.verify(self.subject)

    def teardown(self) -> None:
        """Close what was left open."""
        for opened in (*getattr(self, "crashed", ()), self.records):
            opened.close()  # type: ignore[attr-defined]
        shutil.rmtree(self.folder, ignore_errors=True)


Exam.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
TestExam = Exam.TestCase
