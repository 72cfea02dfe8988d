"""Going back to a backup: seen beforehand, carried out whole or not at all, with a way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from elearn.errors import Reason, Refusal
from elearn.learning.roster import RosterPerson
from elearn.services.backing_up import back_up
from elearn.services.restoring import daily_units, go_back_to, held_here, held_in, take_back, way_back
from tests.build.offices import PASSWORD, PEOPLE, SETTINGS, Office
from tests.build.people import details
from tests.desktop.stand_in import Services


@pytest.fixture
def machine(office: Office) -> Any:
    """A head's machine with four people, one paper and one profile, and a backup of it; then somebody came."""
    office.people()
    office.assign()
    pc = office.pc()
    subject = pc.person()
    pc.sit(subject)
    office.unit.intake.take([pc.hand_in(subject)])
    office.unit.register.issue_all(office.folder / "papers")
    office.unit.close()
    services = Services(office.folder / "unit", office.clock)
    services.records.people.create(details("Trần Quốc Toản"))
    file = office.folder / "sao-luu.zip"
    back_up(services, file)
    services.unit.roster.add(RosterPerson("Người Mới", "MOI"))
    services.records.people.create(details("Người Thứ Hai", "CB9"))
    yield services, file
    services.close()


def names(services: Services) -> tuple[list[str], list[str]]:
    return (
        [one.person.name for one in services.unit.roster.people()],
        [one.details.name for one in services.records.people.list()],
    )


BEFORE = [one.name for one in PEOPLE], ["Trần Quốc Toản"]
NOW = [*BEFORE[0], "Người Mới"], ["Trần Quốc Toản", "Người Thứ Hai"]


def test_a_backup_is_seen_beside_what_is_here(machine: Any) -> None:
    services, file = machine
    here, there = held_here(services), held_in(services, file)
    assert (here.learners, there.learners) == (2, 1)
    assert here.unit is not None
    assert there.unit is not None
    assert (there.unit.name, there.unit.people, there.unit.certificates) == (SETTINGS.name, 4, 1)
    assert (here.unit.people, here.unit.key_id) == (5, there.unit.key_id)
    assert there.made_at is not None
    assert names(services) == NOW
    assert [one.name for one in services.folder.glob("*restore*")] == []


def test_there_and_back_again(machine: Any) -> None:
    services, file = machine
    services.unit.unlock(PASSWORD)
    assert way_back(services) is None
    go_back_to(services, file)
    assert names(services) == BEFORE
    assert not services.unit.is_unlocked
    services.clock.advance(minutes=5)
    way = way_back(services)
    assert way is not None
    assert sorted(one.name.split("-")[0] for one in way.files) == ["records", "unit"]
    take_back(services)
    assert names(services) == NOW
    services.clock.advance(minutes=5)
    take_back(services)
    assert names(services) == BEFORE
    services.unit.unlock(PASSWORD)
    for one in services.folder.glob("*-replaced-*"):
        one.unlink()
    with pytest.raises(Refusal, match="NOTHING_TO_UNDO"):
        take_back(services)


def test_on_a_new_machine(machine: Any, tmp_path: Path) -> None:
    _, file = machine
    other = Services(tmp_path / "new-pc")
    other.records.people.create(details("Ai Đó", "X"))
    assert held_here(other).unit is None
    go_back_to(other, file)
    assert names(other) == BEFORE
    assert way_back(other) is not None  # the profile that was made here
    other.close()


@pytest.mark.parametrize("spoil", ["cut", "foreign", "other", "flipped", "packed wrongly"])
def test_what_is_no_backup_changes_nothing(machine: Any, tmp_path: Path, spoil: str) -> None:
    services, file = machine
    bad = tmp_path / "hong.zip"
    content = file.read_bytes()
    packed = content.index(b"records.db") + len(b"records.db")
    spoilt = {
        "cut": content[:-300],
        "foreign": b"x" * 900,
        "other": content.replace(b"unit.db", b"unit.dx"),
        "flipped": content[:5000] + bytes([content[5000] ^ 1]) + content[5001:],
        "packed wrongly": content[:packed] + b"\xff" * 40 + content[packed + 40 :],
    }
    bad.write_bytes(spoilt[spoil])
    for act in (held_in, go_back_to):
        with pytest.raises(Refusal) as refused:
            act(services, bad)
        assert refused.value.reason is Reason.BACKUP_UNREADABLE
        assert refused.value.facts["path"] == str(bad)
    assert names(services) == NOW
    assert not list(services.folder.glob("*-replaced-*"))


def test_a_unit_that_cannot_be_put_in_place_leaves_the_learners_as_they_were(
    machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, file = machine

    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr("elearn.records.unit.backups.put_in_place", full)
    with pytest.raises(Refusal):
        go_back_to(services, file)
    assert names(services) == NOW


def test_a_damaged_unit_goes_back_to_a_daily_backup(machine: Any) -> None:
    services, _ = machine
    services.unit.records.backup.make()
    services.unit.close()
    (services.folder / "unit.db").write_bytes(b"x" * 9000)
    for beside in ("unit.db-wal", "unit.db-shm"):
        (services.folder / beside).unlink(missing_ok=True)
    assert held_here(services).damaged
    newest = daily_units(services)[0]
    held = held_in(services, newest)
    assert (held.learners, held.unit and held.unit.name) == (None, SETTINGS.name)
    go_back_to(services, newest)
    assert names(services)[1] == NOW[1]
    assert services.unit.roster.people()
    assert way_back(services) is None  # nobody wants the damaged one back
    assert list(services.folder.glob("unit-damaged-*"))


def test_a_backup_of_learners_alone_leaves_the_unit(machine: Any, tmp_path: Path) -> None:
    services, _ = machine
    alone = tmp_path / "hoc.db"
    services.records.backup.create(alone)
    services.records.people.create(details("Người Thứ Ba", "CB8"))
    held = held_in(services, alone)
    assert (held.learners, held.unit) == (2, None)
    go_back_to(services, alone)
    assert names(services) == NOW
