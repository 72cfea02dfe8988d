"""The overview's upper half: four numbers and the bars of sub-units or courses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from elearn.desktop.presenters.unit.overview import Bar, Figure
from elearn.desktop.theme import Theme
from elearn.desktop.widgets.bars import PartsBar, Swatch
from elearn.desktop.widgets.card import Card
from elearn.desktop.widgets.flow import Flow
from elearn.desktop.widgets.rich_text import Text
from elearn.desktop.widgets.row_button import RowButton


class Figures(Card):
    """Four numbers; pressing one shows those people alone."""

    def __init__(
        self,
        theme: Theme,
        figures: Sequence[Figure],
        press: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, padding=12, parent=parent)
        self.setAccessibleName("Số người theo tình trạng")
        self.body.addStretch(1)
        flow = Flow(theme.space(4))
        self.buttons: dict[str, RowButton] = {}
        for figure in figures:
            button = RowButton(theme, f"{figure.number} {figure.label}: chỉ xem những người này", "line")
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(
                Text(theme, f"{figure.number:,}".replace(",", "."), "h1", figure.tone, wrap=False)
            )
            below = QHBoxLayout()
            below.setSpacing(theme.space(1) + 2)
            below.addWidget(Swatch(theme, "plain" if figure.tone == "ink" else figure.tone))
            below.addWidget(Text(theme, figure.label, "caption", "ink2", wrap=False))
            below.addStretch(1)
            words.addLayout(below)
            button.row.addLayout(words)
            button.seal()
            button.clicked.connect(lambda _checked=False, which=figure.which: press(which))
            self.buttons[figure.which] = button
            flow.add(button)
        self.body.addWidget(flow)
        self.body.addStretch(1)


class Bars(QWidget):
    """Labelled bars below each other: name, bar, "18/23"."""

    def __init__(self, theme: Theme, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(2))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        # Bars of one page begin and end alike, whichever numbers stand beside them.
        grid.setColumnMinimumWidth(2, QFontMetrics(theme.font("body")).horizontalAdvance("999/999"))
        for number, bar in enumerate(bars):
            label = Text(theme, bar.label, tone="ink2" if bar.depth else "ink")
            label.setContentsMargins(theme.space(5) * bar.depth, 0, 0, 0)
            grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(PartsBar(theme, bar.parts, bar.said), number, 1, Qt.AlignmentFlag.AlignVCenter)
            figure = Text(theme, bar.figure, tone="ink2", wrap=False)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(figure, number, 2)
