"""A records folder on the real disk, and a clock that tests move."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from elearn.records.store import Records, open_records
from tests.build.clock import FakeClock
from tests.build.people import details


@pytest.fixture
def clock() -> FakeClock:
    """Tuesday, 24 November 2026, eight o'clock."""
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of an installation."""
    return tmp_path / "elearn"


@pytest.fixture
def records(folder: Path, clock: FakeClock) -> Iterator[Records]:
    """New records, open."""
    opened = open_records(folder, clock)
    yield opened
    opened.close()


@pytest.fixture
def thuy(records: Records) -> str:
    """The subject of a learner."""
    return records.people.create(details()).subject


@pytest.fixture
def seen_from_outside(folder: Path) -> Callable[..., list[tuple[object, ...]]]:
    """Rows as a second connection sees them: what is committed, and nothing else."""

    def query(sql: str, *values: object) -> list[tuple[object, ...]]:
        other = sqlite3.connect(folder / "records.db")
        try:
            return other.execute(sql, values).fetchall()
        finally:
            other.close()

    return query
