"""One window per data folder, whoever starts it again and however the first one ended."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from elearn.machine.one_instance import (
    LOCK,
    NOBODY_KNOWN,
    REQUEST,
    Holder,
    Instance,
    ask_for_window,
    claim,
    this_process,
)

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from elearn.machine.one_instance import Instance, claim
held = claim(Path(sys.argv[1]))
print(type(held).__name__, flush=True)
sys.stdin.readline()
"""


def first(folder: Path) -> Instance:
    claimed = claim(folder)
    assert isinstance(claimed, Instance)
    return claimed


def test_the_second_learns_who_has_it(tmp_path: Path) -> None:
    held = first(tmp_path)
    assert claim(tmp_path) == this_process()
    held.close()
    first(tmp_path).close()


def test_another_folder_is_another_matter(tmp_path: Path) -> None:
    one, other = first(tmp_path / "tuan"), first(tmp_path / "lan")
    one.close()
    other.close()


def test_a_killed_window_leaves_nothing_locked(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stdout is not None and process.stdin is not None
    assert process.stdout.readline().strip() == "Instance"
    holder = claim(tmp_path)
    assert isinstance(holder, Holder)
    assert holder.pid == process.pid
    assert holder.shares_screen_with(this_process())
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    first(tmp_path).close()


def test_the_first_is_asked_and_answers(tmp_path: Path) -> None:
    held = first(tmp_path)
    assert not held.is_asked_for()
    heard: list[bool] = []
    asking = threading.Thread(target=lambda: heard.append(ask_for_window(tmp_path, this_process(), 10)))
    asking.start()
    while not held.is_asked_for():
        pass
    asking.join()
    assert heard == [True]
    assert not held.is_asked_for()
    held.close()


def test_a_busy_first_finds_the_question_later(tmp_path: Path) -> None:
    held = first(tmp_path)
    assert ask_for_window(tmp_path, this_process(), wait_s=0.1) is False
    assert held.is_asked_for()
    held.close()


def test_a_question_to_an_earlier_window_is_none_to_the_next(tmp_path: Path) -> None:
    (tmp_path / REQUEST).touch()
    held = first(tmp_path)
    assert not held.is_asked_for()
    held.close()


def test_where_nothing_can_be_written_everybody_may(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("a file")
    one, other = first(tmp_path / "tep" / "elearn"), first(tmp_path / "tep" / "elearn")
    assert not one.is_asked_for()
    one.close()
    other.close()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff\xfe"])
def test_a_lock_that_says_nothing_readable(text: bytes, tmp_path: Path) -> None:
    held = first(tmp_path)
    (tmp_path / LOCK).write_bytes(text)
    assert claim(tmp_path) == NOBODY_KNOWN
    held.close()


def test_another_account_and_another_machine_do_not_share_the_screen(tmp_path: Path) -> None:
    me = this_process()
    assert not me.shares_screen_with(replace(me, account="lan"))
    assert not me.shares_screen_with(replace(me, session=me.session + 1))
    away = replace(me, account="lan", machine="PC-MOT-CUA")
    assert (replace(me, account="lan").who, away.who) == ("lan", "lan (PC-MOT-CUA)")
    held = first(tmp_path)
    (tmp_path / LOCK).write_text(json.dumps(asdict(away)))
    assert claim(tmp_path) == away
    held.close()
