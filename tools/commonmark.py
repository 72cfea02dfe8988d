"""The examples of the CommonMark specification: fetched when testing, kept outside the repository's files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

KEPT = Path(__file__).parents[1] / "build" / "commonmark.json"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


def examples() -> list[str] | None:
    """The Markdown of each example; None where they are neither kept nor to be had."""
    if not KEPT.exists():
        found = _fetched()
        if not found:
            return None
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    kept: list[str] = json.loads(KEPT.read_text("utf-8"))
    return kept


def _fetched() -> list[str]:
    """From the package of the specification itself, else from the Python package that carries a copy."""
    npm = shutil.which("npm")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--no-binary",
        ":all:",
        "--no-build-isolation",
    ]
    ways = [[npm, "pack", "--silent", "commonmark-spec"]] if npm else []
    for command in [*ways, [*pip, "-q", "commonmark"]]:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(command, check=False, capture_output=True, cwd=folder)
            for archive in (*Path(folder).glob("*.tgz"), *Path(folder).glob("*.tar.gz")):
                found = _examples_of(archive)
                if found:
                    return found
    return []


def _examples_of(archive: Path) -> list[str]:
    with tarfile.open(archive) as packed:
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith("spec.txt") else None
            if file:
                return parsed(file.read().decode("utf-8"))
    return []


def parsed(specification: str) -> list[str]:
    """The examples' Markdown; "→" stands for a tab there."""
    return [found.replace("→", "\t") for found in _EXAMPLE.findall(specification)]


if __name__ == "__main__":
    got = examples()
    print("fetched none" if got is None else f"{len(got)} examples")
