"""`trial`: learners who studied, some to the end; made by the same services, the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from elearn.credentials.verify import Status
from elearn.learning.sitting import AttemptState, AttemptUse
from elearn.records.store import Records, open_records
from elearn.services import Services
from elearn.services.trial import make as making
from elearn.services.trial.make import Order, Trial, make
from elearn.unit.result_file import unseal
from tests.build.clock import A_TUESDAY, FakeClock

Told = Callable[..., tuple[int, Any, str]]
LEARNERS = 30


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, library_file: Path) -> tuple[Path, Trial]:
    """Thirty learners."""
    folder = tmp_path_factory.mktemp("trial") / "thu"
    return folder, make(Order(folder, 7, library_file, A_TUESDAY), LEARNERS)


def people_of(folder: Path) -> list[Path]:
    return sorted((folder / "people").iterdir())


def opened(folder: Path) -> Records:
    return open_records(folder, FakeClock())


def test_folders_hold_what_was_counted(made: tuple[Path, Trial]) -> None:
    folder, trial = made
    assert trial.learners == LEARNERS == len(people_of(folder))
    assert trial.results == len(list((folder / "results").glob("*.kqht"))) >= LEARNERS
    assert trial.certificates == len(list((folder / "certificates").glob("*.pdf")))


def test_some_pass_some_fail_some_stop_half_way(made: tuple[Path, Trial]) -> None:
    outcomes: Counter[str] = Counter()
    for person in people_of(made[0]):
        records = opened(person)
        (one,) = records.people.list()
        assert one.details.staff_code == person.name
        exams = records.attempts.history(one.subject, use=AttemptUse.EXAM)
        if any(exam.passed for exam in exams):
            outcomes["passed"] += 1
        elif exams:
            outcomes["failed"] += 1
        else:
            outcomes["stopped"] += 1
        outcomes["interrupted"] += any(exam.interruptions for exam in exams)
        outcomes["practised"] += bool(records.attempts.history(one.subject, use=AttemptUse.PRACTICE))
        records.close()
    assert outcomes["passed"] >= LEARNERS // 4
    assert min(outcomes["failed"], outcomes["stopped"], outcomes["interrupted"], outcomes["practised"]) > 0


def test_records_are_sound_and_their_times_lie_in_the_weeks_before_today(made: tuple[Path, Trial]) -> None:
    for person in people_of(made[0])[:8]:
        records = opened(person)
        (one,) = records.people.list()
        assert records.full_check()
        assert records.events.verify(one.subject)
        moments = [datetime.fromisoformat(event.at) for event in records.events.chain(one.subject)]
        assert moments == sorted(moments)
        assert A_TUESDAY - timedelta(weeks=10) < moments[0] < moments[-1] <= A_TUESDAY
        assert records.seen_day.jumps() == []
        for attempt in records.attempts.history(one.subject, use=AttemptUse.EXAM):
            assert attempt.state in (AttemptState.HANDED_IN, AttemptState.PAUSED, AttemptState.RUNNING)
        records.close()


def test_every_file_that_was_handed_over_is_what_it_seems(
    made: tuple[Path, Trial], library_file: Path
) -> None:
    folder, _ = made
    for file in sorted((folder / "results").iterdir())[:5]:
        assert unseal(file.read_text(encoding="ascii")).result.who.staff_code == file.name[:8]
    papers = {}
    for person in people_of(folder):
        services = Services(person, FakeClock(), library_file)
        (one,) = services.records.people.list()
        for paper in services.records.certificates.list(one.subject):
            papers[paper.number] = services
        if not papers:
            services.close()
            continue
        number = next(iter(papers))
        (file,) = (folder / "certificates").glob(f"*{number}*")
        assert services.certify.verify(file).status is Status.VALID
        services.close()
        break
    assert papers


def test_the_same_seed_makes_the_same_people_who_do_the_same(
    made: tuple[Path, Trial], tmp_path: Path, library_file: Path
) -> None:
    def told_of(folder: Path) -> list[Any]:
        lives = []
        for person in people_of(folder)[:6]:
            records = opened(person)
            (one,) = records.people.list()
            lives.append(
                (
                    one.details,
                    [
                        (a.course, a.use, a.started_at, a.points)
                        for a in records.attempts.history(one.subject)
                    ],
                    [(event.at, event.kind) for event in records.events.chain(one.subject)],
                )
            )
            records.close()
        return lives

    make(Order(tmp_path / "lai", 7, library_file, A_TUESDAY), 6)
    make(Order(tmp_path / "khac", 8, library_file, A_TUESDAY), 6)
    assert told_of(tmp_path / "lai") == told_of(made[0])
    assert told_of(tmp_path / "khac") != told_of(made[0])


def test_many_are_made_by_several_processes(
    made: tuple[Path, Trial], tmp_path: Path, library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "ALONE", 3)
    monkeypatch.setattr(making, "BATCH", 4)
    seen: list[int] = []
    trial = make(Order(tmp_path / "thu", 7, library_file, A_TUESDAY), 8, seen.append)
    assert (trial.learners, sorted(seen)) == (8, [4, 8])
    names = [path.name.rpartition("_")[0] for path in sorted((tmp_path / "thu" / "results").iterdir())]
    assert (
        names
        == [path.name.rpartition("_")[0] for path in sorted((made[0] / "results").iterdir())][: len(names)]
    )


def test_as_typed(told: Told, tmp_path: Path) -> None:
    words = ("trial", tmp_path / "thu", "--learners", "2", "--no-unit", "--data", tmp_path / "pc")
    status, facts, err = told(*words, "--json")
    assert (status, facts["learners"], err) == (0, 2, "")
    assert facts.keys() == {"learners", "results", "certificates"}
    status, out, err = told(*words)  # once more into the same folder
    assert (status, out) == (2, "")
    assert "đang có tệp bên trong" in err
    assert not (tmp_path / "pc").exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        pytest.param(["--learners", "0", "--no-unit"], "từ 1 trở lên", id="nobody"),
        pytest.param(["--learners", "x", "--no-unit"], "không dùng được giá trị", id="no number"),
        pytest.param(["--no-unit"], "thiếu --learners", id="how many"),
    ],
)
def test_what_cannot_be_made(words: list[str], part: str, told: Told, tmp_path: Path) -> None:
    status, _, err = told("trial", tmp_path / "thu", *words)
    assert status == 2
    assert part in err
    assert not (tmp_path / "thu").exists()
