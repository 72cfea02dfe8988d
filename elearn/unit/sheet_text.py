"""A table in a text file: CSV in the encodings and with the separators that offices' programs write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from elearn.unit.sheet_zip import MOST_COLUMNS, MOST_ROWS, TooLarge, Unreadable
from elearn.vietnamese.legacy import repair
from elearn.vietnamese.syllables import is_syllable
from elearn.vietnamese.text import compose

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t"
_LOOKED_AT = 100  # lines, to find the separator
_TRIED = 60_000  # bytes, to find the encoding
_WORD = re.compile(r"[^\W\d_]+")


def read_text_table(content: bytes) -> tuple[list[list[str]], str]:
    """The rows of a text file, and the encoding that it was read in. Raises Unreadable, TooLarge."""
    text, encoding = _decoded(content)
    if "\0" in text:
        raise Unreadable("a binary file")
    lines = text.splitlines()
    delimiter = ""
    if lines and re.fullmatch(r"sep=[,;\t]", lines[0].strip(" ")):  # what Excel itself writes and hides
        delimiter = lines[0].strip(" ")[-1]
        text = text.split("\n", 1)[1] if "\n" in text else ""
    rows: list[list[str]] = []
    try:
        lines_of_it = io.StringIO(text, newline="")  # `splitlines` ends lines where no program does
        for row in csv.reader(lines_of_it, delimiter=delimiter or _delimiter(lines)):
            if len(row) > MOST_COLUMNS or len(rows) >= MOST_ROWS:
                raise TooLarge
            rows.append(row)
    except csv.Error as error:
        raise Unreadable(str(error)) from error
    return ([[], *rows] if delimiter else rows), encoding


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), "utf-8" if encoding == "utf-8-sig" else encoding
    head = content[:_TRIED]
    if head.count(0) > len(head) // 8:
        encoding = "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
        return _strictly(content, encoding), "utf-16"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _from_code_page(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(encoding) from error


def _from_code_page(content: bytes) -> tuple[str, str]:
    """Bytes of one of Windows' code pages: Vietnamese where its words make sense so, else western.

    Old fonts' bytes are read as western, and are repaired name by name later.
    """
    western = content.decode("latin-1").translate(_WESTERN)
    vietnamese = compose(content.decode("cp1258", "replace"))
    if _sense(vietnamese[:_TRIED]) > _sense_repaired(western[:_TRIED]):
        return vietnamese, "cp1258"
    return western, "cp1252"


def _western() -> dict[int, str]:
    table = {}
    for byte in range(0x80, 0xA0):
        letter = bytes([byte]).decode("cp1252", "ignore")
        if letter:
            table[byte] = letter
    return table


_WESTERN = _western()


def _sense(text: str) -> int:
    """How many words that are not ASCII are syllables, less those that are not."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(1 if is_syllable(word) else -1 for word in words)


def _sense_repaired(text: str) -> int:
    cells = re.split(r"[,;\t\r\n\"]+", text)
    return _sense("\n".join(repair(cell, name=False).after for cell in cells))


def _delimiter(lines: list[str]) -> str:
    """The separator that parts most lines into the same number of cells, the more the better."""
    looked_at = [line for line in lines[:_LOOKED_AT] if line.strip()]

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(looked_at, delimiter=delimiter)]
        except csv.Error:
            return 0, 0
        counted = Counter(width for width in widths if width > 1)
        if not counted:
            return 0, 0
        width, lines_of_it = max(counted.items(), key=lambda pair: (pair[1], pair[0]))
        return lines_of_it, width

    return max(_DELIMITERS, key=worth)
