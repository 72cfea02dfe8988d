"""Where things lie: records, library, user guide; in a source tree, installed, or portable on a stick."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from elearn.errors import Reason, Refusal

MARKER = "elearn-portable.txt"  # stands next to the program of a portable folder; its text does not matter
PORTABLE_DATA = "du-lieu"
POINTER = "elearn-data.txt"  # in the installer's folder: one line, where records of all accounts lie
SOURCE_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one start. `source_root` is None outside a source tree.

    `data` holds records, backups and the log; `library` is the one that came with the program; `docs`
    holds the user guide, `licences` the texts of all that the program is made of; `portable`: records lie beside the program because the marker file says so.
    """

    data: Path
    library: Path
    docs: Path
    licences: Path
    source_root: Path | None
    portable: bool = False


def find_places(data: Path | None = None, environ: Mapping[str, str] = os.environ) -> Places:
    """Where this program's things lie. Nothing is made, and nothing need exist.

    Records: `data` (from --data), else ELEARN_DATA, else beside a portable program, else where the installer
    was told to put them for all accounts, else the platform's own folder.

    Raises Refusal NO_HOME where the account has none, NOT_WRITABLE for a name that no file system keeps.
    """
    portable = (program_folder() / MARKER).is_file()
    given = data or (Path(environ["ELEARN_DATA"]) if environ.get("ELEARN_DATA") else None)
    if given is not None:
        folder = _whole(given)
    elif portable:
        folder = program_folder() / PORTABLE_DATA
    else:
        folder = _pointed_to() or data_folder(environ)
    bundle = bundle_folder()
    if bundle is not None:
        own = portable and given is None
        return Places(folder, bundle / "library.db", bundle / "docs", bundle / "licences", None, own)
    root = SOURCE_ROOT
    build = root / "build"
    sources = root if _has_sources(root) else None
    return Places(folder, build / "library.db", root / "docs", build / "licences", sources, portable)


def assignment_folders(data: Path) -> tuple[Path, ...]:
    """Where the unit's assignment file may have been laid out: in the data folder, and beside a built program.

    The installer puts it into its own folder, in which each version of the program has one.
    """
    if not is_frozen():
        return (data,)
    return (data, program_folder(), program_folder().parent)


def is_frozen() -> bool:
    """Whether this is the built program rather than a source tree."""
    return bundle_folder() is not None


def bundle_folder() -> Path | None:
    """Where PyInstaller has put what came with the program; None in a source tree."""
    place = getattr(sys, "_MEIPASS", None)
    return Path(place) if getattr(sys, "frozen", False) and place else None


def program_folder() -> Path:
    """The folder that holds the program: of the executable, or the source tree."""
    return Path(sys.executable).resolve().parent if is_frozen() else SOURCE_ROOT


def _pointed_to() -> Path | None:
    """The folder that the installer was told (/DATA=); None where there is none, or in a source tree."""
    if not is_frozen():
        return None
    try:
        content = (program_folder().parent / POINTER).read_bytes()
    except OSError:
        return None
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    line = content.decode(encoding, "replace").strip()
    return Path(line) if line and Path(line).is_absolute() else None


def _whole(given: Path) -> Path:
    with suppress(RuntimeError):  # "~nobody" is a name like any other
        given = given.expanduser()
    try:
        os.fspath(given).encode()
        return given.absolute()
    except (
        UnicodeEncodeError,
        FileNotFoundError,
    ) as error:  # bytes that are no text; the current folder is gone
        raise Refusal(Reason.NOT_WRITABLE, path=str(given)) from error


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The platform's own folder for this account's data.

    By platformdirs' rule, written out for the two platforms that matter, because importing it takes a tenth
    of the time to the first window; a test holds the two together.
    """
    if sys.platform == "linux":
        share = environ.get("XDG_DATA_HOME", "").strip()
        try:
            return (Path(share) if share else Path.home() / ".local" / "share") / "elearn"
        except RuntimeError as error:
            raise Refusal(Reason.NO_HOME) from error
    if sys.platform == "win32" and environ.get("LOCALAPPDATA"):
        return Path(environ["LOCALAPPDATA"]) / "elearn"
    import platformdirs

    return Path(platformdirs.user_data_dir("elearn", appauthor=False))


def _has_sources(root: Path) -> bool:
    return (root / "content").is_dir() and (root / "quizzes").is_dir()
