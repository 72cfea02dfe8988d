"""An e-mail as the mail program shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.spoken import spoken
from elearn.desktop.stimuli.writing import Avatar, Bubble, Writing
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.icons import IconLabel
from elearn.learning.item import Email


def draw(writing: Writing, email: Email) -> StimulusFrame:
    """Subject, who to whom and when, the text, what hangs on it."""
    theme = writing.theme
    frame = StimulusFrame(theme, spoken(email), "surface", 20)
    frame.body.addWidget(writing.text(email.subject, "h3"))
    frame.body.addLayout(_head(writing, email))
    frame.body.addWidget(hairline())
    frame.body.addSpacing(theme.space(1))
    for passage in writing.passages(email.text):
        frame.body.addWidget(passage)
        frame.body.addSpacing(theme.space(1))
    for name in email.attachments:
        frame.body.addWidget(_attachment(writing, name))
    return frame


def _head(writing: Writing, email: Email) -> QHBoxLayout:
    theme = writing.theme
    row = QHBoxLayout()
    row.setSpacing(theme.space(3))
    row.addWidget(Avatar(theme, email.sender or email.address, 40), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    if email.sender:
        words.addWidget(writing.text(email.sender, weight=700))
    if email.address:
        words.addWidget(writing.text(email.address, "caption", "ink2"))
    below = " · ".join(part for part in (f"đến {email.to}" if email.to else "", email.at) if part)
    if below:
        words.addWidget(writing.text(below, "caption", "ink2"))
    row.addLayout(words, 1)
    return row


def _attachment(writing: Writing, name: str) -> Bubble:
    theme = writing.theme
    frame = Bubble(theme, "received")
    row = QHBoxLayout()
    row.setSpacing(theme.space(2))
    row.addWidget(IconLabel(theme, "paperclip", "ink2", 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(writing.text(name, "body"), 1)
    frame.body.addLayout(row)
    return frame
