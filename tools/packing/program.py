"""What every build of the program shares: its version resource, payload list, sizes, signature."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
DIST = ROOT / "dist"


def version() -> str:
    """The program's version."""
    found = re.search(
        r'__version__ = "([^"]+)"', (ROOT / "elearn" / "__init__.py").read_text(encoding="utf-8")
    )
    if not found:
        raise ValueError("elearn/__init__.py names no version")
    return found[1]


def day_of_release() -> str:
    """The day that CHANGELOG.md gives this version; that of the last commit while it is not released."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## \[{re.escape(version())}\] [-–] (\d{{4}}-\d\d-\d\d)", changes, re.MULTILINE)
    if found:
        return found[1]
    last = ["git", "log", "-1", "--format=%cs"]
    told = subprocess.run(last, cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()
    return told or "2026-01-01"  # sources without a repository


def version4() -> str:
    """The version in four numbers, as Windows wants it."""
    numbers = re.findall(r"\d+", version())[:4]
    return ".".join(numbers + ["0"] * (4 - len(numbers)))


def compile_library() -> Path:
    """The compiled library, signed where ELEARN_PUBLISHER_KEY names a key file."""
    library = BUILD / "library.db"
    command = [sys.executable, ROOT / "main.py", "library", "build", "--out", library]
    key = os.environ.get("ELEARN_PUBLISHER_KEY")
    subprocess.run([*command, *(["--key", key] if key else [])], check=True)
    return library


def write_version_info() -> Path:
    """The resource that Windows shows of elearn.exe."""
    numbers = tuple(int(part) for part in version4().split("."))
    strings = {
        "CompanyName": "elearn",
        "FileDescription": "elearn: học, thi và nhận giấy xác nhận không cần Internet",
        "FileVersion": version(),
        "InternalName": "elearn",
        "ProductName": "elearn",
        "ProductVersion": version(),
    }
    rows = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    path = BUILD / "version_info.txt"
    path.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('042A04B0', [{rows}])]), "
        "VarFileInfo([VarStruct('Translation', [0x042A, 1200])])])\n",
        encoding="utf-8",
    )
    return path


def payload_list(folder: Path) -> str:
    """Every file of a built program: path, size, SHA-256; sorted."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter="\t", lineterminator="\n")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            rows.writerow([name, len(content), hashlib.sha256(content).hexdigest()])
    return text.getvalue()


def size_mb(path: Path) -> float:
    """The size of a file, or of all files of a folder, in 1,000,000 bytes."""
    files = (
        [path]
        if path.is_file()
        else [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
    )
    return sum(one.stat().st_size for one in files) / 1e6


def largest(folder: Path, count: int = 12) -> list[tuple[str, float]]:
    """The largest files of a folder with their sizes in 1,000,000 bytes."""
    files = [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]
    files.sort(key=lambda one: -one.stat().st_size)
    return [(one.relative_to(folder).as_posix(), size_mb(one)) for one in files[:count]]


def hand_out_bill(internal: Path, system: str) -> Path:
    """The bill of materials of a built program, beside the files that are handed out."""
    target = DIST / f"elearn-{version()}-{system}.cdx.json"
    target.write_bytes((internal / "licences" / "sbom.cdx.json").read_bytes())
    return target


def write_sums(folder: Path = DIST) -> Path:
    """SHA256SUMS of everything in dist/, as `sha256sum -c` reads it."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    target = folder / "SHA256SUMS"
    target.write_text("".join(lines), encoding="ascii")
    return target


def sign_command(file: str) -> str:
    """The office's command to sign a Windows file ("{file}" in SIGN_COMMAND stands for it); "" where it has none."""
    return os.environ.get("SIGN_COMMAND", "").replace("{file}", f'"{file}"')


def sign(path: Path) -> bool:
    """Sign a Windows file, where an office has a certificate; whether it did."""
    command = sign_command(str(path))
    if command:
        subprocess.run(command, shell=True, check=True)  # noqa: S602 - the builder's own
    return bool(command)


class Unwell(SystemExit):
    """A built program is not well."""


def refuse_unwell(answer: dict[str, Any]) -> None:
    """Raise Unwell unless every check passed; where no publisher's key was given the library may be unsigned."""
    wanting = [one for one in answer["checks"] if not one["ok"]]
    unsigned = not os.environ.get("ELEARN_PUBLISHER_KEY") and [one["id"] for one in wanting] == ["library"]
    if wanting and not unsigned:
        raise Unwell(f"the built program is not well: {wanting}")
