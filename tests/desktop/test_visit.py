"""Reading on something that is locked against writing: the notice, what works, what is closed, the way out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from elearn.desktop.walk import make_application
from elearn.library.compile import build
from elearn.services import Services
from tests.build.clock import FakeClock
from tests.build.items import right_response
from tests.build.people import details
from tests.build.sources import COURSE, FIRST, SourceTree
from tests.desktop.accessible import nameless, names
from tests.desktop.answering import button, click
from tests.desktop.conftest import Window
from tests.desktop.keyboard import press, tab_stops


@pytest.fixture(scope="module")
def library_file(tmp_path_factory) -> Path:
    """A small library, compiled once."""
    folder = tmp_path_factory.mktemp("library")
    build(SourceTree(folder / "tree").root, folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def stick(tmp_path):
    """A drive of its own; only where a test may mount one."""
    place = tmp_path / "usb"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def lock(place: Path, how: str = "ro") -> None:
    """Move the stick's switch."""
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


@pytest.fixture
def services(stick, library_file):
    """A portable folder's services, with somebody's records, on a locked stick."""
    made = Services(stick / "du-lieu", FakeClock(), library_file, portable=True)
    made.records.people.create(details())
    made.close_records()
    lock(stick)
    yield made
    made.close()


def test_the_window_says_so_and_the_lessons_can_be_read(open_shell, services):
    window = open_shell()
    shell = window.shell
    assert (str(shell.route), shell.session.is_visit) == ("home", True)
    said = names(shell)
    assert "Nơi chứa elearn đang khóa ghi: đọc được bài, không lưu được việc học." in said
    assert "Đọc bài, không lưu" in said
    assert not any("Nguyễn" in one for one in said)
    assert "Đổi người học" not in tab_stops(shell)
    press("Bắt đầu học")
    window.settle()
    assert shell.route.name == "lesson"
    window.go("search:bi mat")
    assert shell.route.name == "search"
    assert nameless(shell) == []
    assert "Thử mở lại để lưu" in tab_stops(shell)


def test_practice_works_and_leaves_nothing(open_shell, services, stick):
    before = sorted(stick.rglob("*"))
    window = open_shell()
    window.go(f"practice:{COURSE}")
    item = window.shell.page.item
    item.set_response(right_response(item.item))
    item.answered.emit(right_response(item.item))
    window.settle()
    window.go("courses")
    assert sorted(stick.rglob("*")) == before


@pytest.mark.parametrize("route", [f"exam:{COURSE}", "certificates", "submit", "unit", "profile-edit:new"])
def test_what_needs_records_is_closed_with_a_sentence(open_shell, route):
    window = open_shell()
    window.go(route)
    assert window.shell.route.name == "closed"
    said = names(window.shell.page)
    assert any("nên lần mở này chỉ để đọc" in one for one in said)
    press("Về các bài học")
    window.settle()
    assert str(window.shell.route) == "courses"


def test_the_course_says_why_there_is_no_exam(open_shell):
    window = open_shell()
    window.go(f"course:{COURSE}")
    said = names(window.shell.page)
    assert any("nên lần mở này chỉ để đọc" in one for one in said)
    assert "Vào thi" not in said


def test_only_the_look_can_be_set_and_the_notice_stays(open_shell):
    window = open_shell()
    window.go("settings")
    said = names(window.shell.page)
    assert "Màu: Tối" in said
    assert not any("PIN" in one or "Xóa hồ sơ" in one for one in said)
    window.shell.change_look("dark", 2.0)
    window.settle()
    assert window.shell.context.theme.name == "dark"
    assert "Thử mở lại để lưu" in names(window.shell)


def test_unlocked_again_everything_is_kept_as_always(open_shell, services, stick):
    window = open_shell()
    window.go(f"lesson:{FIRST}")
    press("Thử mở lại để lưu")  # still locked: the visit goes on
    window.settle()
    assert window.shell.session.is_visit
    lock(stick, "rw")
    press("Thử mở lại để lưu")
    window.settle()
    assert (str(window.shell.route), window.shell.session.is_visit) == ("profiles", False)
    assert [one.details.name for one in services.records.people.list()] == [details().name]
    assert "Thử mở lại để lưu" not in names(window.shell)


def test_without_rights_reading_is_offered(qtbot, tmp_path, library_file):
    make_application()
    (tmp_path / "tep").write_text("a file where a folder should be")
    services = Services(tmp_path / "tep" / "pc", FakeClock(), library_file, removable=False)
    window = Window(qtbot, services)
    assert str(window.shell.route) == "trouble"
    click(button(window.shell, "Đọc bài, không lưu"))
    window.settle()
    assert (str(window.shell.route), window.shell.session.is_visit) == ("home", True)
    assert any("Không có quyền ghi" in one for one in names(window.shell))
    press("Thử mở lại để lưu")
    window.settle()
    assert (str(window.shell.route), window.shell.session.is_visit) == ("trouble", False)
    window.close()
    services.close()


def test_a_disk_that_is_full_from_the_start(qtbot, stick, library_file):
    services = Services(stick / "pc", FakeClock(), library_file, removable=True)
    services.records.people.create(details())
    services.close_records()
    with pytest.raises(OSError, match="space"):
        (stick / "filler").write_bytes(b"x" * 5_000_000)
    with (stick / "filler").open("ab", buffering=0) as file, pytest.raises(OSError, match="space"):
        while True:
            file.write(b"x" * 512)
    window = Window(qtbot, services)
    assert str(window.shell.route) == "trouble"
    assert any("đã đầy" in one for one in names(window.shell.page))
    press("Đọc bài, không lưu")
    window.settle()
    assert window.shell.session.is_visit
    window.close()
    services.close()
