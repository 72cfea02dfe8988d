"""Where records, library and guide lie: by option, by environment, beside a portable program, by platform."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from elearn.errors import Reason, Refusal
from elearn.machine import paths
from elearn.machine.paths import MARKER, data_folder, find_places


def test_the_platforms_own_folder_is_the_one_that_platformdirs_names() -> None:
    assert data_folder() == Path(platformdirs.user_data_dir("elearn", appauthor=False))


@pytest.mark.skipif(sys.platform != "linux", reason="XDG")
def test_another_home_for_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "elearn" == Path(platformdirs.user_data_dir("elearn", appauthor=False))


def test_the_option_goes_before_the_environment(tmp_path: Path) -> None:
    environ = {"ELEARN_DATA": str(tmp_path / "moi-truong")}
    assert find_places(None, environ).data == tmp_path / "moi-truong"
    assert find_places(tmp_path / "chon", environ).data == tmp_path / "chon"
    assert find_places(Path("tuong-doi"), environ).data == Path.cwd() / "tuong-doi"


def test_in_a_source_tree() -> None:
    places = find_places(environ=os.environ)
    root = Path(__file__).parents[2]
    assert places.source_root == root
    assert places.library == root / "build" / "library.db"
    assert (places.docs / "huong-dan").is_dir()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built program, as PyInstaller starts one."""
    program = tmp_path / "elearn"
    (program / "_internal").mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(program / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "elearn.exe"))
    return program


def test_a_built_program_brings_library_and_guide_and_has_no_sources(built: Path) -> None:
    places = find_places(environ={})
    assert (places.library, places.docs) == (built / "_internal" / "library.db", built / "_internal" / "docs")
    assert (places.source_root, places.portable, places.data) == (None, False, data_folder({}))
    assert paths.is_frozen()


def test_a_portable_program_keeps_records_beside_itself(built: Path, tmp_path: Path) -> None:
    (built / MARKER).write_text("")
    places = find_places(environ={})
    assert (places.portable, places.data) == (True, built / paths.PORTABLE_DATA)
    elsewhere = find_places(tmp_path / "khac", {})
    assert (elsewhere.portable, elsewhere.data) == (False, tmp_path / "khac")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_records_of_all_accounts_lie_where_the_installer_was_told(
    built: Path, tmp_path: Path, encoding: str
) -> None:
    shared = tmp_path / "Dữ liệu chung"
    (built.parent / paths.POINTER).write_bytes(f"{shared}\r\n".encode(encoding))
    assert find_places(environ={}).data == shared
    assert find_places(environ={"ELEARN_DATA": str(tmp_path / "khac")}).data == tmp_path / "khac"


def test_a_pointer_that_names_no_place_is_passed_over(built: Path) -> None:
    (built.parent / paths.POINTER).write_text("tuong-doi")
    assert find_places(environ={}).data == data_folder({})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an account always has a place")
def test_an_account_without_a_home_is_asked_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    with pytest.raises(Refusal) as refused:
        find_places(environ={})
    assert refused.value.reason is Reason.NO_HOME
    assert find_places(Path("/dau-do"), environ={}).data == Path("/dau-do")


def test_a_name_that_is_no_text_and_one_of_nobodys_home() -> None:
    with pytest.raises(Refusal) as refused:
        find_places(Path("/tmp/\udcff"), environ={})
    assert refused.value.reason is Reason.NOT_WRITABLE
    assert find_places(Path("~khong-co-ai/x"), environ={}).data == Path.cwd() / "~khong-co-ai/x"
