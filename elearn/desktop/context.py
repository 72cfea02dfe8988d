"""What every page is given: the services, the look, who is learning, and how to work and speak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from elearn.desktop.background import Background
    from elearn.desktop.theme import Theme


class Ask(Protocol):
    """Asks the learner before something is done."""

    def __call__(self, title: str, text: str, yes: str, no: str = "Để sau", *, danger: bool = False) -> bool:
        """Whether the learner chose `yes` (a verb: "Nộp bài", "Xóa hồ sơ"). Escape is `no`."""


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to each page when it is built; a new look or another learner means new pages.

    `subject` is the learner's id, "" where nobody was chosen. `say` shows a short passing message.
    `look` is the theme that was chosen: "light", "dark", "contrast" or "system"; `change_look(theme, scale)`
    takes such a name and 1.0 to 2.0.
    `enter(subject)` lets a learner in, `enter("")` goes back to choosing one. `visiting`: one only reads, and
    nothing is kept.
    """

    services: Any
    theme: Theme
    subject: str
    background: Background
    say: Callable[[str], None]
    ask: Ask
    look: str
    change_look: Callable[[str, float], None]
    enter: Callable[[str], None]
    visiting: bool = False
