"""Takes result files in until it is killed; says how many are done, and dawdles after each.

python -m tests.crash.intake_driver FOLDER SEALING-KEY RESULTS
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from elearn.credentials.key_box import UnitKeys
from elearn.credentials.keys import new_key
from elearn.machine.clock import SystemClock
from elearn.services.unit import UnitService
from tests.build.offices import library


def main() -> None:
    """Take in; the parent kills this process in the middle."""
    folder, key, results = map(Path, sys.argv[1:4])
    unit = UnitService(folder, SystemClock(), library)
    unit.keep_keys(UnitKeys(new_key(), key.read_bytes(), b""))

    def report(done: int, _of: int) -> None:
        print(done, flush=True)
        time.sleep(5)

    unit.intake.take([results], report)


if __name__ == "__main__":
    main()
