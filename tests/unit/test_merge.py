"""Merging: the same people are done in whatever order, however often, the files come."""

from __future__ import annotations

import hashlib
import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.errors import Reason, Refusal
from elearn.learning.intake import TRAIL_BYTES, Claim, DeviceId, Doubt, Version
from elearn.learning.roster import RosterPerson
from elearn.unit.merge import Belongs, People, Place, merged, place, strangers_doubt
from elearn.unit.result_values import ResultFile
from elearn.unit.taking import claim_of, taken_from, version_of
from tests.build.clock import A_TUESDAY

PC = DeviceId("0" * 16, "a" * 32)


def trail(*events: int) -> bytes:
    """A chain of events, each marked by a number."""
    return b"".join(hashlib.sha256(bytes([one])).digest()[:TRAIL_BYTES] for one in events)


def version(
    *events: int, sequence: int = 1, device: DeviceId = PC, digest: str = "d", minutes: int = 0
) -> Version:
    return Version(device, trail(*events), sequence, A_TUESDAY + timedelta(minutes=minutes), digest)


def test_one_device_goes_on() -> None:
    first, later = version(1, 2), version(1, 2, 3, sequence=2)
    assert place(first, ()).place is Place.NEW
    assert place(first, [first]).place is Place.KNOWN
    on = place(later, [first])
    assert (on.place, on.kept, on.gone) == (Place.UPDATED, (later,), (first,))
    assert place(first, [later]).place is Place.KNOWN


def test_a_chain_that_forks_keeps_both() -> None:
    one, other = version(1, 2), version(1, 3)
    forked = place(other, [one])
    assert forked.place is Place.FORKED
    assert set(forked.kept) == {one, other}
    assert place(version(1), forked.kept).place is Place.KNOWN
    longer = place(version(1, 3, 4, sequence=2), forked.kept)
    assert (longer.place, longer.gone) == (Place.FORKED, (other,))


def test_of_two_exports_of_one_chain_the_later_stands() -> None:
    """The first broke off after its file was written."""
    first, again = version(1, 2, digest="x"), version(1, 2, digest="a", minutes=1)
    assert place(again, [first]).kept == (again,)
    assert place(first, [again]).kept == (again,)
    assert merged([first, again]) == merged([again, first])


def versions() -> st.SearchStrategy[list[Version]]:
    """Files of three devices whose chains grow and sometimes fork."""
    one = st.builds(
        lambda device, events, sequence, minutes: version(
            *events, sequence=sequence, device=DeviceId(device * 16, "a" * 32), minutes=minutes,
            digest=f"{device}{events}{sequence}{minutes}",
        ),
        st.sampled_from("012"),
        st.lists(st.integers(0, 1), min_size=1, max_size=5),
        st.integers(1, 3),
        st.integers(0, 1),
    )  # fmt: skip
    return st.lists(one, max_size=12)


@given(versions(), st.randoms(use_true_random=False))
def test_order_repetition_and_withholding_do_not_matter(files: list[Version], chance: random.Random) -> None:
    whole = merged(files)
    mixed = [*files, *chance.choices(files, k=5)] if files else []
    chance.shuffle(mixed)
    assert merged(mixed) == whole
    withheld = [one for one in files if chance.random() < 0.5]
    state = merged(withheld)
    later = merged([*(one for kept in state.values() for one in kept), *files])
    assert later == whole


@given(versions())
def test_a_second_time_everything_is_known(files: list[Version]) -> None:
    state = merged(files)
    assert all(place(one, state[one.device]).place is Place.KNOWN for one in files)


@given(versions())
def test_nothing_that_is_kept_says_less_than_another(files: list[Version]) -> None:
    for kept in merged(files).values():
        for one in kept:
            assert not any(one is not other and other.trail.startswith(one.trail) for other in kept)


ROSTER = People(
    {
        1: RosterPerson("Nguyễn Thị Thuỷ", "CB001", birth_date=date(1980, 2, 5)),
        2: RosterPerson("Lê Văn Tám", "CB002"),
        3: RosterPerson("Lê Văn Tám", "CB003"),
        4: RosterPerson("Trần Nụ", birth_date=date(1991, 8, 15)),
        5: RosterPerson("Bùi Út"),
    }
)


