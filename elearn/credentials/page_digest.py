"""The digest of a page: SHA-256 over everything that is drawn, in one canonical form.

The page's dictionary without `Parent` is written out with all that it refers to (box, resources, content
streams, embedded fonts, images), independent of object numbers, of white space and of the order of keys:

    null "n;"   true "t;"   false "f;"   number "d", decimal without idle zeros, ";"
    name "/", length, ":", bytes   string "s", length, ":", bytes
    array "[", items, "]"   dictionary "<", key (as a name) and value, keys in byte order, ">"
    stream "S", dictionary without Length, length, ":", the bytes as they stand in the file
    an indirect object "o" and the object when first met, "r", its place in the order of meeting, ";" later
"""

from __future__ import annotations

import hashlib
from decimal import Decimal

from elearn.credentials.pdf_file import PdfFile
from elearn.credentials.pdf_syntax import DEEPEST, Name, NotPlainPdf, Reference, Stream, Value

_BEGIN = b"elearn-page-1\n"


def page_digest(file: PdfFile, page: dict[bytes, Value]) -> str:
    """The digest, 64 hexadecimal digits. Raises NotPlainPdf where objects are nested too deeply."""
    canonical = _Canonical(file)
    canonical.add({key: value for key, value in page.items() if key != b"Parent"}, 0)
    return canonical.digest.hexdigest()


class _Canonical:
    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._met: dict[int, int] = {}
        self.digest = hashlib.sha256(_BEGIN)

    def add(self, value: Value, depth: int) -> None:
        if depth > 2 * DEEPEST:
            raise NotPlainPdf("nested too deeply")
        write = self.digest.update
        if isinstance(value, Reference):
            self._add_object(value, depth)
        elif isinstance(value, Stream):
            write(b"S")
            self._add_entries({key: one for key, one in value.entries.items() if key != b"Length"}, depth)
            write(b"%d:" % len(value.content) + value.content)
        elif isinstance(value, dict):
            self._add_entries(value, depth)
        elif isinstance(value, list):
            write(b"[")
            for one in value:
                self.add(one, depth + 1)
            write(b"]")
        else:
            write(_plain(value))

    def _add_object(self, reference: Reference, depth: int) -> None:
        if reference.number in self._met:
            self.digest.update(b"r%d;" % self._met[reference.number])
            return
        self._met[reference.number] = len(self._met)
        self.digest.update(b"o")
        self.add(self._file.resolve(reference), depth + 1)

    def _add_entries(self, entries: dict[bytes, Value], depth: int) -> None:
        self.digest.update(b"<")
        for key in sorted(entries):
            self.digest.update(_plain(Name(key)))
            self.add(entries[key], depth + 1)
        self.digest.update(b">")


def _plain(value: bool | Decimal | Name | bytes | None) -> bytes:
    if value is None:
        return b"n;"
    if isinstance(value, bool):
        return b"t;" if value else b"f;"
    if isinstance(value, Name):
        return b"/%d:" % len(value.text) + value.text
    if isinstance(value, bytes):
        return b"s%d:" % len(value) + value
    return b"d" + format(value.normalize() + 0, "f").encode() + b";"
