"""`window`: the start that a learner sees, a second start, and a machine that cannot show it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from elearn.machine.one_instance import LOCK, Instance, claim, this_process

ROOT = Path(__file__).parents[2]
Program = Callable[..., "subprocess.CompletedProcess[str]"]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

# What the start may not import before the first paint. The hook hears every import; the first that is made
# for what comes after the paint ends the list.
IMPORTS = """
import sys
heard = []
sys.addaudithook(lambda event, args: heard.append(args[0]) if event == "import" else None)
from elearn.cli import main
status = main(["--data", sys.argv[1]] + sys.argv[2:])
after = [heard.index(name) for name in ("concurrent.futures", "elearn.machine.process") if name in heard]
print(status, *sorted(set(heard[:min(after)])))
"""
# (PySide6 itself brings logging, and the window's tokens are TOML.)
HEAVY = {
    "sqlite_utils", "msgspec", "markdown", "joserfc", "cryptography", "reportlab", "segno", "pypdf", "yaml", "nh3",
    "platformdirs", "PIL", "asyncio", "email", "http", "ssl", "unittest", "argparse", "ctypes",
    "elearn.records.store", "elearn.library.store", "elearn.services.learner", "elearn.cli.parsing",
}  # fmt: skip


def test_the_window_is_painted_and_its_figures_are_told(program: Program, data: Path) -> None:
    done = program("window", "--until-painted", "--json", "--data", data, **OFFSCREEN)
    assert (done.returncode, done.stderr) == (0, "")
    figures = json.loads(done.stdout)
    assert figures.keys() == {"first_paint_s", "peak_mb"}
    assert 0 < figures["first_paint_s"] < 60
    assert 10 < figures["peak_mb"] < 1000
    in_words = program("--data", data, "window", "--until-painted", **OFFSCREEN)
    assert (in_words.returncode, in_words.stdout) == (0, "")
    assert "Cửa sổ hiện ra sau" in in_words.stderr


def test_nothing_heavy_is_imported_before_the_first_paint(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, str(data), "window", "--until-painted"], cwd=ROOT,
        env=os.environ | OFFSCREEN, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    status, *names = done.stdout.split()
    assert status == "0", done.stderr
    assert "elearn.desktop.app" in names
    # The parser is there because of --until-painted; a learner's start has none.
    assert set(names) & HEAVY <= {"argparse", "elearn.cli.parsing"}


@pytest.mark.skipif(sys.platform != "linux", reason="displays of Linux")
@pytest.mark.parametrize("words", [(), ("window",), ("window", "--until-painted", "--json")])
def test_without_a_display_one_sentence_and_exit_2(
    words: tuple[str, ...], program: Program, data: Path
) -> None:
    done = program("--data", data, *words, QT_QPA_PLATFORM="")
    assert done.returncode == 2
    if "--json" in words:
        assert json.loads(done.stdout)["error"] == "no_display"
    else:
        assert done.stdout == ""
    assert done.stderr.startswith("Máy này không có màn hình")
    assert done.stderr.count("\n") == 1


def test_the_second_start_brings_the_first_to_the_front_and_ends(
    first: subprocess.Popen[bytes], program: Program, data: Path
) -> None:
    began = time.monotonic()
    second = program("--data", data, **OFFSCREEN)
    assert (second.returncode, second.stdout, second.stderr) == (
        0,
        "",
        "",
    )  # it was heard: no word was needed
    assert time.monotonic() - began < 10
    assert first.poll() is None
    assert not (data / "elearn.front").exists()
    first.kill()  # and after a crash the next start opens a window of its own
    first.wait()
    third = program("--data", data, "window", "--until-painted", "--json", **OFFSCREEN)
    assert (third.returncode, "first_paint_s" in third.stdout) == (0, True)


def test_commands_go_on_beside_an_open_window(
    first: subprocess.Popen[bytes], program: Program, data: Path, tmp_path: Path
) -> None:
    done = program("backup", "create", tmp_path / "b.db", "--json", "--data", data)
    assert (done.returncode, json.loads(done.stdout)["people"]) == (0, 1)
    assert first.poll() is None


def test_shared_records_that_another_account_has_open(program: Program, data: Path) -> None:
    held = claim(data)
    assert isinstance(held, Instance)
    (data / LOCK).write_text(
        json.dumps(asdict(replace(this_process(), account="tran.lan"))), encoding="utf-8"
    )
    done = program("--data", data, **OFFSCREEN)
    held.close()
    assert (done.returncode, done.stdout) == (2, "")
    assert "đang được tran.lan mở ở một phiên làm việc khác" in done.stderr


def test_a_data_folder_that_cannot_be_written_is_shown_in_the_window(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("")
    for folder in (
        tmp_path / "tep" / "pc",
        tmp_path / ("x" * 300),
    ):  # the latter may not be looked into, either
        done = program("--data", folder, "window", "--until-painted", "--json", **OFFSCREEN)
        assert (done.returncode, done.stderr) == (0, "")
