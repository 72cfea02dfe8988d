"""Keys, signed texts and sealed texts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OKPKey

from elearn.credentials import base64url, envelope, keys, sealing
from elearn.credentials.envelope import NotAnEnvelope
from tests.build.certificates import KEY, OTHER_KEY

SIGNED = envelope.sign("Kết quả".encode(), KEY, "thu")
SEALING_PRIVATE, SEALING_PUBLIC = sealing.new_sealing_key()
SEALED = sealing.seal("Kết quả".encode(), SEALING_PUBLIC, "thu")


def test_a_fingerprint_is_shown_in_four_groups() -> None:
    assert KEY.key_id == keys.key_id_of(KEY.public)
    assert keys.is_key_id(KEY.key_id)
    assert not keys.is_key_id(KEY.key_id.lower())
    assert keys.shown("7F3A91C208DE44B1") == "7F3A 91C2 08DE 44B1"


def test_a_key_keeps_its_private_half_out_of_sight() -> None:
    assert "private" not in repr(KEY)
    assert keys.key_from(KEY.private) == KEY
    with pytest.raises(ValueError):
        keys.key_from(b"short")


def test_a_signed_text_comes_back_with_its_signer() -> None:
    found = envelope.take_apart(SIGNED, "thu", 10_000)
    assert found.payload.decode() == "Kết quả"
    assert found.signed_by(KEY.public)
    assert not found.signed_by(OTHER_KEY.public)
    assert json.loads(base64url.decode(SIGNED.split(".")[0]))["alg"] == "Ed25519"


def _resigned(header: dict[str, object]) -> str:
    key = OKPKey.import_key(keys.private_jwk(KEY))
    return jws.serialize_compact(header, b"x", key, algorithms=["Ed25519"])


HEADER: dict[str, object] = {
    "alg": "Ed25519",
    "typ": "thu",
    "kid": KEY.key_id,
    "jwk": keys.jwk_of(KEY.public),
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_resigned(HEADER | {"typ": "khac"}), id="another kind"),
        pytest.param(_resigned(HEADER | {"kid": OTHER_KEY.key_id}), id="a fingerprint of another key"),
        pytest.param(_resigned(HEADER | {"cty": "x"}), id="a header that is not known"),
        pytest.param(_resigned({key: HEADER[key] for key in ("alg", "typ", "kid")}), id="no key"),
        pytest.param(SIGNED + "=", id="padding"),
        pytest.param(SIGNED + ".", id="four parts"),
        pytest.param(SIGNED.replace(".", "..", 1), id="an empty part"),
        pytest.param(" " + SIGNED, id="a space"),
        pytest.param("", id="nothing"),
        pytest.param("." * 10_000, id="dots"),
        pytest.param(SIGNED.partition(".")[0] + ".QR." + SIGNED.rpartition(".")[2], id="idle bits"),
    ],
)
def test_a_text_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(NotAnEnvelope):
        envelope.take_apart(text, "thu", 10_000)


def test_a_header_that_wants_the_old_name_of_the_algorithm_is_refused() -> None:
    """ "EdDSA" and "none" are not even read."""
    for algorithm in ("EdDSA", "none", "HS256"):
        head = base64url.encode(json.dumps(HEADER | {"alg": algorithm}).encode())
        with pytest.raises(NotAnEnvelope):
            envelope.take_apart(head + SIGNED[SIGNED.index(".") :], "thu", 10_000)


@settings(max_examples=150)
@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_no_changed_character_of_a_signed_text_is_accepted(place: int, change: int) -> None:
    letter = chr(ord(SIGNED[place]) ^ change)
    text = SIGNED[:place] + letter + SIGNED[place + 1 :]
    try:
        found = envelope.take_apart(text, "thu", 10_000)
    except NotAnEnvelope:
        return
    assert not found.signed_by(KEY.public)


@given(st.text(max_size=80) | st.text(alphabet="abAB01-_.", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(NotAnEnvelope):
        envelope.take_apart(text, "thu", 10_000)
    with pytest.raises(NotAnEnvelope):
        sealing.unseal(text, SEALING_PRIVATE, "thu", 10_000)


def test_a_sealed_text_is_read_by_its_key_alone() -> None:
    assert sealing.unseal(SEALED, SEALING_PRIVATE, "thu", 10_000).decode() == "Kết quả"
    other, _ = sealing.new_sealing_key()
    with pytest.raises(sealing.NotForThisKey):
        sealing.unseal(SEALED, other, "thu", 10_000)
    with pytest.raises(NotAnEnvelope):
        sealing.unseal(SEALED, SEALING_PRIVATE, "khac", 10_000)


def test_a_long_text_is_read_as_it_was_sealed() -> None:
    long = bytes(range(256)) * 4_000  # a year of learning is longer than what libraries take for a token
    assert (
        sealing.unseal(sealing.seal(long, SEALING_PUBLIC, "thu"), SEALING_PRIVATE, "thu", 2_000_000) == long
    )


@settings(max_examples=150)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_no_changed_character_of_a_sealed_text_is_accepted(place: int, change: int) -> None:
    text = SEALED[:place] + chr(ord(SEALED[place]) ^ change) + SEALED[place + 1 :]
    with pytest.raises((NotAnEnvelope, sealing.NotForThisKey)):
        sealing.unseal(text, SEALING_PRIVATE, "thu", 10_000)


def test_a_sealed_text_that_would_unpack_itself_is_refused() -> None:
    """With `zip` a small file could become a huge one in memory."""
    head, *rest = SEALED.split(".")
    packed = base64url.encode(json.dumps(json.loads(base64url.decode(head)) | {"zip": "DEF"}).encode())
    with pytest.raises(NotAnEnvelope):
        sealing.unseal(".".join([packed, *rest]), SEALING_PRIVATE, "thu", 10_000)
