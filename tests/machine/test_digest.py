"""Digests without OpenSSL are those that everybody else computes."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from elearn.machine.digest import sha256_hex, token_hex


@given(st.binary(max_size=300))
def test_a_digest_is_sha_256(content):
    assert sha256_hex(content) == hashlib.sha256(content).hexdigest()


def test_no_token_comes_twice():
    made = {token_hex(8) for _ in range(100)}
    assert len(made) == 100
    assert {len(one) for one in made} == {16}
