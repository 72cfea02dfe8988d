"""A release stops at the first thing wrong, before anything long is begun; and it hands out what is of its version."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tools.packing import program
from tools.packing.release import (
    STEPS,
    Tree,
    first_fault,
    go_through,
    look,
    shape_is_kept,
    unlisted,
)

NEWS = """# Changes

## [Unreleased]

## [1.2.0] – 2026-12-01

Bài thi mở nhanh hơn. Máy không có quyền quản trị cài được. Kết quả học giữ nguyên.

### Added

- Something.

## [1.1.0] – 2026-11-01

Bản trước.
"""


@pytest.fixture
def well(tmp_path: Path) -> Tree:
    """A tree with nothing wrong."""
    key = tmp_path / "publisher.key"
    key.write_text("secret", encoding="ascii")
    return Tree("1.2.0", NEWS, tags=frozenset({"v1.1.0"}), key=str(key), publishers=1)


def test_a_tree_that_is_well_may_go_on(well: Tree) -> None:
    assert first_fault(well) is None
    assert first_fault(replace(well, key="", publishers=0, unsigned=True)) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"changed": " M elearn/errors.py\n"}, "elearn/errors.py"),
        ({"version": "1.2"}, "three numbers"),
        ({"version": "1.2.0-dev"}, "three numbers"),
        ({"tags": frozenset({"v1.2.0"})}, "next version"),
        ({"version": "1.3.0"}, "no “## [1.3.0]"),
        ({"changelog": NEWS.replace("[1.2.0] – 2026-12-01", "[1.2.0]")}, "has no day"),
        ({"changelog": NEWS.replace(" Kết quả học giữ nguyên.", "")}, "three sentences"),
        ({"changelog": NEWS.replace("Kết quả học giữ nguyên.", "Nothing is lost.")}, "three sentences"),
        ({"changelog": NEWS.replace("[Unreleased]\n", "[Unreleased]\n\n- Forgotten.\n")}, "Unreleased"),
        ({"shape_is_kept": False}, "tests.released.make"),
        ({"key": ""}, "--unsigned"),
        ({"key": "/nowhere/key"}, "/nowhere/key"),
        ({"publishers": 0}, "publishers.toml"),
    ],
)
def test_each_fault_stops_it_and_says_what_to_do(well: Tree, change: dict[str, object], words: str) -> None:
    fault = first_fault(replace(well, **change))  # type: ignore[arg-type]
    assert fault is not None
    assert words in fault


def test_the_first_of_several_faults_is_told(well: Tree) -> None:
    fault = first_fault(replace(well, changed="?? new.py", version="x", key=""))
    assert fault is not None
    assert "new.py" in fault


def test_the_steps_end_with_the_first_that_fails() -> None:
    ran: list[list[str]] = []

    def run(command: list[str]) -> int:
        ran.append(command)
        return 3 if command == ["make", "check"] else 0

    assert go_through(STEPS, run) == "style, types, import contracts: exit 3"
    assert ran == [["make", "test"], ["make", "check"]]
    assert go_through(STEPS, lambda _: 0) is None
    stopped = go_through(STEPS, lambda command: 77 if command == ["make", "windows"] else 0)
    assert stopped is not None
    assert "cannot be run here" in stopped


def test_every_make_target_of_the_steps_is_there() -> None:
    makefile = (program.ROOT / "Makefile").read_text(encoding="utf-8")
    for _, command in STEPS:
        if command[0] == "make":
            assert f"\n{command[1]}:" in makefile


def test_what_is_not_of_the_version_is_seen() -> None:
    names = [
        "SHA256SUMS",
        "elearn-1.2.0-setup.exe",
        "elearn_1.2.0_amd64.deb",
        "payload-linux.txt",
        "rollout.cmd",
    ]
    assert unlisted(names, "1.2.0") == []
    assert unlisted([*names, "elearn-1.1.0-setup.exe", "elearn-1.2.01-x", "key"], "1.2.0") == [
        "elearn-1.1.0-setup.exe",
        "elearn-1.2.01-x",
        "key",
    ]


def test_the_records_of_this_program_stand_under_released(tmp_path: Path) -> None:
    released = program.ROOT / "tests" / "released"
    assert shape_is_kept(released)
    copy = tmp_path / "released"
    shutil.copytree(released, copy)
    for file in copy.glob("*/records.db"):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("alter table meta add column more text")
            connection.commit()
    assert not shape_is_kept(copy)


def test_this_tree_can_be_looked_at() -> None:
    if not (program.ROOT / ".git").exists():
        pytest.skip("no repository here")
    tree = look(unsigned=True)
    assert tree.version == program.version()
    assert "# Changes" in tree.changelog
