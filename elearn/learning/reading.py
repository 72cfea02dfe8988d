"""What is remembered of a learner's reading: how far, how long, and what was marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MarkKind = Literal["bookmark", "highlight", "note"]


@dataclass(frozen=True, slots=True)
class LessonReading:
    """How a learner stands with a lesson.

    `offset` is the share of the section `anchor` above the window's edge, `furthest` the share of the
    lesson that was ever in view, both 0..1; `seconds` counts time with the window in front, for the
    lesson's present wording; `read_revision` is the revision that was last read to the end.
    """

    anchor: str = ""
    offset: float = 0.0
    furthest: float = 0.0
    seconds: float = 0.0
    read_revision: int | None = None
    done_at: datetime | None = None

    def is_read(self, revision: int) -> bool:
        """Whether this revision was read, or a later one."""
        return self.read_revision is not None and self.read_revision >= revision


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark, a highlight or a note in a section. `start` and `length` count characters of its text."""

    id: str
    lesson: str
    anchor: str
    kind: MarkKind
    start: int
    length: int
    text: str
    created_at: datetime
