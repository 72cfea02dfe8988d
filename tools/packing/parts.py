"""What a built program is made of, read from the build itself: Python parts, what they carry, system libraries."""

from __future__ import annotations

import json
import platform
import re
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from tools.packing import program
from tools.packing.inside import QT as QT_PARTS
from tools.packing.inside import TEXTS, Inner, in_qt, in_wheel, texts_for

RUN_PINS = program.ROOT / "requirements" / "run.txt"
CONTENTS = program.BUILD / "contents.json"  # written by build.spec
_TEXT_NAMES = re.compile(r"(?i)(licen[cs]e|copying|notice)")


@dataclass(frozen=True, slots=True)
class Part:
    """A component: its licence in short, the files with its text, SHA-256 of what it was built from, what is inside."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]
    purl: str = ""
    kind: str = "library"
    hashes: tuple[str, ...] = field(default=(), repr=False)
    inside: tuple[Inner, ...] = field(default=(), repr=False)


def pinned() -> dict[str, tuple[str, ...]]:
    """Every pinned package that the program needs, by its normalised name, with its SHA-256."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in RUN_PINS.read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([a-zA-Z0-9_.-]+)==", line):
            name = _normal(pin[1])
            found[name] = []
        if digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            found[name].append(digest[1])
    return {name: tuple(hashes) for name, hashes in found.items()}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def python_parts(modules: Iterable[str] | None = None) -> list[Part]:
    """The packages of which a build took something; all that are pinned where no build is asked.

    Raises Unwell where a build took what nobody has pinned, or a part has no licence text.
    """
    hashes = pinned()
    if modules is None:
        names = sorted(set(hashes) - {"pip", "setuptools"})  # a library asks for them, the program does not
    else:
        owners = metadata.packages_distributions()
        names = sorted({_normal(owner) for one in modules for owner in owners.get(one, ())})
        if strange := [name for name in names if name not in hashes]:
            raise program.Unwell(f"the program holds what is not pinned in {RUN_PINS.name}: {strange}")
    return [_python_part(name, hashes[name]) for name in names]


