"""A chat group, or a chat of two."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.spoken import chat_kind, spoken
from elearn.desktop.stimuli.writing import Avatar, Bubble, Writing, picture
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.item import Chat, Message

_SIDE = 30  # of a sender's sign, pixels at 100 %


def draw(writing: Writing, chat: Chat) -> StimulusFrame:
    """The group's name over its messages."""
    theme = writing.theme
    frame = StimulusFrame(theme, spoken(chat), "sunken")
    frame.body.addLayout(_head(writing, chat))
    frame.body.addSpacing(theme.space(1))
    before = ""
    for message in chat.messages:
        sender = "" if message.mine else message.sender
        frame.body.addLayout(_line(writing, message, first=message.mine or sender != before))
        before = sender
    return frame


def _head(writing: Writing, chat: Chat) -> QHBoxLayout:
    theme = writing.theme
    row = QHBoxLayout()
    row.setSpacing(theme.space(3))
    icon = "user-round" if chat.members == 2 else "users-round"
    row.addWidget(Avatar(theme, chat.group, 36, icon, strong=True), 0, Qt.AlignmentFlag.AlignVCenter)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(theme, chat.group, weight=700))
    words.addWidget(Text(theme, chat_kind(chat), "caption", "ink2"))
    row.addLayout(words, 1)
    return row


def _line(writing: Writing, message: Message, *, first: bool) -> QHBoxLayout:
    """A message at its side; who writes several in a row is shown once."""
    theme = writing.theme
    row = QHBoxLayout()
    row.setSpacing(theme.space(2))
    bubble = Bubble(theme, "mine" if message.mine else "theirs")
    who = "Tôi" if message.mine else message.sender
    head = " · ".join(part for part in (who if first else "", message.at) if part)
    if head:
        bubble.body.addWidget(Text(theme, head, "caption", "accent", weight=600 if first else None))
    for passage in writing.passages(message.text):
        bubble.body.addWidget(passage)
    if message.image:
        bubble.body.addWidget(picture(theme, message.image))
    if message.mine:
        row.addSpacing(theme.scaled(_SIDE) + theme.space(2))
        row.addStretch(1)
        row.addWidget(bubble)
        return row
    if first:
        row.addWidget(Avatar(theme, message.sender, _SIDE), 0, Qt.AlignmentFlag.AlignTop)
    else:
        gap = QWidget()
        gap.setFixedWidth(theme.scaled(_SIDE))
        row.addWidget(gap)
    row.addWidget(bubble)
    row.addStretch(1)
    return row
