"""Content updates: checked before they are in force, the earlier one kept, a kill leaves the old or the new."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from elearn.credentials import base64url
from elearn.credentials.keys import SigningKey, new_key
from elearn.errors import Reason, Refusal
from elearn.library import install as updates
from elearn.library.compile import build
from elearn.library.install import BESIDE, OWN, current, install, rollback
from elearn.library.store import open_library
from tests.build.sources import FIRST, LESSON_FILE, SourceTree

ROOT = Path(__file__).parents[2]


class Pc:
    """A PC with a program's own library and a data folder, and a stick."""

    def __init__(self, folder: Path) -> None:
        self.tree = SourceTree(folder / "tree")
        self.installed, self.data, self.stick = (
            folder / "program" / "library.db",
            folder / "data",
            folder / "stick",
        )
        self.data.mkdir()
        build(self.tree.root, self.installed)

    def trusting(self, key: SigningKey, *, signed: bool = True) -> Pc:
        """The program's own library names a publisher, and is signed by it."""
        entry = f'[[publisher]]\nname = "x"\nkey = "{base64url.encode(key.public)}"\n'
        self.tree.write("content/publishers.toml", entry)
        build(self.tree.root, self.installed, key if signed else None)
        return self

    def update(self, version: str, key: SigningKey | None = None, title: str = "Mới") -> Path:
        """A new edition on the stick."""
        old = next(line for line in self.tree.read(LESSON_FILE).split("\n") if line.startswith("title:"))
        self.tree.change(LESSON_FILE, old, f"title: {title} {version}")
        self.tree.write("content/library.toml", f'version = "{version}"\n')
        out = self.stick / f"noi-dung-{version}.db"
        build(self.tree.root, out, key)
        return out

    def install(self, file: Path) -> updates.Installed:
        return install(file, self.installed, self.data)

    def rollback(self) -> updates.Installed:
        return rollback(self.installed, self.data)

    @property
    def version(self) -> str:
        """What a start would open."""
        with open_library(current(self.installed, self.data)) as library:
            library.lesson(FIRST)
            return library.version


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pc:
    """A program that is there for everybody."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return Pc(tmp_path)


def refused(pc: Pc, file: Path) -> Reason:
    before = current(pc.installed, pc.data)
    with pytest.raises(Refusal) as found:
        pc.install(file)
    assert current(pc.installed, pc.data) == before
    assert not list(pc.installed.parent.rglob("*.part"))
    return found.value.reason


def test_nothing_was_ever_installed(pc: Pc) -> None:
    assert current(pc.installed, pc.data) == pc.installed
    with pytest.raises(Refusal) as found:
        pc.rollback()
    assert found.value.reason is Reason.NO_EARLIER_LIBRARY


def test_an_update_and_back(pc: Pc) -> None:
    done = pc.install(pc.update("2026.12"))
    assert (done.version, done.changed, pc.version) == ("2026.12", True, "2026.12")
    assert done.path.parent == pc.installed.parent / BESIDE

    pc.install(pc.update("2027.1"))
    assert pc.version == "2027.1"
    assert pc.rollback().version == "2026.12"
    assert pc.version == "2026.12"
    assert pc.rollback().version == "2026.11"
    assert pc.version == "2026.11"
    with pytest.raises(Refusal):
        pc.rollback()


def test_what_nobody_can_go_back_to_is_taken_away(pc: Pc) -> None:
    for version in ("2026.12", "2027.1", "2027.2"):
        pc.install(pc.update(version))
    kept = sorted(one.name.partition("-")[0] for one in (pc.installed.parent / BESIDE).glob("*.db"))
    assert kept == ["2027.1", "2027.2"]


def test_the_same_update_again_changes_nothing(pc: Pc) -> None:
    file = pc.update("2026.12")
    pc.install(file)
    assert not pc.install(file).changed
    assert pc.rollback().version == "2026.11"


def test_after_going_back_it_can_be_installed_again(pc: Pc) -> None:
    file = pc.update("2026.12")
    pc.install(file)
    pc.rollback()
    assert pc.install(file).changed
    assert pc.version == "2026.12"


def test_an_older_one(pc: Pc) -> None:
    assert refused(pc, pc.update("2026.10")) is Reason.LIBRARY_OLDER


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", Reason.LIBRARY_DAMAGED, id="empty"),
        pytest.param(b"PK\x03\x04" + b"x" * 999, Reason.LIBRARY_DAMAGED, id="a zip"),
        pytest.param(None, Reason.FILE_NOT_FOUND, id="nothing there"),
    ],
)
def test_what_is_no_library(pc: Pc, content: bytes | None, reason: Reason) -> None:
    file = pc.stick / "x.db"
    pc.stick.mkdir()
    if content is not None:
        file.write_bytes(content)
    assert refused(pc, file) is reason


def test_a_damaged_update(pc: Pc) -> None:
    file = pc.update("2026.12")
    content = bytearray(file.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 200] = b"\0" * 200
    file.write_bytes(content)
    assert refused(pc, file) is Reason.LIBRARY_DAMAGED


def test_an_unsigned_update_that_lost_a_bit(pc: Pc) -> None:
    """Wherever it was: a letter of a lesson passes every check of SQLite's."""
    file = pc.update("2026.12")
    whole = file.read_bytes()
    for place in range(200, len(whole), len(whole) // 30):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert refused(pc, file) is Reason.LIBRARY_DAMAGED
    file.write_bytes(whole[:-64])  # as one that was made by hand: nothing stands behind it
    assert pc.install(file).version == "2026.12"


def test_a_huge_file(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "LARGEST", 10_000)
    assert refused(pc, pc.update("2026.12")) is Reason.FILE_TOO_LARGE


def test_a_pipe_is_not_waited_for(pc: Pc) -> None:
    pc.stick.mkdir()
    os.mkfifo(pc.stick / "goi.db")
    assert refused(pc, pc.stick / "goi.db") is Reason.FILE_UNREADABLE


def test_the_sentence_names_the_file_on_the_stick(pc: Pc) -> None:
    file = pc.stick / "goi.db"
    pc.stick.mkdir()
    file.write_bytes(b"x")
    with pytest.raises(Refusal) as found:
        pc.install(file)
    assert found.value.facts["path"] == str(file)


# Signatures


def test_a_signed_update_of_a_trusted_publisher(pc: Pc) -> None:
    key = new_key()
    pc.trusting(key)
    pc.install(pc.update("2026.12", key))
    assert pc.version == "2026.12"
    with open_library(current(pc.installed, pc.data), None, pc.installed) as library:
        assert library.signature is not None
        assert (library.signature.key_id, library.signature.trusted) == (key.key_id, True)


def test_an_unsigned_update_over_a_signed_library(pc: Pc) -> None:
    pc.trusting(new_key())
    assert refused(pc, pc.update("2026.12")) is Reason.LIBRARY_UNSIGNED


@pytest.mark.parametrize("signed", [True, False])
def test_a_stranger_signs(pc: Pc, signed: bool) -> None:
    pc.trusting(new_key(), signed=signed)
    assert refused(pc, pc.update("2026.12", new_key())) is Reason.LIBRARY_UNTRUSTED


def test_an_update_does_not_say_itself_whom_to_trust(pc: Pc) -> None:
    pc.trusting(new_key())
    stranger = new_key()
    entry = f'[[publisher]]\nname = "x"\nkey = "{base64url.encode(stranger.public)}"\n'
    pc.tree.write("content/publishers.toml", entry)
    assert refused(pc, pc.update("2026.12", stranger)) is Reason.LIBRARY_UNTRUSTED


def test_one_changed_letter_breaks_the_signature(pc: Pc) -> None:
    key = new_key()
    pc.trusting(key)
    file = pc.update("2026.12", key)
    content = file.read_bytes()
    assert content.count("mười bốn ô nhận".encode()) > 0
    file.write_bytes(content.replace("mười bốn ô nhận".encode(), "mười bảy ô nhận".encode()))
    assert refused(pc, file) is Reason.LIBRARY_DAMAGED


def test_a_signature_cut_off_makes_it_unsigned(pc: Pc) -> None:
    key = new_key()
    pc.trusting(key)
    file = pc.update("2026.12", key)
    file.write_bytes(file.read_bytes()[:-128])
    assert refused(pc, file) is Reason.LIBRARY_UNSIGNED


def test_a_newer_program_brings_newer_content(pc: Pc) -> None:
    pc.install(pc.update("2026.12"))
    pc.tree.write("content/library.toml", 'version = "2027.1"\n')
    build(pc.tree.root, pc.installed)
    assert pc.version == "2027.1"


def test_a_signed_program_passes_over_an_unsigned_update(pc: Pc) -> None:
    pc.install(pc.update("2026.12"))
    pc.tree.write("content/library.toml", 'version = "2026.11"\n')
    pc.trusting(new_key())
    assert pc.version == "2026.11"


def test_an_update_that_went_bad_is_passed_over(pc: Pc) -> None:
    pc.install(pc.update("2026.12")).path.write_bytes(b"x")
    assert current(pc.installed, pc.data) == pc.installed


@pytest.mark.parametrize("content", [b"", b"{", b'{"current": "../../x.db"}', b'{"current": 7}', b"[]"])
def test_a_pointer_that_points_nowhere(pc: Pc, content: bytes) -> None:
    place = pc.installed.parent / BESIDE
    place.mkdir()
    (place / "current.json").write_bytes(content)
    assert current(pc.installed, pc.data) == pc.installed


def test_where_the_program_may_not_be_written_the_data_folder_takes_it(pc: Pc) -> None:
    (pc.installed.parent / BESIDE).write_bytes(b"")  # no folder can be made here, whoever asks
    assert pc.install(pc.update("2026.12")).path.parent == pc.data / OWN
    assert pc.version == "2026.12"
    assert pc.rollback().version == "2026.11"


def test_a_program_of_one_account_keeps_updates_with_its_data(
    pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: pc.installed.parents[1])
    assert pc.install(pc.update("2026.12")).path.parent == pc.data / OWN
    shutil.rmtree(pc.installed.parent / BESIDE, ignore_errors=True)
    assert pc.version == "2026.12"


def test_where_nothing_may_be_written(pc: Pc) -> None:
    (pc.installed.parent / BESIDE).write_bytes(b"")
    (pc.data / OWN).write_bytes(b"")
    assert refused(pc, pc.update("2026.12")) is Reason.NOT_WRITABLE


_INSTALL = (
    "import sys; from pathlib import Path; from elearn.library.install import install\n"
    "a, b, c = map(Path, sys.argv[1:]); print('ready', flush=True); install(a, b, c)"
)


def test_a_kill_leaves_the_old_or_the_new(pc: Pc) -> None:
    file = pc.update("2026.12")
    seen = set()
    for number in range(8):
        for place in (pc.installed.parent / BESIDE, pc.data / OWN):
            shutil.rmtree(place, ignore_errors=True)
        process = subprocess.Popen(
            [sys.executable, "-c", _INSTALL, str(file), str(pc.installed), str(pc.data)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(number * 0.012)
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        process.wait()
        process.stdout.close()
        seen.add(pc.version)
    assert seen <= {"2026.11", "2026.12"}
    assert pc.install(file).version == "2026.12"


_STUCK = (
    "import sys, time; from pathlib import Path; from elearn.library import install as updates\n"
    "updates._checked = lambda *_: (print('copied', flush=True), time.sleep(60))\n"
    "updates.install(*map(Path, sys.argv[1:]))"
)


@pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody remove what is open")
def test_what_a_killed_install_left_is_gone_at_the_next_and_what_is_under_way_stays(pc: Pc) -> None:
    file = pc.update("2026.12")
    place = pc.installed.parent / BESIDE
    process = subprocess.Popen(
        [sys.executable, "-c", _STUCK, str(file), str(pc.installed), str(pc.data)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    (part,) = place.glob("*.part")
    assert part.stat().st_size == file.stat().st_size
    updates.sweep(pc.installed, pc.data)
    assert part.exists(), "another program is at it"
    process.kill()
    process.wait()
    process.stdout.close()
    assert part.exists()
    assert pc.install(file).changed
    assert not list(place.glob("*.part"))


def test_what_a_killed_install_left_is_gone_at_the_next_start(pc: Pc) -> None:
    place = pc.data / OWN
    place.mkdir()
    (place / "incoming-0123456789ab.part").write_bytes(b"x" * 5_000_000)
    young, old = place / "current.json.0a1b2c.part", place / "current.json.3d4e5f.part"
    for one in (young, old):
        one.write_bytes(b"{}")
    os.utime(old, (0, 0))
    updates.sweep(pc.installed, pc.data)
    assert list(place.iterdir()) == [young], "it may be another program's, which is done at once"


def test_an_upgrade_of_an_installed_program_keeps_the_update_of_its_content(pc: Pc, tmp_path: Path) -> None:
    folder = tmp_path / "Program Files" / "elearn"
    old, new = (folder / version / "_internal" / "library.db" for version in ("0.1.0", "0.2.0"))
    for path in (old, new):
        path.parent.mkdir(parents=True)
        path.write_bytes(pc.installed.read_bytes())
    (folder / "elearn-cli.cmd").write_text("@rem")
    place = install(pc.update("2026.12"), old, tmp_path / "data").path
    shutil.rmtree(old.parents[1])
    assert current(new, tmp_path / "data") == place