def _python_part(name: str, hashes: tuple[str, ...]) -> Part:
    about = metadata.metadata(name)
    texts = [
        Path(str(file.locate()))
        for file in metadata.files(name) or []
        if _TEXT_NAMES.match(file.name) and "/_vendor/" not in str(file) and file.suffix != ".py"
    ]
    if name in ("pyside6-essentials", "shiboken6"):  # their wheels bring none
        texts = [TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt"]
    texts = [text for text in dict.fromkeys(texts) if text.is_file()]
    if not texts:
        raise program.Unwell(f"{name} brings no licence text")
    inside = in_wheel(name)
    return Part(
        about["Name"],
        about["Version"],
        _licence(about),
        (*texts, *texts_for(inside)),
        f"pkg:pypi/{name}@{about['Version']}",
        "data" if name.startswith("font-") else "library",
        hashes,
        tuple(inside),
    )


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


def carried(parts: Sequence[Part], built: Contents | None = None) -> list[Part]:
    """What parts carry inside that is other people's work, and what every build holds beside them.

    `built`: the built program, whose Python's versions count; None for the source tree.
    """
    python_version = built.python if built else platform.python_version()
    sqlite_version = built.sqlite if built else sqlite3.sqlite_version
    texts = {part.name.lower(): part.texts for part in parts}
    apache = (TEXTS / "Apache-2.0.txt",)
    python = (TEXTS / "Python.txt",)
    gpl_with_exception = tuple(
        Path(str(file.locate()))
        for file in metadata.files("pyinstaller") or []
        if file.name.startswith("COPYING")
    )
    found = [
        Part("CPython", python_version, "PSF-2.0", python, kind="platform"),
        Part("SQLite", sqlite_version, "blessing", (TEXTS / "SQLite.txt",)),
        Part(
            "PyInstaller bootloader",
            metadata.version("pyinstaller"),
            "GPL-2.0-or-later WITH Bootloader-exception",
            gpl_with_exception,
        ),
        Part(
            "Lucide", "0.5", "ISC", (program.ROOT / "elearn" / "desktop" / "icons" / "LICENSE",), kind="data"
        ),
    ]
    if "pyside6-essentials" in texts or "pyside6_essentials" in texts:
        inside = tuple(in_qt(built.windows) if built else in_qt())
        qt = (
            TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt", QT_PARTS, *texts_for(inside), *texts.get("pillow", ()),
        )  # fmt: skip
        version = metadata.version("pyside6-essentials")
        found.append(Part("Qt", version, "LGPL-3.0-only", qt, inside=inside))
    if "cryptography" in texts:
        found.append(Part("OpenSSL (in cryptography)", _openssl(), "Apache-2.0", apache))
    if "lxml" in texts:
        from lxml import etree

        for name, version in (("libxml2", etree.LIBXML_VERSION), ("libxslt", etree.LIBXSLT_VERSION)):
            found.append(Part(f"{name} (in lxml)", ".".join(map(str, version)), "MIT", texts["lxml"]))
    if "pyyaml" in texts:
        found.append(Part("libyaml (in PyYAML)", _libyaml(), "MIT", texts["pyyaml"]))
    if "pillow" in texts:
        found += [
            Part(f"{name} (in Pillow)", version, licence, texts["pillow"])
            for name, version, licence in _in_pillow()
        ]
    return found


def _openssl() -> str:
    from cryptography.hazmat.backends.openssl import backend

    return backend.openssl_version_text().split()[1]


def _libyaml() -> str:
    from yaml import _yaml

    return str(_yaml.get_version_string())


def _in_pillow() -> list[tuple[str, str, str]]:
    from PIL import features

    known = (
        ("freetype2", "FreeType", "FTL OR GPL-2.0-only"),
        ("harfbuzz", "HarfBuzz", "MIT"),
        ("libjpeg_turbo", "libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib"),
        ("jpg_2000", "OpenJPEG", "BSD-2-Clause"),
        ("libtiff", "libtiff", "libtiff"),
        ("zlib_ng", "zlib-ng", "Zlib"),
        ("raqm", "Raqm", "MIT"),
    )
    found = []
    for feature, name, licence in known:
        version = features.version(feature)
        if version:
            found.append((name, str(version), licence))
    return found


# System libraries


def system_parts(internal: Path, built: Contents) -> list[Part]:
    """The system's own libraries in a built folder, by the package that brought them.

    On Windows they came with Python itself.
    """
    loose = [path.name for path in internal.iterdir() if path.is_file() and not path.is_symlink()]
    if built.windows:
        return _windows_parts(loose, built.inside_python)
    packages: dict[str, Part] = {}
    for name in sorted(loose):
        source = built.sources.get(name, "")
        if not source or "site-packages" in source or name.startswith("libpython") or ".so" not in name:
            continue
        part = _debian_part(Path(source))
        packages[part.name] = part
    return [*packages.values(), *_in_pillows_folder(internal / "pillow.libs")]


def _in_pillows_folder(folder: Path) -> list[Part]:
    """What Pillow's wheel for Linux lays beside itself and `features` does not tell of."""
    known = {
        "liblzma": "0BSD",
        "libzstd": "BSD-3-Clause OR GPL-2.0-only",
        "libXau": "MIT",
        "libxcb": "MIT",
        "libbrotlicommon": "MIT",
        "libbrotlidec": "MIT",
    }
    (pillow,) = python_parts(["PIL"])
    found = []
    for path in sorted(folder.glob("*.so*")):
        told = re.match(r"(lib\w+)-[0-9a-f]+\.so\.([\d.]+)", path.name)
        if told and told[1] in known:
            texts = (*pillow.texts, TEXTS / "BSD-3-Clause.txt")
            found.append(Part(f"{told[1]} (in Pillow)", told[2], known[told[1]], texts))
    return found


def _windows_parts(loose: Sequence[str], versions: dict[str, str]) -> list[Part]:
    python = (TEXTS / "Python.txt",)
    known = (
        ("libcrypto-3.dll", "OpenSSL (in Python)", "Apache-2.0", (TEXTS / "Apache-2.0.txt",)),
        ("libffi-8.dll", "libffi", "MIT", python),
        ("_bz2.pyd", "bzip2", "bzip2-1.0.6", python),
        ("_decimal.pyd", "libmpdec", "BSD-2-Clause", (TEXTS / "BSD-2-Clause.txt",)),
        ("_lzma.pyd", "liblzma", "public domain", (TEXTS / "XZ.txt",)),
        ("pyexpat.pyd", "Expat", "MIT", (TEXTS / "MIT.txt",)),
        ("python311.dll", "zlib (in Python)", "Zlib", (TEXTS / "Zlib.txt",)),
        ("vcruntime140.dll", "Microsoft Visual C++ Runtime", "Microsoft Distributable Code", python),
    )
    there = {name.lower() for name in loose}
    return [
        Part(name, versions.get(name.partition(" ")[0].lower(), ""), licence, texts)
        for file, name, licence, texts in known
        if file in there
    ]


def _debian_part(library: Path) -> Part:
    real = library.resolve()
    for path in (library, real, *(Path(str(one).removeprefix("/usr")) for one in (library, real))):
        done = subprocess.run(["dpkg-query", "-S", path], check=False, capture_output=True, text=True)
        if done.returncode == 0:
            package = done.stdout.splitlines()[0].partition(":")[0]
            break
    else:
        raise program.Unwell(f"no package says that {library} is its own")
    version = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}\n", package], check=True, capture_output=True, text=True
    ).stdout.splitlines()[0]
    text = Path("/usr/share/doc") / package / "copyright"
    if not text.is_file():
        raise program.Unwell(f"{package} brings no licence text")
    return Part(package, version, _debian_licence(text), (text,), f"pkg:deb/debian/{package}@{version}")


def _debian_licence(text: Path) -> str:
    """The short names in a machine-readable copyright file; where it is none, that it has to be read."""
    content = text.read_text(encoding="utf-8", errors="replace")
    names = list(dict.fromkeys(re.findall(r"^License: *(\S.*?) *$", content, re.MULTILINE)))
    return ", ".join(names[:6]) + (", …" if len(names) > 6 else "") if names else "see its text"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a build took: top-level modules, each file's source; its Python, and what that has inside."""

    modules: tuple[str, ...]
    sources: dict[str, str]
    python: str
    sqlite: str
    windows: bool
    inside_python: dict[str, str]


def contents() -> Contents:
    """What the last build took."""
    told = json.loads(CONTENTS.read_text(encoding="utf-8"))
    return Contents(
        tuple(told["modules"]), dict(told["files"]), told["python"], told["sqlite"], told["windows"], told["inside"]
    )  # fmt: skip
