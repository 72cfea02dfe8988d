"""`python -m tools.packing.try_windows`: the Windows installer, tried under Wine from silent install to purge.

What is tried: silent install per user of an older version; doctor; a learner's whole way in the real window,
an exam answered in it; the power cut in the middle of an upgrade, the old program found whole and running; a window
shown and grabbed; an upgrade over it while it is open; records still there; an older version refused; repair;
thirty machines' script from a stick with an awkward name; uninstall keeps the records; purge removes them. The twin with the 64-bit
stub runs in a 64-bit Wine; where Wine can run 32-bit programs, the shipped installer itself is tried, too,
and where 7z is there the payloads of both are compared file by file.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.packing import installer, program, try_faults, wine
from tools.packing.installed import LOG, Amiss, command, files_of, installed, local, logged, setup

OLDER = "0.0.9"
PICTURE = program.BUILD / "windows" / "window.png"


def refuse_leftovers() -> None:
    """Raise Amiss where another folder of a program is left beside the one that is used."""
    found = [
        path.parent
        for path in local("Programs", "elearn").glob("*/*")
        if path.name in ("elearn.exe", "_internal")
    ]
    if set(found) != {installed()}:
        raise Amiss(f"the program is in {len(set(found))} folders: {sorted(set(found))}")


def cut_in_the_middle(newer: Path, moment: str, is_time: Callable[[], bool]) -> None:
    """Begin an upgrade and cut the power when it is time; `moment` says when that is. Raises Amiss."""
    began = subprocess.Popen(
        [*wine.ON_A_SCREEN, newer, "/S", f"/LOG={wine.windows_path(LOG)}"], env=wine.environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 300
    try:
        while not is_time():
            if began.poll() is not None or time.monotonic() > until:
                raise Amiss(f"no power could be cut {moment}: the installer was done, or hung")
            time.sleep(0.02)
    finally:
        wine.cut_power()
    began.wait(timeout=60)


def survive_power_cuts(newer: Path, papers: list[Any]) -> None:
    """Whenever the power goes, the program that is there is whole, and its records with it. Raises Amiss."""
    new, whole = local("Programs", "elearn", program.version()), files_of(installer.PAYLOAD)
    moments: dict[str, Callable[[], bool]] = {
        "at a tenth of the files": lambda: len(files_of(new)) > len(whole) // 10,
        "at two thirds of the files": lambda: len(files_of(new)) > len(whole) * 2 // 3,
        "at the turn to the new one": lambda: installed() == new,
    }
    old = installed()
    for moment, is_time in moments.items():
        cut_in_the_middle(newer, moment, is_time)
        folder = installed()
        if "files" in moment and folder != old:
            raise Amiss(f"after a power cut {moment} the program is in {folder.name}, not in {old.name}")
        if lost := sorted(whole - files_of(folder)):
            raise Amiss(f"after a power cut {moment} {folder.name} lacks {len(lost)} files, as {lost[0]}")
        program.refuse_unwell(command("doctor", expected=(0, 1)))
        if command("certificate", "list")["certificates"] != papers:
            raise Amiss(f"records changed by a power cut {moment}")
        print(f"power cut {moment}: {folder.name} is whole and runs")


def repair(newer: Path) -> None:
    """A program with one file lost and one spoilt is whole again after its own version was installed over it."""
    folder, whole = installed(), files_of(installer.PAYLOAD)
    (folder / "_internal" / "library.db").unlink()
    (folder / "_internal" / "PySide6" / "Qt6Gui.dll").write_bytes(b"MZ spoilt")
    if command("doctor", expected=(1,))["ok"]:
        raise Amiss("doctor is content without a library")
    setup(newer)
    for name in whole:
        if (installed() / name).read_bytes() != (installer.PAYLOAD / name).read_bytes():
            raise Amiss(f"{name} is not as it was after a repair")
    program.refuse_unwell(command("doctor", expected=(0, 1)))
    refuse_leftovers()


def roll_out(setup_file: Path) -> None:
    """The script for many machines, from a folder whose name has everything that a stick's may have. Raises Amiss."""
    stick = program.BUILD / "windows" / "USB (1) & chị Hà!"
    shutil.rmtree(stick, ignore_errors=True)
    stick.mkdir()
    shutil.copy(setup_file, stick / f"elearn-{program.version()}-setup.exe")
    (stick / "rollout.cmd").write_bytes(installer.rollout_script())
    done = wine.run(["cmd", "/c", "rollout.cmd", "/NOPAUSE"], cwd=stick, timeout=600)
    wine.wait()
    log = stick / "nhat-ky" / "tong-hop.csv"
    lines = log.read_bytes().decode("utf-8", "replace").splitlines() if log.is_file() else []
    unsigned = not os.environ.get("ELEARN_PUBLISHER_KEY")  # then doctor finds one thing wanting
    if done.returncode != int(unsigned) or len(lines) != 2 or f'"{int(unsigned)}"' not in lines[1]:
        raise Amiss(f"rollout.cmd ended with {done.returncode} and wrote {lines}:\n{done.stdout[-2000:]}")
    (answer,) = (json.loads(path.read_bytes()) for path in (stick / "nhat-ky").glob("*-kiem-tra.json"))
    program.refuse_unwell(answer)
    shutil.rmtree(stick)
    print("rolled out from a stick with an awkward name; a line was written")


