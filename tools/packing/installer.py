"""`python -m tools.packing.installer`: the Windows program and its installers in dist/.

On Linux under Wine (see wine.py), on Windows with the Python that runs this. Makes:
    elearn-VERSION-setup.exe        shipped: 32-bit stub, so that any Windows can at least say why not
    build/…-setup-amd64.exe         its twin with a 64-bit stub from the same script, packed loosely, for trying under Wine
    elearn-VERSION-portable.zip     the folder with its marker file, for sticks
    rollout.cmd                     the script for many machines
    payload-windows.txt, SHA256SUMS
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.packing import licences, program, python_for_windows, start_time, wine

WORK = program.BUILD / "windows"
PAYLOAD = WORK / "dist" / "elearn"
SCRIPT = program.ROOT / "packaging" / "windows" / "elearn.nsi"
ICON = program.ROOT / "packaging" / "windows" / "elearn.ico"
MARKER = "elearn-portable.txt"
ON_WINDOWS = sys.platform == "win32"


def build_program() -> Path:
    """PyInstaller's one-folder program for Windows."""
    program.BUILD.mkdir(exist_ok=True)
    program.compile_library()
    program.write_version_info()
    shutil.rmtree(WORK, ignore_errors=True)
    arguments = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    pinned = {"SOURCE_DATE_EPOCH": "1767225600", "PYTHONHASHSEED": "0"}
    if ON_WINDOWS:
        places = ["--distpath", WORK / "dist", "--workpath", WORK / "work", program.ROOT / "build.spec"]
        subprocess.run(
            [sys.executable, *arguments, *places], cwd=program.ROOT, env=os.environ | pinned, check=True
        )
    else:
        python = python_for_windows.make()
        wine.make_prefix(python / "Lib" / "site-packages" / "PySide6" / "Qt6Core.dll")
        places = [
            "--distpath", wine.windows_path(WORK / "dist"), "--workpath", wine.windows_path(WORK / "work"),
            wine.windows_path(program.ROOT / "build.spec"),
        ]  # fmt: skip
        done = wine.run([python / "python.exe", *arguments, *places], cwd=program.ROOT, **pinned)
        wine.wait()
        if not (PAYLOAD / "elearn.exe").is_file():
            raise SystemExit(f"PyInstaller failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    licences.write_for_build(PAYLOAD / "_internal")
    for name in ("elearn.exe", "elearn-cli.exe"):
        program.sign(PAYLOAD / name)
    return PAYLOAD


def make_installer(
    payload: Path, out: Path, stub: str, version: str | None = None, *, fast: bool = False
) -> Path:
    """Compile the installer's script around a payload; `stub` is x86 or amd64, `fast` packs it loosely."""
    version = version or program.version()
    numbers = version.split(".")
    defines = {
        "VERSION": version,
        "VERSION4": ".".join((numbers + ["0"] * 4)[:4]),
        "PAYLOAD": str(payload),
        "OUT": str(out),
        "STUB": stub,
        "SIZE_KB": str(round(program.size_mb(payload) * 1e6 / 1024)),
    }
    if fast:
        defines["FAST"] = "1"
    if ICON.is_file():
        defines["ICON"] = str(ICON)
    if command := program.sign_command("%1"):
        defines["SIGN"] = command
    flags = [f"-D{name}={value}" for name, value in defines.items()]
    subprocess.run(["makensis", "-V2", "-INPUTCHARSET", "UTF8", *flags, SCRIPT], check=True)
    program.sign(out)
    return out


def make_portable(payload: Path) -> Path:
    """The folder as a ZIP with its marker; the same payload gives the same bytes."""
    target = program.DIST / f"elearn-{program.version()}-portable.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(payload.rglob("*")):
            if path.is_file():
                _add(archive, f"elearn/{path.relative_to(payload).as_posix()}", path.read_bytes())
        _add(
            archive,
            f"elearn/{MARKER}",
            "Kết quả học nằm trong thư mục du-lieu, cạnh chương trình.\r\n".encode(),
        )
    return target


def rollout_script() -> bytes:
    """The script for many machines with Windows' line ends, without which cmd.exe does not find its labels."""
    text = (program.ROOT / "packaging" / "windows" / "rollout.cmd").read_bytes()
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def first_paints(payload: Path) -> tuple[list[float], list[float]]:
    """Seconds to the first painted window: built, from source by the same Python and wheels; taken in turns."""
    source: list[str | Path] = [sys.executable, program.ROOT / "main.py"]
    if ON_WINDOWS:
        with tempfile.TemporaryDirectory() as folder:
            return _in_turns([payload / "elearn-cli.exe"], source, folder, [], dict(os.environ))
    python = python_for_windows.TARGET / "python.exe"
    source = [python, "-c", FROM_SOURCE, wine.windows_path(program.ROOT)]
    shutil.rmtree(wine.PREFIX / "drive_c" / "users" / "Public" / "start", ignore_errors=True)
    with wine.session() as environment:
        folder = r"C:\users\Public\start"
        return _in_turns([payload / "elearn-cli.exe"], source, folder, ["wine"], environment)


# The embedded Python keeps the script's own folder off its path.
FROM_SOURCE = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_path(sys.path[0] + '/main.py', run_name='__main__')"
)


