"""Somebody sits an exam without end, as fast as the disk allows, until the process is killed.

Uses the stores as the window does: what it prints after a call has returned is what a window would show
as saved. One JSON document a line: what ("saving", "saved", "ticked", …) and with what.

    python -m tests.crash.driver FOLDER SEED
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from elearn.learning.item import Response, encode_response
from elearn.learning.sitting import Sitting
from elearn.records.store import Records, open_records
from tests.build.clock import RealClock
from tests.build.items import right_response, wrong_response
from tests.build.people import details
from tests.build.sittings import begin_exam

TICK_MS = 20  # the window's second, made short so that a kill falls into many of them
ANSWERS_PER_EXAM = 40


def say(what: str, **facts: object) -> None:
    """Tell the test, now."""
    print(json.dumps({"what": what} | facts), flush=True)


class Window:
    """An exam's window without the window: one answer or tick after the other, the time measured between."""

    def __init__(self, records: Records, seed: int) -> None:
        self._records, self._random, self._clock = records, random.Random(seed), RealClock()
        people = records.people.list()
        self._subject = (people[0] if people else records.people.create(details())).subject
        found = records.attempts.open_exam(self._subject)
        say("looked", open_exam=found.id if found else None)
        self._sitting = records.attempts.resume(found.id) if found else self._begin()
        self._told = self._clock.monotonic_ms()
        self._tell_sitting("resumed" if found else "begun")

    def _begin(self) -> Sitting:
        return begin_exam(self._records, self._subject, minutes=600, seed=self._random.getrandbits(40))

    def _tell_sitting(self, what: str) -> None:
        sitting = self._sitting
        order = [[slot.item.id, list(slot.order)] for slot in sitting.slots]
        say(what, exam=sitting.id, order=order, remaining=sitting.remaining_ms, mono=self._told)

    def _spent(self) -> int:
        now = self._clock.monotonic_ms()
        spent, self._told = now - self._told, now
        return spent

    def sit(self) -> None:
        """Answer and tick until killed; hand in now and then, and begin the next one."""
        while True:
            for _ in range(ANSWERS_PER_EXAM):
                self._answer()
                for _ in range(self._random.randrange(3)):
                    self._tick()
            say("handing_in", exam=self._sitting.id)
            self._records.attempts.hand_in(self._sitting.id, 0.8, spent_ms=self._spent())
            say("handed_in", exam=self._sitting.id)
            self._sitting = self._begin()
            self._told = self._clock.monotonic_ms()
            self._tell_sitting("begun")

    def _answer(self) -> None:
        slot = self._random.choice(self._sitting.slots)
        given = self._random.choice([right_response(slot.item), wrong_response(slot.item), Response()])
        facts = {"exam": self._sitting.id, "position": slot.position, "response": encode_response(given)}
        say("saving", **facts)
        self._records.attempts.answer(self._sitting.id, slot.position, given, spent_ms=self._spent())
        say("saved", **facts)

    def _tick(self) -> None:
        due = self._told + TICK_MS
        while self._clock.monotonic_ms() < due:
            pass
        left = self._records.attempts.tick(self._sitting.id, self._spent())
        say("ticked", exam=self._sitting.id, remaining=left)


if __name__ == "__main__":
    Window(open_records(Path(sys.argv[1]), RealClock()), int(sys.argv[2])).sit()
