"""What an officer sees on a screen, drawn from text: a chat, a post, a letter, a text message, an e-mail, a page."""

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.make import make_stimulus
from elearn.desktop.stimuli.marks import Marks

__all__ = ["Marks", "StimulusFrame", "make_stimulus"]
