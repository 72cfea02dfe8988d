"""`python -m tools.pins`: renew requirements/*.txt from *.in; exact versions, hashes, no index address."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
COMPILE = ("pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes")
SILENT = ("--no-emit-index-url", "--no-emit-find-links", "--no-header")


def main() -> int:
    """Resolve for every platform at once; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        bin_folder = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([bin_folder / "python", "-m", "pip", "install", "-q", "uv"], check=True)
        for name in ("run", "dev"):
            subprocess.run(
                [bin_folder / "uv", *COMPILE, *SILENT, "--upgrade", f"{name}.in", "-o", f"{name}.txt"],
                cwd=FOLDER,
                check=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
