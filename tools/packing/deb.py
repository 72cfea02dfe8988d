"""`python -m tools.packing.deb [--check]`: dist/elearn_VERSION_amd64.deb from the built program in dist/elearn/.

For Debian 12 and Ubuntu 24.04. `--check` installs it here, runs it, and removes it again (needs root).
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import setup
from tools.packing import bundle, program

PACKAGING = program.ROOT / "packaging"
# Ubuntu 24.04 has renamed one of them: either name will do.
OTHER_NAMES = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
NEEDED = ("libc6 (>= 2.36)", *sorted(OTHER_NAMES.get(one, one) for one in setup.QT_LIBRARIES.values()))


def control(size_kb: int) -> str:
    """The package's description."""
    return (
        f"Package: elearn\nVersion: {program.version()}\nArchitecture: amd64\nMaintainer: elearn <elearn@localhost>\n"
        f"Installed-Size: {size_kb}\nDepends: {', '.join(NEEDED)}\nRecommends: fonts-liberation2 | fonts-liberation\n"
        "Section: education\nPriority: optional\n"
        "Description: offline courses, exams and proof of completion for civil servants\n"
        " Lessons, practice, exams, certificates that can be checked offline, and result files for the unit head.\n"
        " Needs no network, no account, no server.\n"
    )


def build() -> Path:
    """Lay the files out and pack them; the package."""
    if not (bundle.BUNDLE / "elearn").is_file():
        raise SystemExit("dist/elearn/ is missing: run make bundle")
    target = program.DIST / f"elearn_{program.version()}_amd64.deb"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "root"
        shutil.copytree(bundle.BUNDLE, root / "usr/lib/elearn", symlinks=True)
        _put(PACKAGING / "linux/elearn.desktop", root / "usr/share/applications/elearn.desktop")
        _put(PACKAGING / "linux/elearn-mime.xml", root / "usr/share/mime/packages/elearn.xml")
        _put(PACKAGING / "linux/elearn.png", root / "usr/share/icons/hicolor/256x256/apps/elearn.png")
        _put(
            program.ROOT / "elearn/desktop/elearn.svg",
            root / "usr/share/icons/hicolor/scalable/apps/elearn.svg",
        )
        _put(program.ROOT / "LICENSE", root / "usr/share/doc/elearn/copyright")
        meta = (PACKAGING / "linux/vn.elearn.elearn.metainfo.xml").read_text(encoding="utf-8")
        place = root / "usr/share/metainfo/vn.elearn.elearn.metainfo.xml"
        place.parent.mkdir(parents=True)
        meta = meta.replace("@VERSION@", program.version()).replace("@DAY@", program.day_of_release())
        place.write_text(meta, encoding="utf-8")
        changes = root / "usr/share/doc/elearn/changelog.gz"
        changes.write_bytes(gzip.compress((program.ROOT / "CHANGELOG.md").read_bytes(), mtime=0))
        (root / "usr/bin").mkdir(parents=True)
        for command in ("elearn", "elearn-cli"):
            (root / "usr/bin" / command).symlink_to(f"../lib/elearn/{command}")
        (root / "DEBIAN").mkdir()
        size_kb = round(program.size_mb(root) * 1e6 / 1024)
        (root / "DEBIAN/control").write_text(control(size_kb), encoding="utf-8")
        for path in root.rglob("*"):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)],
            check=True, stdout=subprocess.DEVNULL, env=os.environ | {"SOURCE_DATE_EPOCH": "1767225600"},
        )  # fmt: skip
    print(f"{target.name}: {program.size_mb(target):.1f} MB")
    return target


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def check(package: Path) -> None:
    """Install, run, remove; raises where something is amiss."""
    _apt("install", "--no-install-recommends", str(package))
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            done = subprocess.run(
                ["/usr/bin/elearn-cli", "doctor", "--json", "--data", folder / "data"],
                check=False, capture_output=True, text=True, cwd=folder, env=bundle.bare(folder),
            )  # fmt: skip
            program.refuse_unwell(json.loads(done.stdout))
            for file in (
                "/usr/share/applications/elearn.desktop",
                "/usr/share/metainfo/vn.elearn.elearn.metainfo.xml",
            ):
                if not Path(file).is_file():
                    raise SystemExit(f"{file} was not installed")
            if shutil.which("appstreamcli"):
                subprocess.run(["appstreamcli", "validate", "--no-net", file], check=True)
    finally:
        _apt("remove", "elearn")
    if Path("/usr/lib/elearn").exists():
        raise SystemExit("/usr/lib/elearn was left behind")
    print("installed, run and removed: ok")


def _apt(action: str, *arguments: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", action, "-y", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def main() -> int:
    """Build, and with --check try; the exit status."""
    package = build()
    program.write_sums()
    if "--check" in sys.argv[1:]:
        if os.geteuid() != 0:
            print("cannot install the package here: no right to")
            return 77
        check(package)
    return 0


if __name__ == "__main__":
    sys.exit(main())
