"""Base45 (RFC 9285): bytes in the 45 characters that a QR code stores most densely."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def encode(content: bytes) -> str:
    """Two bytes become three characters, a last single byte becomes two."""
    parts = []
    for start in range(0, len(content) - 1, 2):
        rest, low = divmod(content[start] * 256 + content[start + 1], 45)
        high, middle = divmod(rest, 45)
        parts.append(ALPHABET[low] + ALPHABET[middle] + ALPHABET[high])
    if len(content) % 2:
        high, low = divmod(content[-1], 45)
        parts.append(ALPHABET[low] + ALPHABET[high])
    return "".join(parts)


def decode(text: str) -> bytes:
    """The reverse of `encode`: every text is the encoding of one run of bytes, or refused.

    Raises ValueError for a foreign character, a length that no bytes have, or a group past its range.
    """
    if len(text) % 3 == 1:
        raise ValueError("a length that Base45 does not have")
    content = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        value = 0
        for character in reversed(group):
            if character not in _VALUE:
                raise ValueError("a character outside Base45")
            value = value * 45 + _VALUE[character]
        size = len(group) - 1
        if value >> (8 * size):
            raise ValueError("a Base45 group past its range")
        content += value.to_bytes(size, "big")
    return bytes(content)
