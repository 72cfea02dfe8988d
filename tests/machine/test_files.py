"""A file is written whole or not at all, and the sentence names what was in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.machine import files
from elearn.machine.files import drive_of, refusal_for, write_whole

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="limits and accounts of POSIX")


def test_a_file_is_new_or_replaced_and_nothing_stands_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "ket-qua.kqht"
    write_whole(file, b"old")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        write_whole(tmp_path / "mat" / "a.pdf", b"x")
    assert refused.value.reason is Reason.NOT_WRITABLE
    assert refused.value.facts == {"path": str(tmp_path / "mat" / "a.pdf")}


def test_a_name_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Refusal) as refused:
        write_whole(tmp_path / "a.pdf", b"x")
    assert refused.value.reason is Reason.NOT_WRITABLE
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


FULL = """
import resource, signal, sys
from pathlib import Path
from elearn.errors import Refusal
from elearn.machine.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 200_000)
except Refusal as refusal:
    print(refusal.reason.name, refusal.facts["drive"])
"""


@posix
def test_a_disk_that_becomes_full_keeps_the_old_file_and_no_half(tmp_path: Path) -> None:
    file = tmp_path / "danh-sach.xlsx"
    file.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(file)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["DISK_FULL", drive_of(file)], done.stderr
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@posix
def test_what_is_no_file_is_written_into_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_whole(pipe, b"list")
        assert reader.communicate()[0] == b"list"
    assert pipe.is_fifo()
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    with pytest.raises(Refusal, match="DISK_FULL"):
        write_whole(full, b"list")
    assert full.is_char_device()
    assert sorted(tmp_path.iterdir()) == [full, pipe]


def test_a_full_stick(small_disk: Path) -> None:
    write_whole(small_disk / "a", b"old")
    with pytest.raises(Refusal) as refused:
        write_whole(small_disk / "a", b"x" * 100_000)
    assert (refused.value.reason, refused.value.facts) == (Reason.DISK_FULL, {"drive": str(small_disk)})
    assert [path.name for path in small_disk.iterdir()] == ["a"]
    assert (small_disk / "a").read_bytes() == b"old"


def test_a_folder_that_may_only_be_read(as_somebody: Path) -> None:
    as_somebody.chmod(0o500)
    with pytest.raises(Refusal) as refused:
        write_whole(as_somebody / "a", b"x")
    assert refused.value.reason is Reason.NOT_WRITABLE


def _windows(number: int, code: int = 13) -> OSError:
    error = PermissionError(code, "told by Windows")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        pytest.param(112, Reason.DISK_FULL, id="disk full"),
        pytest.param(39, Reason.DISK_FULL, id="handle disk full"),
        pytest.param(32, Reason.LOCKED_BY_OTHER, id="open in Excel"),
        pytest.param(33, Reason.LOCKED_BY_OTHER, id="locked part"),
        pytest.param(5, Reason.NOT_WRITABLE, id="no right"),
        pytest.param(19, Reason.NOT_WRITABLE, id="write-protected stick"),
    ],
)
def test_what_windows_says(number: int, reason: Reason, tmp_path: Path) -> None:
    assert refusal_for(_windows(number), tmp_path / "a").reason is reason


def test_a_target_that_an_antivirus_holds_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows does it: giving the file its name is denied at first."""
    waits: list[float] = []
    monkeypatch.setattr(files.time, "sleep", waits.append)
    given, held = Path.replace, [_windows(5), _windows(32)]

    def replace(self: Path, target: Path) -> Path:
        if held:
            raise held.pop()
        return given(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    write_whole(tmp_path / "a", b"x")
    assert ((tmp_path / "a").read_bytes(), len(waits)) == (b"x", 2)
    held += [_windows(32) for _ in range(9)]
    with pytest.raises(Refusal) as refused:
        write_whole(tmp_path / "a", b"y")
    assert refused.value.reason is Reason.LOCKED_BY_OTHER
    assert (tmp_path / "a").read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
