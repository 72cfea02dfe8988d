"""PCs that are closed again when a test ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.installation import Installation, Opened
from tests.build.offices import Office, offices


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Open a PC by its name: `opened("pc")`."""
    all_of_them: list[Installation] = []

    def open_one(name: str = "pc", **odd: object) -> Installation:
        all_of_them.append(Installation(tmp_path / name, **odd))
        return all_of_them[-1]

    yield open_one
    for one in all_of_them:
        if "records" in vars(one):
            one.records.close()


@pytest.fixture
def pc(opened: Opened) -> Installation:
    """A PC that nobody has used yet."""
    return opened()


@pytest.fixture(scope="session")
def unit_pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit that is set up once, for making keys is slow."""
    return tmp_path_factory.mktemp("unit") / "pattern"


@pytest.fixture
def office(tmp_path: Path, unit_pattern: Path) -> Iterator[Office]:
    """A unit that has nobody yet, its keys open."""
    yield from offices(tmp_path, unit_pattern)
