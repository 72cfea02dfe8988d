"""Handing results over."""

from __future__ import annotations

from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.unit.result_file import unseal
from tests.build.installation import Installation
from tests.build.items import COURSE
from tests.build.people import details
from tests.build.sittings import begin_exam, whole_exam


@pytest.fixture
def thuy(pc: Installation) -> str:
    """A learner who has read a lesson, left an exam and come back to it."""
    subject = pc.records.people.create(details()).subject
    pc.records.reading.add_time(subject, f"{COURSE}/tin-gia", 1, 200, 1.0, 6)
    whole_exam(pc.records, subject, right=1)
    sitting = begin_exam(pc.records, subject, seed=9)
    pc.records.attempts.pause(sitting.id, spent_ms=5000)
    pc.records.attempts.resume(sitting.id)
    return subject


def test_the_file_holds_what_was_shown_first(pc: Installation, thuy: str, tmp_path: Path) -> None:
    shown = pc.submit.preview(thuy)
    assert (shown.name, shown.staff_code, shown.sequence, shown.sealed) == (
        "Nguyễn Thị Thuỷ",
        "M-0001",
        1,
        False,
    )
    assert (shown.lessons_opened, shown.lessons_read, shown.exams, shown.exams_passed) == (1, 1, 1, 0)
    assert (shown.answers, shown.last_at) == (4, None)
    written = pc.submit.export(thuy, tmp_path / "usb")
    assert written.file == tmp_path / "usb" / "M-0001_nguyen-thi-thuy_2026-11-24_001.kqht"
    assert written.file.name == shown.file_name
    result = unseal(written.file.read_text("ascii")).result
    assert len(result.chain) == shown.events
    assert result.who.name == shown.name
    closed, still_open = result.attempts
    assert (closed.state, closed.share_1000, closed.passed) == ("handed_in", 250, False)
    assert (still_open.state, still_open.share_1000) == ("running", None)
    assert [one.after for one in still_open.interruptions] == ["pause"]
    assert [one.item for one in closed.answers] == result.chain[3].body["items"]


def test_exporting_again_is_a_new_file_with_a_longer_chain(
    pc: Installation, thuy: str, tmp_path: Path
) -> None:
    first, second = (pc.submit.export(thuy, tmp_path) for _ in range(2))
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.file != second.file
    one, two = (unseal(written.file.read_text("ascii")).result for written in (first, second))
    assert two.chain[: len(one.chain)] == one.chain
    assert two.chain[len(one.chain)].kind == "result_exported"
    assert pc.submit.preview(thuy).last_file_name == second.file.name


def test_under_a_name_of_its_own(pc: Installation, thuy: str, tmp_path: Path) -> None:
    written = pc.submit.export(thuy, tmp_path / "thang-11.kqht")
    assert written.file == tmp_path / "thang-11.kqht"
    assert unseal(written.file.read_text("ascii")).result.sequence == 1


def test_who_has_done_nothing_has_nothing_to_hand_in(pc: Installation, tmp_path: Path) -> None:
    subject = pc.records.people.create(details()).subject
    for act in (lambda: pc.submit.preview(subject), lambda: pc.submit.export(subject, tmp_path / "usb")):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.reason is Reason.NOTHING_TO_HAND_IN
    assert not (tmp_path / "usb").exists()


def test_a_name_stands_outside_the_chain(pc: Installation, thuy: str, tmp_path: Path) -> None:
    """So that a person can be erased later, and the chain still be proved."""
    result = unseal(pc.submit.export(thuy, tmp_path).file.read_text("ascii")).result
    assert "Thuỷ" not in str(result.chain)
    assert "M-0001" not in str(result.chain)


def test_where_no_folder_can_be_made_it_says_so(pc: Installation, thuy: str, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    with pytest.raises(Refusal) as refused:
        pc.submit.export(thuy, tmp_path / "tep" / "usb")
    assert refused.value.reason is Reason.NOT_WRITABLE
    assert pc.records.exports.last(thuy) is None
