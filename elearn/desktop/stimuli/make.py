"""Chooses who draws a stimulus."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.marks import Marks
from elearn.desktop.stimuli.writing import Writing
from elearn.desktop.theme import Theme

if TYPE_CHECKING:
    from elearn.learning.item import Stimulus

KINDS = (
    "chat",
    "sms",
    "post",
    "letter",
    "email",
    "news",
)  # one module for each, with `draw(writing, stimulus)`


def make_stimulus(theme: Theme, stimulus: Stimulus, marks: Marks | None = None) -> StimulusFrame:
    """A stimulus as it looks on a screen; with `marks` its parts can be marked, else they are plain words."""
    kind = str(stimulus.__struct_config__.tag)
    draw: Callable[[Writing, Stimulus], StimulusFrame] = import_module(f"{__package__}.{kind}").draw
    return draw(Writing(theme, marks), stimulus)
