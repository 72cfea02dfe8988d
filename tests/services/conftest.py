"""PCs that are closed again when a test ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.installation import Installation, Opened


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
