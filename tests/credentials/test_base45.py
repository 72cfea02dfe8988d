"""Base45, by the examples of RFC 9285 and as a property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.credentials import base45, base64url


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"AB", "BB8", id="RFC 9285, 4.3, example 1"),
        pytest.param(b"Hello!!", "%69 VD92EX0", id="RFC 9285, 4.3, example 2"),
        pytest.param(b"base-45", "UJCLQE7W581", id="RFC 9285, 4.3, example 3"),
        pytest.param(b"ietf!", "QED8WEX0", id="RFC 9285, 4.4"),
        pytest.param(b"", "", id="nothing"),
        pytest.param(b"\xff\xff", "FGW", id="the highest pair"),
    ],
)
def test_examples_of_the_standard(content: bytes, text: str) -> None:
    assert base45.encode(content) == text
    assert base45.decode(text) == content


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GGW", id="past two bytes, as in RFC 9285, 6"),
        pytest.param(":::", id="far past two bytes"),
        pytest.param("V5", id="one byte, past 255"),
        pytest.param("A", id="a length of one"),
        pytest.param("BB8A", id="a length of one after a pair"),
        pytest.param("bb8", id="small letters"),
        pytest.param("BB8\n", id="a line end"),
        pytest.param("BÀ8", id="an accent"),
    ],
)
def test_what_no_bytes_have_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        base45.decode(text)


@given(st.binary(max_size=260))
def test_bytes_come_back(content: bytes) -> None:
    assert base45.decode(base45.encode(content)) == content


@given(st.text(alphabet=base45.ALPHABET, max_size=12))
def test_each_run_of_bytes_has_one_text(text: str) -> None:
    try:
        content = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(content) == text


@given(st.binary(max_size=60))
def test_base64url_bytes_come_back(content: bytes) -> None:
    assert base64url.decode(base64url.encode(content)) == content


@given(st.text(alphabet="ABQgwAQ-_9=+/ \n", max_size=9))
def test_each_run_of_bytes_has_one_base64url(text: str) -> None:
    try:
        content = base64url.decode(text)
    except ValueError:
        return
    assert base64url.encode(content) == text


@pytest.mark.parametrize("text", ["QR", "Q=", "QQ==", "QQ\n", "Q", "Q+8", "đĐ"])
def test_base64url_in_another_form_is_refused(text: str) -> None:
    """ "QQ" is the one way to write the byte "A"; "QR" has the same six bits and two more that are idle."""
    with pytest.raises(ValueError):
        base64url.decode(text)
