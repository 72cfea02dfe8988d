"""The bill of materials: everything that is bundled, each with its licence's text, and nothing that nobody pinned."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import PySide6
import pytest

from tools.packing import program
from tools.packing.inside import in_qt
from tools.packing.licences import BILL, TEXTS_OF, write
from tools.packing.parts import Contents, carried, pinned, python_parts, system_parts

PYSIDE = Path(PySide6.__file__).parent


def built(sources: dict[str, str] | None = None, *, windows: bool = False) -> Contents:
    """What a build would tell of itself."""
    inside = {"openssl": "3.0.13", "expat": "2.6.0", "libmpdec": "2.5.1", "zlib": "1.3.1"}
    return Contents((), sources or {}, "3.11.9", "3.45.1", windows, inside)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bill and the texts of the source tree."""
    parts = python_parts()
    return write([*parts, *carried(parts)], tmp_path_factory.mktemp("licences") / "licences")


@pytest.fixture(scope="module")
def bill(folder: Path) -> dict[str, Any]:
    """The bill."""
    read: dict[str, Any] = json.loads((folder / BILL).read_text(encoding="utf-8"))
    return read


def test_it_is_cyclonedx(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
    assert bill["metadata"]["component"]["version"] == program.version()
    kinds = {"application", "framework", "library", "platform", "data", "file"}
    references = []
    for one in bill["components"]:
        assert one["type"] in kinds
        assert one["name"]
        assert all(re.fullmatch("[0-9a-f]{64}", digest["content"]) for digest in one.get("hashes", ()))
        assert [set(licence) for licence in one["licenses"]] == [{"license"}]
        references += [one["bom-ref"]] if "bom-ref" in one else []
    assert len(references) == len(set(references))


def test_every_part_has_its_licence_and_the_text_of_it(bill: dict[str, Any], folder: Path) -> None:
    named = set()
    for one in (bill["metadata"]["component"], *bill["components"]):
        assert one["licenses"][0]["license"]["name"] not in ("", "unknown", "UNKNOWN"), one["name"]
        texts = [about["value"] for about in one["properties"] if about["name"] == TEXTS_OF]
        assert texts, one["name"]
        for text in texts:
            assert len((folder / text).read_text(encoding="utf-8", errors="replace")) > 150, text
        named |= set(texts)
    assert named == {path.name for path in folder.iterdir()} - {BILL}
    assert len({name.lower() for name in named}) == len(named)


def test_what_others_ask_to_be_named_is_named(bill: dict[str, Any]) -> None:
    names = {one["name"] for one in bill["components"]}
    wanted = {
        "Qt",
        "CPython",
        "SQLite",
        "OpenSSL (in cryptography)",
        "Lucide",
        "font-source-sans-pro",
        "libxml2 (in lxml)",
    }
    assert wanted <= names
    by_name = {re.sub(r"[-_.]+", "-", name).lower() for name in names}
    assert set(pinned()) - {"pip", "setuptools"} <= by_name
    assert all(one["hashes"] for one in bill["components"] if one.get("purl", "").startswith("pkg:pypi/"))


def test_the_same_parts_give_the_same_bill(folder: Path, tmp_path: Path) -> None:
    parts = python_parts()
    again = write([*parts, *carried(parts)], tmp_path / "again")
    assert (again / BILL).read_bytes() == (folder / BILL).read_bytes()


def test_only_what_a_build_took_is_listed() -> None:
    assert {part.name for part in python_parts(["PIL", "segno", "json", "elearn"])} == {"pillow", "segno"}


def test_what_nobody_pinned_stops_the_build() -> None:
    with pytest.raises(program.Unwell, match="pytest"):
        python_parts(["segno", "_pytest"])


@pytest.mark.skipif(not Path("/var/lib/dpkg/status").is_file(), reason="packages of Debian")
def test_a_library_of_the_system_is_that_of_its_package(tmp_path: Path) -> None:
    library = next(Path("/usr/lib").glob("*-linux-gnu/libz.so.1"), None)
    if library is None:
        pytest.skip("no zlib here")
    (tmp_path / "libz.so.1").write_bytes(b"\x7fELF")
    (found,) = system_parts(tmp_path, built({"libz.so.1": str(library)}))
    assert (found.name, "Zlib" in found.licence) == ("zlib1g", True)
    assert found.version
    (tmp_path / "libla.so").write_bytes(b"\x7fELF")
    with pytest.raises(program.Unwell, match=r"libla\.so"):
        system_parts(tmp_path, built({"libla.so": str(tmp_path / "libla.so")}))


def test_what_pythons_of_windows_bring(tmp_path: Path) -> None:
    for name in ("libcrypto-3.dll", "libffi-8.dll", "VCRUNTIME140.dll", "python311.dll"):
        (tmp_path / name).write_bytes(b"MZ")
    parts = system_parts(tmp_path, built(windows=True))
    names = [f"{part.name} {part.version}".strip() for part in parts]
    assert names == [
        "OpenSSL (in Python) 3.0.13", "libffi", "zlib (in Python) 1.3.1", "Microsoft Visual C++ Runtime",
    ]  # fmt: skip


# What parts carry inside


def test_what_a_part_carries_inside_is_told_with_its_licence(bill: dict[str, Any]) -> None:
    whole = {one["name"]: one for one in bill["components"]}
    crates = {one["name"]: one["licenses"][0]["expression"] for one in whole["nh3"]["components"]}
    assert (crates["ammonia"], crates["cssparser"]) == ("MIT OR Apache-2.0", "MPL-2.0")
    assert "cc" not in {one["name"] for one in whole["cryptography"]["components"]}  # only made it
    in_qts = {one["name"]: one.get("version") for one in whole["Qt"]["components"]}
    assert in_qts["TinyCBOR"] is None
    assert "FreeType 2" in in_qts
    for one in bill["components"]:
        for inner in one.get("components", ()):
            assert [set(licence) for licence in inner["licenses"]] == [{"expression"}]


def test_every_licence_inside_can_be_kept_by_a_text_that_lies_there(
    bill: dict[str, Any], folder: Path
) -> None:
    elsewhere = {"FTL", "IJG", "libpng-2.0"}  # in the licence of Pillow, which carries the same
    in_list = set(
        re.findall(r"^(\S+)\. ", (folder / "Qt-third-party.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for one in bill["components"]:
        texts = {about["value"] for about in one["properties"] if about["name"] == TEXTS_OF}
        there = {text.removesuffix(".txt") for text in texts} | (
            elsewhere | in_list if one["name"] == "Qt" else set()
        )
        for inner in one.get("components", ()):
            assert kept(inner["licenses"][0]["expression"], there), f"{one['name']}: {inner}"


def kept(expression: str, there: set[str]) -> bool:
    """Whether the texts that lie there are enough for a licence expression."""
    if expression.startswith("(") and ")" in expression:
        inner, _, rest = expression[1:].partition(")")
        return kept(inner, there) and (not rest or kept(rest.removeprefix(" AND "), there))
    if " AND " in expression:
        return all(kept(one, there) for one in expression.split(" AND "))
    return any(one in there for one in expression.split(" OR "))


def test_each_system_has_its_own_in_qt() -> None:
    windows, linux = ({one.name for one in in_qt(windows=on)} for on in (True, False))
    assert {"D3D12 Memory Allocator", "Wintab API"} == windows - linux
    assert {"forkfd", "ICU", "XCB-XInput"} == linux - windows


@pytest.mark.skipif(not (PYSIDE / "Qt" / "lib").is_dir(), reason="the wheel for Linux")
def test_the_versions_in_the_list_are_those_in_the_libraries() -> None:
    told = {one.name: one.version for one in in_qt(windows=False) if one.version}
    core, gui, jpeg = (
        (PYSIDE / "Qt" / name).read_bytes()
        for name in ("lib/libQt6Core.so.6", "lib/libQt6Gui.so.6", "plugins/imageformats/libqjpeg.so")
    )
    assert tells(core, told.pop("PCRE2"), rb" 20\d\d-\d\d-\d\d\0")
    assert tells(core, told.pop("Unicode Character Database"), rb"\0")
    assert tells(gui, told.pop("LibPNG"), rb"\n", before=b"libpng version ")
    assert tells(gui, told.pop("HarfBuzz-NG"), rb"\0")
    assert tells(jpeg, told.pop("LibJPEG-turbo"), rb" ", before=b"libjpeg-turbo version ")
    assert (PYSIDE / "Qt" / "lib" / f"libicudata.so.{told.pop('ICU').partition('.')[0]}").is_file()
    assert told == {}


def tells(library: bytes, version: str, after: bytes, before: bytes = rb"[^\d.]") -> bool:
    """Whether a library has this version among its words."""
    return bool(re.search(before + re.escape(version.encode()) + after, library))
