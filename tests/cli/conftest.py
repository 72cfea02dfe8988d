"""The command line as it is typed: in this process, or as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from elearn.cli import main
from elearn.library.compile import build
from elearn.machine.log import log_path
from elearn.records.store import open_records
from elearn.services import Services
from tests.build.clock import FakeClock
from tests.build.people import details

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real library, compiled once."""
    file = tmp_path_factory.mktemp("library") / "library.db"
    build(ROOT, file, leave_out_faulty=True)
    return file


@pytest.fixture
def services(tmp_path: Path, library_file: Path) -> Iterator[Services]:
    """An installed program on a folder that nobody has used."""
    made = Services(tmp_path / "pc", FakeClock(), library_file)
    yield made
    made.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one learner in it."""
    folder = tmp_path / "pc"
    records = open_records(folder, FakeClock())
    records.people.create(details())
    records.close()
    return folder


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    """Carries a command line out in this process: exit status, JSON of standard output (or its text), words."""

    def typed(*words: str | Path) -> tuple[int, Any, str]:
        capsys.readouterr()
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return status, json.loads(said.out) if "--json" in words and said.out else said.out, said.err

    return typed


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Carries a command line out by `main.py`, as a person starts it; without a screen unless one is named."""

    def start(*words: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        }
        return subprocess.run(
            [sys.executable, "main.py", *map(str, words)], cwd=ROOT, env=clean | environ, capture_output=True,
            encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    return start


@pytest.fixture
def first(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A window that is open; it was painted when its log has begun."""
    process = subprocess.Popen(
        [sys.executable, "main.py", "--data", str(data)], cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not log_path(data).is_file():
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.02)
    yield process
    process.kill()
    process.wait()
