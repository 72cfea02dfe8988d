"""The log is kept, small, and without a person's name; a clock and a process tell what they are asked."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.machine import log
from elearn.machine.clock import SystemClock
from elearn.machine.log import log_path, log_start, start_log
from elearn.machine.process import peak_mb, seconds_since_start

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    root = logging.getLogger("elearn")
    before = (root.level, root.propagate, list(root.handlers))
    root.handlers.clear()
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before[2]
    root.setLevel(before[0])
    root.propagate = before[1]


def test_what_happened_stands_in_the_folder_without_the_accounts_name(tmp_path: Path) -> None:
    assert start_log(tmp_path) is start_log(tmp_path)
    log_start("0.1.0")
    try:
        raise ValueError(str(Path.home() / "x"))
    except ValueError as error:
        logging.getLogger("elearn.desktop").critical("unexpected", exc_info=error)
    text = log_path(tmp_path).read_text(encoding="utf-8")
    assert "elearn 0.1.0" in text
    assert "ValueError: ~/x" in text.replace("\\", "/")
    assert f"{Path.home()}/" not in text


def test_the_log_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LARGEST", 2000)
    start_log(tmp_path)
    for number in range(300):
        logging.getLogger("elearn.x").warning("line %s %s", number, "." * 50)
    kept = list(log_path(tmp_path).parent.iterdir())
    assert len(kept) == 1 + log.KEPT
    assert sum(file.stat().st_size for file in kept) <= 2000 * len(kept)


def test_no_log_where_none_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("")
    assert start_log(tmp_path / "tep") is None


def test_the_clock_is_aware_and_time_goes_on() -> None:
    clock = SystemClock()
    before = clock.monotonic_ms()
    time.sleep(0.01)
    assert clock.now().tzinfo is not None
    assert clock.monotonic_ms() >= before + 9


def test_age_and_memory_of_a_process_are_its_own() -> None:
    """A small process counts neither its parent's memory nor its parent's age."""
    held = bytearray(200 * 1024 * 1024)
    script = (
        "import time; from elearn.machine.process import *; time.sleep(0.2);"
        "print(seconds_since_start(), peak_mb())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    age, peak = map(float, done.stdout.split())
    assert 0.2 <= age < 20
    assert 4 < peak < 100
    assert peak_mb() > len(held) / 1024 / 1024
    assert seconds_since_start() > 0
