"""The Windows program as it was installed under Wine: installing it, asking it, looking where it lies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tools.packing import program, python_for_windows, wine

LOG = program.BUILD / "windows" / "try.log"


class Amiss(Exception):
    """Something is not as it must be."""


def drive_c(*parts: str) -> Path:
    """A place on drive C."""
    return (wine.PREFIX / "drive_c").joinpath(*parts)


def local(*parts: str) -> Path:
    """A place below %LOCALAPPDATA%."""
    return next(drive_c("users").glob("*/AppData/Local")).joinpath(*parts)


def setup(file: Path, *arguments: str, expected: int = 0, log: Path = LOG) -> None:
    """Run an installer or the uninstaller silently. Raises Amiss."""
    done = wine.run(
        [file, "/S", f"/LOG={wine.windows_path(log)}", *arguments], timeout=600
    )  # _?= must come last
    wine.wait()
    if done.returncode != expected:
        raise Amiss(f"{file.name} {arguments} ended with {done.returncode}, not {expected}")


def setup_as_typed(file: Path, arguments: str, expected: int = 0) -> None:
    """The same by a command line with quotation marks where a person puts them: /D= takes none. Raises Amiss."""
    line = f'"{wine.windows_path(file)}" /S {arguments}'
    start = "import os, subprocess, sys; sys.exit(subprocess.call(os.environ['ELEARN_LINE']))"
    done = wine.run([python_for_windows.TARGET / "python.exe", "-c", start], timeout=600, ELEARN_LINE=line)
    wine.wait()
    if done.returncode != expected:
        raise Amiss(
            f"{file.name} {arguments} ended with {done.returncode}, not {expected}\n{logged()[-600:]}"
        )


def logged(log: Path = LOG) -> str:
    """What the installer wrote into its log."""
    return log.read_bytes().decode("utf-16-le", "replace") if log.is_file() else ""


def installed(home: Path | None = None) -> Path:
    """The folder that the installed command leads to, as scripts and group policies use it. Raises Amiss."""
    home = home or local("Programs", "elearn")
    command_file = home / "elearn-cli.cmd"
    text = command_file.read_text(encoding="ascii") if command_file.is_file() else ""
    found = re.search(r'%~dp0([^\\"]+)\\elearn-cli\.exe', text)
    if not found:
        raise Amiss(f"{command_file} leads nowhere")
    return home / found[1]


def command(*arguments: str, expected: tuple[int, ...] = (0,), home: Path | None = None) -> dict[str, Any]:
    """What the installed elearn-cli answers. Raises Amiss."""
    return ask(installed(home) / "elearn-cli.exe", *arguments, expected=expected)


def ask(program_file: Path, *arguments: str, expected: tuple[int, ...] = (0,), **env: str) -> dict[str, Any]:
    """What an elearn-cli answers. Raises Amiss."""
    done = wine.run([program_file, *arguments, "--json"], timeout=600, **env)
    if done.returncode not in expected:
        raise Amiss(
            f"elearn-cli {arguments} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def files_of(folder: Path) -> set[Path]:
    """The files of a program, by their places in it."""
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
