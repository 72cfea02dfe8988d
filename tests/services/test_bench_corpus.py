"""The corpus of the benchmarks: made once, handed out in parts that fit together, made anew where it must be."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.corpus import Corpus, corpus, corpus_key, digest_of, open_unit
from elearn.learning.intake import Outcome
from elearn.library.compile import build
from elearn.services.trial.unit import PASSWORD

ROOT = Path(__file__).parents[2]
LEARNERS = 8


@pytest.fixture(scope="module")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real library."""
    file = tmp_path_factory.mktemp("library") / "library.db"
    build(ROOT, file, leave_out_faulty=True)
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> Corpus:
    """A small one, beside what an earlier program had kept."""
    cache = tmp_path_factory.mktemp("cache")
    (cache / "0123456789ab" / "results").mkdir(parents=True)
    said: list[str] = []
    found = corpus(LEARNERS, cache, library_file, said.append)
    assert f"{LEARNERS} of {LEARNERS} learners" in " ".join(said)
    assert [one.name for one in cache.iterdir()] == [corpus_key(LEARNERS, library_file)]
    return found


def test_it_is_made_once(made: Corpus) -> None:
    said: list[str] = []
    again = corpus(LEARNERS, made.folder.parent, made.library, said.append)
    assert (again.folder, again.files(), said) == (made.folder, made.files(), [])


def test_a_part_holds_people_and_files_that_fit(made: Corpus, tmp_path: Path) -> None:
    with closing(open_unit(made.unit(4, tmp_path / "empty"), made.library)) as unit:
        assert [one.person.code for one in unit.roster.people()] == [f"CB-{at:05d}" for at in range(1, 5)]
        unit.unlock(PASSWORD)
        assert {one.outcome for one in unit.intake.take(made.files(4)).files} <= {
            Outcome.NEW,
            Outcome.UPDATED,
        }
        assert not unit.intake.strangers()


def test_a_unit_that_has_taken_in_is_kept(made: Corpus, tmp_path: Path) -> None:
    with closing(open_unit(made.taken(4, tmp_path / "one"), made.library)) as unit:
        assert len(unit.records.intakes.known_files()) == 4
    kept = made.folder / "taken"
    before = {one.name: one.stat().st_mtime_ns for one in kept.iterdir()}
    made.taken(4, tmp_path / "other")
    assert {one.name: one.stat().st_mtime_ns for one in kept.iterdir()} == before


def test_other_code_or_another_number_needs_another(library_file: Path, tmp_path: Path) -> None:
    assert corpus_key(8, library_file) != corpus_key(9, library_file)
    shutil.copytree(ROOT / "elearn" / "services" / "trial", tmp_path / "trial")
    before = digest_of(tmp_path, ["trial"])
    assert digest_of(tmp_path, ["trial"]) == before != digest_of(tmp_path, ["trial"], "2026.12")
    with (tmp_path / "trial" / "story.py").open("a") as file:
        file.write("# changed\n")
    assert digest_of(tmp_path, ["trial"]) != before
