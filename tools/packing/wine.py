"""Windows programs under Wine: a prefix of its own in build/wine, standard handles, what Wine lacks of Windows 10.

Wine 8 lacks `icuuc.dll`, which Qt6Core loads, and `bcryptprimitives.dll`, of which programs in Rust take their
random numbers. Stand-ins of just the functions that are imported are built into the prefix, never into the
product: Qt then uses its own text codecs, and random numbers come from Wine's own source.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent.parent
PREFIX = ROOT / "build" / "wine"
NEEDED = ("wine", "xvfb-run", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump")


def missing() -> list[str]:
    """The commands that are needed and not there."""
    return [name for name in NEEDED if not shutil.which(name)]


def runs_32_bit() -> bool:
    """Whether this Wine runs 32-bit programs."""
    return Path("/usr/lib/i386-linux-gnu/wine").is_dir()


def environment(**more: str) -> dict[str, str]:
    """Wine's environment: its prefix, no dialogs about missing parts, no noise."""
    own = {
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "LANG": "C.UTF-8",
    }
    return os.environ | own | more


ON_A_SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "wine")


def run(
    command: Sequence[str | Path], *, cwd: Path | None = None, timeout: float = 3600, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a Windows program to its end; what it said. A pipe on each standard handle, since without one Python there dies.

    The pipes are not read to their end: Wine's services inherit them, and one of those may outlive the program.
    """
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*ON_A_SCREEN, *map(str, command)],
        cwd=cwd,
        env=environment(**env),
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
    ) as program:
        assert program.stdin and program.stdout  # noqa: S101, PT018 - for the type checker
        assert program.stderr  # noqa: S101
        program.stdin.close()
        said = [bytearray(), bytearray()]
        readers = [
            threading.Thread(target=_read, args=(handle, kept), daemon=True)
            for handle, kept in zip((program.stdout, program.stderr), said, strict=True)
        ]
        for reader in readers:
            reader.start()
        try:
            status = program.wait(timeout=timeout)
        except subprocess.TimeoutExpired:
            program.kill()
            raise
        for reader in readers:
            reader.join(5)
        if any(reader.is_alive() for reader in readers):
            wait()  # then nothing holds the pipes any more
    texts = [bytes(one).decode("utf-8", "replace").replace("\r\n", "\n") for one in said]
    return subprocess.CompletedProcess(program.args, status, *texts)


def _read(handle: IO[bytes], kept: bytearray) -> None:
    with suppress(ValueError):  # closed, where nobody wants the rest
        while piece := os.read(handle.fileno(), 65536):
            kept += piece


@contextmanager
def session(display: str = ":94") -> Iterator[dict[str, str]]:
    """A screen and a running Wine that stay, so that what is timed need not start them; the environment to run in.

    One idle program keeps Wine's services alive: those that a program starts itself would hold on to its pipes.
    """
    screen = subprocess.Popen(["Xvfb", display, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    env = environment(DISPLAY=display)
    quiet = subprocess.DEVNULL
    time.sleep(1)
    idle = subprocess.Popen(["wine", "cmd", "/k"], env=env, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)
    try:
        time.sleep(5)
        yield env
    finally:
        if idle.stdin:
            idle.stdin.close()
        idle.wait(timeout=60)
        wait()
        screen.terminate()
        screen.wait()


def until(true: Callable[[], bool], otherwise: str, seconds: float = 90, every: float = 0.1) -> None:
    """Wait for something. Raises TimeoutError with `otherwise`."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(every)


def _server() -> str:
    return shutil.which("wineserver") or "/usr/lib/wine/wineserver64"


def wait() -> None:
    """Until everything that runs in the prefix has ended; then its registry is on the disk.

    A service that does not notice that it is alone is ended after half a minute, in order.
    """
    try:
        subprocess.run([_server(), "-w"], env=environment(), check=False, timeout=30)
    except subprocess.TimeoutExpired:
        subprocess.run([_server(), "-k"], env=environment(), check=False, timeout=60)


def cut_power() -> None:
    """End everything that runs in the prefix at once: nothing is finished, nothing more is written."""
    mark = f"WINEPREFIX={PREFIX}".encode()
    for place in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # another account's, or one that has just ended
            if mark in place.read_bytes().split(b"\0"):
                os.kill(int(place.parent.name), signal.SIGKILL)


def make_prefix(qt_core: Path) -> None:
    """A Windows 10 prefix with the stub that `qt_core` (Qt6Core.dll) needs; one that stands is kept."""
    if runs_32_bit() and not (PREFIX / "drive_c" / "windows" / "syswow64" / "kernel32.dll").is_file():
        shutil.rmtree(PREFIX, ignore_errors=True)  # made before Wine had its 32-bit half: it would not start
    if not (PREFIX / "system.reg").is_file():
        PREFIX.parent.mkdir(parents=True, exist_ok=True)
        for command in (("wineboot", "-i"), ("winecfg", "-v", "win10")):
            subprocess.run(
                ["xvfb-run", "-a", *command], env=environment(), check=True, capture_output=True, timeout=300
            )
        wait()
    system = PREFIX / "drive_c" / "windows" / "system32"
    make_icu_stub(qt_core, system / "icuuc.dll")
    _compile(PRNG, system / "bcryptprimitives.dll", "-ladvapi32")


def make_icu_stub(qt_core: Path, target: Path) -> None:
    """A DLL with the functions that Qt6Core imports from icuuc.dll, each answering 0."""
    table = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", qt_core], check=True, capture_output=True, text=True
    ).stdout
    names = sorted(set(re.findall(r"\b(ucnv_\w+|u_\w+)\b", table)))
    _compile("".join(f"__declspec(dllexport) void *{name}(void) {{ return 0; }}\n" for name in names), target)


PRNG = """
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return SystemFunction036(data, (ULONG)size); }
"""


def _compile(text: str, target: Path, *libraries: str) -> None:
    source = target.with_suffix(".c")
    source.write_text(text, encoding="ascii")
    subprocess.run(["x86_64-w64-mingw32-gcc", "-shared", "-o", target, source, *libraries], check=True)
    source.unlink()


def windows_path(path: Path) -> str:
    """A path of this machine as Wine's programs see it: on drive C where it lies there."""
    drive = PREFIX / "drive_c"
    place = path.absolute()
    text = f"C:/{place.relative_to(drive)}" if place.is_relative_to(drive) else f"Z:{place}"
    return text.replace("/", "\\")
