"""Text for a spreadsheet: shown, never run."""

from __future__ import annotations

_BREAKS = ("\t", "\r", "\n")
_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", *_BREAKS)
_FIRST = (*_BEGINS, " ", "\u00a0")
# What no XML holds; Excel calls a workbook with one of them damaged.
_CONTROL = {code: None for code in [*range(32), 0x7F, 0xFFFE, 0xFFFF] if code not in (9, 10, 13)}


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might take the text for something to run, also behind spaces."""
    return text.startswith(_FIRST) and (
        text.startswith(_BREAKS) or text.lstrip(" \u00a0").startswith(_BEGINS)
    )


def plain_cell(text: str) -> str:
    """The same text behind an apostrophe where a spreadsheet might run it: for formats without types."""
    return "'" + text if looks_like_formula(text) else text


def printable(text: str) -> str:
    """The text without the control characters and halves of characters that no document holds."""
    if text.isprintable():
        return text
    return text.translate(_CONTROL).encode("utf-8", "ignore").decode("utf-8")
