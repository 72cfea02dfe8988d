"""`unit.db`: born by its migrations, refused where it is newer or gone, sorted as names are sorted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.learning.roster import RosterPerson
from elearn.records import schema
from elearn.records.database import writing
from elearn.records.unit.person_rows import sort_key
from elearn.records.unit.presence import FILE_NAME, has_unit
from elearn.records.unit.schema import ROAD
from elearn.records.unit.store import open_unit
from elearn.vietnamese.collate import name_key
from tests.build.clock import FakeClock
from tests.vietnamese.strategies import names


def test_nothing_is_made_where_nothing_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="NO_UNIT"):
        open_unit(tmp_path, FakeClock())
    assert not has_unit(tmp_path)
    open_unit(tmp_path, FakeClock(), make=True).close()
    assert has_unit(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert schema.schema_number(connection) == ROAD.newest


def test_a_file_of_a_newer_program_stays_as_it_is(tmp_path: Path) -> None:
    open_unit(tmp_path, FakeClock(), make=True).close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute(f"pragma user_version = {ROAD.newest + 1}")
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(Refusal) as refused:
        open_unit(tmp_path, FakeClock())
    assert refused.value.reason is Reason.RECORDS_NEWER
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"x" * 9000], ids=["empty", "foreign"])
def test_a_damaged_file_is_never_replaced_by_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    for make in (False, True):
        with pytest.raises(Refusal, match="RECORDS_DAMAGED"):
            open_unit(tmp_path, FakeClock(), make=make)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_an_import_is_whole_or_not_at_all(tmp_path: Path) -> None:
    records = open_unit(tmp_path, FakeClock(), make=True)
    records.people.add(RosterPerson("Lê An", "1"))
    with pytest.raises(Refusal, match="CODE_TAKEN"), writing(records.db):
        records.people.add(RosterPerson("Lê Bình", "2"))
        records.people.add(RosterPerson("Lê Cúc", "1"))
    assert [one.person.name for one in records.people.list()] == ["Lê An"]
    records.close()


def test_one_more_person_costs_as_much_among_many_as_among_few(tmp_path: Path) -> None:
    records = open_unit(tmp_path, FakeClock(), make=True)

    def steps_of_one_more(code: str) -> int:
        steps = [0]
        with records.db.connection() as connection:
            connection.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 1)
            records.people.add(RosterPerson("Lê An", code))
            connection.set_progress_handler(None, 1)
        return steps[0]

    with records.db.hurried():
        records.people.add(RosterPerson("Lê Bình", "0"))
        among_few = steps_of_one_more("1")
        with writing(records.db):
            for number in range(2, 500):
                records.people.add(RosterPerson("Lê Cúc", str(number)))
        assert steps_of_one_more("500") < 2 * among_few
    records.close()


@given(st.lists(names(), max_size=8))
def test_sqlite_sorts_as_names_are_sorted(given_names: list[str]) -> None:
    assert sorted(given_names, key=sort_key) == sorted(given_names, key=name_key)
    ordered = sorted(given_names, key=sort_key)
    assert sorted(ordered, key=lambda one: sort_key(one).encode()) == ordered
