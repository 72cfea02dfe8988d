"""What doctor asks of the machine."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.machine.checks import free_mb, is_behind, nearest_existing, refuse_unwritable
from tests.build.clock import A_TUESDAY, FLAT_BATTERY

A_DAY = A_TUESDAY.date()


def test_writing_is_tried_and_leaves_nothing(tmp_path: Path) -> None:
    refuse_unwritable(tmp_path / "chua" / "co")
    assert list(tmp_path.iterdir()) == []
    assert nearest_existing(tmp_path / "chua" / "co") == tmp_path
    assert free_mb(tmp_path / "chua" / "co") > 0


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("")
    with pytest.raises(Refusal) as refused:
        refuse_unwritable(tmp_path / "tep" / "elearn")
    assert (refused.value.reason, refused.value.facts["path"]) == (
        Reason.NOT_WRITABLE,
        str(tmp_path / "tep" / "elearn"),
    )


@pytest.mark.parametrize("name", ["dài/" * 120, "lối"], ids=["too long for SQLite", "a link to nowhere"])
def test_a_folder_in_which_no_records_can_lie(tmp_path: Path, name: str) -> None:
    (tmp_path / "lối").symlink_to(tmp_path / "không có" / "gì")
    with pytest.raises(Refusal) as refused:
        refuse_unwritable(tmp_path / name)
    assert refused.value.reason is Reason.NOT_WRITABLE


def test_a_folder_that_may_only_be_read(as_somebody: Path) -> None:
    as_somebody.chmod(0o500)
    for folder in (as_somebody, as_somebody / "chua-co"):
        with pytest.raises(Refusal) as refused:
            refuse_unwritable(folder)
        assert (refused.value.reason, refused.value.facts) == (Reason.NOT_WRITABLE, {"path": str(folder)})


def test_a_disk_without_any_room(small_disk: Path) -> None:
    with (small_disk / "phim.mp4").open("wb", buffering=0) as film, pytest.raises(OSError, match="No space"):
        while True:
            film.write(bytes(4096))
    with pytest.raises(Refusal) as refused:
        refuse_unwritable(small_disk / "elearn")
    assert (refused.value.reason, refused.value.facts) == (Reason.DISK_FULL, {"drive": str(small_disk)})
    assert (free_mb(small_disk), [path.name for path in small_disk.iterdir()]) == (0, ["phim.mp4"])


@pytest.mark.parametrize(
    ("now", "known", "not_before", "behind"),
    [
        pytest.param(A_TUESDAY, None, A_DAY, False, id="today"),
        pytest.param(FLAT_BATTERY, None, A_DAY, True, id="flat battery"),
        pytest.param(
            A_TUESDAY, A_TUESDAY + timedelta(days=1), A_DAY, True, id="a day was seen that has not come"
        ),
        pytest.param(A_TUESDAY, A_TUESDAY + timedelta(hours=1), A_DAY, False, id="an hour does not matter"),
        pytest.param(A_TUESDAY, None, A_DAY + timedelta(days=1), True, id="older than the library"),
    ],
)
def test_a_clock_that_runs_behind(
    now: datetime, known: datetime | None, not_before: date, behind: bool
) -> None:
    assert is_behind(now, known, not_before) is behind
