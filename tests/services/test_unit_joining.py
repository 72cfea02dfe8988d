"""Two rows of the roster that are one person: joined by hand, with everything of both, and parted as they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.learning.intake import Settled
from elearn.learning.roster import RosterPerson
from elearn.learning.unit import Change, Training, TrainingState
from elearn.services.unit import UnitService
from tests.build.clock import FakeClock
from tests.build.offices import Office, keys_of, library
from tests.services.test_unit_data import everything
from tests.services.test_unit_intake import picture

BORN = date(1988, 2, 29)
ONE = RosterPerson("Nguyễn Thị Thuỷ", "CB001", ("Văn phòng",), "", BORN)
OTHER = RosterPerson("Nguyễn Thị Thúy", "CB101", ("Kinh tế",), "Công chức", None, "truyen-thong")
NAMESAKE = RosterPerson("Nguyễn Thị Thuỷ", "CB201", ("Kinh tế",))
CODELESS = RosterPerson("Lê Văn An", "", ("Văn phòng",), birth_date=date(1990, 1, 2))
CODED = RosterPerson("Lê Văn An", "CB002", ("Văn phòng",))


def dump(unit: UnitService) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the file but for the joins themselves and what says how fresh something is."""
    unit.overview.refresh()
    db = unit.records.db
    tables = [row[0] for row in db.rows("select name from sqlite_master where type = 'table'")]
    told = {}
    for table in tables:
        if table in ("person_join", "meta", "clock_jump"):
            continue
        columns = [row["name"] for row in db.rows(f"pragma table_info({table})") if row["name"] != "stale"]
        told[table] = sorted(
            (tuple(row) for row in db.rows(f"select {', '.join(columns)} from {table}")), key=repr
        )
    return told


@pytest.fixture
def two(office: Office) -> tuple[Office, int, int]:
    """A unit in which one person stands twice: each row has results, a certificate and a training."""
    people = office.people(ONE, OTHER, NAMESAKE)
    kept, gone = people_keys(office)[:2]
    assert len(people) == 2  # two names
    office.assign()
    for name, who in (("pc", ONE), ("laptop", OTHER)):
        pc = office.pc(name)
        subject = pc.person(who.name, who.code)
        pc.sit(subject)
        office.unit.intake.take([pc.hand_in(subject)])
    office.unit.register.issue_all(office.folder / "papers")
    for key in (kept, gone):
        office.unit.overview.put_training(Training(0, key, f"Lớp {key}", "Sở", TrainingState.ATTENDED))
    member = office.unit.roster.person(gone)
    office.unit.roster.correct(gone, member.person, extra_percent=25, note="nghỉ thai sản")
    return office, kept, gone


def people_keys(office: Office) -> list[int]:
    return [one.key for one in office.unit.roster.people()]


def test_everything_of_both_is_the_kept_ones(two: tuple[Office, int, int]) -> None:
    office, kept, gone = two
    before = office.unit.joining.look(kept, gone)
    assert [len(page.devices) for page in (before.kept, before.gone)] == [1, 1]
    assert before.twice == ("Luật An ninh mạng",)
    office.unit.joining.join(kept, gone)
    page = office.unit.overview.person(kept)
    assert page.member == before.whole or page.member.person == before.whole.person
    assert (page.member.person.position, page.member.person.role) == ("Công chức", "truyen-thong")
    assert (page.member.person.name, page.member.person.code) == (ONE.name, "CB001")
    assert (page.member.extra_percent, page.member.note) == (25, "nghỉ thai sản")
    assert page.member.earlier_codes == ("CB101",)
    assert len(page.devices) == len(page.attempts) == len(page.certificates) == len(page.trainings) == 2
    joined = [one for one in page.history if one.change is Change.JOINED]
    assert [one.other and one.other.name for one in joined] == [OTHER.name]
    assert any(one.change is Change.CAME and one.other == page.member.also[0] for one in page.history)
    assert [one.key for one in office.unit.joining.joined(kept)] == [gone]
    assert office.unit.overview.person(gone).member.key == kept
    assert [one.name for one in office.unit.overview.lines()] == [ONE.name, NAMESAKE.name]
    assert len(office.unit.lists.rows()) == 4  # two people, two trainings
    assert {row.sub_unit for row in office.unit.lists.register_rows()} == {"Văn phòng"}
    assert office.unit.register.due() == []
    assert len(office.unit.records.devices.envelopes(kept)) == 2


