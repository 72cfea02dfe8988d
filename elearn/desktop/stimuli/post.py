"""A post on a social network, with its counts and comments."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from elearn.desktop.stimuli.frame import StimulusFrame
from elearn.desktop.stimuli.spoken import spoken, thousands
from elearn.desktop.stimuli.writing import Avatar, Bubble, Writing, picture
from elearn.desktop.widgets.card import hairline
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.item import Comment, Post


def draw(writing: Writing, post: Post) -> StimulusFrame:
    """Who posted and when, the text, the picture, the counts, what others say."""
    theme = writing.theme
    frame = StimulusFrame(theme, spoken(post), "surface")
    frame.body.addLayout(_head(writing, post))
    frame.body.addSpacing(theme.space(1))
    for passage in writing.passages(post.text):
        frame.body.addWidget(passage)
    if post.image:
        frame.body.addSpacing(theme.space(1))
        frame.body.addWidget(picture(theme, post.image, 150))
    frame.body.addSpacing(theme.space(1))
    if post.reactions or post.shares:
        frame.body.addLayout(_counts(writing, post))
    frame.body.addWidget(hairline())
    frame.body.addWidget(_ways(writing))
    for comment in post.comments:
        frame.body.addLayout(_comment(writing, comment))
    return frame


def _head(writing: Writing, post: Post) -> QHBoxLayout:
    theme = writing.theme
    row = QHBoxLayout()
    row.setSpacing(theme.space(3))
    row.addWidget(Avatar(theme, post.author, 40), 0, Qt.AlignmentFlag.AlignVCenter)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(theme, post.author, weight=700))
    below = QHBoxLayout()
    below.setSpacing(theme.space(1))
    if post.at:
        below.addWidget(Text(theme, f"{post.at} ·", "caption", "ink2"))
    below.addWidget(IconLabel(theme, "globe", "ink2", 14), 0, Qt.AlignmentFlag.AlignVCenter)
    below.addWidget(Text(theme, "Công khai", "caption", "ink2"), 1)
    words.addLayout(below)
    row.addLayout(words, 1)
    row.addWidget(IconLabel(theme, "ellipsis", "ink2", 20), 0, Qt.AlignmentFlag.AlignTop)
    return row


def _counts(writing: Writing, post: Post) -> QHBoxLayout:
    theme = writing.theme
    row = QHBoxLayout()
    row.setSpacing(theme.space(1))
    if post.reactions:
        row.addWidget(IconLabel(theme, "thumbs-up", "accent", 16))
        row.addWidget(IconLabel(theme, "heart", "bad", 16))
        row.addWidget(Text(theme, thousands(post.reactions), "caption", "ink2"))
    row.addStretch(1)
    if post.shares:
        row.addWidget(Text(theme, f"{thousands(post.shares)} lượt chia sẻ", "caption", "ink2"))
    return row


def _ways(writing: Writing) -> Flow:
    """What such a page offers below a post; only drawn."""
    theme = writing.theme
    ways = Flow(theme.space(4))
    for icon_name, word in (("thumbs-up", "Thích"), ("message-square", "Bình luận"), ("share-2", "Chia sẻ")):
        ways.add(_Way(writing, icon_name, word))
    return ways


class _Way(Bubble):
    """An icon and its word."""

    def __init__(self, writing: Writing, icon_name: str, word: str) -> None:
        super().__init__(writing.theme, "way")
        self.body.setContentsMargins(0, 4, 0, 4)
        row = QHBoxLayout()
        row.setSpacing(writing.theme.space(1))
        row.addWidget(IconLabel(writing.theme, icon_name, "ink2", 16))
        row.addWidget(Text(writing.theme, word, "caption", "ink2", weight=600, wrap=False))
        self.body.addLayout(row)


def _comment(writing: Writing, comment: Comment) -> QHBoxLayout:
    theme = writing.theme
    row = QHBoxLayout()
    row.setSpacing(theme.space(2))
    row.addWidget(Avatar(theme, comment.sender, 30), 0, Qt.AlignmentFlag.AlignTop)
    bubble = Bubble(theme, "received")
    bubble.body.addWidget(Text(theme, comment.sender, "caption", weight=600))
    bubble.body.addWidget(writing.text(comment.text))
    row.addWidget(bubble)
    row.addStretch(1)
    return row
