"""Issues what is due beside another process that does the same; says what it has done.

python -m tests.crash.papers_driver FOLDER OUT

It says "ready" once it knows who is due, and goes on when a line comes in.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from elearn.services.unit import UnitService
from tests.build.clock import FakeClock
from tests.build.offices import PASSWORD, library


def main() -> None:
    """Issue all; one JSON line at the end."""
    folder, out = map(Path, sys.argv[1:3])
    unit = UnitService(folder, FakeClock(), library)
    unit.unlock(PASSWORD)
    waited = False

    def wait_once() -> bool:
        nonlocal waited
        if not waited:
            waited = True
            print("ready", flush=True)
            sys.stdin.readline()
        return False

    made = unit.register.issue_all(out, cancelled=wait_once)
    unit.close()
    print(json.dumps([made.issued, made.already, sorted(file.name for file in made.files)]), flush=True)


if __name__ == "__main__":
    main()
