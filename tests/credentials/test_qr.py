"""The QR's text: what it says, how long it may be, what is cut and what never is."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elearn.credentials import base45, qr
from elearn.credentials.qr import NotAQrText, TooLongForQr
from tests.build.certificates import KEY, LONG, OTHER_KEY, fields, of_a_unit

WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÁẬỖỹ –.", max_size=120).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())
)


def test_it_says_what_the_paper_says() -> None:
    code = qr.parse(qr.qr_text(fields(), KEY))
    assert code.signed_by(KEY.public)
    assert not code.signed_by(OTHER_KEY.public)
    assert qr.agrees(code.fields, fields())
    assert code.fields == qr.QrFields(
        kind="self_study",
        key_id=KEY.key_id,
        issued_on=date(2026, 11, 13),
        share_1000=917,
        number="TH-2026-K7Q4-MX2P",
        name="Hoàng Thị Ngọc Ánh",
        unit="Văn phòng HĐND và UBND xã Thanh Trì",
        course="luat-an-ninh-mang",
        version="2026.11",
    )


@pytest.mark.parametrize(
    "odd",
    [
        {"name": "Hoàng Thị Ngọc Anh"},
        {"number": "TH-2026-K7Q4-MX2Q"},
        {"share_1000": 918},
        {"issued_on": date(2026, 11, 14)},
        {"course": "phong-chong-tin-gia"},
        {"version": "2026.12"},
        {"unit": "Văn phòng HĐND và UBND xã Thanh Trù"},
        {"unit": "Văn phòng"},
        {"kind": "unit"},
    ],
    ids=lambda odd: next(iter(odd)),
)
def test_it_does_not_agree_with_another_paper(odd: dict[str, object]) -> None:
    assert not qr.agrees(qr.parse(qr.qr_text(fields(), KEY)).fields, fields(**odd))


def test_the_short_name_is_used_before_anything_is_cut() -> None:
    paper = fields(unit=LONG["unit"], unit_short="TT PVHCC xã Nguyễn Nghiêm")
    code = qr.parse(qr.qr_text(paper, KEY)).fields
    assert code.unit == "TT PVHCC xã Nguyễn Nghiêm"
    assert qr.agrees(code, paper)


def test_a_unit_that_is_too_long_is_cut_at_a_word() -> None:
    paper = fields(unit=LONG["unit"])
    code = qr.parse(qr.qr_text(paper, KEY)).fields
    assert code.unit.endswith("…")
    assert LONG["unit"].startswith(code.unit[:-1] + " ") or LONG["unit"].startswith(code.unit[:-1] + ",")
    assert qr.agrees(code, paper)


def test_a_name_is_never_cut() -> None:
    assert qr.parse(qr.qr_text(fields(**LONG), KEY)).fields.name == LONG["name"]
    with pytest.raises(TooLongForQr):
        qr.qr_text(fields(name="Nguyễn " * 30), KEY)


@settings(max_examples=60)
@given(WORDS, WORDS, st.integers(0, 1000), st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_every_paper_fits_or_its_name_is_too_long(name: str, unit: str, share: int, day: date) -> None:
    paper = of_a_unit(name=name, unit=unit, share_1000=share, issued_on=day)
    try:
        text = qr.qr_text(paper, KEY)
    except TooLongForQr:
        assert len(name.encode()) > 70
        return
    code = qr.parse(text)
    assert len(code.body) <= 166
    assert len(code.body) + 64 <= 230
    assert set(text) <= set(base45.ALPHABET)
    assert (code.fields.name, code.fields.number) == (name, paper.number)
    assert qr.agrees(code.fields, paper)


def test_the_longest_text_is_a_code_of_61_modules() -> None:
    body = bytes(166)
    text = qr.PREFIX + base45.encode(body + bytes(64))
    assert len(text) == qr.LARGEST_TEXT == 353
    assert len(qr.modules(text)) == len(qr.modules(text)[0]) == 61


@settings(max_examples=200)
@given(st.data())
def test_no_changed_character_is_accepted(data: st.DataObject) -> None:
    text = qr.qr_text(fields(), KEY)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(base45.ALPHABET.replace(text[place], "")))
    try:
        code = qr.parse(text[:place] + other + text[place + 1 :])
    except NotAQrText:
        return
    assert not code.signed_by(KEY.public)


@given(st.text(max_size=60) | st.binary(max_size=230).map(lambda content: qr.PREFIX + base45.encode(content)))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotAQrText):
        qr.parse(text)


def test_hidden_characters_and_other_compositions_are_refused() -> None:
    for name in ("Ho\u202eàng", unicodedata.normalize("NFD", "Hoàng"), "Hoàng\n"):
        with pytest.raises(NotAQrText):
            qr.parse(qr.qr_text(fields(name=name), KEY))
