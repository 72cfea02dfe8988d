"""The first look, before anything is opened."""

from pathlib import Path

import pytest

from elearn.records.glance import Glance, glance
from elearn.records.store import Records, open_records
from tests.build.clock import FakeClock
from tests.build.people import details


def test_a_glance_shows_who_is_there_and_how_the_window_is_set(folder: Path, clock: FakeClock) -> None:
    records = open_records(folder, clock)
    thuy = records.people.create(details()).subject
    an = records.people.create(details("Lê Văn An", unit="Phòng Văn hóa – Xã hội")).subject
    records.people.set_pin(an, "2468")
    records.settings.set("theme", "dark")
    expected = Glance(
        [
            (thuy, "Nguyễn Thị Thuỷ", "Ủy ban nhân dân xã An Bình Đông", False),
            (an, "Lê Văn An", "Phòng Văn hóa – Xã hội", True),
        ],
        {"theme": "dark"},
    )
    assert glance(folder) == expected  # while it is open, too
    records.close()
    before = sorted(path.name for path in folder.iterdir())
    assert glance(folder) == expected
    assert sorted(path.name for path in folder.iterdir()) == before == ["records.db"]


@pytest.mark.parametrize("content", [None, b"", b"garbage" * 1000, b"SQLite format 3\x00" + b"\x00" * 84])
def test_a_glance_judges_nothing_and_creates_nothing(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "records.db").write_bytes(content)
    assert glance(tmp_path) == Glance()
    assert glance(tmp_path / "none") == Glance()
    assert [path.name for path in tmp_path.iterdir()] == (["records.db"] if content is not None else [])


def test_a_glance_after_a_power_cut(records: Records, thuy: str, folder: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    cut.mkdir()
    for name in ("records.db", "records.db-wal"):
        (cut / name).write_bytes((folder / name).read_bytes())
    assert [person[0] for person in glance(cut).people] == [thuy]