@pytest.mark.parametrize(
    ("claim", "belongs"),
    [
        pytest.param(Claim("Nguyễn Thị Thuỷ", "CB001"), Belongs(1), id="code and name"),
        pytest.param(Claim("NGUYỄN THỊ THỦY", "cb 001"), Belongs(1), id="written otherwise"),
        pytest.param(
            Claim("Nguyễn Thị Thanh", "CB001"), Belongs(doubt=Doubt.OTHER_NAME, candidates=(1,)), id="same code other name"
        ),
        pytest.param(
            Claim("Nguyễn Thị Thuỷ"), Belongs(doubt=Doubt.NO_CODE, candidates=(1,)), id="same name no code"
        ),
        pytest.param(
            Claim("Nguyễn Thị Thuỷ", birth_date=date(1980, 2, 5)), Belongs(doubt=Doubt.NO_CODE, candidates=(1,)),
            id="a date of birth proves nothing where there is a code",
        ),
        pytest.param(Claim("Lê Văn Tám"), Belongs(doubt=Doubt.NO_CODE, candidates=(2, 3)), id="namesakes"),
        pytest.param(Claim("Lê Văn Tám", "CB003"), Belongs(3), id="namesakes with a code"),
        pytest.param(Claim("Trần Nụ", birth_date=date(1991, 8, 15)), Belongs(4), id="the unit gives no code"),
        pytest.param(Claim("Trần Nụ"), Belongs(doubt=Doubt.NO_CODE, candidates=(4,)), id="nothing proves it"),
        pytest.param(Claim("Bùi Út", "X1"), Belongs(doubt=Doubt.NO_CODE, candidates=(5,)), id="a code that nobody gave"),
        pytest.param(Claim("Lê Văn Tám", "X1"), Belongs(), id="a namesake with another code is somebody else"),
        pytest.param(Claim("Ngô Lạ", "X2"), Belongs(), id="a stranger"),
    ],
)  # fmt: skip
def test_whose_it_is(claim: Claim, belongs: Belongs) -> None:
    assert ROSTER.owner(claim) == belongs


def test_strangers_of_one_code() -> None:
    assert strangers_doubt([Claim("Ngô Lạ", "X"), Claim("Ngô  lạ", "X")]) is None
    assert strangers_doubt([Claim("Ngô Lạ", "X"), Claim("Ngô Quen", "X")]) is Doubt.OTHER_NAME


def test_what_is_kept_of_a_file(result: ResultFile) -> None:
    taken = taken_from(result)
    practice, failed, passed = taken.attempts
    assert (practice.is_exam, practice.answers) == (False, ())
    assert (failed.passed, failed.share_1000, passed.passed, passed.share_1000) == (False, 250, True, 1000)
    assert [one.points_1000 for one in passed.answers] == [1000] * 4
    assert all(one.response is not None for one in passed.answers)
    assert taken.lessons == {"luat-an-ninh-mang/su-co": False, "luat-an-ninh-mang/tin-gia": True}
    assert (taken.clock_jumps, taken.library) == (0, "2026.11")
    kept = version_of(result, "0" * 64)
    assert kept.events == len(result.chain)
    claim = claim_of(result)
    assert (claim.name, claim.code) == ("Nguyễn Thị Thuỷ", "")  # the installation made its code up


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"share_1000": 900}, id="a better share"),
        pytest.param({"passed": True}, id="passed after all"),
        pytest.param({"course": "khac"}, id="another course"),
        pytest.param({"id": "f" * 32}, id="an attempt that the chain does not know"),
        pytest.param({"state": "paused", "share_1000": None, "passed": None}, id="open again"),
        pytest.param({"answers": ()}, id="without its answers"),
    ],
)
def test_an_attempt_that_the_chain_tells_otherwise_is_refused(
    result: ResultFile, change: dict[str, Any]
) -> None:
    one, failed, *rest = result.attempts
    odd = msgspec.structs.replace(result, attempts=(one, msgspec.structs.replace(failed, **change), *rest))
    with pytest.raises(Refusal) as refused:
        taken_from(odd, "a.kqht")
    assert refused.value.reason is Reason.RESULT_FILE_CONTRADICTS_ITSELF


def test_an_answer_that_was_bettered_is_refused(result: ResultFile) -> None:
    one, failed, *rest = result.attempts
    wrong = next(at for at, answer in enumerate(failed.answers) if answer.points_1000 == 0)
    right = next(answer for answer in failed.answers if answer.points_1000 == 1000)
    answers = list(failed.answers)
    for change in ({"points_1000": 1000}, {"response": right.response}):
        answers[wrong] = msgspec.structs.replace(failed.answers[wrong], **change)
        odd = msgspec.structs.replace(failed, answers=tuple(answers))
        with pytest.raises(Refusal):
            taken_from(msgspec.structs.replace(result, attempts=(one, odd, *rest)))
