"""The plain syntax of PDF objects, read strictly: what one reader might take otherwise is refused.

Only what a certificate needs: no comments between objects, no object streams, no encryption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DEEPEST = 24
_BLANK = b"\x00\t\n\x0c\r "
_SPACE = re.compile(rb"[\x00\t\n\x0c\r ]*")
_NUMBER = re.compile(rb"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?![0-9.+-])")
_REFERENCE = re.compile(rb"(\d{1,7})[\x00\t\n\x0c\r ]+0[\x00\t\n\x0c\r ]+R(?![A-Za-z0-9])")
_NAME = re.compile(rb"/((?:[!$&*-.0-;=?-Z\\^-z|~\x80-\xff\"'`]|#[0-9A-Fa-f]{2})*)")
_HEX = re.compile(rb"<([0-9A-Fa-f\x00\t\n\x0c\r ]*)>")
_WORD = re.compile(rb"(true|false|null)(?![A-Za-z0-9])")
_WORDS = {b"true": True, b"false": False, b"null": None}
_STRING_PART = re.compile(rb"[^()\\\r\n]+")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ESCAPED |= {b"(": b"(", b")": b")", b"\\": b"\\"}
_OCTAL = re.compile(rb"[0-3][0-7]{2}")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_ENDSTREAM = re.compile(rb"\r?\n?endstream(?![A-Za-z0-9])")


class NotPlainPdf(ValueError):
    """The bytes are not plain PDF."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, its `#` escapes resolved."""

    text: bytes


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an indirect object, always of generation 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its dictionary and its bytes as they stand in the file (from `at`), filters not undone."""

    entries: dict[bytes, Value]
    content: bytes
    at: int


Value = bool | Decimal | Name | bytes | list["Value"] | dict[bytes, "Value"] | Reference | Stream | None


class Reader:
    """A place in the bytes that moves on as objects are read. All methods raise NotPlainPdf."""

    def __init__(self, content: bytes, at: int, end: int) -> None:
        self._content, self.at, self._end = content, at, end

    def skip_space(self) -> None:
        """Move past white space."""
        found = _SPACE.match(self._content, self.at, self._end)
        self.at = found.end() if found else self.at

    def expect(self, word: bytes) -> None:
        """Move past a word that must stand here."""
        if not self._content.startswith(word, self.at, self._end):
            raise NotPlainPdf(f"no {word!r} at {self.at}")
        self.at += len(word)

    def value(self, depth: int = 0) -> Value:
        """Read one object."""
        if depth > DEEPEST:
            raise NotPlainPdf("nested too deeply")
        self.skip_space()
        here = self._content[self.at : min(self.at + 2, self._end)]
        if here == b"<<":
            return self._dictionary(depth)
        if here[:1] == b"[":
            return self._array(depth)
        if here[:1] == b"(":
            return self._string()
        for pattern, make in _SIMPLE:
            found = pattern.match(self._content, self.at, self._end)
            if found:
                self.at = found.end()
                return make(found)
        raise NotPlainPdf(f"nothing known at {self.at}")

    def stream_after(self, entries: dict[bytes, Value]) -> Stream | None:
        """The stream that begins here, where one does; `Length` must be a plain number."""
        opening = _STREAM.match(self._content, self.at, self._end)
        if not opening:
            return None
        length = entries.get(b"Length")
        if not isinstance(length, Decimal) or length != length.to_integral_value() or length < 0:
            raise NotPlainPdf("a stream without a length")
        start, stop = opening.end(), opening.end() + int(length)
        closing = _ENDSTREAM.match(self._content, stop, self._end) if stop <= self._end else None
        if not closing:
            raise NotPlainPdf("a stream of another length")
        self.at = closing.end()
        return Stream(entries, self._content[start:stop], start)

    def _dictionary(self, depth: int) -> dict[bytes, Value]:
        self.at += 2
        entries: dict[bytes, Value] = {}
        while True:
            self.skip_space()
            if self._content.startswith(b">>", self.at, self._end):
                self.at += 2
                return entries
            key = self.value(depth + 1)
            if not isinstance(key, Name) or key.text in entries:
                raise NotPlainPdf("a key that is none, or stands twice")
            entries[key.text] = self.value(depth + 1)

    def _array(self, depth: int) -> list[Value]:
        self.at += 1
        items: list[Value] = []
        while True:
            self.skip_space()
            if self._content.startswith(b"]", self.at, self._end):
                self.at += 1
                return items
            items.append(self.value(depth + 1))

    def _string(self) -> bytes:
        self.at += 1
        parts: list[bytes] = []
        open_brackets = 0
        while True:
            found = _STRING_PART.match(self._content, self.at, self._end)
            if found:
                parts.append(found.group())
                self.at = found.end()
            here = self._content[self.at : self.at + 1] if self.at < self._end else b""
            self.at += 1
            if here == b"\\":
                parts.append(self._escape())
            elif here == b"(":
                open_brackets += 1
                parts.append(here)
            elif here == b")" and open_brackets:
                open_brackets -= 1
                parts.append(here)
            elif here == b")":
                return b"".join(parts)
            else:  # a bare line end is read differently by different programs
                raise NotPlainPdf("a string that breaks off")

    def _escape(self) -> bytes:
        octal = _OCTAL.match(self._content, self.at, self._end)
        if octal:
            self.at = octal.end()
            return bytes([int(octal.group(), 8)])
        letter = self._content[self.at : self.at + 1]
        self.at += 1
        if letter not in _ESCAPED:
            raise NotPlainPdf("an escape that is not known")
        return _ESCAPED[letter]


def _name(found: re.Match[bytes]) -> Name:
    return Name(_ESCAPE.sub(lambda code: bytes([int(code.group(1), 16)]), found.group(1)))


def _hex(found: re.Match[bytes]) -> bytes:
    digits = found.group(1).translate(None, _BLANK).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


_SIMPLE = (
    (_NAME, _name),
    (_REFERENCE, lambda found: Reference(int(found.group(1)))),
    (_NUMBER, lambda found: Decimal(found.group().decode())),
    (_HEX, _hex),
    (_WORD, lambda found: _WORDS[found.group(1)]),
)
