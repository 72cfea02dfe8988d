"""What may go wrong where the Windows program is installed or carried, tried under Wine by `try_windows`.

Too old a Windows; a unit's file that is not there; a place that cannot be written; a disk that fills up; a path with
spaces, brackets and Vietnamese letters; records that several accounts share, open in two sessions; the portable
folder where it may be written and where it may not. After each the machine is as it was before.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.packing import program, wine
from tools.packing.installed import (
    LOG,
    Amiss,
    ask,
    command,
    drive_c,
    files_of,
    installed,
    local,
    logged,
    setup,
    setup_as_typed,
)  # fmt: skip

AWKWARD = ("Phần mềm (xã)", "elearn & học!")
SHARED = ("ProgramData", "elearn dùng chung")
ROOM = "40m"  # less than a third of what the program needs


def try_all(setup_file: Path) -> None:
    """Try everything with an installer, on a machine without the program. Raises Amiss."""
    on_too_old_a_windows(setup_file)
    without_the_units_file(setup_file)
    where_nothing_can_be_written(setup_file)
    on_a_full_disk(setup_file)
    for_all_accounts(setup_file)
    portable()


def refuse_traces(words: str) -> None:
    """Raise Amiss where a refused installation has left something, or did not say why."""
    if local("Programs", "elearn").exists():
        raise Amiss(f"{words}: something was installed")
    if words not in logged():
        raise Amiss(f"the log does not say “{words}”:\n{logged()[-600:]}")


def on_too_old_a_windows(setup_file: Path) -> None:
    """Windows 7, and a Windows 10 before 1809."""
    for version, words in (("win7", "cũ quá"), ("win10", "")):
        subprocess.run(
            ["xvfb-run", "-a", "winecfg", "-v", version],
            env=wine.environment(),
            check=True,
            capture_output=True,
        )
        wine.wait()
        if words:
            setup(setup_file, "/CURRENTUSER", expected=3)
            refuse_traces(words)
    key = [r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion", "/v", "CurrentBuildNumber", "/reg:64"]
    build = wine.run(["reg", "query", *key]).stdout.split()[-1]
    wine.run(["reg", "add", *key, "/d", "17134", "/f"])
    setup(setup_file, "/CURRENTUSER", expected=3)
    refuse_traces("bản trước 1809 (số 17134)")
    wine.run(["reg", "add", *key, "/d", build, "/f"])
    print("refused with a reason: Windows 7, Windows 10 before 1809")


def without_the_units_file(setup_file: Path) -> None:
    """The unit's file that was named is not there."""
    setup(setup_file, "/CURRENTUSER", r"/ASSIGNMENT=E:\không có.giao", expected=7)
    refuse_traces(r"Không thấy tệp giao học E:\không có.giao")
    print("refused with a reason: a unit's file that is not there")


def where_nothing_can_be_written(setup_file: Path) -> None:
    """A folder in which not even an administrator may write."""
    setup_as_typed(setup_file, rf'/CURRENTUSER /LOG="{wine.windows_path(LOG)}" /D=Z:\proc\elearn', expected=6)
    refuse_traces(r"Không ghi được vào Z:\proc\elearn")
    print("refused with a reason: a place that cannot be written")


def on_a_full_disk(setup_file: Path) -> None:
    """The disk fills up while files are laid down: they are taken away again."""
    with small_disk(ROOM) as disk:
        if disk is None:
            print(
                "NOT TRIED, no right to mount a small disk: a disk that fills up, a protected portable folder"
            )
            return
        place = wine.windows_path(disk)
        setup_as_typed(
            setup_file, rf'/CURRENTUSER /LOG="{wine.windows_path(LOG)}" /D={place}\elearn', expected=2
        )
        refuse_traces("có thể ổ đĩa đã đầy")
        if left := files_of(disk):
            raise Amiss(f"a broken-off installation left {sorted(map(str, left))[:3]}")
    print("refused with a reason, nothing left: a disk that fills up")


@contextmanager
def small_disk(size: str) -> Iterator[Path | None]:
    """A disk with little room; None where it cannot be had."""
    with tempfile.TemporaryDirectory() as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", name]
        if not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(name)
        finally:
            wine.wait()
            subprocess.run(["umount", "-l", name], check=True)


