"""What is wrong in the sources, each with its place, in words an author understands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: the file below the source root, the line from 1, the rule's name, what is wrong."""

    file: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(slots=True)
class Problems:
    """Faults as they are found; nothing stops at the first one."""

    _found: set[Problem] = field(default_factory=set)

    def add(self, file: str, line: int, rule: str, message: str) -> None:
        """Note a fault."""
        self._found.add(Problem(file, max(1, line), rule, message))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)
