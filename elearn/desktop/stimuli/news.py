"""A page of a news site in a browser."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.spoken import spoken
from elearn.desktop.stimuli.writing import Bubble, Writing, picture
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.icons import IconLabel
from elearn.learning.item import News


def draw(writing: Writing, page: News) -> StimulusFrame:
    """The address, the site's name, the headline, who wrote when, the text."""
    theme = writing.theme
    frame = StimulusFrame(theme, spoken(page), "surface", 20)
    if page.address:
        frame.body.addWidget(_address(writing, page.address))
        frame.body.addSpacing(theme.space(1))
    frame.body.addWidget(writing.text(page.site, "body", "accent", weight=700))
    frame.body.addWidget(hairline())
    frame.body.addSpacing(theme.space(1))
    frame.body.addWidget(writing.text(page.headline, "h3"))
    about = " · ".join(part for part in (page.byline, page.at) if part)
    if about:
        frame.body.addWidget(writing.text(about, "caption", "ink2"))
    if page.image:
        frame.body.addSpacing(theme.space(1))
        frame.body.addWidget(picture(theme, page.image, 150))
    frame.body.addSpacing(theme.space(1))
    for passage in writing.passages(page.text):
        frame.body.addWidget(passage)
    return frame


def _address(writing: Writing, address: str) -> Bubble:
    theme = writing.theme
    bar = Bubble(theme, "received")
    bar.body.setContentsMargins(12, 6, 12, 6)
    row = QHBoxLayout()
    row.setSpacing(theme.space(2))
    row.addWidget(IconLabel(theme, "globe", "ink2", 16))
    row.addWidget(writing.text(address, "caption", "ink"), 1)
    row.addWidget(IconLabel(theme, "rotate-ccw", "ink2", 14))
    bar.body.addLayout(row)
    return bar
