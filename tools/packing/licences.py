"""`python -m tools.packing.licences [FOLDER]`: bill of materials (CycloneDX) and licence texts of all that is bundled.

Into a built program's `licences/`, or into build/licences/ for the source tree, where nothing was built.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.packing import program
from tools.packing.inside import Inner
from tools.packing.parts import Part, carried, contents, python_parts, system_parts

BILL = "sbom.cdx.json"
IN_SOURCE_TREE = program.BUILD / "licences"
TEXTS_OF = "elearn:licence-texts"  # a component's property: its files beside the bill


def write_for_build(internal: Path) -> Path:
    """The bill and the texts of a program that was just built; its folder. Raises Unwell where something is untold."""
    taken = contents()
    parts = python_parts(taken.modules)
    whole = [*parts, *carried(parts, taken), *system_parts(internal, taken)]
    return write(whole, internal / "licences")


def write(parts: Sequence[Part], folder: Path) -> Path:
    """The texts of parts, each once, and the bill that names them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ours = Part("elearn", program.version(), "MIT", (program.ROOT / "LICENSE",), kind="application")
    texts: dict[str, list[str]] = {}
    taken: dict[bytes, str] = {}
    names: set[str] = set()  # in small letters: Windows tells no others apart
    for part in (ours, *parts):
        texts[part.name] = [_put(text, part, folder, taken, names) for text in part.texts]
    (folder / BILL).write_text(bill(ours, parts, texts), encoding="utf-8", newline="\n")
    return folder


def _put(text: Path, part: Part, folder: Path, taken: dict[bytes, str], names: set[str]) -> str:
    """Lay a text down under a plain name, unless the very same lies there already; its name."""
    content = text.read_bytes().replace(b"\r\n", b"\n")
    if content not in taken:
        shared = text.parent.name == "licences" and text.parent.parent.name == "packaging"
        stem = text.stem if shared else f"{part.name}-{text.stem}"
        plain = re.sub(r"[^A-Za-z0-9.+-]+", "-", stem).strip("-.") or "licence"
        name, number = f"{plain}.txt", 1
        while name.lower() in names:
            number += 1
            name = f"{plain}-{number}.txt"
        names.add(name.lower())
        (folder / name).write_bytes(content)
        taken[content] = name
    return taken[content]


def bill(ours: Part, parts: Sequence[Part], texts: dict[str, list[str]]) -> str:
    """CycloneDX 1.5; the same parts give the same text."""
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": _component(ours, texts[ours.name])},
        "components": [
            _component(part, texts[part.name]) for part in sorted(parts, key=lambda one: one.name.lower())
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _component(part: Part, texts: Sequence[str]) -> dict[str, Any]:
    about: dict[str, Any] = {"type": part.kind, "name": part.name}
    if part.version:
        about["version"] = part.version
    if part.purl:
        about |= {"purl": part.purl, "bom-ref": part.purl}
    about["licenses"] = [{"license": {"name": part.licence}}]
    if part.hashes:
        about["hashes"] = [{"alg": "SHA-256", "content": one} for one in part.hashes]
    about["properties"] = [{"name": TEXTS_OF, "value": name} for name in texts]
    if part.inside:
        about["components"] = [_inner(one) for one in part.inside]
    return about


def _inner(one: Inner) -> dict[str, Any]:
    about: dict[str, Any] = {"type": "library", "name": one.name}
    if one.version:
        about["version"] = one.version
    if one.purl:
        about["purl"] = one.purl
    return about | {"licenses": [{"expression": one.licence}]}


def main() -> int:
    """Write them; the exit status."""
    if sys.argv[1:]:
        folder = write_for_build(Path(sys.argv[1]))
    else:
        parts = python_parts()
        folder = write([*parts, *carried(parts)], IN_SOURCE_TREE)
    print(f"{folder}: {len(list(folder.iterdir())) - 1} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
