"""What other programs see in what was written: poppler, zbar and LibreOffice, as installed by the test set-up."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def seen_by(tmp_path: Path) -> Callable[..., str]:
    """What a command prints that is given a PDF: `seen_by(pdf, "pdftotext", "-layout", "{pdf}", "-")`."""

    def see(pdf: bytes, *command: str) -> str:
        file = tmp_path / "giay.pdf"
        file.write_bytes(pdf)
        words = [word.format(pdf=file, folder=tmp_path) for word in command]
        done = subprocess.run(words, capture_output=True, check=True)
        return done.stdout.decode()

    return see


@pytest.fixture
def by_libreoffice(tmp_path: Path) -> Callable[[bytes, str, str], bytes]:
    """What LibreOffice makes of a file: `by_libreoffice(content, "xlsx", "csv")`."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")

    def convert(content: bytes, suffix: str, to: str) -> bytes:
        file = tmp_path / f"tep.{suffix}"
        file.write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", to, "--outdir", tmp_path / "out", file],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return (tmp_path / "out" / f"tep.{to.partition(':')[0]}").read_bytes()

    return convert
