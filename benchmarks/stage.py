"""What the benchmarks run on: a data folder with a learner, and a library, real or twenty times as large."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.measure import ROOT
from elearn.learning.people import PersonDetails
from elearn.machine.clock import SystemClock
from elearn.services import Services


@dataclass
class Stage:
    """A folder with records of one learner over a library."""

    folder: Path
    library: Path
    source_root: Path | None = None

    @cached_property
    def services(self) -> Services:
        """The services of the window."""
        return Services(self.folder, SystemClock(), self.library, self.source_root)

    @cached_property
    def subject(self) -> str:
        """The learner."""
        people = self.services.records.people
        found = people.list()
        return (
            found[0] if found else people.create(PersonDetails("Nguyễn Thị Hồng Nhung", "CB-017"))
        ).subject


def make_stage(folder: Path, library: Path | None = None) -> Stage:
    """A stage on the project's own library, or on another."""
    stage = Stage(folder, library or ROOT / "build" / "library.db", None if library else ROOT)
    _ = stage.subject
    return stage


def twenty_courses(folder: Path) -> Path:
    """Sources with twenty courses: copies of the largest one under other names. The folder that holds them."""
    content, quizzes = folder / "content", folder / "quizzes"
    content.mkdir(parents=True)
    for file in (ROOT / "content").glob("*.t*"):
        shutil.copy(file, content)
    model = "luat-an-ninh-mang"
    for number in range(1, 21):
        name = f"khoa-{number:02}"
        shutil.copytree(ROOT / "content" / model, content / name, ignore=shutil.ignore_patterns("dieu"))
        shutil.copytree(ROOT / "quizzes" / model, quizzes / name)
        for file in (*(content / name).glob("*.*"), *(quizzes / name).glob("*.yaml")):
            text = file.read_text(encoding="utf-8")
            text = text.replace(f"{model}/", f"{name}/").replace(f'"{model}"', f'"{name}"')
            text = re.sub(rf"^course: {model}$", f"course: {name}", text, flags=re.MULTILINE)
            text = re.sub(r"(- id: |check: )([a-z][a-z0-9]*-\d+)", rf"\g<1>{name}-\2", text)
            file.write_text(text, encoding="utf-8")
    return folder
