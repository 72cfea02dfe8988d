"""What the next page will need, got ready while nothing else is to be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from elearn.desktop.shell import Shell

BEGIN_MS = 250  # after the start is over
PAUSE_MS = 10  # between two steps, for whatever somebody does meanwhile

# Most who start read on: each is imported by itself, so that no step takes longer than a frame of the screen.
_MODULES = (
    "elearn.desktop.presenters.reader",
    "elearn.desktop.presenters.citations",
    "elearn.desktop.reader.typeset",
    "elearn.desktop.reader.passage",
    "elearn.desktop.reader.section",
    "elearn.desktop.reader.column",
    "elearn.desktop.reader.contents",
    "elearn.desktop.reader.popup",
    "elearn.desktop.reader.look_up",
    "elearn.desktop.reader.marking",
    "elearn.desktop.reader.reading_time",
    "elearn.desktop.pages.lesson_page",
    "elearn.learning.paper",
    "elearn.desktop.stimuli",
    "elearn.desktop.items",
    "elearn.desktop.items.choices",
    "elearn.desktop.reader.check",
    "elearn.desktop.items.matching",
    "elearn.desktop.items.ordering",
    "elearn.desktop.items.classify",
    "elearn.desktop.items.short_answer",
    "elearn.desktop.items.scenario",
    "elearn.desktop.stimuli.post",
    "elearn.desktop.stimuli.letter",
    "elearn.desktop.stimuli.sms",
    "elearn.desktop.pages.course_page",  # which a lesson leads back to
)

# Where a unit stands, its head comes for the overview.
_MODULES_OF_A_HEAD = (
    "elearn.credentials.keys",
    "elearn.credentials.sealing",
    "elearn.services.unit.assigning",
    "elearn.services.unit.intake",
    "elearn.services.unit.overview",
    "elearn.services.unit.roster",
    "elearn.desktop.widgets.table",
    "elearn.desktop.widgets.choosing",
    "elearn.desktop.unit.overview_page",
)


class Ahead(QObject):
    """Takes one step after another, with pauses; the window it belongs to ends it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._steps: list[Callable[[], object]] = [partial(import_module, name) for name in _MODULES]
        self._steps += [partial(shell.prepare, "lesson"), partial(self._of_a_head, shell)]
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._step)
        QTimer.singleShot(BEGIN_MS, self, self._timer.start)

    def _of_a_head(self, shell: Shell) -> None:
        from elearn.records.unit.presence import has_unit  # by itself: a learner pays for nothing of a head

        if has_unit(shell.context.services.folder):
            self._steps += [partial(import_module, name) for name in _MODULES_OF_A_HEAD]

    def _step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        else:
            self._timer.stop()
