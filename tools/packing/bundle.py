"""`python -m tools.packing.bundle`: the one-folder program for this system in dist/elearn/, built and tried.

Tried: without Python and without the source tree on any path, `doctor` and a learner's whole way (profile,
lesson, practice, exam, certificate, its check, result file) inside the built program; then its size and
the time to its first window beside those of the source tree, in the same run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.packing import licences, program, start_time

BUNDLE = program.DIST / "elearn"


def build() -> Path:
    """Build; the folder with the program."""
    program.BUILD.mkdir(exist_ok=True)
    program.compile_library()
    program.write_version_info()
    shutil.rmtree(BUNDLE, ignore_errors=True)
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1767225600", "PYTHONHASHSEED": "0"}
    subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
            "--distpath", program.DIST, "--workpath", program.BUILD / "pyinstaller", program.ROOT / "build.spec",
        ],
        cwd=program.ROOT, env=environment, check=True,
    )  # fmt: skip
    prune(BUNDLE / "_internal")
    licences.write_for_build(BUNDLE / "_internal")
    (BUNDLE / "elearn-cli").unlink()
    (BUNDLE / "elearn-cli").symlink_to("elearn")  # on Linux one program does for both
    (program.DIST / "payload-linux.txt").write_text(program.payload_list(BUNDLE), encoding="utf-8")
    return BUNDLE


def prune(internal: Path) -> None:
    """Remove system libraries that only plugins needed which were cut; strip the interpreter of its symbols."""
    homes = (internal, internal / "pillow.libs")
    loose = [path for home in homes for path in home.glob("lib*.so*")]
    programs = [
        path
        for path in internal.rglob("*.so*")
        if path.parent not in homes or path.name.startswith("libpython")
    ]
    needed = {path.name for path in programs}
    for path in [internal.parent / "elearn", *programs]:
        seen = subprocess.run(
            ["ldd", path], check=False, capture_output=True, text=True,
            env=os.environ | {"LD_LIBRARY_PATH": ":".join(map(str, homes))},
        ).stdout  # fmt: skip
        needed |= {Path(word).name for word in seen.split() if ".so" in word}
    for path in loose:
        if path.name not in needed:
            path.unlink()
    if shutil.which("strip"):
        for path in internal.glob("libpython*.so*"):
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def bare(folder: Path) -> dict[str, str]:
    """An environment in which neither Python nor the source tree can be found."""
    return {
        "HOME": str(folder),
        "PATH": "/nowhere",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(folder),
    }


def run_inside(bundle: Path, *arguments: str, cwd: Path) -> dict[str, Any]:
    """Run the built program's command; its JSON. Raises CalledProcessError where it gave none."""
    done = subprocess.run(
        [bundle / "elearn-cli", *arguments, "--json"], cwd=cwd, env=bare(cwd), check=False,
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        sys.stderr.write(done.stdout + done.stderr)
        done.check_returncode()
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def try_out(bundle: Path) -> None:
    """Doctor, then the learner's way, in a folder of its own. Raises where something is amiss."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "elearn"
        shutil.copytree(bundle, copy, symlinks=True)  # nothing may depend on where it was built
        data = str(folder / "data")
        health = run_inside(copy, "doctor", "--data", data, cwd=folder)
        program.refuse_unwell(health)
        way = run_inside(copy, "doctor", "--walk", "--data", data, cwd=folder)
        program.refuse_unwell(way)
        print("doctor: ok; the learner's way:", ", ".join(one["id"] for one in way["checks"]))


def first_paints(bundle: Path) -> tuple[list[float], list[float]]:
    """Seconds to the first painted window: built, from source; taken in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = bare(folder) | {"PATH": os.environ["PATH"]}

        def start(*command: str | Path) -> float:
            done = subprocess.run(
                [*command, "window", "--until-painted", "--json", "--data", folder / "data"],
                env=environment, check=True, capture_output=True, text=True, timeout=60,
            )  # fmt: skip
            return float(json.loads(done.stdout)["first_paint_s"])

        return start_time.in_turns(
            lambda: start(bundle / "elearn-cli"),
            lambda: start(sys.executable, program.ROOT / "main.py"),
        )


def report(bundle: Path) -> None:
    """Print sizes and start times."""
    cut = [line.split("\t") for line in (program.BUILD / "cut.txt").read_text(encoding="utf-8").splitlines()]
    print(
        f"size: {program.size_mb(bundle):.1f} MB; cut: {len(cut)} files, {sum(int(one[0]) for one in cut) / 1e6:.1f} MB"
    )
    for name, size in program.largest(bundle):
        print(f"  {size:6.1f} MB  {name}")
    print(start_time.told(*first_paints(bundle)))


def main() -> int:
    """Build, try, report; the exit status."""
    bundle = build()
    program.hand_out_bill(bundle / "_internal", "linux")
    program.write_sums()
    try_out(bundle)
    report(bundle)
    return 0


if __name__ == "__main__":
    sys.exit(main())