def test_parted_everything_is_as_it_was(two: tuple[Office, int, int]) -> None:
    office, kept, gone = two
    before = dump(office.unit)
    office.unit.joining.join(kept, gone)
    assert dump(office.unit) != before
    assert office.unit.joining.part(gone).key == gone
    assert dump(office.unit) == before
    kinds = [one.change for one in office.unit.roster.history(gone)]
    assert kinds[-2:] == [Change.JOINED, Change.PARTED]
    with pytest.raises(Refusal, match="NOTHING_TO_UNDO"):
        office.unit.joining.part(gone)


def test_what_was_said_meanwhile_stays(two: tuple[Office, int, int]) -> None:
    office, kept, gone = two
    office.unit.joining.join(kept, gone)
    member = office.unit.roster.person(kept)
    office.unit.roster.correct(kept, replace(member.person, position="Trưởng phòng"))
    office.unit.joining.part(gone)
    again = office.unit.roster.person(kept)
    assert (again.person.position, again.person.role, again.note) == ("Trưởng phòng", "", "")


def test_a_code_and_a_person_who_left_come_over(office: Office) -> None:
    office.people(CODELESS, CODED)
    kept, gone = people_keys(office)
    office.unit.roster.leave(kept)
    before = dump(office.unit)
    office.unit.joining.join(kept, gone)
    member = office.unit.roster.person(kept)
    assert (member.person.code, member.is_there) == ("CB002", True)
    pc = office.pc()
    subject = pc.person(CODELESS.name, "", birth_date=CODELESS.birth_date)  # known so before, and still
    pc.sit(subject)
    assert [one.person for one in office.unit.intake.take([pc.hand_in(subject)]).files] == [kept]
    office.unit.intake.undo()
    office.unit.joining.part(gone)
    after = dump(office.unit)
    for table in ("intake", "intake_file", "sqlite_sequence"):
        before.pop(table), after.pop(table)
    assert after == before


def test_joins_are_taken_back_in_the_reverse_of_their_order(office: Office) -> None:
    office.people(ONE, OTHER, NAMESAKE)
    first, second, third = people_keys(office)
    states = [dump(office.unit)]
    office.unit.joining.join(second, third)
    states.append(dump(office.unit))
    office.unit.joining.join(first, second)
    assert [one.key for one in office.unit.roster.people()] == [first]
    assert office.unit.roster.person(first).earlier_codes == ("CB101", "CB201")
    assert office.unit.overview.person(third).member.key == first
    with pytest.raises(Refusal, match="NOTHING_TO_UNDO"):
        office.unit.joining.part(third)
    office.unit.joining.part(second)
    assert dump(office.unit) == states[1]
    office.unit.joining.part(third)
    assert dump(office.unit) == states[0]


@pytest.mark.parametrize("pair", [(0, 0), (0, 99), (99, 0)])
def test_a_row_that_is_not_there_is_not_joined(office: Office, pair: tuple[int, int]) -> None:
    office.people(ONE, OTHER)
    keys = [*people_keys(office)]
    kept, gone = (keys[one] if one < 2 else one for one in pair)
    before = dump(office.unit)
    with pytest.raises(Refusal, match="NO_SUCH_PERSON"):
        office.unit.joining.join(kept, gone)
    assert dump(office.unit) == before


def test_a_code_that_is_somebody_elses_now_is_said(office: Office) -> None:
    office.people(ONE, OTHER, NAMESAKE)
    kept, gone, third = people_keys(office)
    office.unit.joining.join(kept, gone)
    office.unit.roster.correct(third, replace(NAMESAKE, code="CB101"))
    with pytest.raises(Refusal) as refused:
        office.unit.joining.part(gone)
    assert (refused.value.reason, refused.value.facts["name"]) == (Reason.CODE_TAKEN, NAMESAKE.name)
    assert [one.key for one in office.unit.joining.joined(kept)] == [gone]


# Any order


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, unit_pattern: Path) -> tuple[Path, list[Path]]:
    """A unit with a person who stands twice and a namesake; files of both, one that was settled by hand among them."""
    office = Office(tmp_path_factory.mktemp("joined"), unit_pattern)
    office.people(ONE, OTHER, NAMESAKE, CODELESS, CODED)
    giao = office.assign()
    files = []
    for name, who, odd in (
        ("a", ONE, {}),
        ("b", OTHER, {}),
        ("c", NAMESAKE, {}),
        ("d", replace(OTHER, code=""), {}),  # no code: it waits
        ("e", CODELESS, {"birth_date": CODELESS.birth_date}),
        ("f", CODED, {}),
        ("g", RosterPerson("Người Khác", "CB101"), {}),  # the code of another name: it waits
    ):
        pc = office.pc(name, giao)
        subject = pc.person(who.name, who.code, **odd)
        pc.sit(subject, right=1)
        files.append(pc.hand_in(subject))
        pc.sit(subject, seed=9)
        files.append(pc.hand_in(subject))
    office.close()
    return office.folder, files


