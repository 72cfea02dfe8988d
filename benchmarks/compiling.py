"""Compiling the library, against reading its sources and writing as many bytes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from benchmarks.measure import Figure, in_turns
from elearn.library.compile import build


def measure(root: Path, name: str = "") -> list[Figure]:
    """The whole of content/ and quizzes/."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "library.db"

        def bare() -> None:
            read = [
                path.read_bytes()
                for top in ("content", "quizzes")
                for path in (root / top).rglob("*")
                if path.is_file()
            ]
            with (Path(folder) / "bare").open("wb") as file:
                file.write(b"".join(read))
                os.fsync(file.fileno())

        ours, floor = in_turns([lambda: build(root, out), bare], 3)
    return [Figure(f"compiling the library{name}", ours * 1000, floor * 1000, "ms")]
