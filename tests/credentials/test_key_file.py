"""The key file `*.khoa`."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.credentials import envelope
from elearn.credentials.key_file import Replaced, Revoked, read_key_file, write_key_file
from elearn.errors import Reason, Refusal
from tests.build.certificates import KEY, OTHER_KEY

TODAY = date(2026, 11, 24)


def test_a_unit_hands_out_its_key_with_what_no_longer_holds() -> None:
    text = write_key_file(
        KEY,
        "unit",
        "Ủy ban nhân dân xã Thanh Trì",
        TODAY,
        revoked=[Revoked("40/GCN-UBND", TODAY)],
        replaced=[Replaced("39/GCN-UBND", "41/GCN-UBND", TODAY)],
    )
    key = read_key_file(text)
    assert (key.public, key.holder, key.name) == (KEY.public, "unit", "Ủy ban nhân dân xã Thanh Trì")
    assert (key.as_of, key.revoked, key.replaced) == (TODAY, {"40/GCN-UBND"}, {"39/GCN-UBND"})
    assert text.isascii()


def _refused(text: str) -> bool:
    try:
        read_key_file(text, "x.khoa")
    except Refusal as refusal:
        return refusal.reason is Reason.KEY_UNREADABLE
    return False


def test_a_list_under_somebody_elses_signature_is_refused() -> None:
    own, other = write_key_file(KEY, "unit", "A", TODAY), write_key_file(OTHER_KEY, "unit", "B", TODAY)
    head, _, signature = own.strip().split(".")
    assert _refused(".".join([head, other.split(".")[1], signature]))
    assert _refused(envelope.sign(b'{"format":"elearn-key"}', KEY, "elearn-key+jws"))
    assert _refused(envelope.sign(b"{}", KEY, "another"))


def test_a_later_version_is_refused() -> None:
    later = b'{"format":"elearn-key","version":2,"holder":"unit","name":"A","as_of":"2026-11-24"}'
    assert _refused(envelope.sign(later, KEY, "elearn-key+jws"))


@given(st.text(max_size=60))
def test_any_text_is_refused(text: str) -> None:
    assert _refused(text)


@pytest.mark.parametrize("place", range(0, 400, 41))
def test_no_changed_character_is_accepted(place: int) -> None:
    text = write_key_file(KEY, "unit", "A", TODAY)
    assert _refused(text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :])
