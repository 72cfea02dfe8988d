"""What every build of the program shares: its version resource, parts and licences, payload list, sizes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build"
DIST = ROOT / "dist"
RUN_PINS = ROOT / "requirements" / "run.txt"


def version() -> str:
    """The program's version."""
    found = re.search(
        r'__version__ = "([^"]+)"', (ROOT / "elearn" / "__init__.py").read_text(encoding="utf-8")
    )
    if not found:
        raise ValueError("elearn/__init__.py names no version")
    return found[1]


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


def parts() -> list[dict[str, str]]:
    """Every pinned part that goes into the program: name, version, licence, sorted."""
    names = re.findall(r"^([a-zA-Z0-9_.-]+)==", RUN_PINS.read_text(encoding="utf-8"), re.MULTILINE)
    found = []
    for name in sorted(names, key=str.lower):
        if name in {"pip", "setuptools"}:  # a library asks for them; the program leaves them out
            continue
        about = metadata.metadata(name)
        found.append({"name": name, "version": about["Version"], "licence": _licence(about)})
    return found


def _licence(about: metadata.PackageMetadata) -> str:
    """The licence as the part's own description tells it."""
    stated = about.get("License-Expression")
    if stated:
        return stated
    classifiers = [
        one.rpartition(":: ")[2] for one in about.get_all("Classifier") or [] if one.startswith("License")
    ]
    if classifiers:
        return ", ".join(dict.fromkeys(classifiers))
    return (about.get("License") or "unknown").splitlines()[0]


def write_licences(folder: Path) -> None:
    """The licence texts of all parts into a folder, and the bill of materials (CycloneDX)."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for part in parts():
        for file in metadata.files(part["name"]) or []:
            if re.match(r"(?i)(licen[cs]e|copying|notice)", file.name) and "/_vendor/" not in str(file):
                source = Path(str(file.locate()))
                if source.is_file():
                    name = f"{part['name']}-{file.name}"
                    (folder / name).write_bytes(source.read_bytes())
    (folder / "sbom.cdx.json").write_text(bill_of_materials(), encoding="utf-8")


def bill_of_materials() -> str:
    """A CycloneDX 1.5 bill of materials of what is bundled; the same parts give the same text."""
    hashes = _hashes()
    bundled = [
        {"type": "library", "name": "CPython", "version": ".".join(map(str, sys.version_info[:3])),
         "licenses": [{"license": {"name": "Python-2.0"}}]},
        {"type": "data", "name": "Lucide icons", "version": "0.5", "licenses": [{"license": {"name": "ISC"}}]},
    ]  # fmt: skip
    components = [
        {
            "type": "library",
            "name": part["name"],
            "version": part["version"],
            "purl": f"pkg:pypi/{part['name'].lower()}@{part['version']}",
            "licenses": [{"license": {"name": part["licence"]}}],
            "hashes": [{"alg": "SHA-256", "content": one} for one in hashes.get(part["name"].lower(), [])],
        }
        for part in parts()
    ]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "elearn", "version": version()}},
        "components": bundled + components,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _hashes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in RUN_PINS.read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([a-zA-Z0-9_.-]+)==", line):
            name = pin[1].lower()
        if digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            found.setdefault(name, []).append(digest[1])
    return found


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


def sign(path: Path) -> bool:
    """Sign a Windows file with SIGN_COMMAND ("{file}" stands for it), where an office has one; whether it did."""
    command = os.environ.get("SIGN_COMMAND")
    if not command:
        return False
    subprocess.run(command.replace("{file}", f'"{path}"'), shell=True, check=True)  # noqa: S602 - the builder's own
    return True


class Unwell(SystemExit):
    """A built program is not well."""


def refuse_unwell(answer: dict[str, Any]) -> None:
    """Raise Unwell unless every check passed; where no publisher's key was given the library may be unsigned."""
    wanting = [one for one in answer["checks"] if not one["ok"]]
    unsigned = not os.environ.get("ELEARN_PUBLISHER_KEY") and [one["id"] for one in wanting] == ["library"]
    if wanting and not unsigned:
        raise Unwell(f"the built program is not well: {wanting}")
