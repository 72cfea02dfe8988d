"""Upgrades: new files and old ones travel the same road, and nothing is lost on it."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from elearn.errors import Reason, Refusal
from elearn.records import schema
from elearn.records.store import open_records
from tests.build.clock import FakeClock
from tests.build.people import details
from tests.build.sittings import whole_exam


def _grown(monkeypatch: pytest.MonkeyPatch, *more: tuple[str, schema.Statements]) -> None:
    """A later version of the program, with migrations of its own."""
    later = (*schema.MIGRATIONS, *more)
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    monkeypatch.setattr(schema, "NEWEST", len(later))


NICKNAME = ("m9001_nickname", ("alter table person add column nickname text not null default ''",))
FILLED = ("m9002_filled", ("update person set nickname = 'chị ' || name",))
BROKEN = ("m9003_broken", ("update person set nickname = 'half'", "insert into nowhere values (1)"))


def test_a_later_version_keeps_everything_and_a_copy_before_each_step(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_records(folder, clock)
    subject = first.people.create(details("Trần Văn Được")).subject
    whole_exam(first, subject)
    before, head = first.counts(), first.events.head(subject)
    first.close()
    _grown(monkeypatch, NICKNAME, FILLED)
    later = open_records(folder, clock)
    assert later.counts() == before
    assert later.events.head(subject) == head
    assert later.events.verify(subject)
    assert later._db.row("select nickname from person")[0] == "chị Trần Văn Được"  # type: ignore[index]
    later.close()
    n = schema.NEWEST
    copies = sorted(path.name for path in folder.glob("records-before-*"))
    assert copies == [f"records-before-{n - 1}-2026-11-24.db", f"records-before-{n}-2026-11-24.db"]
    with closing(sqlite3.connect(folder / copies[0])) as copy:
        assert schema.schema_number(copy) == n - 2
        assert copy.execute("select name from person").fetchall() == [("Trần Văn Được",)]


def test_a_step_that_fails_leaves_the_file_as_it_was(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_records(folder, clock).close()
    _grown(monkeypatch, NICKNAME, BROKEN)
    with pytest.raises(sqlite3.OperationalError):
        open_records(folder, clock)
    with closing(sqlite3.connect(folder / "records.db")) as file:
        assert schema.schema_number(file) == schema.NEWEST - 1
        assert file.execute("select count(*) from person where nickname = 'half'").fetchone() == (0,)


def test_records_of_a_newer_elearn_are_refused_in_words_and_left_alone(
    folder: Path, clock: FakeClock
) -> None:
    open_records(folder, clock).close()
    with closing(sqlite3.connect(folder / "records.db")) as file:
        file.execute("insert or replace into meta values ('written_by', '9.4.0')")
        file.commit()
        file.execute(f"pragma user_version = {schema.NEWEST + 3}")
    before = (folder / "records.db").read_bytes()
    with pytest.raises(Refusal) as newer:
        open_records(folder, clock)
    assert newer.value.reason is Reason.RECORDS_NEWER
    assert newer.value.facts["found"] == "9.4.0"
    assert (folder / "records.db").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["records.db"]


def test_each_migration_has_a_number_of_its_own_and_is_recorded(folder: Path, clock: FakeClock) -> None:
    open_records(folder, clock).close()
    with closing(sqlite3.connect(folder / "records.db")) as file:
        recorded = [row[0] for row in file.execute("select name from _sqlite_migrations order by id")]
        assert recorded == [name for name, _ in schema.MIGRATIONS]
        assert schema.schema_number(file) == schema.NEWEST
    for number, (name, _) in enumerate(schema.MIGRATIONS, 1):
        assert name.startswith(f"m{number:04d}_")


def test_a_migrated_file_is_shaped_like_a_new_one(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old"
    open_records(old, clock).close()
    _grown(monkeypatch, NICKNAME, FILLED)
    open_records(old, clock).close()
    open_records(tmp_path / "new", clock).close()
    with (
        closing(sqlite3.connect(old / "records.db")) as one,
        closing(sqlite3.connect(tmp_path / "new" / "records.db")) as other,
    ):
        assert schema.outline(one) == schema.outline(other)


def test_opening_records_that_are_up_to_date_imports_nothing_heavy(folder: Path, clock: FakeClock) -> None:
    opened = open_records(folder, clock)
    opened.people.create(details())
    opened.close()
    script = """
import sys
from pathlib import Path
from elearn.records.glance import glance
from elearn.records.store import open_records
from tests.build.clock import FakeClock
folder = Path(sys.argv[1])
assert len(glance(folder).people) == 1
records = open_records(folder, FakeClock())
assert len(records.people.list()) == 1
records.settings.get("theme")
records.close()
heavy = {"sqlite_utils", "cryptography", "msgspec", "click", "PySide6"} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
