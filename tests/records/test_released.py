"""Records that released versions wrote open in this one, with everything in them."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from elearn.learning.unit import PaperState
from elearn.records import schema
from elearn.records.database import Database
from elearn.records.glance import glance
from elearn.records.store import open_records
from elearn.records.unit.schema import ROAD
from elearn.services.unit import UnitService
from tests.build.clock import FLAT_BATTERY, FakeClock
from tests.build.items import right_response
from tests.build.offices import PASSWORD, Office, library
from tests.released.make import fill, picture
from tests.released.unit import fill_unit, picture_of_unit

ROOT = Path(__file__).parents[2]
RELEASED = Path(__file__).parents[1] / "released"
FOLDERS = sorted(path.parent for path in RELEASED.glob("*/records.db"))
UNITS = sorted(path.parent for path in RELEASED.glob("*/unit.db"))


def lost(then: Any, now: Any, where: str = "") -> list[str]:
    """What was there then and is not there now; more fields than then are welcome."""
    if isinstance(then, dict) and isinstance(now, dict):
        missing = [f"{where}.{key}" for key in then if key not in now]
        return missing + [
            one for key in then if key in now for one in lost(then[key], now[key], f"{where}.{key}")
        ]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [
            one for n, pair in enumerate(zip(then, now, strict=True)) for one in lost(*pair, f"{where}[{n}]")
        ]
    return [] if then == now else [f"{where}: {then!r} became {now!r}"]


def test_a_released_folder_is_there_for_every_shape() -> None:
    assert FOLDERS
    numbers = {_number(folder / "records.db") for folder in FOLDERS}
    assert numbers == set(range(1, schema.NEWEST + 1)), "make the missing one: python -m tests.released.make"
    numbers = {_number(folder / "unit.db") for folder in UNITS}
    assert numbers == set(range(1, ROAD.newest + 1)), "make the missing one: python -m tests.released.make"


def _number(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        return schema.schema_number(connection)


@pytest.mark.parametrize("released", FOLDERS, ids=lambda path: path.name)
def test_a_released_folder_opens_with_everything_in_it(released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elearn"
    folder.mkdir()
    shutil.copyfile(released / "records.db", folder / "records.db")
    expected = json.loads((released / "expected.json").read_text(encoding="utf-8"))
    records = open_records(folder, FakeClock(FLAT_BATTERY))
    assert lost(expected, json.loads(json.dumps(picture(records)))) == []
    assert records.full_check()
    assert len(glance(folder).people) == len(records.people.list()) == 2
    an = records.people.list()[1].subject
    records.people.check_pin(an, "2468")
    exam = records.attempts.open_exam(an)
    assert exam is not None and exam.remaining_ms == 30 * 60_000 - 61_500
    going_on = records.attempts.resume(exam.id)
    for slot in going_on.slots:
        records.attempts.answer(exam.id, slot.position, right_response(slot.item))
    assert records.attempts.hand_in(exam.id, 0.8).passed
    assert records.events.verify(an)
    moved = open_records(tmp_path / "new", FakeClock())
    assert moved.people.unpack(records.people.pack(an)).subject == an
    moved.close()
    records.close()


@pytest.mark.parametrize("released", UNITS, ids=lambda path: path.name)
def test_a_released_unit_opens_with_everything_in_it(released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    folder.mkdir()
    shutil.copyfile(released / "unit.db", folder / "unit.db")
    expected = json.loads((released / "unit-expected.json").read_text(encoding="utf-8"))
    unit = UnitService(folder, FakeClock(FLAT_BATTERY), library)
    unit.unlock(PASSWORD)
    assert lost(expected, json.loads(json.dumps(picture_of_unit(unit)))) == []
    with unit.records.db.connection() as connection:
        assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        assert connection.execute("pragma foreign_key_check").fetchone() is None
    # and the work goes on
    made = unit.assigning.assign(unit.assigning.current(), tmp_path / "out")
    numbers = [one["sequence"] for one in expected["assignments"]]
    assert unit.assigning.made()[-1].sequence == max(numbers) + 1
    assert made.file.is_file()
    revoked = next(one for one in unit.register.entries() if one.state is PaperState.REVOKED)
    again = unit.register.issue_again(revoked.person or 0, revoked.course)
    assert again.number == f"{len(expected['register']) + 1:02d}/2026/GCN"
    unit.close()


def test_what_is_kept_for_later_versions_fills_every_table(tmp_path: Path) -> None:
    clock = FakeClock()
    records = open_records(tmp_path, clock)
    fill(records, clock)
    assert _empty(records._db) == []
    records.close()
    office = Office(tmp_path / "office", tmp_path / "pattern")
    fill_unit(office)
    assert _empty(office.unit.records.db) == []
    office.unit.close()


def _empty(db: Database) -> list[str]:
    tables = [row[0] for row in db.rows("select name from sqlite_master where type = 'table'")]
    return [name for name in tables if not db.rows(f"select 1 from {name} limit 1")]


def test_the_maker_makes_nothing_twice() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.released.make"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "stays as it was" in done.stderr
