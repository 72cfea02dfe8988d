"""Folders in the states that machines have them in."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def as_somebody() -> Iterator[Path]:
    """A folder of somebody who is not the administrator, for whom nothing is read-only."""
    if os.name != "posix":
        pytest.skip("accounts of POSIX")
    place = Path(tempfile.mkdtemp(prefix="elearn-test-"))
    mine = os.geteuid()
    if mine == 0:
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield place
    finally:
        if mine == 0:
            os.seteuid(0)
        place.chmod(0o700)
        shutil.rmtree(place)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB; only where a test may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)
