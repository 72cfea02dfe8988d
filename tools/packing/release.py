"""`python -m tools.packing.release`: the whole list of docs/releasing.md; stops at the first thing wrong.

Nothing is tagged or sent anywhere: at the end the one command that tags is printed.
"""

from __future__ import annotations

import subprocess
import sys

from tools.packing import program

STEPS: tuple[tuple[str, list[str]], ...] = (
    ("the fast suite", ["make", "test"]),
    ("style, types, import contracts", ["make", "check"]),
    ("lessons and items", ["make", "library-check"]),
    ("the slow checks", ["make", "slow"]),
    ("pictures of every screen", ["make", "pictures"]),
    ("the program for Linux", ["make", "bundle"]),
    ("the Debian and Ubuntu package", ["make", "deb"]),
    ("the Windows program and its installers", ["make", "windows"]),
    ("the Windows installer, tried", ["make", "windows-check"]),
)


def main() -> int:
    """Go through the list; the exit status."""
    changed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=program.ROOT, check=True, capture_output=True, text=True
    ).stdout
    if changed:
        print(f"Not committed:\n{changed}")
        return 1
    for name, command in STEPS:
        print(f"\n=== {name}: {' '.join(command)}", flush=True)
        status = subprocess.run(command, cwd=program.ROOT, check=False).returncode
        if status:  # 77, what cannot be tried here, is no release either
            print(f"STOPPED at {name}: exit {status}")
            return 1
    program.write_sums()
    subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=program.DIST, check=True)
    print(f"\nLook at build/pictures/ once more, then: git tag v{program.version()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
