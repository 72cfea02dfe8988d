"""The words of a lesson's HTML: for searching, counting and checking the language."""

from __future__ import annotations

import html
import re

_ENDS = re.compile(r"</(?:p|h3|li|td|th|dt|dd|pre|blockquote)>|<br ?/?>|<hr ?/?>")
_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh])")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+(?:[./:@-][^\W_]+)*")


def plain(markup: str) -> str:
    """The text of sanitised HTML: a line per paragraph, list line or table row; cells apart by " · "."""
    text = _ENDS.sub("\n", _CELL.sub(" · ", markup.replace("\n", " ")))
    lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub("", text)).split("\n"))
    return "\n".join(line for line in lines if line)


def words_in(text: str) -> list[str]:
    """The words of a text; a number or a document's number is one."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """How many words a reader reads: a number or a document's number is one."""
    return len(words_in(text))
