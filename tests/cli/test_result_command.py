"""`result export`, as typed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.cli import result
from elearn.errors import Reason, Refusal
from elearn.unit.result_file import unseal
from tests.build.installation import Installation
from tests.build.people import details
from tests.build.sittings import whole_exam


def typed(pc: Installation, *words: str) -> int:
    """Carry out a command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true")
    parser = argparse.ArgumentParser()
    result.register(parser.add_subparsers(), common)
    args = parser.parse_args(words)
    return int(args.run(args, pc))


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Installation]:
    """A PC with one learner who has sat an exam."""
    one = Installation(tmp_path / "pc")
    whole_exam(one.records, one.records.people.create(details(staff_code="CB-01")).subject)
    yield one
    one.records.close()


def test_into_a_folder(pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(pc, "result", "export", "--out", str(tmp_path), "--json") == 0
    written = json.loads(capsys.readouterr().out)
    file = tmp_path / "CB-01_nguyen-thi-thuy_2026-11-24_001.kqht"
    assert written == {"file": str(file), "sequence": 1, "sealed": False}
    assert unseal(file.read_text()).result.who.staff_code == "CB-01"


def test_under_a_name_with_words_for_people(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(pc, "result", "export", "--out", str(tmp_path / "a.kqht"), "--profile", "cb-01") == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Đã ghi tệp kết quả số 1" in captured.err
    assert (tmp_path / "a.kqht").is_file()


def test_without_anybody_there_is_nothing_to_hand_in(tmp_path: Path) -> None:
    bare = Installation(tmp_path / "bare")
    with pytest.raises(Refusal) as refused:
        typed(bare, "result", "export", "--out", str(tmp_path))
    assert refused.value.reason is Reason.NOTHING_TO_HAND_IN
    bare.records.close()
