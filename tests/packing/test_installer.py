"""The Windows installer's script: it compiles, is signed throughout where there is a certificate; what its guide says is so."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from elearn.cli import doctor
from elearn.wording import SENTENCES, VISITS
from tools.packing import installer, program

GUIDE = (program.ROOT / "docs" / "trien-khai.md").read_text(encoding="utf-8")
SCRIPT = installer.SCRIPT.read_text(encoding="utf-8")
ROLLOUT = installer.rollout_script().decode()


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not here")
def test_all_that_windows_starts_is_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    payload, log = tmp_path / "payload", tmp_path / "signed.txt"
    payload.mkdir()
    (payload / "elearn.exe").write_bytes(b"MZ")
    monkeypatch.setenv("SIGN_COMMAND", f"echo {{file}} >> {log}")
    out = tmp_path / "a place" / "elearn-1.2.0-setup.exe"
    out.parent.mkdir()
    installer.make_installer(payload, out, "x86", "1.2.0", fast=True)
    signed = log.read_text(encoding="utf-8").splitlines()
    assert (
        len(signed) == 2
    )  # the uninstaller, under a name of NSIS's own, before it is packed; then the installer
    assert signed[1] == str(out)
    monkeypatch.setenv("SIGN_COMMAND", "false {file}")
    with pytest.raises(subprocess.CalledProcessError):
        installer.make_installer(payload, out, "x86", "1.2.0", fast=True)


def test_exit_codes_of_the_guide_are_those_of_the_installer() -> None:
    in_script = set(re.findall(r"!insertmacro Stop (\d)|SetErrorLevel (\d)", SCRIPT))
    codes = {one or other for one, other in in_script}
    table = GUIDE.partition("| Mã trả về | Nghĩa |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| (\d) \|", table, re.MULTILINE)) == codes
    rollout = set(re.findall(r'set "CODE=(\d+)"', ROLLOUT))
    assert rollout == {"2", "20", "21"}
    assert all(f"{code} " in GUIDE for code in rollout)


def test_switches_of_the_guide_are_those_of_the_installer() -> None:
    known = set(re.findall(r'\{GetOptions\} \$R0 "(/[A-Z]+)', SCRIPT)) | {"/S", "/D"}
    table = GUIDE.partition("| Tham số | Nghĩa |")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(/[A-Z]+)", table)) | {"/PURGE"}
    assert told == known
    assert set(re.findall(r'"%~1"=="(/[A-Z]+)"', ROLLOUT)) == {"/ALLUSERS", "/SHARED", "/NOPAUSE"}


def test_every_message_of_the_guide_is_one_that_the_program_says() -> None:
    words = [message for words in doctor.WORDS.values() for message in words]
    said = [
        SCRIPT,
        ROLLOUT,
        *SENTENCES.values(),
        *words,
        *doctor.NAMES.values(),
        *(one for all_ in VISITS.values() for one in all_),
    ]
    said = [" ".join(one.split()) for one in said]
    table = GUIDE.partition("| Thông báo có chữ | Việc cần làm |")[2].partition("\n\n")[0]
    messages = re.findall("“([^”]+)”", "\n".join(row.split("|")[1] for row in table.splitlines()[2:]))
    assert len(messages) > 20
    for message in messages:
        pattern = ".+?".join(map(re.escape, message.split("…")))
        assert any(re.search(pattern, one) for one in said), message
