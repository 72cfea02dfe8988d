"""Somebody sits an exam without end, as fast as the disk allows, until the process is killed.

Uses the services as the window does, on the real course: what it prints after a call has returned is what a
window would show as saved. One JSON document a line: what ("saving", "saved", "ticked", …) and with what.

    python -m tests.crash.driver FOLDER SEED LIBRARY
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from elearn.learning.item import Response, encode_response
from elearn.learning.sitting import Sitting
from elearn.machine.clock import SystemClock
from elearn.services import Services
from tests.build.items import right_response, wrong_response
from tests.build.people import details

TICK_MS = 20  # the window's second, made short so that a kill falls into many of them
ANSWERS_PER_EXAM = 40


def say(what: str, **facts: object) -> None:
    """Tell the test, now."""
    print(json.dumps({"what": what} | facts), flush=True)


class Window:
    """An exam's window without the window: one answer or tick after the other, the time measured between."""

    def __init__(self, services: Services, seed: int) -> None:
        self._services, self._random, self._clock = services, random.Random(seed), services.clock
        self._course = services.library.courses()[0]
        found = self._open_exam()
        say("looked", open_exam=found.id if found else None)
        if found:
            self._sitting = services.learner.begin_exam(found.subject, found.course)
        else:
            self._sitting = self._begin()
        self._told = self._clock.monotonic_ms()
        self._tell_sitting("resumed" if found else "begun")

    def _open_exam(self) -> Sitting | None:
        everybody = self._services.records.people.list()
        exams = [self._services.records.attempts.open_exam(person.subject) for person in everybody]
        return next((exam for exam in exams if exam), None)

    def _begin(self) -> Sitting:
        """The exam of somebody new who has read everything: who has failed would have to wait for a day."""
        subject = self._services.records.people.create(details()).subject
        for card in self._course.lessons:
            self._services.records.reading.add_time(
                subject, card.id, card.revision, card.minutes * 60, 1.0, card.minutes
            )
        return self._services.learner.begin_exam(subject, self._course.id)

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
            self._services.learner.hand_in(self._sitting.id, spent_ms=self._spent())
            say("handed_in", exam=self._sitting.id)
            self._sitting = self._begin()
            self._told = self._clock.monotonic_ms()
            self._tell_sitting("begun")

    def _answer(self) -> None:
        slot = self._random.choice(self._sitting.slots)
        given = self._random.choice([right_response(slot.item), wrong_response(slot.item), Response()])
        facts = {"exam": self._sitting.id, "position": slot.position, "response": encode_response(given)}
        say("saving", **facts)
        self._services.records.attempts.answer(self._sitting.id, slot.position, given, spent_ms=self._spent())
        say("saved", **facts)

    def _tick(self) -> None:
        due = self._told + TICK_MS
        while self._clock.monotonic_ms() < due:
            pass
        left = self._services.records.attempts.tick(self._sitting.id, self._spent())
        say("ticked", exam=self._sitting.id, remaining=left)


if __name__ == "__main__":
    place, number, library = sys.argv[1:]
    Window(Services(Path(place), SystemClock(), Path(library)), int(number)).sit()
