"""`python -m tools.packing.release [--unsigned]`: the whole list of docs/releasing.md; stops at the first thing wrong.

Nothing is tagged or sent anywhere: at the end the one command that tags is printed. What can be seen at once (the
tree, the version, CHANGELOG.md, the key, the records of this version) is looked at before anything long is begun.
`--unsigned` goes through the list without a publisher's key, for trying it.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from elearn.records import schema
from elearn.records.unit.schema import ROAD
from tools.packing import program

KEY = "ELEARN_PUBLISHER_KEY"
STEPS: tuple[tuple[str, list[str]], ...] = (
    ("the fast suite", ["make", "test"]),
    ("style, types, import contracts", ["make", "check"]),
    ("lessons and items", ["make", "library-check"]),
    ("the slow checks", ["make", "slow"]),
    ("pictures of every screen", ["make", "pictures"]),
    ("the program for Linux", ["make", "bundle"]),
    (
        "the Debian and Ubuntu package, installed, run, removed",
        [sys.executable, "-m", "tools.packing.deb", "--check"],
    ),
    ("the Windows program and its installers", ["make", "windows"]),
    ("the Windows installer, tried", ["make", "windows-check"]),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """What can be seen of a source tree before anything is built."""

    version: str
    changelog: str
    changed: str = ""  # git's list of what is not committed
    tags: frozenset[str] = frozenset()
    key: str = ""  # the publisher's key file
    publishers: int = 0  # how many keys the program trusts
    unsigned: bool = False  # no signature is wanted
    shape_is_kept: bool = True  # records of today's shape stand under tests/released/


def first_fault(tree: Tree) -> str | None:
    """The first thing wrong with a tree, and what to do; None where it may be built and released."""
    if tree.changed:
        return f"not committed:\n{tree.changed.rstrip()}"
    return _version_fault(tree) or _news_fault(tree) or _key_fault(tree)


def _version_fault(tree: Tree) -> str | None:
    if not re.fullmatch(r"\d+\.\d+\.\d+", tree.version):
        return f"elearn/__init__.py: “{tree.version}” is no version for a release; it has three numbers."
    if f"v{tree.version}" in tree.tags:
        return f"the tag v{tree.version} is there already: set the next version in elearn/__init__.py."
    if not tree.shape_is_kept:
        return "the records have a new shape: make tests/released/ of this version by python -m tests.released.make."
    return None


def _news_fault(tree: Tree) -> str | None:
    news = section(tree.changelog, tree.version)
    if news is None:
        return f"CHANGELOG.md has no “## [{tree.version}] – day”: move “Unreleased” under the version."
    if not re.fullmatch(r"## \[[^\]]+\] [-–] \d{4}-\d\d-\d\d", news.partition("\n")[0]):
        return f"CHANGELOG.md: the heading of {tree.version} has no day (## [{tree.version}] – 2026-01-31)."
    if sentences(news) < 3:
        return f"CHANGELOG.md: {tree.version} needs three sentences in Vietnamese for the installer under its heading."
    if (section(tree.changelog, "Unreleased") or "").partition("\n")[2].strip():
        return (
            "CHANGELOG.md: something stands under “Unreleased” still; it belongs to this version or to none."
        )
    return None


def _key_fault(tree: Tree) -> str | None:
    if tree.unsigned:
        return None
    if not tree.key:
        return f"{KEY} names no publisher's key, so that the library would be unsigned (--unsigned to try the list)."
    if not Path(tree.key).is_file():
        return f"{KEY}: there is no file {tree.key}."
    if not tree.publishers:
        return "content/publishers.toml trusts nobody: add the public half of the publisher's key."
    return None


def section(changelog: str, version: str) -> str | None:
    """The part of CHANGELOG.md about a version, with its heading; None where there is none."""
    found = re.search(rf"^## \[{re.escape(version)}\].*?(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[0] if found else None


def sentences(news: str) -> int:
    """How many sentences stand between a version's heading and its first list, those with Vietnamese letters."""
    words = news.partition("\n")[2].partition("\n###")[0]
    ends = re.split(r"(?<=[.!?])\s+", " ".join(words.split()))
    return sum(bool(re.search(r"[à-ỹđ]", one.lower())) for one in ends)


def look(unsigned: bool) -> Tree:
    """The source tree of this file."""
    publishers = tomllib.loads((program.ROOT / "content" / "publishers.toml").read_text(encoding="utf-8"))
    return Tree(
        version=program.version(),
        changelog=(program.ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        changed=_git("status", "--porcelain"),
        tags=frozenset(_git("tag").split()),
        key=os.environ.get(KEY, ""),
        publishers=len(publishers.get("publisher", ())),
        unsigned=unsigned,
        shape_is_kept=shape_is_kept(program.ROOT / "tests" / "released"),
    )


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=program.ROOT, check=True, capture_output=True, text=True
    ).stdout  # fmt: skip


def shape_is_kept(released: Path) -> bool:
    """Whether some released version's records and unit have the shape that today's program makes."""
    with tempfile.TemporaryDirectory() as name:
        for file, road in (("records.db", None), ("unit.db", ROAD)):
            today = Path(name) / file
            schema.create(today, road)
            if _outline(today) not in [_outline(path) for path in released.glob(f"*/{file}")]:
                return False
    return True


def _outline(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return schema.outline(connection)


def unlisted(names: Sequence[str], version: str) -> list[str]:
    """What lies in dist/ and is not of this version: it would be handed out with it."""
    known = {"SHA256SUMS", "rollout.cmd", "payload-linux.txt", "payload-windows.txt"}
    return [
        name
        for name in names
        if name not in known and not re.match(rf"elearn[-_]{re.escape(version)}[-_]", name)
    ]


def go_through(steps: Sequence[tuple[str, list[str]]], run: Callable[[list[str]], int]) -> str | None:
    """Run the steps in turn; the first that failed, None where all went well. What could not run here counts, too."""
    for name, command in steps:
        print(f"\n=== {name}: {' '.join(command)}", flush=True)
        status = run(command)
        if status:
            why = (
                "it cannot be run here, and no release is made without it"
                if status == 77
                else f"exit {status}"
            )
            return f"{name}: {why}"
    return None


def main() -> int:
    """Go through the list; the exit status."""
    unsigned = "--unsigned" in sys.argv[1:]
    if fault := first_fault(look(unsigned)):
        print(f"STOPPED before anything was built: {fault}")
        return 1
    if fault := go_through(
        STEPS, lambda command: subprocess.run(command, cwd=program.ROOT, check=False).returncode
    ):
        print(f"\nSTOPPED at {fault}")
        return 1
    if changed := _git("status", "--porcelain"):
        print(f"\nSTOPPED: the steps have changed the tree:\n{changed.rstrip()}")
        return 1
    files = sorted(path.name for path in program.DIST.iterdir() if path.is_file())
    if strange := unlisted(files, program.version()):
        print(f"\nSTOPPED: dist/ holds what is not of {program.version()}: {', '.join(strange)}")
        return 1
    program.write_sums()
    status = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=program.DIST, check=False).returncode
    if status:
        return 1
    print(f"\nLook at build/pictures/ once more, then: git tag v{program.version()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
