"""Text messages from one sender, as a telephone shows them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.spoken import spoken
from elearn.desktop.stimuli.writing import Avatar, Bubble, Writing, picture
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.item import Message, Sms


def draw(writing: Writing, sms: Sms) -> StimulusFrame:
    """Who writes, in the middle, over the bubbles."""
    theme = writing.theme
    frame = StimulusFrame(theme, spoken(sms), "surface")
    head = QHBoxLayout()
    head.setSpacing(theme.space(3))
    head.addWidget(Avatar(theme, sms.sender, 36, "user-round"), 0, Qt.AlignmentFlag.AlignVCenter)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(theme, sms.sender or "Số lạ", weight=700))
    words.addWidget(Text(theme, "Tin nhắn SMS", "caption", "ink2"))
    head.addLayout(words, 1)
    head.addWidget(IconLabel(theme, "smartphone", "ink2", 20))
    frame.body.addLayout(head)
    frame.body.addWidget(hairline())
    before = ""
    for message in sms.messages:
        if message.at and message.at != before:
            at = Text(theme, message.at, "caption", "ink2")
            at.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            frame.body.addWidget(at)
        before = message.at
        frame.body.addLayout(_line(writing, message))
    return frame


def _line(writing: Writing, message: Message) -> QHBoxLayout:
    row = QHBoxLayout()
    bubble = Bubble(writing.theme, "mine" if message.mine else "received")
    for passage in writing.passages(message.text):
        bubble.body.addWidget(passage)
    if message.image:
        bubble.body.addWidget(picture(writing.theme, message.image))
    if message.mine:
        row.addStretch(1)
    row.addWidget(bubble)
    if not message.mine:
        row.addStretch(1)
    return row
