"""`python -m tools.packing.try_windows`: the Windows installer, tried under Wine from silent install to purge.

What is tried: silent install per user of an older version; doctor; a learner's whole way in the real window,
an exam answered in it; a window shown and grabbed; an upgrade over it while it is open; records still there;
an older version refused; repair; uninstall keeps the records; purge removes them. The twin with the 64-bit
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
from pathlib import Path
from typing import Any

from tools.packing import installer, program, wine

OLDER = "0.0.9"
HOME = wine.PREFIX / "drive_c" / "users" / os.environ.get("USER", "root")
LOG = program.BUILD / "windows" / "try.log"
PICTURE = program.BUILD / "windows" / "window.png"


class Amiss(Exception):
    """Something is not as it must be."""


def local(*parts: str) -> Path:
    """A place below %LOCALAPPDATA%."""
    return next((wine.PREFIX / "drive_c" / "users").glob("*/AppData/Local")).joinpath(*parts)


def setup(file: Path, *arguments: str, expected: int = 0) -> None:
    """Run an installer or the uninstaller silently."""
    log = f"/LOG={wine.windows_path(LOG)}"
    done = wine.run([file, "/S", log, *arguments], timeout=600)  # _?= must come last
    wine.wait()
    if done.returncode != expected:
        raise Amiss(f"{file.name} {arguments} ended with {done.returncode}, not {expected}")


def command(*arguments: str, expected: tuple[int, ...] = (0,)) -> dict[str, Any]:
    """What the installed elearn-cli answers; it is found as scripts find it, by the newest folder."""
    folder = installed()
    done = wine.run([folder / "elearn-cli.exe", *arguments, "--json"], timeout=600)
    if done.returncode not in expected:
        raise Amiss(
            f"elearn-cli {arguments} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def installed() -> Path:
    """The one folder that holds the program now."""
    found = [path.parent for path in local("Programs", "elearn").glob("*/elearn.exe")]
    if len(found) != 1:
        raise Amiss(f"the program is in {len(found)} folders: {found}")
    return found[0]


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
        if LOG.is_file():
            print(LOG.read_bytes().decode("utf-16-le", "replace"))
        return 1


def _try(newer: Path) -> int:
    python = program.BUILD / "windows-python" / "Lib" / "site-packages" / "PySide6" / "Qt6Core.dll"
    shutil.rmtree(wine.PREFIX, ignore_errors=True)  # a machine on which nothing was ever installed
    wine.make_prefix(python)
    LOG.unlink(missing_ok=True)
    place = program.BUILD / "windows" / f"elearn-{OLDER}-setup-amd64.exe"
    older = installer.make_installer(installer.PAYLOAD, place, "amd64", OLDER, fast=True)
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
    show_and_grab()
    if command("certificate", "list")["certificates"] != papers:
        raise Amiss("records changed by the upgrade")
    paint = command("window", "--until-painted")
    print(
        f"upgraded while open, records kept; picture in {PICTURE.name}; first paint {paint['first_paint_s']} s under Wine"
    )
    setup(older, expected=4)
    setup(newer)
    program.refuse_unwell(command("doctor", expected=(0, 1)))
    print("older refused, repair done")
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
    same = same_payloads()
    if same is False:
        raise Amiss("the shipped installer and its twin hold different files")
    print("payloads of both installers:", "the same" if same else "not compared, 7z is missing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