def run(
    folder: Path, copy: Path, pattern: Path, steps: list[Callable[[UnitService], object]]
) -> tuple[Any, Any]:
    """What a copy of the unit holds after some steps, and after its joins were taken back."""
    shutil.copytree(folder / "unit", copy)
    unit = UnitService(copy, FakeClock(), library)
    unit.keep_keys(keys_of(pattern))
    for step in steps:
        step(unit)
    ends = []
    for _ in range(2):
        ends.append((picture(unit), [one.key for one in unit.roster.people()]))
        for kept in unit.roster.people():
            for row in unit.joining.joined(kept.key):
                unit.joining.part(row.key)
    unit.close()
    return ends[0], ends[1]


def join_both(unit: UnitService) -> None:
    """What the head does: the two rows of each of two people."""
    keys = [one.key for one in unit.roster.people()]
    unit.joining.join(keys[0], keys[1])
    unit.joining.join(keys[3], keys[4])


def settle(unit: UnitService) -> None:
    """The head says that the results under another name are of the second row; what is not there is not settled."""
    for held in unit.intake.conflicts():
        if held.held.claim.name == "Người Khác":
            unit.intake.settle(held.held.key, Settled.PERSON, held.candidates[0].key)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_joined_in_any_order_with_the_same_files_the_end_is_the_same(
    many: tuple[Path, list[Path]], tmp_path_factory: pytest.TempPathFactory, unit_pattern: Path, data: Any
) -> None:
    folder, files = many
    order = data.draw(st.permutations(files))
    cut = data.draw(st.integers(0, len(files)))
    again = data.draw(st.lists(st.sampled_from(files), max_size=4))

    def take(some: list[Path]) -> Callable[[UnitService], object]:
        return lambda unit: unit.intake.take(some) if some else None

    new = tmp_path_factory.mktemp
    joined, parted = run(folder, new("x") / "u", unit_pattern, [take(files), settle, join_both])
    first = [
        take(files[-2:]),
        settle,
        take(order[:cut]),
    ]  # what the head decides while joined, is of the one that is kept
    other, other_parted = run(
        folder, new("x") / "u", unit_pattern, [*first, join_both, take(order), take(again)]
    )
    never, _ = run(folder, new("x") / "u", unit_pattern, [take(order), settle])
    assert joined == other
    assert parted == other_parted == never
    assert joined[1] != never[1]


def test_namesakes_are_never_joined_by_themselves(office: Office) -> None:
    rows = [
        (1, "", ONE.name, "29/02/1988", "", "Văn phòng"),
        (2, "", ONE.name, "01/03/1990", "", "Văn phòng"),
    ]
    office.unit.roster.take(office.unit.roster.read(office.roster_file(rows)))
    office.unit.roster.take(office.unit.roster.read(office.roster_file(rows)))
    office.assign()
    for name in ("pc", "laptop"):
        pc = office.pc(name)
        subject = pc.person(ONE.name, "")
        pc.sit(subject)
        office.unit.intake.take([pc.hand_in(subject)])
    assert len(office.unit.roster.people()) == 2
    assert all(office.unit.joining.joined(key) == [] for key in people_keys(office))
    assert len(office.unit.intake.conflicts()) == 2


# The roster again


def listed(*people: RosterPerson) -> list[tuple[object, ...]]:
    return [
        (n, one.code, one.name, one.birth_date, one.position, " / ".join(one.sub_unit))
        for n, one in enumerate(people, 1)
    ]


