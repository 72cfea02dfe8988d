"""The head's side: result files taken in beside reading, checking and opening them alone; a city's overview."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from benchmarks.measure import ROOT, Figure, in_turns, seconds
from elearn.learning.assignment import CourseAssigned
from elearn.learning.intake import Claim, DeviceId, Incoming, Taken, TakenAttempt, Version
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import RosterPlan
from elearn.library.store import open_library
from elearn.machine.clock import SystemClock
from elearn.services.trial.make import Order, make
from elearn.services.trial.unit import PASSWORD, SETTINGS
from elearn.services.unit import UnitService
from elearn.services.unit.intake import opened, read_file
from elearn.services.unit.owners import owners
from elearn.unit.merge import place
from tests.build.lists import rows

LEARNERS = 150
CITY = 10_000
COURSES = ("luat-an-ninh-mang", "ung-xu-tren-mang", "phong-chong-tin-gia")


def measure() -> list[Figure]:
    """Files per second beside the floor, and how long a city's overview takes."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        return [*_intake(folder), *_overview(folder)]


def _unit(folder: Path) -> UnitService:
    library = open_library(ROOT / "build" / "library.db")
    return UnitService(folder, SystemClock(), lambda: library)


def _intake(folder: Path) -> list[Figure]:
    trial = folder / "trial"
    order = Order(trial, 1, ROOT / "build" / "library.db", datetime.now().astimezone())
    make(order, LEARNERS, with_unit=True)
    for spoilt in trial.glob("results/t*-bi-*"):
        spoilt.unlink()
    files = sorted((trial / "results").iterdir())
    unit = _unit(trial / "unit")
    unit.unlock(PASSWORD)
    sealing = unit.keys.sealing_private
    unit.close()
    fresh = [_copy(trial / "unit", folder / f"unit-{at}") for at in range(4)]
    takers = iter(fresh)
    took, floor = in_turns(
        [
            lambda: next(takers).intake.take(files),
            lambda: [opened(file, read_file(file), sealing, b"") for file in files],
        ],
        3,
    )
    known = seconds(lambda: fresh[0].intake.take(files))
    for one in fresh:
        one.close()
    many = len(files)
    return [
        Figure("a result file taken in", took / many * 1000, floor / many * 1000, "ms", "aim 1.5 x"),
        Figure("a result file that is known", known / many * 1000, None, "ms"),
    ]


def _copy(pattern: Path, folder: Path) -> UnitService:
    """A unit that has taken nothing in yet, its keys open."""
    shutil.copytree(pattern, folder)
    unit = _unit(folder)
    unit.unlock(PASSWORD)
    return unit


def _overview(folder: Path) -> list[Figure]:
    city = folder / "city"
    unit = _unit(city)
    unit.setup.set_up(SETTINGS, PASSWORD)
    people = [
        RosterPerson(one.name, f"CB-{at:05d}", one.sub_unit, one.position)
        for at, one in enumerate(rows(CITY))
    ]
    records = unit.records
    today = records.seen_day.today()
    records.imports.carry_out(RosterPlan(tuple(people), (), ()), "danh-sach.xlsx", 0, today)
    asked = [CourseAssigned(course, today + timedelta(days=9)) for course in COURSES]
    unit.assigning.assign(asked, city / "city.giao")
    whose = owners(records.people.list())
    with records.intakes.begun() as number:
        for at, person in enumerate(people[: CITY * 9 // 10]):
            records.intakes.take(number, at, _file(at, person), place, whose)
    refreshing = seconds(unit.overview.refresh)
    unit.close()
    unit = _unit(city)
    first = seconds(unit.overview.whole)
    (opening,) = in_turns([unit.overview.whole], 5)
    whole = unit.overview.whole()
    unit.close()
    return [
        Figure(f"overview of {whole.people:,} people, after a start", first * 1000, None, "ms", "aim 200 ms"),
        Figure(f"the same again ({len(whole.lines):,} lines)", opening * 1000, None, "ms", "aim 200 ms"),
        Figure("standings of all of them made anew", refreshing * 1000, None, "ms"),
    ]


def _file(at: int, person: RosterPerson) -> Incoming:
    """What an opened file of somebody says who passed one course and began another."""
    now = datetime.now().astimezone()
    first = TakenAttempt(
        id=f"{at:016x}",
        course=COURSES[0],
        use="exam",
        number=1,
        state="handed_in",
        library="2026.11",
        items=30,
        started_at=now - timedelta(minutes=40),
        ended_at=now,
        share_1000=900 if at % 4 else 700,
        passed=bool(at % 4),
        supervised=False,
    )
    other = msgspec.structs.replace(
        first, id=f"{at + CITY:016x}", course=COURSES[1], use="practice", passed=None
    )
    lessons = {f"{COURSES[0]}/bai-{number}": True for number in range(12)}
    device = DeviceId(f"{at:016X}", f"{at:032x}")
    return Incoming(
        file_name=f"{at}.kqht",
        file_digest=at.to_bytes(32, "big"),
        version=Version(device, at.to_bytes(8, "big"), 1, now, f"{at:064x}"),
        claim=Claim(person.name, person.code),
        taken=Taken(library="2026.11", lessons=lessons, attempts=(first, other), last_at=now),
        envelope="AAAA.AAAA.AAAA",
    )
