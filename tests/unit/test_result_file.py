"""The result file: what is sealed comes back, and nothing that was changed is taken."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.credentials import base64url, envelope, sealing
from elearn.credentials.keys import SigningKey
from elearn.errors import Reason, Refusal
from elearn.unit.result_file import SIGNED_TYP, file_name, seal, unseal, wording_of
from elearn.unit.result_values import ResultFile
from tests.build.certificates import OTHER_KEY
from tests.build.items import single_choice
from tests.learning.strategies import items, responses_to

PRIVATE, PUBLIC = sealing.new_sealing_key()
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def reason_of(text: str, private: bytes | None = PRIVATE) -> Reason | None:
    """Why a text is refused; None where it is taken."""
    try:
        unseal(text, private, "a.kqht")
    except Refusal as refusal:
        return refusal.reason
    return None


def test_what_is_signed_comes_back(result: ResultFile, key: SigningKey) -> None:
    found = unseal(seal(result, key))
    assert (found.result, found.public, found.sealed) == (result, key.public, False)


def test_what_is_sealed_comes_back_to_the_unit_alone(result: ResultFile, key: SigningKey) -> None:
    text = seal(result, key, PUBLIC)
    found = unseal(text, PRIVATE)
    assert (found.result, found.sealed) == (result, True)
    assert "Thuỷ" not in text
    other, _ = sealing.new_sealing_key()
    assert reason_of(text, other) is Reason.RESULT_FILE_SEALED
    assert reason_of(text, None) is Reason.RESULT_FILE_SEALED


def test_it_holds_everything(result: ResultFile) -> None:
    assert result.who.name == "Nguyễn Thị Thuỷ"
    assert [one.lesson.rpartition("/")[2] for one in result.reading] == ["su-co", "tin-gia"]
    practice, failed, passed = result.attempts
    assert len({answer.type for answer in practice.answers}) == 9
    assert [answer.response is None for answer in practice.answers] == [False] * 8 + [True]
    assert (failed.passed, failed.share_1000, passed.passed, passed.share_1000) == (False, 250, True, 1000)
    assert not passed.supervised
    assert [one.course for one in result.certificates] == ["luat-an-ninh-mang"]
    assert result.chain[0].prev == "0" * 64


def test_the_wording_is_what_was_answered_against(result: ResultFile) -> None:
    practice = result.attempts[0]
    digest = next(one.wording for one in practice.answers if one.item == "sc-01")
    assert digest == wording_of(single_choice())
    assert digest != wording_of(single_choice(stem="Một câu hỏi đã được sửa lời"))


def _changed(result: ResultFile, key: SigningKey, change: Any) -> str:
    """The file with a change in its JSON, signed anew by the same key."""
    content = json.loads(msgspec.json.encode(result))
    change(content)
    return envelope.sign(json.dumps(content, ensure_ascii=False).encode(), key, SIGNED_TYP)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda one: one.update(version=2), Reason.RESULT_FILE_NEWER, id="a later version"),
        pytest.param(
            lambda one: one.update(version=0), Reason.RESULT_FILE_UNREADABLE, id="no version of ours"
        ),
        pytest.param(
            lambda one: one.update(sequence=10**30),
            Reason.RESULT_FILE_UNREADABLE,
            id="a number past all bounds",
        ),
        pytest.param(
            lambda one: one["attempts"][0]["answers"][0].update(spent_ms=2**63),
            Reason.RESULT_FILE_UNREADABLE,
            id="a time past all bounds",
        ),
        pytest.param(
            lambda one: one.update(more=1), Reason.RESULT_FILE_UNREADABLE, id="a field that is not known"
        ),
        pytest.param(lambda one: one.pop("who"), Reason.RESULT_FILE_UNREADABLE, id="a field that is missing"),
        pytest.param(
            lambda one: one.update(installation="0" * 16),
            Reason.RESULT_FILE_UNREADABLE,
            id="another installation",
        ),
        pytest.param(
            lambda one: one.update(made_at="2026-11-24T08:00:00"),
            Reason.RESULT_FILE_UNREADABLE,
            id="no time zone",
        ),
        pytest.param(
            lambda one: one["attempts"][0].update(share_1000=1001),
            Reason.RESULT_FILE_UNREADABLE,
            id="over all points",
        ),
        pytest.param(
            lambda one: one["chain"].pop(),
            None,
            id="a chain that ends earlier: its head says so to who keeps it",
        ),
        pytest.param(
            lambda one: one["chain"].pop(2), Reason.RESULT_FILE_CHAIN_BROKEN, id="an event left out"
        ),
        pytest.param(
            lambda one: one["chain"][2].update(at="2026-01-01T00:00:00.000+07:00"),
            Reason.RESULT_FILE_CHAIN_BROKEN,
            id="an event at another time",
        ),
        pytest.param(
            lambda one: one.update(subject="0" * 32),
            Reason.RESULT_FILE_CHAIN_BROKEN,
            id="somebody else's chain",
        ),
        pytest.param(
            lambda one: one["chain"][0]["body"].update(x=0.5), Reason.RESULT_FILE_CHAIN_BROKEN, id="a float"
        ),
        pytest.param(
            lambda one: one["chain"][0]["body"].update(x=[[[[[[[[[[]]]]]]]]]]),
            Reason.RESULT_FILE_UNREADABLE,
            id="nested too deeply",
        ),
    ],
)
def test_a_change_under_a_new_signature(
    result: ResultFile, key: SigningKey, change: Any, reason: Reason | None
) -> None:
    assert reason_of(_changed(result, key, change)) is reason


def test_json_nested_without_end_is_refused(key: SigningKey) -> None:
    deep = b'{"format":"elearn-result","version":1,"chain":' + b"[" * 100_000
    assert reason_of(envelope.sign(deep, key, SIGNED_TYP)) is Reason.RESULT_FILE_UNREADABLE


def test_a_file_under_somebody_elses_signature_is_refused(result: ResultFile, key: SigningKey) -> None:
    head, payload, _ = seal(result, key).split(".")
    foreign = OTHER_KEY.sign(f"{head}.{payload}".encode())
    assert reason_of(f"{head}.{payload}.{base64url.encode(foreign)}") is Reason.RESULT_FILE_UNREADABLE
    with pytest.raises(ValueError, match="another installation"):
        seal(result, OTHER_KEY)


@SLOW
@given(place=st.integers(0, 10**6), change=st.integers(1, 127))
@pytest.mark.parametrize("public", [None, PUBLIC], ids=["signed", "sealed"])
def test_no_changed_character_is_taken(
    result: ResultFile, key: SigningKey, public: bytes | None, place: int, change: int
) -> None:
    text = seal(result, key, public)
    place %= len(text)
    altered = text[:place] + chr(ord(text[place]) ^ change) + text[place + 1 :]
    assert reason_of(altered) is not None or altered.strip() == text


@pytest.mark.slow
def test_no_changed_byte_of_a_whole_file_is_taken(result: ResultFile, key: SigningKey) -> None:
    """Every byte of a small file, each by another bit."""
    small = msgspec.structs.replace(result, attempts=(), reading=(), certificates=(), chain=result.chain[:3])
    text = seal(small, key, PUBLIC)
    assert reason_of(text) is None
    for place in range(len(text)):
        altered = text[:place] + chr(ord(text[place]) ^ 1 << place % 7) + text[place + 1 :]
        assert altered.strip() != text.strip()
        assert reason_of(altered) is not None, place


@given(st.text(max_size=200))
def test_any_text_is_refused(text: str) -> None:
    assert reason_of(text) is Reason.RESULT_FILE_UNREADABLE


@SLOW
@given(pair=items().flatmap(lambda item: st.tuples(st.just(item), responses_to(item))))
def test_every_response_comes_back(result: ResultFile, key: SigningKey, pair: Any) -> None:
    attempt = result.attempts[0]
    answer = msgspec.structs.replace(attempt.answers[0], item=pair[0].id, response=pair[1])
    odd = msgspec.structs.replace(
        result, attempts=(msgspec.structs.replace(attempt, answers=(answer,)), *result.attempts[1:])
    )
    assert unseal(seal(odd, key)).result == odd


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("M-0001", "Nguyễn Thị Thuỷ", "M-0001_nguyen-thi-thuy_2026-11-24_007.kqht"),
        ("CB/12 A", "Đỗ Đức", "CB-12-A_do-duc_2026-11-24_007.kqht"),
        ("con", "NUL", "con_nul_2026-11-24_007.kqht"),
        ("..\\..", '<>:"/|?*', "khong-ma_khong-ten_2026-11-24_007.kqht"),
        ("Mã số 5", "H'Hen Niê", "ma-so-5_h-hen-nie_2026-11-24_007.kqht"),
    ],
)
def test_names_that_windows_takes(code: str, name: str, expected: str) -> None:
    assert file_name(code, name, date(2026, 11, 24), 7) == expected


def test_a_very_long_name_is_cut_at_a_word() -> None:
    name = file_name("A" * 90, "Nguyễn " * 40, date(2026, 11, 24), 7)
    assert len(name) < 110
    assert "nguyen_2026" in name
