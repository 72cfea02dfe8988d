"""Backups, the way back, and what happens to a damaged file."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.machine.files import held
from elearn.records import backup, schema
from elearn.records.backup import Counts
from elearn.records.integrity import set_aside_and_restore, start_anew
from elearn.records.store import Records, open_records, restore_into
from tests.build.clock import A_TUESDAY, FakeClock
from tests.build.people import details
from tests.build.sittings import whole_exam


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_backup_a_day_opened_and_counted(
    records: Records, thuy: str, clock: FakeClock, folder: Path
) -> None:
    whole_exam(records, thuy)
    made = records.backup.make(clock.now())
    assert made is not None and made.name == "records-2026-11-24.db"
    assert backup.count(made) == records.counts()
    assert records.backup.make(clock.now()) is None
    clock.advance(days=1)
    assert records.backup.make() is not None
    assert [one.made_on for one in records.backup.list()] == [date(2026, 11, 25), date(2026, 11, 24)]
    assert _names(folder / "backups") == ["records-2026-11-24.db", "records-2026-11-25.db"]


def test_a_clock_back_in_2009_neither_hides_nor_thins_the_newest_backup(
    records: Records, thuy: str, clock: FakeClock
) -> None:
    records.backup.make(clock.now())
    clock.set_back()
    assert records.backup.make(clock.now()) is None
    assert [one.made_on for one in records.backup.list()] == [date(2026, 11, 24)]


def test_nobody_there_nothing_to_keep(records: Records) -> None:
    assert records.backup.make() is None


@given(st.lists(st.dates(date(2024, 1, 1), date(2027, 1, 1)), max_size=60))
def test_thinning_keeps_the_newest_and_reaches_back_a_year(days: list[date]) -> None:
    keep = backup.to_keep(days)
    newest = sorted(set(days), reverse=True)
    assert set(newest[:7]) <= keep <= set(days)
    assert len(keep) <= 7 + 4 + 12
    assert len({(day.year, day.month) for day in keep}) >= min(12, len({(d.year, d.month) for d in days}))
    assert backup.to_keep(keep) >= set(newest[:7])


def test_a_backup_each_day_for_a_year_leaves_a_score_of_files(folder: Path) -> None:
    (folder / "backups").mkdir(parents=True)
    for number in range(365):
        backup.daily(folder, date(2026, 1, 1) + timedelta(days=number)).write_bytes(b"x")
        backup.thin(folder)
    kept = [one.made_on for one in backup.list_backups(folder)]
    assert kept[:7] == [date(2026, 12, 31) - timedelta(days=n) for n in range(7)]
    assert {day.month for day in kept} == set(range(1, 13))
    assert len(kept) <= 23


def test_a_backup_restored_elsewhere_holds_everything(
    records: Records, thuy: str, tmp_path: Path, clock: FakeClock
) -> None:
    passed = whole_exam(records, thuy)
    file = tmp_path / "stick" / "sao lưu.db"
    assert records.backup.create(file) == records.counts() == Counts(1, 1, 7)
    assert _names(file.parent) == ["sao lưu.db"]
    other = tmp_path / "other"
    counts = restore_into(other, file, clock)
    opened = open_records(other, clock)
    assert counts == Counts(1, 1, 7)
    assert opened.attempts.history(thuy) == [passed]
    assert opened.events.verify(thuy)
    assert opened.events.chain(thuy)[-1].kind == "records_restored"
    opened.close()


def test_going_back_sets_the_present_file_aside(
    records: Records, thuy: str, tmp_path: Path, clock: FakeClock, folder: Path
) -> None:
    records.exports.handed_in(thuy, 1, "a.kqht", A_TUESDAY, "h")
    records.backup.create(tmp_path / "before.db")
    records.exports.handed_in(thuy, 2, "b.kqht", A_TUESDAY, "h")
    late = records.people.create(details("Lê Văn An"))
    clock.advance(days=3)
    records.seen_day.note_clock()
    assert records.backup.restore(tmp_path / "before.db") == Counts(1, 0, 2)
    assert [person.subject for person in records.people.list()] == [thuy]
    assert records.exports.next_sequence(thuy) == 3  # a number is never given twice
    assert records.seen_day.today() == date(2026, 11, 27)
    assert records.events.verify(thuy)
    records.settings.set("still", "writable")
    [aside] = folder.glob("records-replaced-*.db")
    with closing(sqlite3.connect(aside)) as old:
        assert (late.details.name,) in old.execute("select name from person").fetchall()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(lambda file: file.write_bytes(b"not a database" * 1000), id="garbage"),
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[:20_000]), id="truncated"),
        pytest.param(lambda file: _change(file, "pragma application_id = 7"), id="another program's"),
        pytest.param(lambda file: _change(file, "create table spare (x)"), id="a table of its own"),
        pytest.param(lambda file: _change(file, "drop table mark"), id="a table missing"),
        pytest.param(
            lambda file: _change(
                file, "create trigger t after insert on event begin delete from person; end"
            ),
            id="a trigger",
        ),
        pytest.param(lambda file: _change(file, "create view v as select * from person"), id="a view"),
        pytest.param(
            lambda file: _change(file, "insert into pin (subject, hash) values ('nobody', 'x')"),
            id="loose row",
        ),
        pytest.param(
            lambda file: _change(file, "create virtual table f using fts5 (x)"), id="a virtual table"
        ),
    ],
)
def test_a_file_that_is_no_sound_backup_is_refused_and_nothing_changes(
    records: Records, thuy: str, tmp_path: Path, folder: Path, spoil
) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "foreign.db"
    records.backup.create(file)
    spoil(file)
    with pytest.raises(Refusal) as refused:
        records.backup.restore(file)
    assert refused.value.reason is Reason.BACKUP_UNREADABLE
    assert refused.value.facts["path"] == str(file)
    assert [person.subject for person in records.people.list()] == [thuy]
    records.settings.set("still", "writable")
    assert {name for name in _names(folder) if "-" not in name} == {"records.db"}


def _change(file: Path, sql: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(sql)
        connection.commit()


def test_a_backup_of_a_newer_elearn_and_one_that_is_not_there(records: Records, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    records.backup.create(newer)
    _change(newer, f"pragma user_version = {schema.NEWEST + 1}")
    with pytest.raises(Refusal) as refused:
        records.backup.restore(newer)
    assert refused.value.reason is Reason.RECORDS_NEWER
    with pytest.raises(Refusal) as none:
        records.backup.restore(tmp_path / "none.db")
    assert none.value.reason is Reason.FILE_NOT_FOUND


def test_a_backup_is_measured_before_it_is_copied_in(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "huge.db"
    records.backup.create(file)
    monkeypatch.setattr(backup, "LARGEST_MB", 0)
    with pytest.raises(Refusal) as refused:
        records.backup.restore(file)
    assert refused.value.reason is Reason.FILE_TOO_LARGE


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="no bytes left"),
        pytest.param(lambda path: path.write_bytes(b"\x00" * 40_000), id="noughts"),
        pytest.param(lambda path: path.write_bytes(b"garbage!" * 5000), id="garbage"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:100]), id="only a header"),
        pytest.param(lambda path: path.unlink(), id="gone, backups stand"),
    ],
)
def test_damaged_records_are_said_so_and_the_last_good_backup_brings_them_back(
    folder: Path, clock: FakeClock, damage
) -> None:  # type: ignore[no-untyped-def]
    records = open_records(folder, clock)
    subject = records.people.create(details()).subject
    whole_exam(records, subject)
    records.backup.make(clock.now())
    clock.advance(days=1)
    records.backup.make(clock.now())
    records.close()
    (folder / "backups" / "records-2026-11-25.db").write_bytes(b"the newest one is bad, too")
    damage(folder / "records.db")
    left = (folder / "records.db").read_bytes() if (folder / "records.db").exists() else None
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            open_records(folder, clock)
        assert refused.value.reason is Reason.RECORDS_DAMAGED
    if left is not None:
        assert (folder / "records.db").read_bytes() == left  # nothing empty took its place
    good = backup.newest_good(folder)
    assert good is not None
    assert (good[0].made_on, good[1]) == (date(2026, 11, 24), Counts(1, 1, 7))
    assert set_aside_and_restore(folder, good[0].path, clock.now()) == good[1]
    again = open_records(folder, clock)
    assert again.events.verify(subject)
    assert len(again.attempts.history(subject)) == 1
    again.close()
    aside = list(folder.glob("records-damaged-20261125-*.db"))
    assert [path.read_bytes() for path in aside] == ([] if left is None else [left])


def test_damage_within_is_found_by_the_check_and_never_enters_a_backup(
    folder: Path, clock: FakeClock
) -> None:
    records = open_records(folder, clock)
    subject = records.people.create(details()).subject
    for number in range(200):
        records.events.append(subject, "tested", number=number)
    records.backup.make(clock.now())
    records.close()
    path = folder / "records.db"
    content = bytearray(path.read_bytes())
    for at in range(0, len(content), 4096):  # pages of the event table, the others stay whole
        if b'"number":1' in content[at : at + 4096]:
            content[at : at + 64] = b"\xff" * 64
    path.write_bytes(bytes(content))
    opened = open_records(folder, clock)
    assert not opened.quick_check()
    assert not opened.full_check()
    clock.advance(days=1)
    with pytest.raises(Refusal) as refused:
        opened.backup.make(clock.now())
    assert refused.value.reason is Reason.RECORDS_DAMAGED
    assert _names(folder / "backups") == ["records-2026-11-24.db"]
    opened.close(clean=False)


def test_two_damaged_files_in_one_second_are_both_kept(folder: Path, clock: FakeClock) -> None:
    for _ in range(2):
        folder.mkdir(exist_ok=True)
        (folder / "records.db").write_bytes(b"x" * 5000)
        start_anew(folder, clock.now())
    assert len(list(folder.glob("records-damaged-*.db"))) == 2
    records = open_records(folder, clock)
    assert records.people.list() == []
    records.close()


def test_an_end_without_closing_is_known_at_the_next_start(folder: Path, clock: FakeClock) -> None:
    records = open_records(folder, clock)
    assert records.ended_clean
    records.people.create(details())
    records.close()
    again = open_records(folder, clock)
    assert again.ended_clean
    again.settings.set("a", 1)
    again.close(clean=False)
    once_more = open_records(folder, clock)
    assert not once_more.ended_clean
    assert once_more.full_check()
    once_more.settings.set("a", 2)
    once_more.close()
    last = open_records(folder, clock)
    assert last.ended_clean
    last.close()
    last.close()


def test_no_restore_under_a_window_that_is_open(
    records: Records, thuy: str, folder: Path, tmp_path: Path, clock: FakeClock
) -> None:
    records.backup.create(tmp_path / "b.db")
    records.settings.set("theme", "dark")
    with pytest.raises(Refusal) as refused:
        restore_into(folder, tmp_path / "b.db", clock, damaged=False)
    assert refused.value.reason is Reason.LOCKED_BY_OTHER
    assert records.settings.get("theme") == "dark"


def test_a_backup_to_a_place_that_cannot_be_written(records: Records, thuy: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for place in (tmp_path / "file" / "b.db", Path("/proc/none/b.db")):
        with pytest.raises(Refusal) as refused:
            records.backup.create(place)
        assert refused.value.reason is Reason.NOT_WRITABLE
    (tmp_path / "taken").mkdir()
    with pytest.raises(Refusal):
        records.backup.create(tmp_path / "taken")
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_that_lost_a_bit_is_refused_wherever_it_was(
    records: Records, thuy: str, tmp_path: Path, clock: FakeClock
) -> None:
    whole_exam(records, thuy)
    file, home = tmp_path / "sao lưu.db", tmp_path / "other"
    records.backup.create(file)
    whole = file.read_bytes()
    with closing(sqlite3.connect(file)) as by_hand:  # what stands behind the pages disturbs nobody
        assert by_hand.execute("pragma integrity_check").fetchone() == ("ok",)
    for place in range(0, len(whole) - 110, len(whole) // 40):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(Refusal) as refused:
            restore_into(home, file, clock)
        assert refused.value.reason is Reason.BACKUP_UNREADABLE
    for changed in (whole[:-1], whole[:-70], whole + b"\n", whole[:-100] + b"x" * 40):
        file.write_bytes(changed)
        with pytest.raises(Refusal) as refused:
            restore_into(home, file, clock)
        assert refused.value.reason is Reason.BACKUP_UNREADABLE
    assert not list(home.glob("records*.db"))
    file.write_bytes(whole)
    assert restore_into(home, file, clock) == records.counts()
    assert len((home / "records.db").read_bytes()) % 4096 == 0


def test_programs_that_write_the_same_backup_at_once(records: Records, thuy: str, tmp_path: Path) -> None:
    file = tmp_path / "sao [1].db"
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: records.backup.create(file), range(24)))
    assert set(found) == {records.counts()}
    assert backup.count(file) == records.counts()
    assert not list(tmp_path.glob("*.part*"))


def test_what_a_kill_has_left_of_a_backup_goes_with_the_next_one(
    records: Records, thuy: str, tmp_path: Path
) -> None:
    left, other = tmp_path / "b.db.abc123.part", tmp_path / "b.db.def456.part"
    for part in (left, other):
        part.write_bytes(b"half")
        os.utime(part, (0, 0))
    with held(other):
        records.backup.create(tmp_path / "b.db")
        assert (left.exists(), other.exists()) == (False, True)  # the other one is being written


def test_a_folder_in_place_of_a_backup_is_unreadable(tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(Refusal) as refused:
        restore_into(tmp_path / "home", tmp_path, clock)
    assert refused.value.reason is Reason.FILE_UNREADABLE


def test_what_goes_wrong_is_told_of_the_name_that_was_asked_for(records: Records, tmp_path: Path) -> None:
    beyond = tmp_path / ("x" * 253)  # no room for another ending
    with pytest.raises(Refusal) as refused:
        records.backup.create(beyond)
    assert refused.value.facts["path"] == str(beyond)


@pytest.mark.parametrize("wal", [False, True])
def test_a_restore_broken_off_between_two_names_leaves_what_was_there(
    records: Records, thuy: str, tmp_path: Path, clock: FakeClock, folder: Path, *, wal: bool
) -> None:
    """Killed when the present file has its new name and the restored one not yet the old."""
    records.backup.create(tmp_path / "b.db")
    whole_exam(records, thuy)
    held = records.counts()
    records.close()
    if wal:
        (folder / "records.db-wal").write_bytes(b"")
    backup.take_in(tmp_path / "b.db", folder)
    backup.set_aside(folder / "records.db", "replaced", clock.now())
    assert not (folder / "records.db").exists()

    again = open_records(folder, clock)
    assert again.counts() == held
    again.close()
    assert [name for name in _names(folder) if "part" in name or "replaced" in name] == []


def test_a_file_that_is_gone_beside_one_that_was_set_aside_is_no_empty_beginning(
    records: Records, thuy: str, tmp_path: Path, clock: FakeClock, folder: Path
) -> None:
    records.backup.create(tmp_path / "b.db")
    records.backup.restore(tmp_path / "b.db")
    records.close()
    (folder / "records.db").unlink()
    with pytest.raises(Refusal) as refused:
        open_records(folder, clock)
    assert refused.value.reason is Reason.RECORDS_DAMAGED
    assert restore_into(folder, tmp_path / "b.db", clock).people == 1


@pytest.mark.skipif(os.name != "posix", reason="devices are files there")
def test_a_device_is_not_replaced_by_a_backup(records: Records, tmp_path: Path) -> None:
    (tmp_path / "b").symlink_to("/dev/null")
    with pytest.raises(Refusal, match="NOT_WRITABLE"):
        records.backup.create(tmp_path / "b")
    assert (tmp_path / "b").is_char_device()
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []
