"""The parts of one stimulus that can be marked: which are, and how that was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from elearn.desktop.widgets.verdict import Verdict

if TYPE_CHECKING:
    from elearn.desktop.stimuli.marked_text import PartButton


BY_KEY = 9  # parts that have a digit


class Marks:
    """All parts of a stimulus in reading order, whatever text they stand in. `changed` is called on each press."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self._changed = changed
        self._parts: dict[str, PartButton] = {}

    def add(self, part: PartButton) -> None:
        """A part was written; it is numbered in reading order, and digits mark the first nine."""
        self._parts[part.mark] = part
        part.number = len(self._parts)
        if part.number <= BY_KEY:
            part.setAccessibleDescription(f"Phím {part.number}")
        part.clicked.connect(lambda _checked=False: self._changed())

    @property
    def parts(self) -> list[PartButton]:
        """The buttons of all parts."""
        return list(self._parts.values())

    def chosen(self) -> tuple[str, ...]:
        """Ids of the parts that are marked."""
        return tuple(mark for mark, part in self._parts.items() if part.isChecked())

    def press(self, number: int) -> bool:
        """Mark the part of that place, or take its mark away, as a press would; whether there is one."""
        if not 0 <= number < min(BY_KEY, len(self._parts)):
            return False
        self.parts[number].click()
        return True

    def choose(self, marks: Iterable[str]) -> None:
        """Mark these and no others; nobody is told."""
        wanted = set(marks)
        for mark, part in self._parts.items():
            part.setChecked(mark in wanted)

    def lock(self, locked: bool) -> None:
        """Whether presses change anything."""
        for part in self._parts.values():
            part.locked = locked

    def judge(self, verdicts: Mapping[str, Verdict]) -> None:
        """Show how each part went."""
        for mark, part in self._parts.items():
            if mark in verdicts:
                part.judge(verdicts[mark])
