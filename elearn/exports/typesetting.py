"""Centred text of one page: runs of upright, bold and italic, wrapped and shrunk until they fit.

Lengths are in points. A line's runs are joined without spaces; spaces stand in the runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HOLD = "\u00a0"  # in a run: a space at which no line ends; drawn as any other
_WORD = re.compile(rf"(?:\S|{HOLD})+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face."""

    text: str
    face: str


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one base line."""

    runs: tuple[Run, ...]

    def width(self, size: float, spacing: float = 0) -> float:
        """The line's width at a size, with extra space between letters."""
        measured = sum(_width_of_em(run.text, run.face) for run in self.runs) * size
        if not spacing:
            return measured
        return measured + spacing * max(0, sum(len(run.text) for run in self.runs) - 1)


@lru_cache(maxsize=20_000)
def _width_of_em(text: str, face: str) -> float:
    """A text's width at size 1: certificates of one unit and course share most of their words."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, face, 1))


def line(text: str, face: str) -> Line:
    """A line in one face."""
    return Line((Run(text, face),))


def wrap(runs: Sequence[Run], size: float, width: float) -> list[Line]:
    """Runs as lines no wider than `width` where words allow it, as even as that number of lines can be.

    A word that is wider than a line stands alone on one.
    """
    words = list(_words(runs))
    lines = _greedy(words, size, width)
    if len(lines) < 2:
        return lines
    narrow, wide = width / len(lines), width
    while wide - narrow > 1:  # the narrowest width that needs no more lines
        middle = (narrow + wide) / 2
        if len(_greedy(words, size, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return _greedy(words, size, wide)


def fill(runs: Sequence[Run], size: float, width: float) -> list[Line]:
    """Runs as lines that take as many words as they hold, for text that begins at the left."""
    return _greedy(list(_words(runs)), size, width)


def largest(
    runs: Sequence[Run], width: float, sizes: Sequence[float], lines: int
) -> tuple[float, list[Line]]:
    """The first of `sizes` at which the runs fit into `lines` lines, with those; else the last size."""
    for size in sizes:
        wrapped = wrap(runs, size, width)
        if len(wrapped) <= lines and all(one.width(size) <= width for one in wrapped):
            return size, wrapped
    return sizes[-1], wrap(runs, sizes[-1], width)


def draw_line(canvas: Canvas, one: Line, x: float, y: float, size: float, spacing: float = 0) -> None:
    """Draw a line from `x` on the base line `y`, as one text that can be selected as a whole."""
    text = canvas.beginText(x, y)
    if spacing:
        text.setCharSpace(spacing)
    for face, runs in groupby(one.runs, key=lambda run: run.face):
        text.setFont(face, size)
        text.textOut("".join(run.text for run in runs))
    if spacing:
        text.setCharSpace(0)
    canvas.drawText(text)


def draw_centred(canvas: Canvas, one: Line, x: float, y: float, size: float, spacing: float = 0) -> None:
    """Draw a line with its middle at `x`."""
    draw_line(canvas, one, x - one.width(size, spacing) / 2, y, size, spacing)


def _words(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """Words, each as the runs that it is made of: "(" upright and a bold name may be one word."""
    word: list[Run] = []
    for run in runs:
        at = 0
        for found in _WORD.finditer(run.text):
            if found.start() > at and word:
                yield tuple(word)
                word = []
            word.append(Run(found.group().replace(HOLD, " "), run.face))
            at = found.end()
        if at < len(run.text) and word:
            yield tuple(word)
            word = []
    if word:
        yield tuple(word)


def _greedy(words: Sequence[tuple[Run, ...]], size: float, width: float) -> list[Line]:
    lines: list[Line] = []
    for word in words:
        if lines:
            longer = Line((*lines[-1].runs, Run(" ", word[0].face), *word))
            if longer.width(size) <= width:
                lines[-1] = longer
                continue
        lines.append(Line(word))
    return lines
