"""`python3 tools/setup.py [--slow] [--windows]`: installs what the project needs; run by `make setup`, opens nothing.

Standard library only, for any Python from 3.11: the virtual environment in .venv/, the pinned dependencies,
the system libraries of Qt and the programs that tests read our files back with (where there is the right
to install them; else one line names the command), the compiled library. `--slow` adds what only the slow
checks use (LibreOffice, a virtual screen, fonts), `--windows` what builds the Windows program (Wine, NSIS).
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from elearn.machine.display import PACKAGES as QT_LIBRARIES  # noqa: E402 - needs nothing but Python

VENV = ROOT / ".venv"
PINS = ROOT / "requirements" / "dev.txt"
STAMP = VENV / "pins.sha256"

# What the tests read our files back with: command -> package.
TEST_COMMANDS = {"pdftotext": "poppler-utils", "zbarimg": "zbar-tools", "iconv": "libc-bin"}
SLOW_COMMANDS = {
    "soffice": "libreoffice-writer libreoffice-calc",
    "Xvfb": "xvfb",
    "hunspell": "hunspell hunspell-vi",
    "dpkg-deb": "dpkg",
    "xdotool": "xdotool",
    "import": "imagemagick",
}
# What the Windows program is built and tried with on Linux.
WINDOWS_COMMANDS = {
    "wine": "wine wine64",
    "xvfb-run": "xvfb",
    "makensis": "nsis",
    "osslsigncode": "osslsigncode",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-posix",
    "7z": "p7zip-full",
    "import": "imagemagick",
}


def main() -> int:
    """Install; the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the first thing that an older Python meets
        print("elearn needs Python 3.11 or later.", file=sys.stderr)
        return 1
    if sys.platform == "linux":
        install_system_packages(missing_packages(set(sys.argv[1:])))
        if "--windows" in sys.argv[1:]:
            install_wine_for_32_bit()
    if not make_environment():
        return 1
    install_pins()
    compile_modules()
    write_licences()
    return compile_library()


def missing_packages(also: set[str]) -> list[str]:
    """Debian's names of what is not there yet."""
    missing = [package for library, package in QT_LIBRARIES.items() if not _loads(library)]
    commands = dict(TEST_COMMANDS)
    commands |= SLOW_COMMANDS if "--slow" in also else {}
    commands |= WINDOWS_COMMANDS if "--windows" in also else {}
    missing += [package for command, package in commands.items() if not shutil.which(command)]
    if not _has_ensurepip():
        missing.append("python3-venv")
    if "--slow" in also and not Path("/usr/share/fonts/truetype/liberation2").is_dir():
        missing.append("fonts-liberation2" if _is_debian_12() else "fonts-liberation")
    return [one for group in missing for one in group.split()]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_ensurepip() -> bool:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def _is_debian_12() -> bool:
    release = Path("/etc/os-release")
    return release.is_file() and "bookworm" in release.read_text(encoding="utf-8")


def install_system_packages(packages: list[str]) -> None:
    """Install them where that is allowed; else say how. Going on without them is possible for much."""
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not rights or shutil.which("sudo")):
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        if (
            subprocess.run([*rights, *install], check=False, stderr=subprocess.DEVNULL, **quiet).returncode
            == 0
        ):
            return
        subprocess.run([*rights, "apt-get", "update"], check=False, stderr=subprocess.DEVNULL, **quiet)
        if subprocess.run([*rights, *install], check=False, **quiet).returncode == 0:
            return
    print(f"System packages are missing; please run: sudo {' '.join(install)}", file=sys.stderr)


def install_wine_for_32_bit() -> None:
    """Wine's 32-bit half, where Debian's i386 architecture can be had; the shipped installer has a 32-bit stub."""
    if Path("/usr/lib/i386-linux-gnu/wine").is_dir() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    for command in (
        ["dpkg", "--add-architecture", "i386"],
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "wine32:i386"],
    ):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )


def python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment() -> bool:
    """Make .venv/ where there is none, or one that no longer runs; whether there is one now."""
    if python().exists() and subprocess.run([python(), "-c", ""], check=False).returncode == 0:
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        print(
            "No virtual environment could be made; please run: sudo apt-get install python3-venv",
            file=sys.stderr,
        )
        return False
    return True


def install_pins() -> None:
    """Install the pinned dependencies, hashes checked, unless these very pins are installed already."""
    wanted = hashlib.sha256(PINS.read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == wanted:
        return
    subprocess.run(
        [
            python(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            PINS,
        ],
        check=True,
    )
    STAMP.write_text(wanted, encoding="ascii")


def compile_modules() -> None:
    """Byte code beside the sources, also where the environment forbids Python to write it by itself."""
    subprocess.run([python(), "-m", "compileall", "-q", ROOT / "elearn", ROOT / "main.py"], check=False)


def write_licences() -> None:
    """The list of parts with their licences in build/licences/, which the About page shows."""
    bill = ROOT / "build" / "licences" / "sbom.cdx.json"
    if not bill.is_file() or bill.stat().st_mtime < STAMP.stat().st_mtime:
        command = [python(), "-m", "tools.packing.licences"]
        subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)


def compile_library() -> int:
    """The compiled library in build/, from content/ and quizzes/."""
    return subprocess.run(
        [python(), ROOT / "main.py", "library", "build", "--if-stale"], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