def show_and_grab() -> None:
    """Open the window on a screen of its own and take its picture; it is left open."""
    display = ":93"
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        env = wine.environment(DISPLAY=display)
        shown = subprocess.Popen(
            ["wine", installed() / "elearn.exe"], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(12)
        if shown.poll() is not None:
            raise Amiss(f"the window ended by itself with {shown.returncode}")
        grab = ["import", "-display", display, "-window", "root", str(PICTURE)]
        subprocess.run(grab, check=True, timeout=60)
        seen = subprocess.run(
            ["identify", "-format", "%k", str(PICTURE)], check=True, capture_output=True, text=True
        ).stdout
        if int(seen) < 50:
            raise Amiss(f"the picture of the window has only {seen} colours")
        # The upgrade asks the running program to close: it must have ended, and lost nothing.
        newer = program.BUILD / "windows" / f"elearn-{program.version()}-setup-amd64.exe"
        done = subprocess.run(
            ["wine", str(newer), "/S", f"/LOG={wine.windows_path(LOG)}"], env=env, check=False, timeout=600,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        if done.returncode:
            raise Amiss(f"the upgrade over a running program ended with {done.returncode}")
        shown.wait(timeout=60)
        wine.wait()
    finally:
        server.terminate()


def same_payloads() -> bool | None:
    """Whether both installers hold the same files, their own plug-ins and uninstaller apart; None without 7z."""
    if not shutil.which("7z"):
        return None
    sums = []
    for file in (
        program.DIST / f"elearn-{program.version()}-setup.exe",
        program.BUILD / "windows" / f"elearn-{program.version()}-setup-amd64.exe",
    ):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                ["7z", "x", "-y", f"-o{folder}", str(file)],
                check=True,
                stdout=subprocess.DEVNULL,
                timeout=600,
            )
            found = {
                path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in Path(folder).rglob("*")
                if path.is_file() and "$PLUGINSDIR" not in path.as_posix() and path.name != "go-elearn.exe"
            }
            sums.append(found)
    return len(sums[0]) > 100 and sums[0] == sums[1]


def main() -> int:
    """Try everything; 0, or 1 with what is amiss, or 77 where it cannot be tried."""
    if lacking := [
        *wine.missing(),
        *(name for name in ("Xvfb", "import", "identify") if not shutil.which(name)),
    ]:
        print(f"cannot try the Windows program here: {', '.join(lacking)} missing")
        return 77
    newer = program.BUILD / "windows" / f"elearn-{program.version()}-setup-amd64.exe"
    if not newer.is_file():
        print("cannot try the Windows program: run make windows first")
        return 77
    try:
        return _try(newer)
    except (Amiss, program.Unwell) as amiss:
        print(f"AMISS: {amiss}")
        print(logged())
        return 1


def uninstall(newer: Path, papers: list[Any]) -> None:
    """Uninstalling keeps the records, purging removes them; then the shipped installer, where it runs. Raises Amiss."""
    uninstaller = local("Programs", "elearn", "go-elearn.exe")
    folder = uninstaller.parent
    setup(uninstaller, f"_?={wine.windows_path(folder)}")
    if list(folder.glob("*/elearn.exe")) or not (local("elearn") / "records.db").is_file():
        raise Amiss("uninstalling left the program, or took the records")
    setup(newer)
    if command("certificate", "list")["certificates"] != papers:
        raise Amiss("records were not found again after uninstalling and installing")
    setup(uninstaller, "/PURGE", f"_?={wine.windows_path(folder)}")
    if local("elearn").exists():
        raise Amiss("purge left records behind")
    print("uninstall keeps the records, purge removes them")
    if wine.runs_32_bit():
        setup(program.DIST / f"elearn-{program.version()}-setup.exe", "/CURRENTUSER")
        program.refuse_unwell(command("doctor", expected=(0, 1)))
        setup(uninstaller, "/PURGE", f"_?={wine.windows_path(folder)}")
        print("the shipped installer with its 32-bit stub: installed, ran, removed")


def _try(newer: Path) -> int:
    python = program.BUILD / "windows-python" / "Lib" / "site-packages" / "PySide6" / "Qt6Core.dll"
    shutil.rmtree(wine.PREFIX, ignore_errors=True)  # a machine on which nothing was ever installed
    wine.make_prefix(python)
    LOG.unlink(missing_ok=True)
    place = program.BUILD / "windows" / f"elearn-{OLDER}-setup-amd64.exe"
    older = installer.make_installer(installer.PAYLOAD, place, "amd64", OLDER, fast=True)
    try_faults.try_all(older)
    setup(older, "/CURRENTUSER")
    program.refuse_unwell(command("doctor", expected=(0, 1)))
    way = command("doctor", "--walk", "--data", r"C:\users\Public\walk", expected=(0, 1))
    program.refuse_unwell(way)
    print("older version installed; the learner's way:", ", ".join(one["id"] for one in way["checks"]))
    own = wine.windows_path(local("elearn"))
    command("doctor", "--walk", "--data", own, expected=(0, 1))
    papers = command("certificate", "list")["certificates"]
    if not papers:
        raise Amiss("the walk left no certificate in the records")
    survive_power_cuts(newer, papers)
    setup(older, "/FORCE")  # the last cut came after the turn: back to the older one for what follows
    refuse_leftovers()
    show_and_grab()
    if command("certificate", "list")["certificates"] != papers:
        raise Amiss("records changed by the upgrade")
    refuse_leftovers()
    paint = command("window", "--until-painted")
    print(
        f"upgraded while open, records kept; picture in {PICTURE.name}; first paint {paint['first_paint_s']} s under Wine"
    )
    setup(older, expected=4)
    repair(newer)
    print(
        "older refused; what was deleted and what was spoilt are there again after the same version was installed"
    )
    roll_out(newer)
    uninstall(newer, papers)
    same = same_payloads()
    if same is False:
        raise Amiss("the shipped installer and its twin hold different files")
    print("payloads of both installers:", "the same" if same else "not compared, 7z is missing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
