"""The composition root: cheap to import, everything built once, closed and opened again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.library.compile import build
from elearn.services import Services
from tests.build.clock import FakeClock
from tests.build.people import details

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def library_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real library, compiled once."""
    file = tmp_path_factory.mktemp("library") / "library.db"
    build(ROOT, file, leave_out_faulty=True)
    return file


def test_importing_it_brings_nothing_along() -> None:
    script = "import sys; before = set(sys.modules); import elearn.services; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours = {name for name in done.stdout.split() if name.startswith("elearn")}
    assert ours == {"elearn", "elearn.services"}
    assert not {"sqlite3", "msgspec", "concurrent.futures", "json"} & set(done.stdout.split())


def test_everything_is_built_once_by_whichever_thread_comes_first(tmp_path: Path, library_file: Path) -> None:
    services = Services(tmp_path / "pc", FakeClock(), library_file)
    seen: list[object] = []
    threads = [threading.Thread(target=lambda: seen.append(services.learner)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len({id(one) for one in seen}) == 1
    assert services.records is services.records
    assert services.certify is services.certify
    services.close()


def test_records_closed_and_opened_again_are_those_of_the_file(tmp_path: Path, library_file: Path) -> None:
    services = Services(tmp_path / "pc", FakeClock(), library_file)
    before, learner = services.records, services.learner
    subject = services.records.people.create(details()).subject
    services.close_records()
    assert services.records is not before
    assert services.learner is not learner
    assert [one.course for one in services.learner.progress(subject)] == [
        course.id for course in services.library.courses()
    ]
    services.close()
    services.close()


def test_one_thread_writes_and_closing_waits_for_it(tmp_path: Path, library_file: Path) -> None:
    services = Services(tmp_path / "pc", FakeClock(), library_file)
    names = [services.worker.submit(lambda: threading.current_thread().name) for _ in range(5)]
    assert len({one.result() for one in names}) == 1
    last = services.worker.submit(lambda: services.records.people.create(details()).details.name)
    services.close()
    assert last.result() == "Nguyễn Thị Thuỷ"


def test_a_library_older_than_its_sources_is_compiled_again(tmp_path: Path, library_file: Path) -> None:
    library = tmp_path / "build" / "library.db"
    services = Services(tmp_path / "pc", FakeClock(), library, ROOT)
    version = services.library.version
    services.close()
    assert version
    assert library.is_file()
    library.write_bytes(b"half of one")
    os.utime(library, (1, 1))
    with closing(Services(tmp_path / "pc", FakeClock(), library, ROOT)) as again:
        assert again.library.version == version


def test_where_it_cannot_be_compiled_again_the_older_library_is_read(
    tmp_path: Path, library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else's source tree: it may be read, and not be written."""
    from elearn.library import compile as compiler

    def refused(path: Path, _content: bytes) -> None:
        raise Refusal(Reason.NOT_WRITABLE, path=str(path))

    monkeypatch.setattr(compiler, "write_whole", refused)
    old = tmp_path / "library.db"
    old.write_bytes(library_file.read_bytes())
    os.utime(old, (1, 1))
    services = Services(tmp_path / "pc", FakeClock(), old, ROOT)
    monkeypatch.setattr("elearn.library.stale.is_stale", lambda *_: True)
    assert services.library.courses()
    services.close()
    nowhere = Services(tmp_path / "pc", FakeClock(), tmp_path / "none.db", ROOT)
    with closing(nowhere), pytest.raises(Refusal) as refusal:
        _ = nowhere.library
    assert refusal.value.reason is Reason.NOT_WRITABLE


def test_an_installed_program_without_its_library_is_told_so(tmp_path: Path) -> None:
    services = Services(tmp_path / "pc", FakeClock(), tmp_path / "library.db")
    with pytest.raises(Refusal) as refused:
        _ = services.library
    assert refused.value.reason is Reason.NO_LIBRARY
    services.close()


def test_on_a_stick_records_keep_no_log_beside_them(tmp_path: Path, library_file: Path) -> None:
    services = Services(tmp_path / "pc", FakeClock(), library_file, removable=True)
    services.records.people.create(details())
    assert not (tmp_path / "pc" / "records.db-wal").exists()
    services.close()
