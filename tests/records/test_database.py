"""The one place that begins a transaction, and what it says when the world is in the way."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from elearn.errors import Reason, Refusal
from elearn.records.database import Database, file_uri, refusal_for, writing
from elearn.records.store import Records, open_records
from tests.build.clock import FakeClock
from tests.build.people import details


def test_an_act_is_kept_whole_or_not_at_all(
    records: Records, thuy: str, seen_from_outside: Callable[..., list[tuple[object, ...]]]
) -> None:
    class Stumble(Exception):
        pass

    db = records._db
    with pytest.raises(Stumble), writing(db):
        records.settings.set("theme", "dark")
        records.events.append(thuy, "half_an_act")
        raise Stumble
    assert records.settings.get("theme") is None
    assert seen_from_outside("select count(*) from event where kind = 'half_an_act'") == [(0,)]
    records.settings.set("theme", "light")  # the transaction was left in order
    assert seen_from_outside("select value from setting") == [('"light"',)]


def test_a_change_outside_an_act_is_our_fault(records: Records) -> None:
    with pytest.raises(RuntimeError):
        records._db.run("delete from setting")


def test_what_was_changed_by_whomever_is_noticed(records: Records, thuy: str) -> None:
    db = records._db
    seen = [db.changes()]
    records.people.list()
    assert db.changes() == seen[0]
    records.settings.set("theme", "dark")
    seen.append(db.changes())
    with closing(sqlite3.connect(db.path)) as other, other:
        other.execute("update setting set value = '\"light\"'")
    seen.append(db.changes())
    with db.closed():
        pass
    seen.append(db.changes())
    assert len(set(seen)) == 4


def test_many_threads_write_and_nothing_is_lost(records: Records, thuy: str) -> None:
    def write(number: int) -> None:
        for step in range(10):
            records.settings.set(f"{number}-{step}", step)
            records.events.append(thuy, "tested", number=number, step=step)

    threads = [threading.Thread(target=write, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert records._db.row("select count(*) from setting")[0] == 60  # type: ignore[index]
    assert len(records.events.chain(thuy)) == 61
    assert records.events.verify(thuy)


def test_pragmas_that_keep_every_answer(records: Records) -> None:
    def value(name: str) -> object:
        with records._db.connection() as connection:
            return connection.execute(f"pragma {name}").fetchone()[0]

    assert value("journal_mode") == "wal"
    assert value("synchronous") == 2  # full
    assert value("foreign_keys") == 1
    assert value("secure_delete") == 1
    assert value("trusted_schema") == 0


def test_who_reads_does_not_wait_for_who_writes(records: Records, thuy: str) -> None:
    seen: list[object] = []
    with writing(records._db):
        records.settings.set("theme", "dark")
        assert records.settings.get("theme") == "dark"  # this thread sees what it has written
        reader = threading.Thread(target=lambda: seen.append(records.settings.get("theme", "as before")))
        reader.start()
        reader.join(timeout=5)
        assert seen == ["as before"]
    assert records.settings.get("theme") == "dark"


def test_on_a_stick_no_shared_memory_is_needed(folder: Path, clock: FakeClock) -> None:
    opened = open_records(folder, clock, removable=True)
    opened.people.create(details())
    assert sorted(path.name for path in folder.iterdir()) == ["records.db"]
    with opened._db.connection() as connection:
        assert connection.execute("pragma synchronous").fetchone()[0] == 3  # extra
    opened.close()


@pytest.mark.parametrize(
    "code, reason",
    [
        pytest.param(sqlite3.SQLITE_FULL, Reason.DISK_FULL, id="full"),
        pytest.param(sqlite3.SQLITE_BUSY, Reason.LOCKED_BY_OTHER, id="locked by an antivirus"),
        pytest.param(sqlite3.SQLITE_READONLY_DBMOVED, Reason.RECORDS_READ_ONLY, id="an extended code"),
        pytest.param(sqlite3.SQLITE_IOERR_FSYNC, Reason.DISK_FAILING, id="the stick was pulled"),
        pytest.param(sqlite3.SQLITE_CORRUPT, Reason.RECORDS_DAMAGED, id="damaged"),
        pytest.param(sqlite3.SQLITE_NOTADB, Reason.RECORDS_DAMAGED, id="garbage"),
        pytest.param(sqlite3.SQLITE_CONSTRAINT_UNIQUE, None, id="ours"),
        pytest.param(sqlite3.SQLITE_ERROR, None, id="ours: wrong SQL"),
    ],
)
def test_the_primary_code_decides_whose_fault_it_is(code: int, reason: Reason | None) -> None:
    error = sqlite3.OperationalError("…")
    error.sqlite_errorcode = code
    refusal = refusal_for(error, Path("/x/records.db"))
    assert (refusal.reason if refusal else None) is reason


def test_a_file_that_somebody_holds_is_said_so(
    records: Records, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.settings.set("theme", "dark")
    with records._db.connection() as connection:
        connection.execute("pragma busy_timeout = 10")
    other = sqlite3.connect(folder / "records.db", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(Refusal) as held:
        records.settings.set("theme", "light")
    assert held.value.reason is Reason.LOCKED_BY_OTHER
    other.execute("rollback")
    other.close()
    records.settings.set("theme", "light")
    assert records.settings.get("theme") == "light"


def test_a_missing_file_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        Database(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_opened_and_closed_fifty_times_leaves_nothing_open(folder: Path, clock: FakeClock) -> None:
    open_records(folder, clock).close()
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    for _ in range(50):
        opened = open_records(folder, clock)
        opened.people.list()
        opened.close()
    if before:
        assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_part_that_failed_is_not_passed_over(records: Records, thuy: str) -> None:
    with pytest.raises(RuntimeError), writing(records._db):
        records.settings.set("theme", "dark")
        try:
            with writing(records._db):
                records.events.append(thuy, "half")
                raise KeyError("caught too early")
        except KeyError:
            pass
    assert records.settings.get("theme") is None
    assert [event.kind for event in records.events.chain(thuy)] == ["profile_created"]


@pytest.mark.parametrize(
    "place, uri",
    [
        pytest.param(
            PurePosixPath("/o/dữ liệu?#.db"), "file:///o/d%E1%BB%AF%20li%E1%BB%87u%3F%23.db", id="posix"
        ),
        pytest.param(PureWindowsPath("C:\\Học\\records.db"), "file:///C:/H%E1%BB%8Dc/records.db", id="drive"),
        pytest.param(
            PureWindowsPath("\\\\may-chu\\chung\\records.db"), "file:////may-chu/chung/records.db", id="share"
        ),
    ],
)
def test_sqlite_understands_where_the_file_lies(place: PurePath, uri: str) -> None:
    class Absolute(type(place)):  # type: ignore[misc]
        def absolute(self) -> PurePath:
            return self

    assert file_uri(Absolute(place), "mode=ro") == f"{uri}?mode=ro"


def test_a_new_file_that_was_broken_off_is_begun_anew(folder: Path, clock: FakeClock) -> None:
    folder.mkdir()
    (folder / "records.db.new").write_bytes(b"half a database")
    (folder / "records.db.new-journal").write_bytes(b"and its journal")
    opened = open_records(folder, clock)
    assert opened.people.list() == []
    opened.close()
    assert [path.name for path in folder.iterdir()] == ["records.db"]
