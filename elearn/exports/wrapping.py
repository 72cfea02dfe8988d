"""Text of table cells broken into lines, each text measured once: a list's cells repeat themselves.

Lengths are in points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

_MOST = 50_000  # texts kept; beyond that the oldest half is let go


class _Widths(dict[str, float]):
    """Widths of letters in thousandths, looked up once."""

    def __init__(self, known: dict[int, float], usual: float) -> None:
        super().__init__()
        self._known, self._usual = known, usual

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._known.get(ord(letter), self._usual)
        return width


class Wrapping:
    """Breaks texts in one face at one size. A word that is wider than a line is broken where it must be."""

    def __init__(self, face: str, size: float) -> None:
        from reportlab.pdfbase.pdfmetrics import getFont

        font = cast("TTFont", getFont(face))
        self.face, self.size = face, size
        self._em = size / 1000
        self._widths = _Widths(font.face.charWidths, font.face.defaultWidth)
        self._lines: dict[tuple[str, float], tuple[str, ...]] = {}

    def width(self, text: str) -> float:
        """How wide a text is."""
        return sum(map(self._widths.__getitem__, text)) * self._em

    def lines(self, text: str, width: float) -> tuple[str, ...]:
        """The text as lines of at most that width; one empty line for no text."""
        known = self._lines.get((text, width))
        if known is None:
            if self.width(text) <= width and len(text.splitlines()) < 2:
                known = (text,)
            else:
                parts = text.splitlines() or [""]
                known = tuple(line for part in parts for line in self._broken(part, width))
            if len(self._lines) >= _MOST:
                for old in list(self._lines)[: _MOST // 2]:
                    del self._lines[old]
            self._lines[text, width] = known
        return known

    def _broken(self, text: str, width: float) -> list[str]:
        if self.width(text) <= width:
            return [text]
        lines, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if self.width(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = self._cut(word, width)
            lines += whole
        return [*lines, line]

    def _cut(self, word: str, width: float) -> list[str]:
        """A word as pieces that fit: after a slash or a hyphen where there is one, else anywhere."""
        pieces: list[str] = []
        start, wide, joint = 0, 0.0, 0
        for at, letter in enumerate(word):
            of_letter = self._widths[letter] * self._em
            while (
                wide + of_letter > width and at > start
            ):  # twice, where what follows a joint is too wide still
                end = joint if joint > start else at
                pieces.append(word[start:end])
                start, joint = end, 0
                wide = self.width(word[start:at])
            wide += of_letter
            if letter in "/-":
                joint = at + 1
        return [*pieces, word[start:]]