def test_a_roster_that_still_has_both_rows_brings_nobody_new(two: tuple[Office, int, int]) -> None:
    office, kept, gone = two
    office.unit.joining.join(kept, gone)
    for order in ((ONE, OTHER, NAMESAKE), (OTHER, NAMESAKE, ONE)):
        preview = office.unit.roster.read(office.roster_file(listed(*order)))
        assert (preview.plan.added, preview.plan.changed, preview.plan.left, preview.plan.joined) == (
            (),
            (),
            (),
            1,
        )
        office.unit.roster.take(preview)
    # the office has put it right: the other code is the one that holds
    preview = office.unit.roster.read(office.roster_file(listed(OTHER, NAMESAKE)))
    assert [key for key, _ in preview.plan.changed] == [kept]
    assert (preview.plan.added, preview.plan.left) == ((), ())
    office.unit.roster.take(preview)
    assert office.unit.roster.person(kept).person.code == "CB101"
    with pytest.raises(Refusal, match="CODE_TAKEN"):
        office.unit.joining.part(gone)


def test_a_new_namesake_is_somebody_new(office: Office) -> None:
    one, other = replace(CODELESS, birth_date=None), replace(CODELESS, sub_unit=("Kinh tế",))
    office.people(one, other)
    kept, gone = people_keys(office)
    office.unit.joining.join(kept, gone)
    third = replace(CODELESS, sub_unit=("Địa chính",), birth_date=date(1971, 3, 4))
    plan = office.unit.roster.read(office.roster_file(listed(one, other, third))).plan
    assert [person.sub_unit for person in plan.added] == [("Địa chính",)]
    assert plan.joined == 1


def test_an_import_is_taken_back_with_the_joins_of_its_rows(office: Office) -> None:
    office.unit.roster.take(office.unit.roster.read(office.roster_file(listed(ONE))))
    before = [(one.person, one.is_there) for one in office.unit.roster.people(with_left=True)]
    office.unit.roster.take(office.unit.roster.read(office.roster_file(listed(ONE, OTHER))))
    old, new = people_keys(office)
    for kept, gone in ((old, new), (new, old)):
        office.unit.joining.join(kept, gone)
        if kept == old:
            office.unit.joining.part(gone)
    office.unit.roster.undo()
    assert [(one.person, one.is_there) for one in office.unit.roster.people(with_left=True)] == before


# Erasure


def found(folder: Path, *names: str) -> set[str]:
    words = [name.encode() for name in names]
    return {path.name for path, content in everything(folder) if any(word in content for word in words)}


@pytest.fixture
def lived(two: tuple[Office, int, int]) -> tuple[Office, int, int]:
    """Joined, with backups of every state: apart, joined, and apart again."""
    office, kept, gone = two
    folder = office.folder / "unit" / "backups"
    office.unit.records.backup.make()
    office.unit.joining.join(kept, gone)
    office.clock.advance(days=1)
    office.unit.records.backup.make()
    office.unit.joining.part(gone)
    office.clock.advance(days=1)
    office.unit.records.backup.make()
    assert len(list(folder.glob("unit-*.db"))) == 3
    return office, kept, gone


def test_erased_after_a_join_neither_name_is_in_a_file(lived: tuple[Office, int, int]) -> None:
    office, kept, gone = lived
    third = people_keys(office)[2]
    office.unit.roster.correct(
        third, replace(NAMESAKE, name="Nguyễn Thị Khác")
    )  # who bears no name of theirs
    office.unit.joining.join(kept, gone)
    erased = office.unit.data.erase(gone)  # by either key
    assert erased.left == ()
    assert found(office.folder / "unit", OTHER.name, "CB101", "CB001") == set()
    entries = office.unit.register.entries()
    assert [(one.is_erased, one.name) for one in entries] == [(True, "")] * 2
    assert len(office.unit.data.erasures()[0][1]) == 2
    assert people_keys(office) == [third]
    for copy in (office.folder / "unit" / "backups").glob("unit-*.db"):
        office.unit.records.backup.restore(copy)
        assert people_keys(office) == [third]


@pytest.mark.parametrize("which", [0, 1])
def test_erased_after_they_were_parted_the_other_one_stays(
    lived: tuple[Office, int, int], which: int
) -> None:
    office, *pair = lived
    erased, stays = pair[which], pair[1 - which]
    code, kept_code = (ONE.code, OTHER.code)[:: 1 if which == 0 else -1]
    office.unit.data.erase(erased)
    assert found(office.folder / "unit", code) == set()
    backups = sorted((office.folder / "unit" / "backups").glob("unit-*.db"))
    for number, copy in enumerate(backups):
        office.unit.records.backup.restore(copy)
        member = office.unit.roster.person(stays)
        assert (member.person.code, member.is_there) == (kept_code, True)
        if number == 0:  # of before the results had come
            continue
        page = office.unit.overview.person(stays)
        assert len(page.certificates) == len(page.devices) == len(page.trainings) == 1
