from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.library.compile import build
from elearn.library.store import Library, open_library
from tests.build.sources import SourceTree

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> SourceTree:
    """A small source tree without a fault."""
    return SourceTree(tmp_path / "tree")


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small tree, compiled; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("small")
    build(SourceTree(folder / "tree").root, folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def small(small_file: Path) -> Iterator[Library]:
    """The small library, open."""
    with open_library(small_file) as library:
        yield library


@pytest.fixture(scope="session")
def real_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, compiled."""
    out = tmp_path_factory.mktemp("real") / "library.db"
    build(ROOT, out, leave_out_faulty=True)
    return out


@pytest.fixture
def real(real_file: Path) -> Iterator[Library]:
    """The real library, open."""
    with open_library(real_file) as library:
        yield library
