"""The log in the data folder: what a person who repairs a machine needs, and nothing about a learner."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elearn.machine.sharing import make_folder_within, share

if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import TextIOWrapper
    from logging import Handler

FOLDER = "logs"
NAME = "elearn.log"
LARGEST = 512 * 1024
KEPT = 3


def log_path(folder: Path) -> Path:
    """Where the log of a data folder stands."""
    return folder / FOLDER / NAME


def start_log(folder: Path) -> Handler | None:
    """Begin to write what is logged into the folder's log; None where nothing can be written there.

    The account's home is written as "~", for its name is a person's. Called after the first paint, or where
    something unexpected was met: importing logging takes time.
    """
    import logging
    from logging.handlers import RotatingFileHandler

    class WithoutHome(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return super().format(record).replace(str(Path.home()), "~")

    class Quiet(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
            """A full disk must not stop a lesson."""

        def _open(self) -> TextIOWrapper:
            stream = super()._open()
            share(path)
            return stream

    root = logging.getLogger("elearn")
    path = log_path(folder)
    for handler in root.handlers:
        if isinstance(handler, RotatingFileHandler) and Path(handler.baseFilename) == path.absolute():
            return handler
    try:
        make_folder_within(path.parent)
        made = Quiet(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        return None
    made.setFormatter(WithoutHome("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(made)
    root.setLevel(logging.INFO)
    root.propagate = False
    return made


def strike_from_logs(folder: Path, words: Sequence[str]) -> list[Path]:
    """Take words (in whatever case) out of the logs of a data folder; the logs that could not be written."""
    wanted = re.compile("|".join(re.escape(word) for word in words if word) or "(?!)", re.IGNORECASE)
    failed = []
    for path in sorted((folder / FOLDER).glob(f"{NAME}*")):
        try:
            with path.open("r+", encoding="utf-8", errors="replace", newline="") as file:  # it may be open
                text = file.read()
                clean = wanted.sub("…", text)
                if clean != text:
                    file.seek(0)
                    file.write(clean)
                    file.truncate()
        except OSError:
            failed.append(path)
    return failed


def log_start(version: str) -> None:
    """A line about which program runs on what."""
    import logging
    import platform

    logging.getLogger("elearn").info(
        "elearn %s, Python %s, %s %s", version, platform.python_version(), sys.platform, platform.release()
    )
