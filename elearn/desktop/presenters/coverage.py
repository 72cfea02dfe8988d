"""What of a lesson was ever in view, and for how long the window was in front. Plain arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.learning.progress import LEAST_PART_OF_MINUTES

GAP = 0.002  # rounding between two views of a section
WHOLE = 0.98


class Coverage:
    """Which parts of the sections were in view. `weights` are the sections' words.

    `furthest` is the share of the lesson, from its beginning, that was seen without a gap: who jumps to
    the end has not scrolled through.
    """

    def __init__(self, weights: Sequence[int], furthest: float = 0.0, minutes: float = 0.0) -> None:
        self._weights = [max(1, weight) for weight in weights]
        self._total = sum(self._weights) or 1
        self._seen: list[list[tuple[float, float]]] = [[] for _ in self._weights]
        self._spent = [0.0] * len(self._weights)
        self._asked = [
            minutes * 60 * weight / self._total * LEAST_PART_OF_MINUTES for weight in self._weights
        ]
        before = 0.0
        for section, weight in enumerate(self._weights):
            share = (furthest * self._total - before) / weight
            if share > 0:
                self.see(section, 0.0, share)
                self._spent[section] = self._asked[section] if share >= WHOLE else 0.0
            before += weight

    def see(self, section: int, start: float, end: float) -> None:
        """A part of a section is in view: shares 0..1 of its height."""
        start, end = max(0.0, start), min(1.0, end)
        if end <= start:
            return
        merged: list[tuple[float, float]] = []
        for one in sorted([*self._seen[section], (start, end)]):
            if merged and one[0] <= merged[-1][1] + GAP:
                merged[-1] = (merged[-1][0], max(merged[-1][1], one[1]))
            else:
                merged.append(one)
        self._seen[section] = merged

    def is_seen(self, section: int) -> bool:
        """Whether the whole of a section was in view, at one time or another."""
        return sum(end - start for start, end in self._seen[section]) >= WHOLE

    def spend(self, section: int, seconds: float) -> None:
        """A section was in view for some seconds more."""
        self._spent[section] += seconds

    def is_read(self, section: int) -> bool:
        """Whether a section was in view as a whole, and for a third of its share of the lesson's minutes."""
        return self.is_seen(section) and self._spent[section] >= self._asked[section]

    @property
    def furthest(self) -> float:
        """0..1."""
        seen = 0.0
        for section, weight in enumerate(self._weights):
            parts = self._seen[section]
            prefix = parts[0][1] if parts and parts[0][0] <= GAP else 0.0
            if prefix < WHOLE:
                return (seen + prefix * weight) / self._total
            seen += weight
        return 1.0


class Stopwatch:
    """Seconds with the lesson in front, from a monotonic clock's milliseconds.

    A pause between two ticks that is longer than `most_ms` (the PC slept) counts as that much.
    """

    def __init__(self, now_ms: int, most_ms: int = 2_000) -> None:
        self._last, self._most = now_ms, most_ms
        self._counted = 0

    def tick(self, now_ms: int, in_front: bool) -> None:
        """Time went on; it counts where the lesson is in front."""
        passed = min(max(0, now_ms - self._last), self._most)
        self._last = now_ms
        if in_front:
            self._counted += passed

    @property
    def seconds(self) -> float:
        """What was counted and not taken yet."""
        return self._counted / 1000

    def take(self) -> float:
        """The seconds counted since the last call."""
        counted, self._counted = self._counted, 0
        return counted / 1000