def for_all_accounts(setup_file: Path) -> None:
    """Per machine, in an awkward place, records shared, with the unit's file and a log where there was none."""
    home, shared, log = drive_c(*AWKWARD), drive_c(*SHARED), drive_c("nhật ký cài.txt")
    unit_file = drive_c("đơn vị (1).giao")
    unit_file.write_bytes(b"not opened by the installer")
    setup_as_typed(
        setup_file,
        rf'/ALLUSERS /DATA="{wine.windows_path(shared)}" /ASSIGNMENT="{wine.windows_path(unit_file)}" '
        rf'/LOG="{wine.windows_path(log)}" /D={wine.windows_path(home)}',
    )
    if not logged(log).rstrip().endswith("đã cài xong"):
        raise Amiss(f"the log does not end with its end: {logged(log)!r}")
    if (home / "don-vi.giao").read_bytes() != unit_file.read_bytes():
        raise Amiss("the unit's file was not laid down beside the program")
    (home / "don-vi.giao").unlink()  # no unit has signed it: the window would say so
    answer = command("doctor", expected=(0, 1), home=home)
    records = next(one["message"] for one in answer["checks"] if one["id"] == "write")
    if "elearn dùng chung" not in records:
        raise Amiss(f"records are not where /DATA= says: {records}")
    in_two_sessions(installed(home))
    uninstaller = home / "go-elearn.exe"
    setup_as_typed(uninstaller, f"_?={wine.windows_path(home)}")
    if not (shared / "elearn.lock").is_file() or list(home.glob("*/elearn.exe")):
        raise Amiss("uninstalling left the program, or took the shared records")
    setup_as_typed(setup_file, rf'/ALLUSERS /DATA="{wine.windows_path(shared)}" /D={wine.windows_path(home)}')
    setup_as_typed(uninstaller, f"/PURGE _?={wine.windows_path(home)}")
    if shared.exists():
        raise Amiss("purge left the shared records")
    print(
        "per machine, in a path with spaces and Vietnamese letters: installed, shared, logged, removed, purged"
    )


def in_two_sessions(folder: Path) -> None:
    """The window is open for one account; another one's start is told whose it is. Raises Amiss."""
    with wine.session() as env:
        first = subprocess.Popen(
            ["wine", folder / "elearn.exe"], env=env | {"LOGNAME": "chi-ha"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        lock = drive_c(*SHARED, "elearn.lock")
        try:
            wine.until(
                lambda: lock.is_file() and b"chi-ha" in lock.read_bytes(), "the first window took no lock"
            )
            second = subprocess.run(
                ["wine", folder / "elearn-cli.exe", "window"], env=env | {"LOGNAME": "anh-an"}, input=b"",
                capture_output=True, check=False, timeout=120,
            )  # fmt: skip
            said = second.stderr.decode("utf-8", "replace")
            if second.returncode == 0 or "chi-ha" not in said or "phiên làm việc khác" not in said:
                raise Amiss(
                    f"another session is not told who has the records open ({second.returncode}): {said}"
                )
        finally:
            wine.until(
                lambda: asked_to_close(first, lock, env),
                "the window did not close when it was asked to",
                every=3,
            )
    print("records open in another session: it is said whose")


def asked_to_close(window: subprocess.Popen[bytes], lock: Path, env: dict[str, str]) -> bool:
    """Ask a window to close, which it does not hear while it is being opened; whether it has.

    By its number, which stands in the lock: Wine does not find a program by name in a place that is not ASCII.
    """
    quiet = subprocess.DEVNULL
    ask_it = ["wine", "taskkill", "/PID", str(json.loads(lock.read_bytes())["pid"])]
    subprocess.run(ask_it, env=env, check=False, stdin=quiet, stdout=quiet, stderr=quiet, timeout=60)
    return window.poll() is not None


def portable() -> None:
    """The folder for sticks: records beside the program; on a protected stick lessons can be read all the same."""
    with small_disk("600m") as disk:
        if disk is None:
            return
        stick = disk / "USB của chị Hà"
        with zipfile.ZipFile(program.DIST / f"elearn-{program.version()}-portable.zip") as archive:
            archive.extractall(stick)
        cli = stick / "elearn" / "elearn-cli.exe"
        answer = ask(cli, "doctor", expected=(0, 1))
        program.refuse_unwell(answer)
        records = next(one["message"] for one in answer["checks"] if one["id"] == "write")
        if "du-lieu" not in records:
            raise Amiss(f"the portable folder keeps its records elsewhere: {records}")
        ask(cli, "window", "--until-painted")
        wine.wait()
        before = files_of(disk)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        write = next(one for one in ask(cli, "doctor", expected=(1,))["checks"] if one["id"] == "write")
        if write["ok"] or not write["fix"]:
            raise Amiss(f"doctor finds nothing wrong with a protected stick: {write}")
        ask(cli, "window", "--until-painted")
        if local("elearn").exists() or files_of(disk) != before:
            raise Amiss("a protected stick has left something on the machine")
    print("portable: records beside the program; protected, it is said and the window opens for reading")
