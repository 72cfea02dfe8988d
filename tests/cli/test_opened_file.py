"""`elearn FILE`, as a double click starts it: with a screen and without, with a unit and without."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from elearn.cli.opened_file import opened_files
from elearn.records.settings import TO_SAY, TO_TAKE_IN
from elearn.records.store import open_records
from elearn.services.unit import UnitService
from tests.build.clock import FakeClock
from tests.build.offices import PASSWORD, PEOPLE, SETTINGS, Office, Pc, library

Program = Callable[..., "subprocess.CompletedProcess[str]"]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The unit that the people of the files work in."""
    made = Office(tmp_path_factory.mktemp("office"), tmp_path_factory.mktemp("pattern") / "unit")
    made.people(*PEOPLE)
    yield made
    made.unit.close()


def setting(data: Path, name: str) -> Any:
    """What the records keep under a name."""
    records = open_records(data, FakeClock())
    try:
        return records.settings.get(name)
    finally:
        records.close()


def result_file(folder: Path, giao: Path | None = None) -> Path:
    """A learner's result file, sealed where there is an assignment."""
    pc = Pc(folder / "pc-khac", FakeClock(), giao)
    subject = pc.person()
    pc.sit(subject)
    file = pc.hand_in(subject, folder / "usb")
    pc.records.close()
    return file


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["a.giao"], ".giao"),
        (["A.GIAO"], ".giao"),
        (["a.giao", "b.giao"], ""),
        (["a.kqht"], ".kqht"),
        (["a.kqht", "b.KQHT"], ".kqht"),
        (["a.kqht", "b.giao"], ""),
        (["unit", "intake", "a.kqht"], ""),
        ([], ""),
    ],
)
def test_which_starts_are_double_clicks(words: list[str], kind: str) -> None:
    assert opened_files(words) == kind


def test_an_assignment_is_taken_in_also_without_a_screen(
    program: Program, data: Path, office: Office
) -> None:
    giao = office.assign()
    done = program(giao, "--data", data)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Đã nhận phần giao học số 1 của “Ủy ban nhân dân xã An Bình Đông”" in done.stderr
    again = program("--data", data, giao)
    assert "đang được dùng rồi" in again.stderr
    assert "đang được dùng rồi" in setting(data, TO_SAY)  # and the next window will say it


def test_a_file_that_is_no_assignment_changes_nothing(program: Program, data: Path, tmp_path: Path) -> None:
    (tmp_path / "thu.giao").write_text("Kính gửi")
    done = program(tmp_path / "thu.giao", "--data", data)
    assert done.returncode == 2
    assert "không phải tệp giao học" in done.stderr
    assert program(tmp_path / "khong-co.giao", "--data", data).returncode == 2


def test_without_a_unit_a_result_file_is_said_what_it_is(
    program: Program, data: Path, tmp_path: Path, office: Office
) -> None:
    done = program(result_file(tmp_path), "--data", data)
    assert done.returncode == 2
    assert "là tệp kết quả học tập của Nguyễn Thị Thuỷ, để nộp cho đơn vị" in done.stderr
    sealed = program(result_file(tmp_path / "kin", office.assign()), "--data", data)
    assert "là tệp kết quả học tập, để nộp cho đơn vị" in sealed.stderr
    (tmp_path / "bai-hat.kqht").write_text("la la la")
    assert "không phải tệp kết quả" in program(tmp_path / "bai-hat.kqht", "--data", data).stderr


def test_with_a_unit_it_waits_for_the_window(program: Program, data: Path, tmp_path: Path) -> None:
    unit = UnitService(data, FakeClock(), library)
    unit.setup.set_up(SETTINGS, PASSWORD)
    unit.close()
    file = result_file(tmp_path)
    done = program(file, "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert setting(data, TO_TAKE_IN) == [str(file)]


def test_a_window_that_is_open_hears_of_it(
    first: subprocess.Popen[bytes], program: Program, data: Path, office: Office
) -> None:
    done = program(office.assign(), "--data", data, **OFFSCREEN)
    assert done.returncode == 0
    assert first.poll() is None
    until = time.monotonic() + 20
    while setting(data, TO_SAY) is not None:  # until the window has said it
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_cannot_be_kept_is_said_and_nothing_breaks(program: Program, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("")
    done = program(result_file(tmp_path), "--data", tmp_path / "tep" / "pc", "--json")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "tệp kết quả học tập" in done.stderr
