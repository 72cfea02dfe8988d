"""Files as they are left on the disk: whole or not at all; and many certificates as one file for the printer."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from elearn.credentials.verify import Status, verify
from elearn.errors import Reason, Refusal
from elearn.exports.certificate import make_certificate
from elearn.exports.combined import FIRST_LINES, combined, write_combined
from elearn.exports.list_file import ListFormat, write_completion_list, write_register, write_report
from tests.build.certificates import KEY, of_a_unit, trusted
from tests.build.lists import head, register, rows

BEGINS = {
    ListFormat.XLSX: b"PK",
    ListFormat.CSV: b"\xef\xbb\xbf",
    ListFormat.PDF: b"%PDF-",
    ListFormat.DOCX: b"PK",
}


@pytest.mark.parametrize("form", ListFormat, ids=lambda form: form.value)
def test_each_format_is_written_whole(form: ListFormat, tmp_path: Path) -> None:
    file = tmp_path / f"danh-sach.{form.value}"
    write_completion_list(file, rows(20), head(), form)
    assert file.read_bytes().startswith(BEGINS[form])
    write_register(file, register(20), head(title="Sổ cấp giấy chứng nhận"), form)
    assert file.read_bytes().startswith(BEGINS[form])
    assert list(tmp_path.iterdir()) == [file]


def test_the_report_is_written_whole(tmp_path: Path) -> None:
    write_report(tmp_path / "bao-cao.docx", rows(20), head(title="Báo cáo"))
    assert [file.name for file in tmp_path.iterdir()] == ["bao-cao.docx"]


# In a process of its own: the limit is the process's, and stands for a disk that is full.
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from elearn.errors import Reason, Refusal
from elearn.exports.combined import write_combined
from elearn.exports.list_file import ListFormat, write_completion_list, write_report
from tests.build.certificates import KEY, of_a_unit
from elearn.exports.certificate import make_certificate
from tests.build.lists import head, rows

folder = Path(sys.argv[1])
some, certificates = rows(400), [make_certificate(of_a_unit(), KEY).pdf]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
acts = {f"list.{form.value}": lambda path, form=form: write_completion_list(path, some, head(), form) for form in ListFormat}
acts["report.docx"] = lambda path: write_report(path, some, head())
acts["combined.pdf"] = lambda path: write_combined(path, certificates)
for name, act in acts.items():
    for path in (folder / name, folder / "new" / name):
        try:
            act(path)
        except Refusal as refusal:
            assert refusal.reason is Reason.DISK_FULL, refusal
        else:
            raise SystemExit(f"{name} was written")
"""


def test_a_full_disk_leaves_no_half_file_and_the_old_one_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    names = ["combined.pdf", "list.csv", "list.docx", "list.pdf", "list.xlsx", "report.docx"]
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, tmp_path], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == names
    assert all((tmp_path / name).read_bytes() == b"old" for name in names)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_file_that_is_open_in_excel_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "danh-sach.xlsx"
    file.write_bytes(b"open in Excel")

    def held(part: Path, target: Path) -> None:
        """What Windows answers while Excel holds the target."""
        error = PermissionError(13, "Access is denied", str(part))
        error.winerror = 5  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("elearn.machine.files.time.sleep", lambda seconds: None)
    with pytest.raises(Refusal) as refused:
        write_completion_list(file, rows(5), head(), ListFormat.XLSX)
    assert refused.value.reason is Reason.LOCKED_BY_OTHER and refused.value.facts == {"path": str(file)}
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"open in Excel"]


@pytest.fixture(scope="module")
def issued() -> list[bytes]:
    """Three certificates as they were issued."""
    names = ("Hoàng Thị Ngọc Ánh", "Lê Ân", "Vũ Thuỷ")
    return [
        make_certificate(of_a_unit(name=name, number=f"{at}/GCN-UBND"), KEY).pdf
        for at, name in enumerate(names, 1)
    ]


def test_the_printer_s_file_shows_each_page_as_issued(
    issued: list[bytes], seen_by: Callable[..., str], tmp_path: Path
) -> None:
    def pictures(pdf: bytes) -> list[bytes]:
        seen_by(pdf, "pdftoppm", "-r", "60", "-gray", "{pdf}", "{folder}/page")
        files = sorted(tmp_path.glob("page*.pgm"))
        found = [file.read_bytes() for file in files]
        for file in files:
            file.unlink()
        return found

    assert write_combined(tmp_path / "in.pdf", issued) == 3
    whole = (tmp_path / "in.pdf").read_bytes()
    assert pictures(whole) == [picture for one in issued for picture in pictures(one)]
    fonts = seen_by(whole, "pdffonts", "{pdf}").splitlines()[2:]
    assert len(fonts) == 9 and all(line.split()[-5] == "yes" for line in fonts)


def test_the_printer_s_file_says_that_it_proves_nothing(
    issued: list[bytes], seen_by: Callable[..., str]
) -> None:
    whole, pages = combined(issued)
    assert pages == 3
    assert whole[:400].startswith(("%PDF-1.7\n" + "\n".join(FIRST_LINES) + "\n").encode())
    assert "không dùng để kiểm tra" in seen_by(whole, "pdfinfo", "{pdf}")
    assert not PdfReader(io.BytesIO(whole)).attachments
    assert verify(whole, [trusted(holder="unit")]).status is Status.NOT_A_CERTIFICATE
    assert all(verify(one, [trusted(holder="unit")]).valid for one in issued)


def test_nothing_is_printed_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no certificate"):
        write_combined(tmp_path / "in.pdf", [])
    assert list(tmp_path.iterdir()) == []
