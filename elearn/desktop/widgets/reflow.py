"""Things side by side while there is room, below each other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget


class Reflow(QWidget):
    """A row that becomes a column when it is narrower than `turns_at` pixels. Add with `add`.

    `upwards`: in the column what was added last stands first.
    """

    def __init__(
        self,
        turns_at: int,
        spacing: int = 16,
        column_spacing: int | None = None,
        parent: QWidget | None = None,
        *,
        upwards: bool = False,
    ) -> None:
        super().__init__(parent)
        self._turns_at, self._spacing = turns_at, spacing
        self._column_spacing = spacing if column_spacing is None else column_spacing
        way = QBoxLayout.Direction
        self._column = way.BottomToTop if upwards else way.TopToBottom
        self._stretches: list[int] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget; `stretch` counts in a row only."""
        self._stretches.append(stretch)
        self._box.addWidget(widget, stretch)
        if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            # In a column its greatest width would else become the greatest width of all parts.
            self._box.setAlignment(widget, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @property
    def is_row(self) -> bool:
        """Whether the parts stand side by side now."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width crosses that number."""
        super().resizeEvent(event)
        self._turn(event.size().width())

    def _turn(self, width: int) -> None:
        row = width >= self._turns_at
        if row == self.is_row:
            return
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if row else self._column)
        self._box.setSpacing(self._spacing if row else self._column_spacing)
        for index, stretch in enumerate(self._stretches):
            self._box.setStretch(index, stretch if row else 0)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The height at a width, in the direction that this width would have."""
        self._turn(width)
        if self._box.hasHeightForWidth():
            return self._box.totalHeightForWidth(width)
        return self._box.totalSizeHint().height()

    def hasHeightForWidth(self) -> bool:
        """As its parts have: without one that has, Qt asks the layout in vain and takes no height at all."""
        return self._box.hasHeightForWidth()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part: a row must never force a page to scroll sideways."""
        widths = [self._item_width(at) for at in range(self._box.count())]
        low = 0 if self.hasHeightForWidth() else self._box.totalMinimumSize().height()
        return QSize(max(widths, default=0), low)

    def _item_width(self, at: int) -> int:
        item = self._box.itemAt(at)
        return item.minimumSize().width() if item else 0
