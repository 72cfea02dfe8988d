"""The chain: what was done, in its order, and no link can be changed unseen."""

import dataclasses
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.records.events import FIRST, Event, canonical, chain_holds, hash_of
from elearn.records.store import Records
from tests.build.clock import FakeClock

BODIES = st.dictionaries(
    st.text(max_size=8),
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(max_size=20)
    | st.lists(st.text(max_size=5)),
    max_size=4,
)


def _chain(bodies: list[dict[str, object]]) -> list[Event]:
    chain, prev = [], FIRST
    for seq, body in enumerate(bodies, 1):
        own = hash_of("s", seq, f"2026-11-24T08:00:{seq:02d}+07:00", seq, "kind", body, prev)
        chain.append(Event(seq, f"2026-11-24T08:00:{seq:02d}+07:00", seq, "kind", body, prev, own))
        prev = own
    return chain


@given(st.lists(BODIES, min_size=1, max_size=6), st.data())
def test_whoever_changes_drops_or_moves_an_event_breaks_the_chain(
    bodies: list[dict[str, object]], data: st.DataObject
) -> None:
    chain = _chain(bodies)
    assert chain_holds("s", chain)
    assert not chain_holds("another", chain)
    at = data.draw(st.integers(0, len(chain) - 1))
    for changed in (
        dataclasses.replace(chain[at], at="2009-01-01T00:00:00+07:00"),
        dataclasses.replace(chain[at], kind="other"),
        dataclasses.replace(chain[at], body=chain[at].body | {"new": 1}),
        dataclasses.replace(chain[at], mono_ms=chain[at].mono_ms + 1),
    ):
        assert not chain_holds("s", [*chain[:at], changed, *chain[at + 1 :]])
    if at < len(chain) - 1:
        assert not chain_holds("s", chain[:at] + chain[at + 1 :])
        assert not chain_holds("s", [*chain[:at], chain[at + 1], chain[at], *chain[at + 2 :]])


@given(BODIES)
def test_another_program_computes_the_same_hash(body: dict[str, object]) -> None:
    whole = {"subject": "s", "seq": 1, "prev": FIRST, "mono_ms": 5, "kind": "k", "body": body, "at": "t"}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hash_of("s", 1, "t", 5, "k", body, FIRST) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("value", [1.5, {"a": 0.1}, [{"b": [2.0]}], {1: "x"}])
def test_what_programs_write_differently_does_not_enter_a_chain(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_a_chain_as_kept_holds_and_grows(records: Records, thuy: str, clock: FakeClock) -> None:
    for number in range(3):
        clock.advance(seconds=1)
        records.events.append(thuy, "tested", number=number, word="giờ")
    chain = records.events.chain(thuy)
    assert [event.seq for event in chain] == [1, 2, 3, 4]
    assert chain[0].prev == FIRST
    assert chain[-1].hash == records.events.head(thuy)
    assert chain[-1].mono_ms - chain[-2].mono_ms == 1000
    assert chain[-1].body == {"number": 2, "word": "giờ"}
    assert records.events.verify(thuy)


def test_a_row_changed_by_hand_is_seen(records: Records, thuy: str, folder: object) -> None:
    records.events.append(thuy, "tested", share_1000=450)
    from elearn.records.database import writing

    with writing(records._db):
        records._db.run("update event set body = '{\"share_1000\":950}' where seq = 2")
    assert not records.events.verify(thuy)
    assert records.broken_chains() == [thuy]
    assert records.full_check()  # the file itself is in order


def test_a_clock_that_runs_backwards_stands_in_the_chain(
    records: Records, thuy: str, clock: FakeClock
) -> None:
    clock.set_back()
    records.events.append(thuy, "tested")
    records.events.append(thuy, "tested")
    chain = records.events.chain(thuy)
    assert [event.kind for event in chain] == ["profile_created", "clock_went_back", "tested", "tested"]
    assert chain[1].body["from"] == chain[0].at
    assert str(chain[1].body["to"]).startswith("2009-01-01")
    assert records.events.verify(thuy)


def test_two_people_have_two_chains(records: Records, thuy: str) -> None:
    from tests.build.people import details

    other = records.people.create(details("Lê Văn An")).subject
    records.events.append(other, "tested")
    assert [event.kind for event in records.events.chain(thuy)] == ["profile_created"]
    assert records.events.head("nobody") == FIRST
