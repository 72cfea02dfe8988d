"""What other programs see in a PDF: poppler and zbar, as installed by the test set-up."""

from __future__ import annotations

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
