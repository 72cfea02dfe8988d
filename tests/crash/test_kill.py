"""Pull the plug anywhere: no answer that was shown as saved is gone, and at most a second is given back."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from elearn.learning.attempt import CLOSED
from elearn.learning.item import encode_response
from elearn.learning.sitting import AttemptState, Sitting
from elearn.library.compile import build
from elearn.records.store import Records, open_records
from tests.build.clock import RealClock
from tests.crash.driver import TICK_MS

ROOT = Path(__file__).parents[2]


@dataclass
class Shown:
    """What an exam's window had shown when it died, over all rounds."""

    order: list[Any] = field(default_factory=list)
    saved: dict[int, str] = field(default_factory=dict)
    in_flight: dict[int, str] = field(default_factory=dict)  # asked for, not yet shown as saved
    remaining: int = 0  # as told when it was begun
    told_at: int = 0  # when time began to count in this round, monotonic ms
    remaining_then: int = 0
    handed_in: bool = False
    handing_in: bool = False
    begun_in_round: bool = False


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real library, compiled once."""
    file = tmp_path_factory.mktemp("library") / "library.db"
    build(ROOT, file, leave_out_faulty=True)
    return file


def play_and_kill(
    folder: Path, library: Path, seed: int, moment_s: float
) -> tuple[list[dict[str, Any]], int]:
    """Run the driver and kill it some time after it looked; its lines, and when it was killed (ms)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.driver", str(folder), str(seed), str(library)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stderr is not None
    first = process.stdout.readline()
    killed_at: list[int] = []

    def kill() -> None:
        process.kill()
        killed_at.append(RealClock().monotonic_ms())

    timer = threading.Timer(moment_s, kill)
    timer.start()
    rest, errors = process.communicate()
    timer.join()
    assert process.returncode == -9, errors
    lines = [line for line in (first + rest).split("\n") if line.endswith("}")]  # the last may be half a line
    return [json.loads(line) for line in lines], killed_at[0]


def follow(shown: dict[str, Shown], lines: list[dict[str, Any]]) -> None:
    """Bring what was shown up to date."""
    for one in shown.values():
        one.begun_in_round = False
    for line in lines:
        if line["what"] == "looked":
            continue
        exam = shown.setdefault(line["exam"], Shown())
        match line["what"]:
            case "begun" | "resumed":
                assert exam.order in ([], line["order"])
                exam.order = line["order"]
                exam.told_at, exam.begun_in_round = line["mono"], True
                exam.remaining = exam.remaining_then = line["remaining"]
            case "saving":
                exam.in_flight = {line["position"]: line["response"]}
            case "saved":
                exam.saved[line["position"]] = line["response"]
                exam.in_flight = {}
            case "ticked":
                exam.remaining = line["remaining"]
            case "handing_in":
                exam.handing_in = True
            case "handed_in":
                exam.handed_in = True


def check(records: Records, shown: dict[str, Shown], killed_at: int) -> None:
    """Everything that was shown is there."""
    assert records.quick_check()
    subjects = [person.subject for person in records.people.list()]
    for id, exam in shown.items():
        sitting = records.attempts.sitting(id)
        assert [[slot.item.id, list(slot.order)] for slot in sitting.slots] == exam.order
        for slot in sitting.slots:
            there = encode_response(slot.response)
            wanted = {exam.saved.get(slot.position, "{}"), exam.in_flight.get(slot.position, "{}")}
            if slot.position in exam.in_flight:
                assert there in wanted
            else:
                assert there == exam.saved.get(slot.position, "{}")
        if sitting.state in CLOSED:
            assert exam.handing_in
        else:
            assert not exam.handed_in
            if exam.begun_in_round:
                check_time(sitting, exam, killed_at)
    for subject in subjects:
        assert records.events.verify(subject)


def check_time(sitting: Sitting, exam: Shown, killed_at: int) -> None:
    """None of the time is taken, and no more than a second given back."""
    assert sitting.state is AttemptState.RUNNING
    assert sitting.remaining_ms is not None
    assert sitting.remaining_ms <= exam.remaining
    passed = killed_at - exam.told_at
    given_back = passed - (exam.remaining_then - sitting.remaining_ms)
    assert -TICK_MS <= given_back <= 1000


def pull_the_plug(folder: Path, library: Path, rounds: int, seed: int) -> None:
    """Kill the program so many times at random moments of an exam."""
    chance = random.Random(seed)
    shown: dict[str, Shown] = {}
    interrupted = saved = 0
    for number in range(rounds):
        lines, killed_at = play_and_kill(folder, library, seed + number, chance.uniform(0.0, 0.5))
        interrupted += any(line["what"] == "resumed" for line in lines)
        saved += sum(line["what"] == "saved" for line in lines)
        follow(shown, lines)
        records = open_records(folder, RealClock())
        assert not records.ended_clean
        check(records, shown, killed_at)
        for exam in shown.values():
            exam.in_flight = {}
        settle(records, shown)
        records.close(clean=False)
    records = open_records(folder, RealClock())
    assert records.full_check()
    assert interrupted >= rounds // 3
    assert saved > rounds
    records.close()


def settle(records: Records, shown: dict[str, Shown]) -> None:
    """What was in flight is now either there or not: from here on that counts."""
    for id, exam in shown.items():
        sitting = records.attempts.sitting(id)
        exam.saved = {slot.position: encode_response(slot.response) for slot in sitting.slots}
        exam.handed_in = exam.handing_in = sitting.state in CLOSED


def test_killed_at_random_moments_of_an_exam(tmp_path: Path, library: Path) -> None:
    pull_the_plug(tmp_path / "elearn", library, rounds=6, seed=time.time_ns() % 1_000_000)


@pytest.mark.slow
def test_killed_a_hundred_times(tmp_path: Path, library: Path) -> None:
    pull_the_plug(tmp_path / "elearn", library, rounds=100, seed=time.time_ns() % 1_000_000)
