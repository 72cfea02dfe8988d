"""The bill of materials: everything that is bundled, each with its licence's text, and nothing that nobody pinned."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tools.packing import program
from tools.packing.licences import BILL, TEXTS_OF, write
from tools.packing.parts import carried, pinned, python_parts, system_parts


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
    (found,) = system_parts(tmp_path, {"libz.so.1": str(library)})
    assert (found.name, "Zlib" in found.licence) == ("zlib1g", True)
    assert found.version
    (tmp_path / "libla.so").write_bytes(b"\x7fELF")
    with pytest.raises(program.Unwell, match=r"libla\.so"):
        system_parts(tmp_path, {"libla.so": str(tmp_path / "libla.so")})


def test_what_pythons_of_windows_bring(tmp_path: Path) -> None:
    for name in ("libcrypto-3.dll", "libffi-8.dll", "VCRUNTIME140.dll", "python311.dll"):
        (tmp_path / name).write_bytes(b"MZ")
    names = [part.name for part in system_parts(tmp_path, {})]
    assert names == ["OpenSSL (in Python)", "libffi", "Microsoft Visual C++ Runtime"]