def _in_turns(
    built: list[str | Path],
    source: list[str | Path],
    data: str,
    runner: list[str],
    environment: dict[str, str],
) -> tuple[list[float], list[float]]:
    def start(command: list[str | Path]) -> float:
        done = subprocess.run(
            [*runner, *command, "window", "--until-painted", "--json", "--data", data],
            env=environment, check=False, input="", capture_output=True, encoding="utf-8", errors="replace", timeout=120,
        )  # fmt: skip
        if done.returncode:
            raise program.Unwell(f"{command[0]} showed no window ({done.returncode}):\n{done.stderr[-2000:]}")
        return float(json.loads(done.stdout)["first_paint_s"])

    return start_time.in_turns(lambda: start(built), lambda: start(source))


def main() -> int:
    """Build everything, print sizes and start times; the exit status. 77 where the tools are not there."""
    if not ON_WINDOWS and (lacking := wine.missing()):
        print(f"cannot build the Windows program here: {', '.join(lacking)} missing")
        return 77
    if not shutil.which("makensis"):
        print("cannot build the installer here: makensis missing")
        return 77
    program.DIST.mkdir(exist_ok=True)
    payload = build_program()
    (program.DIST / "payload-windows.txt").write_text(program.payload_list(payload), encoding="utf-8")
    setup = make_installer(payload, program.DIST / f"elearn-{program.version()}-setup.exe", "x86")
    if not ON_WINDOWS:  # NSIS for Windows brings no 64-bit stub, and Windows needs none
        twin = WORK / f"elearn-{program.version()}-setup-amd64.exe"
        make_installer(payload, twin, "amd64", fast=True)  # it is tried, not handed out
    portable = make_portable(payload)
    (program.DIST / "rollout.cmd").write_bytes(rollout_script())
    program.hand_out_bill(payload / "_internal", "windows")
    program.write_sums()
    print(f"installed: {program.size_mb(payload):.1f} MB (aim 110)")
    for name, size in program.largest(payload):
        print(f"  {size:6.1f} MB  {name}")
    print(
        f"installer: {program.size_mb(setup):.1f} MB (aim 40); portable ZIP: {program.size_mb(portable):.1f} MB"
    )
    cut = [line.split("\t") for line in (program.BUILD / "cut.txt").read_text(encoding="utf-8").splitlines()]
    print(f"cut: {len(cut)} files, {sum(int(one[0]) for one in cut) / 1e6:.1f} MB")
    print(start_time.told(*first_paints(payload), where="" if ON_WINDOWS else " under Wine"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
