"""`certificate list`, `export` and `verify`, as typed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from elearn.cli import certificate
from elearn.errors import Reason, Refusal
from tests.build.installation import Installation
from tests.build.items import COURSE
from tests.build.people import details
from tests.build.sittings import whole_exam


def typed(pc: Installation, *words: str) -> int:
    """Carry out a command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true")
    parser = argparse.ArgumentParser()
    certificate.register(parser.add_subparsers(), common)
    args = parser.parse_args(words)
    return int(args.run(args, pc))


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Installation]:
    """A PC with one learner who has a paper."""
    one = Installation(tmp_path / "pc")
    subject = one.records.people.create(details(staff_code="CB-01")).subject
    one.certify.issue(subject, COURSE, whole_exam(one.records, subject))
    yield one
    one.records.close()


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The one JSON document on standard output."""
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_papers_are_listed_and_written_out(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(pc, "certificate", "list", "--json") == 0
    listed = printed(capsys)["certificates"]
    assert isinstance(listed, list)
    (row,) = listed
    assert (row["course"], row["issued_on"]) == (COURSE, "2026-11-24")
    assert typed(pc, "certificate", "export", "--out", str(tmp_path / "usb"), "--json") == 0
    written = printed(capsys)["certificates"]
    assert isinstance(written, list)
    assert Path(written[0]["file"]).name == row["file"]
    stored = pc.records.certificates.get(row["number"]).pdf
    assert Path(written[0]["file"]).read_bytes() == stored
    assert len(list((tmp_path / "usb").iterdir())) == 1


def test_verify_prints_the_verdict_and_ends_by_it(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(pc, "certificate", "export", "--out", str(tmp_path))
    file = next(tmp_path.glob("*.pdf"))
    capsys.readouterr()
    assert typed(pc, "certificate", "verify", str(file), "--json") == 0
    verdict = printed(capsys)
    assert list(verdict) == [
        "valid",
        "status",
        "number",
        "name",
        "unit",
        "course",
        "issued_on",
        "issuer",
        "key_id",
        "known_as_of",
        "reason",
    ]
    assert (verdict["valid"], verdict["status"], verdict["name"]) == (True, "valid", "Nguyễn Thị Thuỷ")
    assert (verdict["course"], verdict["issued_on"], verdict["known_as_of"]) == (
        COURSE,
        "2026-11-24",
        "2026-11-24",
    )
    file.write_bytes(file.read_bytes() + b"%")
    assert typed(pc, "certificate", "verify", str(file), "--json") == 1
    altered = printed(capsys)
    assert (altered["valid"], altered["status"], altered["name"]) == (False, "altered", None)
    assert typed(pc, "certificate", "verify", str(file)) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Hãy lấy lại tệp gốc" in captured.err


def test_a_code_read_from_paper_is_checked(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from elearn.credentials.credential import read_credential

    person = pc.records.people.list()[0]
    paper = pc.records.certificates.list(person.subject)[0]
    text = tmp_path / "qr.txt"
    text.write_text(read_credential(paper.credential).credential.qr + "\n")
    assert typed(pc, "certificate", "verify", str(text)) == 0
    said = capsys.readouterr().err
    assert paper.number in said
    assert "Nguyễn Thị Thuỷ" in said
    assert "ai đã ngồi trước máy" in said


def test_another_pc_checks_with_the_key_file(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(pc, "certificate", "export", "--with-key", "--out", str(tmp_path))
    pdf, key = next(tmp_path.glob("*.pdf")), next(tmp_path.glob("*.khoa"))
    other = Installation(tmp_path / "other")
    capsys.readouterr()
    assert typed(other, "certificate", "verify", str(pdf), "--json") == 1
    assert printed(capsys)["status"] == "unknown_key"
    assert typed(other, "certificate", "verify", str(pdf), "--key", str(key), "--json") == 0
    assert printed(capsys)["issuer"] is not None
    other.records.close()


def test_with_several_learners_one_is_named(pc: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    pc.records.people.create(details(name="Lê Văn Hai", staff_code="CB-02"))
    with pytest.raises(Refusal) as refused:
        typed(pc, "certificate", "list")
    assert refused.value.reason is Reason.BAD_USAGE
    assert "CB-01, CB-02" in str(refused.value.facts["detail"])
    assert typed(pc, "certificate", "list", "--profile", "cb-02", "--json") == 0
    assert printed(capsys) == {"certificates": []}
    with pytest.raises(Refusal) as unknown:
        typed(pc, "certificate", "list", "--profile", "CB-99")
    assert unknown.value.reason is Reason.NO_SUCH_PERSON


def test_nobody_yet_has_no_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = Installation(tmp_path / "bare")
    assert typed(bare, "certificate", "list", "--json") == 0
    assert printed(capsys) == {"certificates": []}
    assert typed(bare, "certificate", "list") == 0
    assert "Chưa có giấy nào" in capsys.readouterr().err
    bare.records.close()


def test_a_paper_is_checked_by_its_key_file_where_nothing_can_be_kept(
    pc: Installation, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from elearn.cli import main

    assert typed(pc, "certificate", "export", "--out", str(tmp_path / "ra"), "--with-key", "--json") == 0
    capsys.readouterr()
    paper, key = next((tmp_path / "ra").glob("*.pdf")), next((tmp_path / "ra").glob("*.khoa"))
    beyond = tmp_path / ("x" * 300)
    words = ["certificate", "verify", str(paper), "--json", "--data", str(beyond)]
    assert main([*words, "--key", str(key)]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["status"] == "valid"
    assert "chỉ theo khóa trong tệp ghi sau --key" in said.err
    assert main(words) == 1
    assert json.loads(capsys.readouterr().out)["status"] == "unknown_key"
