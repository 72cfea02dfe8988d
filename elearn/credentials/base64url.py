"""Base64url without padding (RFC 7515), canonical only: one text for each run of bytes."""

from __future__ import annotations

import base64
import binascii


def encode(content: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The reverse of `encode`.

    Raises ValueError for padding, foreign characters, or spare bits that are not zero.
    """
    if not text.isascii():
        raise ValueError("base64url that is not ASCII")
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
    if encode(content) != text:
        raise ValueError("base64url that is not canonical")
    return content
