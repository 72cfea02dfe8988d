"""What parts carry inside that is other people's work: Qt's third parties, the crates of wheels written in Rust."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

TEXTS = Path(__file__).resolve().parent.parent.parent / "packaging" / "licences"
QT = TEXTS / "Qt-third-party.txt"


@dataclass(frozen=True, slots=True)
class Inner:
    """A work inside a part, its licence as an SPDX expression."""

    name: str
    version: str
    licence: str
    purl: str = ""


def in_qt(windows: bool = sys.platform == "win32") -> list[Inner]:
    """What Qt's libraries carry on one of the two systems, as the list of them tells it: name | licence | copyright."""
    found = []
    other = "(Linux)" if windows else "(Windows)"
    for line in QT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split(" | ")]
        if len(cells) == 3 and not cells[0].endswith(other):
            name = re.sub(r" \((Linux|Windows)\)$", "", cells[0])
            plain, _, version = name.rpartition(" ")
            numbered = bool(re.fullmatch(r"\d+(\.\d+)+", version))
            found.append(Inner(plain if numbered else name, version if numbered else "", cells[1]))
    return found


def in_wheel(name: str) -> list[Inner]:
    """The crates that a package was compiled from, as its own bill of materials tells; without those of its making."""
    found: dict[tuple[str, str], Inner] = {}
    for file in metadata.files(name) or []:
        if "/sboms/" in str(file) and file.name.endswith(".cyclonedx.json"):
            for one in json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))["components"]:
                if one.get("scope") == "excluded" or not str(one.get("purl", "")).startswith("pkg:cargo/"):
                    continue
                licence = " AND ".join(each["expression"] for each in one["licenses"])
                key = (one["name"], one["version"])
                found[key] = Inner(*key, licence, f"pkg:cargo/{one['name']}@{one['version']}")
    return [found[key] for key in sorted(found)]


def texts_for(inner: Iterable[Inner]) -> tuple[Path, ...]:
    """The texts of the licences that they are under, where the text is the same for all."""
    names = sorted({name for one in inner for name in re.findall(r"[A-Za-z0-9.+-]+", one.licence)})
    return tuple(path for name in names if (path := TEXTS / f"{name}.txt").is_file())
