"""What an answer teaches: how it went, why, on what the question rests, where to read again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from elearn.desktop.context import Context
from elearn.desktop.presenters.item_sources import ItemSources, item_sources
from elearn.desktop.widgets.buttons import link_button
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.icons import IconLabel
from elearn.desktop.widgets.rich_text import Text
from elearn.learning.feedback import Feedback, Outcome

if TYPE_CHECKING:
    from elearn.learning.item import Item

_HEADS = {
    Outcome.RIGHT: ("circle-check", "good", "Đúng"),
    Outcome.PARTLY: ("circle-dot", "desk", "Đúng một phần"),
    Outcome.WRONG: ("circle-x", "bad", "Chưa đúng"),
    Outcome.OPEN: ("circle", "bad", "Chưa trả lời"),
}


class FeedbackPanel(Card):
    """Sources come when they have been looked up. Emits `go` with a route."""

    go = Signal(str)

    def __init__(self, context: Context, item: Item, feedback: Feedback) -> None:
        icon_name, tone, head = _HEADS[feedback.outcome]
        super().__init__(context.theme, "plain", 20)
        self._theme = theme = context.theme
        if feedback.outcome is Outcome.PARTLY:
            head = f"{head}: {points(feedback.points)} điểm"
        self.said = f"{head}. {feedback.explanation}"
        self.setAccessibleName(self.said)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(IconLabel(theme, icon_name, tone, 22))
        row.addWidget(Text(theme, head, "h3", tone), 1)
        self.body.addLayout(row)
        self.body.addWidget(Text(theme, feedback.explanation, "reading"))
        read = context.background.read
        read(item_sources, context.services.library, item, done=self._show_sources, owner=self)

    def _show_sources(self, sources: ItemSources) -> None:
        theme = self._theme
        self.body.addSpacing(theme.space(2))
        if sources.citations:
            flow = Flow(theme.space(2))
            flow.add(Text(theme, "Căn cứ:", tone="ink2", wrap=False))
            for at, one in enumerate(sources.citations):
                last = at == len(sources.citations) - 1
                if one.route:
                    flow.add(
                        link_button(
                            theme, one.words, partial(self.go.emit, one.route), name=f"Mở trang {one.words}"
                        )
                    )
                else:
                    flow.add(Text(theme, one.words if last else f"{one.words};"))
            self.body.addWidget(flow)
        self.updateGeometry()
        if not sources.route:
            return
        self.body.addSpacing(theme.space(1))
        read_again = link_button(
            theme, sources.place, partial(self.go.emit, sources.route), name=f"Đọc lại: {sources.place}"
        )
        again = Flow(theme.space(2))
        again.add(Text(theme, "Đọc lại:", tone="ink2", wrap=False))
        again.add(read_again)
        self.body.addWidget(again)


def points(share: float) -> str:
    """Points as Vietnamese writes them: 0,5."""
    return f"{share:.2f}".rstrip("0").rstrip(".").replace(".", ",")
