"""The unit's keys under a password and a printed code."""

from __future__ import annotations

import msgspec
import pytest

from elearn.credentials import key_box
from elearn.credentials.key_box import (
    WrongPassword,
    decode_box,
    encode_box,
    new_box,
    open_box,
    open_by_recovery,
    with_password,
)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a test costs milliseconds; the cost stands in the box."""
    monkeypatch.setattr(key_box, "MEMORY_KIB", 64)
    monkeypatch.setattr(key_box, "PASSES", 1)


def test_the_password_and_the_code_open_the_same_box() -> None:
    box, keys, code = new_box("mật khẩu")
    kept = decode_box(encode_box(box))
    assert kept == box
    assert open_box(kept, "mật khẩu") == keys
    changed, again = open_by_recovery(kept, code.lower().replace("-", " "), "mới")
    assert again == keys
    assert open_box(changed, "mới") == keys
    with pytest.raises(WrongPassword):
        open_box(changed, "mật khẩu")
    assert open_box(with_password(changed, "mới", "nữa"), "nữa") == keys


def test_nothing_else_opens_it() -> None:
    box, _, code = new_box("mật khẩu")
    for act in (
        lambda: open_box(box, "mật khảu"),
        lambda: open_box(box, ""),
        lambda: open_by_recovery(box, code[:-1], "x"),
        lambda: with_password(box, "sai", "x"),
        lambda: open_box(msgspec.structs.replace(box, signing_public=bytes(32)), "mật khẩu"),
        lambda: open_box(msgspec.structs.replace(box, locked=bytes(len(box.locked))), "mật khẩu"),
    ):
        with pytest.raises(WrongPassword):
            act()


def test_no_private_byte_stands_in_the_box() -> None:
    box, keys, _ = new_box("mật khẩu")
    kept = encode_box(box)
    for private in (keys.signing.private, keys.sealing_private):
        assert msgspec.json.encode(private).strip(b'"') not in kept
        assert private.hex().encode() not in kept
    assert str(keys.signing.private) not in repr(keys)
