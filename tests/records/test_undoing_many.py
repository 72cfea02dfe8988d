"""Taking an intake back costs each file as much among many as among few."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from elearn.learning.intake import Claim, DeviceId, Incoming, Taken, Version
from elearn.records.unit.store import UnitRecords, open_unit
from elearn.unit.merge import Belongs, place
from tests.build.clock import FakeClock

A_DAY = datetime(2026, 11, 24, 8, tzinfo=UTC)


def incoming(number: int) -> Incoming:
    """A file of a device of its own."""
    device = DeviceId(f"{number:016X}", f"{number:032x}")
    version = Version(device, number.to_bytes(8, "big"), 1, A_DAY, f"{number:064x}")
    taken = Taken(library="2026.11", lessons={}, attempts=(), last_at=A_DAY)
    return Incoming(
        f"{number}.kqht", number.to_bytes(32, "big"), version, Claim("Lê An", ""), taken, "AAAA.AAAA.AAAA"
    )


def steps_of_undoing(folder: Path, files: int) -> int:
    """How many hundred steps SQLite takes for it."""
    records = open_unit(folder, FakeClock(), make=True)
    with records.intakes.begun() as number:
        for at in range(files):
            records.intakes.take(number, at, incoming(at), place, lambda _claim: Belongs())
    before = set(_shape(records))
    steps = [0]
    with records.db.connection() as connection:
        connection.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 100)
    undone = records.intakes.undo(lambda _claim: Belongs())
    with records.db.connection() as connection:
        connection.set_progress_handler(None, 100)
    assert len(undone.files) == files
    assert records.intakes.known_files() == set()
    assert records.db.rows("select id from device") == []
    assert set(_shape(records)) == before, "nothing of the undoing stays in the file's shape"
    records.close()
    return steps[0]


def _shape(records: UnitRecords) -> list[str]:
    return [row["name"] for row in records.db.rows("select name from sqlite_master")]


def test_ten_times_the_files_take_about_ten_times_the_work(tmp_path: Path) -> None:
    few, many = (steps_of_undoing(tmp_path / str(files), files) for files in (40, 400))
    assert many < 14 * few, (few, many)
