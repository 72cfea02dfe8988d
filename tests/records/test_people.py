"""Profiles and their PINs."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.records.pins import wait_after
from elearn.records.store import Records, open_records
from tests.build.clock import A_TUESDAY, FakeClock
from tests.build.people import details


def _refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value


def test_a_name_comes_in_right_and_stays_as_it_was_written(records: Records) -> None:
    decomposed = "  Nguye\u0302\u0303n  Thi\u0323 Thuy\u0309 "
    person = records.people.create(details(decomposed, birth_date=date(1988, 2, 29)))
    assert person.details.name == "Nguyễn Thị Thuỷ"
    assert records.people.create(details("Nguyễn Thị Thủy")).details.name == "Nguyễn Thị Thủy"
    assert records.people.get(person.subject) == person
    assert person.details.birth_date == date(1988, 2, 29)


def test_who_has_no_staff_code_gets_a_local_one(records: Records) -> None:
    one, two = (records.people.create(details()) for _ in range(2))
    assert (one.details.staff_code, two.details.staff_code) == ("M-0001", "M-0002")
    assert one.local_code
    kept = records.people.update(one.subject, details("Nguyễn Thị Thuỷ Linh"))
    assert (kept.details.staff_code, kept.local_code) == ("M-0001", True)
    given_ = records.people.update(one.subject, details(staff_code="CB-17"))
    assert (given_.details.staff_code, given_.local_code) == ("CB-17", False)


def test_two_people_of_one_name_are_two_but_of_one_code_never(records: Records) -> None:
    records.people.create(details("Lê Văn An", staff_code="AB 01"))
    records.people.create(details("Lê Văn An"))
    assert len(records.people.list()) == 2
    taken = _refused(lambda: records.people.create(details("Ai khác", staff_code="ab01")))
    assert (taken.reason, taken.facts["name"]) == (Reason.CODE_TAKEN, "Lê Văn An")
    assert records.people.by_code(" Ab01 ") == records.people.list()[0]
    assert records.people.by_code("không có") is None


def test_a_name_is_asked_for(records: Records) -> None:
    assert _refused(lambda: records.people.create(details("   "))).reason is Reason.NAME_MISSING
    assert records.people.list() == []
    assert _refused(lambda: records.people.get("ai đó")).reason is Reason.NO_SUCH_PERSON


def test_the_name_is_never_in_the_chain(records: Records, thuy: str) -> None:
    records.people.update(thuy, details("Nguyễn Thị Thuỷ Tiên", staff_code="CB-9"))
    words = str([event.body for event in records.events.chain(thuy)])
    assert "Thuỷ" not in words and "CB-9" not in words
    assert [event.kind for event in records.events.chain(thuy)] == ["profile_created", "profile_changed"]


def test_a_pin_lets_in_who_knows_it(records: Records, thuy: str) -> None:
    records.people.check_pin(thuy, "bất kỳ")  # none was set
    assert _refused(lambda: records.people.set_pin(thuy, "12")).reason is Reason.PIN_TOO_SHORT
    records.people.set_pin(thuy, "2468")
    assert records.people.get(thuy).has_pin
    records.people.check_pin(thuy, "2468")
    wrong = _refused(lambda: records.people.check_pin(thuy, "1357"))
    assert (wrong.reason, wrong.facts) == (Reason.PIN_WRONG, {"left": 4})
    records.people.set_pin(thuy, None)
    assert not records.people.get(thuy).has_pin


def test_a_pin_is_kept_by_argon2id_alone(records: Records, thuy: str, folder: Path) -> None:
    records.people.set_pin(thuy, "24682468")
    row = records._db.row("select hash from pin")
    assert row is not None and row["hash"].startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    records.close()
    assert b"24682468" not in (folder / "records.db").read_bytes()


@given(st.integers(0, 10_000))
def test_the_wait_grows_and_never_beyond_an_hour(wrong: int) -> None:
    assert wait_after(wrong) <= wait_after(wrong + 1) <= timedelta(hours=1)
    assert (wait_after(wrong) == timedelta(0)) == (wrong < 5)


def test_five_wrong_pins_cost_a_wait_that_no_restart_and_no_clock_shortens(
    records: Records, thuy: str, folder: Path, clock: FakeClock
) -> None:
    records.people.set_pin(thuy, "2468")
    waits = [_refused(lambda: records.people.check_pin(thuy, "0000")) for _ in range(5)]
    assert [one.reason for one in waits] == [Reason.PIN_WRONG] * 4 + [Reason.PIN_WAIT]
    assert _refused(lambda: records.people.check_pin(thuy, "2468")).facts == {"seconds": 30}
    clock.advance(seconds=10)
    records.close()
    clock.set_back()
    clock.restart()
    again = open_records(folder, clock)
    early = _refused(lambda: again.people.check_pin(thuy, "2468"))
    assert early.reason is Reason.PIN_WAIT
    assert 20 <= int(str(early.facts["seconds"])) <= 30
    clock.advance(seconds=31)  # seen to pass by the program, whatever the wall says
    longer = _refused(lambda: again.people.check_pin(thuy, "0000"))
    assert longer.facts == {"seconds": 60}
    clock.advance(seconds=61)
    again.people.check_pin(thuy, "2468")
    assert "pin_wrong" in [event.kind for event in again.events.chain(thuy)]
    again.close()


def test_a_forgotten_pin_goes_after_a_day_for_the_same_account(
    records: Records, thuy: str, clock: FakeClock
) -> None:
    records.people.set_pin(thuy, "2468")
    assert _refused(lambda: records.people.reset_pin(thuy)).reason is Reason.PIN_WAIT
    due = records.people.ask_pin_reset(thuy)
    assert due == A_TUESDAY + timedelta(days=1)
    clock.advance(hours=23)
    assert records.people.ask_pin_reset(thuy) == due  # asking again does not move the day
    assert _refused(lambda: records.people.reset_pin(thuy)).facts == {"seconds": 3600}
    clock.advance(hours=1)
    assert _refused(lambda: records.people.reset_pin(thuy, "another")).reason is Reason.PIN_OTHER_ACCOUNT
    records.people.reset_pin(thuy)
    assert not records.people.get(thuy).has_pin
    assert [event.kind for event in records.events.chain(thuy)][-2:] == ["pin_reset_asked", "pin_reset"]


def test_a_reset_is_not_hurried_by_a_clock_set_back(
    records: Records, thuy: str, clock: FakeClock, folder: Path
) -> None:
    records.people.set_pin(thuy, "2468")
    clock.set_back()
    due = records.people.ask_pin_reset(thuy)
    assert due >= A_TUESDAY + timedelta(days=1)
    clock.set_back(A_TUESDAY + timedelta(minutes=5))
    assert _refused(lambda: records.people.reset_pin(thuy)).reason is Reason.PIN_WAIT


def test_the_right_pin_makes_an_asked_reset_void(records: Records, thuy: str) -> None:
    records.people.set_pin(thuy, "2468")
    records.people.ask_pin_reset(thuy)
    records.people.check_pin(thuy, "2468")
    assert records.people.pin_reset_due(thuy) is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60).filter(lambda text: bool(text.split())))
def test_any_name_can_be_kept(records: Records, name: str) -> None:
    person = records.people.create(details(name.replace("\x00", "x")))
    assert records.people.get(person.subject).details == person.details
