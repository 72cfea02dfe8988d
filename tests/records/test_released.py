"""Records that released versions wrote open in this one, with everything in them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from elearn.records.glance import glance
from elearn.records.store import open_records
from tests.build.clock import FLAT_BATTERY, FakeClock
from tests.build.items import right_response
from tests.released.make import fill, picture

RELEASED = Path(__file__).parents[1] / "released"
FOLDERS = sorted(path.parent for path in RELEASED.glob("*/records.db"))


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


def test_a_released_folder_is_there() -> None:
    assert FOLDERS


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


def test_what_is_kept_for_later_versions_fills_every_table(tmp_path: Path) -> None:
    clock = FakeClock()
    records = open_records(tmp_path, clock)
    fill(records, clock)
    tables = [row[0] for row in records._db.rows("select name from sqlite_master where type = 'table'")]
    empty = [name for name in tables if not records._db.rows(f"select 1 from {name} limit 1")]
    assert empty == []
    records.close()
